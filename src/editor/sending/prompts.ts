import { type Uri, window } from 'vscode';
import type { Question } from '../../core/syntax/values/question.ts';
import type { Confirmation, DependedOn, Prompts } from '../../exchange/ports.ts';
import type { Passwords } from './passwords.ts';

/** Questions as input boxes and picks, consent as a dialog. A password that is kept is not asked for. */
export function editorPrompts(document: Uri, passwords: Passwords): Prompts {
  return {
    ask: (question) => (question.kind === 'secret' ? askSecret(document, question, passwords) : ask(question)),
    agree,
    confirm,
  };
}

const title = 'Precondition';

async function ask({ kind, text, suggested, choices }: Question): Promise<string | undefined> {
  if (kind === 'choice') {
    return window.showQuickPick([...choices], { title, placeHolder: text, ignoreFocusOut: true });
  }
  return window.showInputBox({ title, prompt: text, value: suggested ?? '', ignoreFocusOut: true });
}

async function askSecret(document: Uri, { key, text }: Question, passwords: Passwords): Promise<string | undefined> {
  const stored = `precondition.password:${document.toString()}#${key}`;
  const kept = await passwords.kept(stored);
  if (kept !== undefined) return kept;
  const answer = await window.showInputBox({ title, prompt: text, password: true, ignoreFocusOut: true });
  if (answer !== undefined && answer !== '') passwords.offer(stored, text, answer);
  return answer;
}

async function agree({ name, method, url, neededBy }: DependedOn): Promise<'yes' | 'no'> {
  const send = 'Send It First';
  const chosen = await window.showWarningMessage(
    `“${neededBy}” needs the answer to “${name}”, which changes something.`,
    { modal: true, detail: `${method} ${url}` },
    send,
  );
  return chosen === send ? 'yes' : 'no';
}

async function confirm({ name, method, url, note }: Confirmation): Promise<'yes' | 'no'> {
  const send = 'Send';
  const asked = note === '' ? `Send “${name}”?` : note;
  const chosen = await window.showWarningMessage(asked, { modal: true, detail: `${method} ${url}` }, send);
  return chosen === send ? 'yes' : 'no';
}
