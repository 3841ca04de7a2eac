import { Uri, window, workspace } from 'vscode';
import type { HttpResponse } from '../../core/http/exchange.ts';
import { formatBytes } from '../../core/http/quantity.ts';
import { savedHead, suggestedName } from '../../exchange/answers/view/savedResponse.ts';
import type { KeptResponse } from './responses.ts';

/** Writes the whole content, its codings removed, into a file that the user chooses; `target` is the choice already made. */
export async function saveBody(kept: KeptResponse, target?: Uri): Promise<Uri | undefined> {
  const { request, response } = kept.outcome.exchange;
  if (response === undefined) return undefined;
  const uri = target ?? (await ask(kept, suggestedName(request.url, response), 'Save Body'));
  if (uri === undefined) return undefined;
  if (response.bodyFile === undefined) await workspace.fs.writeFile(uri, response.body);
  else await workspace.fs.copy(Uri.file(response.bodyFile), uri, { overwrite: true });
  tell(uri, response);
  return uri;
}

/** Writes status line, fields and content as a `.http` file has a recorded response. */
export async function saveResponse(kept: KeptResponse, target?: Uri): Promise<void> {
  const { request, response } = kept.outcome.exchange;
  if (response === undefined) return;
  const name = suggestedName(request.url, response).replace(/\.[^.]+$/, '');
  const uri = target ?? (await ask(kept, `${name}.response.http`, 'Save Full Response'));
  if (uri === undefined) return;
  const content =
    response.bodyFile === undefined ? response.body : await workspace.fs.readFile(Uri.file(response.bodyFile));
  await workspace.fs.writeFile(uri, Buffer.concat([Buffer.from(savedHead(response)), content]));
  tell(uri, response);
}

function ask({ address }: KeptResponse, name: string, title: string): Thenable<Uri | undefined> {
  const folder = workspace.getWorkspaceFolder(address.uri)?.uri;
  const beside = address.uri.scheme === 'untitled' ? folder : Uri.joinPath(address.uri, '..');
  const defaultUri = beside === undefined ? Uri.file(name) : Uri.joinPath(beside, name);
  return window.showSaveDialog({ defaultUri, title });
}

/** What was saved is only worth a message where it is less than everything. */
function tell(uri: Uri, { complete, bodyBytes }: HttpResponse): void {
  const name = uri.path.split('/').at(-1) ?? '';
  if (complete) window.setStatusBarMessage(`Saved ${name}`, 5000);
  else
    void window.showWarningMessage(
      `${name} has what arrived, ${formatBytes(bodyBytes)}: the answer did not come whole.`,
    );
}
