import { window, workspace } from 'vscode';
import { type Refreshed, refreshEtag } from '../../exchange/validators/refreshEtag.ts';
import { toWorkspaceEdit } from '../convert.ts';
import type { Session } from '../session.ts';
import type { RequestAddress } from './exchangeLog.ts';
import { inFlight, sendingOf, showRefusal, trusted, type Views } from './sender.ts';

/** Fetches the current tag and writes it into the file, or into the variable that feeds the header, in one step. */
export async function refreshTag(session: Session, views: Views, address: RequestAddress): Promise<void> {
  if (!trusted()) return;
  const document = await workspace.openTextDocument(address.uri);
  const version = document.version;
  const sending = sendingOf(session, document, address.index);
  const refreshed = await inFlight(session, views, document, address, (signal) =>
    refreshEtag(session.ports(address.uri), sending, signal),
  );
  if (refreshed.kind === 'refused') return showRefusal(views, document, refreshed.faults);
  if (refreshed.kind === 'edits') {
    if (document.version !== version) {
      return void window.showWarningMessage('The file changed meanwhile, so the tag was not written. Refresh again.');
    }
    await workspace.applyEdit(toWorkspaceEdit(document, refreshed.edits));
  }
  report(views, refreshed);
}

function report({ statusBar }: Views, refreshed: Exclude<Refreshed, { kind: 'refused' }>): void {
  const { short, whole, told } = wordsOf(refreshed);
  statusBar.say(short, whole);
  if (told === 'in the status bar') return;
  void (told === 'as information' ? window.showInformationMessage(whole) : window.showWarningMessage(whole));
}

interface Words {
  readonly short: string;
  readonly whole: string;
  readonly told: 'in the status bar' | 'as information' | 'as a warning';
}

function wordsOf(refreshed: Exclude<Refreshed, { kind: 'refused' }>): Words {
  switch (refreshed.kind) {
    case 'edits':
      return quietly(refreshed.etag, `The file now holds the server's ${refreshed.etag}.`);
    case 'current':
      return quietly(refreshed.etag, `The server's validator is ${refreshed.etag}; the file is up to date.`);
    case 'answer':
      return quietly(refreshed.etag, `“${refreshed.request}” was fetched again; its tag is ${refreshed.etag}.`);
    case 'outside':
      return { short: refreshed.etag, whole: refreshed.where, told: 'as information' };
    case 'none':
      return { short: 'no ETag', whole: refreshed.why, told: 'as a warning' };
  }
}

function quietly(short: string, whole: string): Words {
  return { short, whole, told: 'in the status bar' };
}
