import { env, type QuickPickItem, window, workspace } from 'vscode';
import type { HttpRequest } from '../../core/http/exchange.ts';
import { formatBytes } from '../../core/http/quantity.ts';
import { curlCommand } from '../../core/interchange/curlCommand.ts';
import type { Shell } from '../../core/interchange/shell/shell.ts';
import { leftOut } from '../../core/interchange/snippet/leftOut.ts';
import type { SnippetLanguage } from '../../core/interchange/snippet/literal.ts';
import { snippet } from '../../core/interchange/snippet/snippet.ts';
import type { ScopeInputs } from '../../core/syntax/values/scope.ts';
import { prepareRequest } from '../../exchange/sending/prepareRequest.ts';
import type { RequestAddress } from '../sending/exchangeLog.ts';
import { sendingOf } from '../sending/sender.ts';
import type { Session } from '../session.ts';

interface Form extends QuickPickItem {
  write(request: HttpRequest): { readonly text: string; readonly remarks: readonly string[] };
}

const curl = (label: string, shell: Shell): Form => ({ label, write: (request) => curlCommand(request, shell) });
const code = (label: string, description: string, language: SnippetLanguage): Form => ({
  label,
  description,
  write: (request) => {
    const missing = leftOut(request, language);
    return { text: snippet(request, language), remarks: missing === undefined ? [] : [missing] };
  },
});

const forms: readonly Form[] = [
  curl('cURL (bash)', 'bash'),
  curl('cURL (Windows cmd)', 'cmd'),
  curl('cURL (PowerShell)', 'powershell'),
  code('JavaScript', 'fetch', 'javascript'),
  code('Python', 'requests', 'python'),
  code('Go', 'net/http', 'go'),
  code('Java', 'HttpClient', 'java'),
  code('C#', 'HttpClient', 'csharp'),
];

/** Copies the request as it would go out: as a command, or as a program with its precondition and retry loop. */
export async function copyRequestAs(session: Session, { uri, index }: RequestAddress, label?: unknown): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const sending = sendingOf(session, document, index);
  const stands = standIns(sending.scope);
  const prepared = await prepareRequest(session.ports(uri), { ...sending, scope: stands.scope }, 'whole');
  if (prepared.kind === 'refused') {
    return void window.showErrorMessage(`Not copied. ${prepared.faults[0]?.message ?? 'The request cannot be read.'}`);
  }
  const chosen =
    forms.find((form) => form.label === label) ??
    (await window.showQuickPick(forms, { title: 'Copy Request as', matchOnDescription: true }));
  if (chosen === undefined) return;
  if (prepared.request.stream !== undefined) {
    const size = formatBytes(prepared.request.stream.length);
    return void window.showErrorMessage(`Not copied. The content (${size}, from a file) is too large for a command.`);
  }
  const { text, remarks: ofForm } = chosen.write(prepared.request);
  const remarks = [...ofForm, ...stands.remarks()];
  await env.clipboard.writeText(text);
  if (remarks.length > 0) void window.showInformationMessage(`Copied. ${remarks.join(' ')}`);
}

/** A token is granted for a send, and not for a copy: a word stands in its place, which is then told. */
function standIns(scope: ScopeInputs): { readonly scope: ScopeInputs; remarks(): readonly string[] } {
  let stood = false;
  const prompted: NonNullable<ScopeInputs['prompted']> = (question) => {
    if (question.token === undefined) return scope.prompted?.(question);
    stood = true;
    return tokenStandIn;
  };
  const remark = `A token is got when a request is sent; in the copy ${tokenStandIn} stands in its place.`;
  return { scope: { ...scope, prompted }, remarks: () => (stood ? [remark] : []) };
}

const tokenStandIn = 'YOUR_TOKEN';
