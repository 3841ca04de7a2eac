import { window } from 'vscode';
import { rememberRecorded } from '../../exchange/validators/rememberRecorded.ts';
import { holdsRequests } from '../files/documents.ts';
import { sendingOf } from '../sending/sender.ts';
import type { Session } from '../session.ts';

/** Takes the validators of the responses that are kept in the file in front into the memory, and says how many. */
export async function rememberRecordedAnswers(session: Session): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined || !holdsRequests(document)) {
    return void window.showInformationMessage('Open a .http file with recorded responses first.');
  }
  const { request: _, ...sending } = sendingOf(session, document, 0);
  const { found, remembered } = await rememberRecorded(session.ports(document.uri), sending);
  void window.showInformationMessage(worded(found, remembered));
}

function worded(found: number, remembered: number): string {
  if (found === 0) return 'This file keeps no response under a request.';
  const kept = found === 1 ? 'one recorded response' : `${found} recorded responses`;
  if (remembered > 0) return `Remembered what ${remembered === found ? kept : `${remembered} of ${kept}`} tell.`;
  return `Nothing new in ${kept}: only answers to GET and HEAD are taken, and what was seen on the wire stands.`;
}
