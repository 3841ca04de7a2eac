import { window, workspace } from 'vscode';
import { contentEdit, prepareMerge, sendMerged } from '../../exchange/repairing/merge.ts';
import type { MergeView } from '../../panel/mergeWords.ts';
import { type PageHost, running, type Subject } from '../answers/pageHost.ts';
import { toWorkspaceEdit } from '../convert.ts';
import type { Merges, OpenMerge } from './merges.ts';
import { sendingOf, trusted } from './sender.ts';

/** Brings the three versions together and shows them; nothing is sent. */
export async function beginMerge(host: PageHost, subject: Subject): Promise<void> {
  const { address, outcome } = subject;
  const merging = await running(host, address, (sending, signal) =>
    prepareMerge(host.session.ports(address.uri), sending, outcome, signal),
  );
  if (merging.kind === 'impossible') return host.turn({ ...subject, notice: merging.why });
  const { method, url } = outcome.exchange.request;
  const merge = await host.merges.begin(merging, `${method} ${new URL(url).pathname}`);
  await host.turn({ ...subject, merge });
}

/** A merge that is saved without a marker is complete; whether it goes out is asked where the user is. */
export async function mergeSaved(host: PageHost, merge: OpenMerge): Promise<void> {
  const subject = host.current();
  if (subject?.merge !== merge) return;
  await host.turn(subject);
  if (merge.merging.merge.kind === 'merged' || host.merges.isUnsettled(merge)) return;
  const send = `Send, If Still ${merge.merging.theirs}`;
  const asked = `The merge is complete. Send ${merge.title} with the result?`;
  const chosen = await window.showInformationMessage(asked, send);
  if (chosen === send && host.current()?.merge === merge) await sendMerge(host, subject);
}

/** Sends the result under the version that was merged. */
export async function sendMerge(host: PageHost, subject: Subject): Promise<void> {
  const { address, merge, ...others } = subject;
  if (merge === undefined || !trusted()) return;
  const content = host.merges.text(merge);
  const outcome = await running(host, address, (sending, signal) =>
    sendMerged(host.session.ports(address.uri), sending, merge.merging, content, signal),
  );
  await host.merges.end(merge);
  const summary = `The merge with ${merge.merging.theirs} was sent. The file is as it was.`;
  await host.settle({ ...others, address, content }, { outcome, summary });
}

/** Closes the merge; nothing was sent. */
export async function dropMerge(host: PageHost, { merge, ...others }: Subject): Promise<void> {
  if (merge !== undefined) await host.merges.end(merge);
  await host.turn({ ...others, notice: 'The merge was dropped. Nothing was sent.' });
}

/** Puts what went out into the file. Where the file could not say it, it says so. */
export async function takeContent(host: PageHost, subject: Subject): Promise<void> {
  const { address, content = '' } = subject;
  const document = await workspace.openTextDocument(address.uri);
  const sending = sendingOf(host.session, document, address.index);
  const edit = await contentEdit(host.session.ports(address.uri), sending, content);
  if (edit !== undefined) await workspace.applyEdit(toWorkspaceEdit(document, [edit]));
  const notice =
    edit === undefined
      ? 'The file cannot hold this content as it is: it comes from another file, or would be read otherwise.'
      : 'The file now holds what was sent. Its tag is the old one: refresh it before the next write.';
  await host.turn({ ...subject, notice, next: undefined });
}

/** The merge as the page tells it. */
export function mergeView(open: OpenMerge, merges: Merges): MergeView {
  const { merge, theirs } = open.merging;
  if (merge.kind === 'merged') return { state: 'clean', conflicts: 0, theirs };
  const state = merges.isUnsettled(open) ? 'open' : 'settled';
  return { state, conflicts: merge.conflicts.length, theirs, settledIn: open.settledIn };
}
