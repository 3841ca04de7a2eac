import { type Uri, window, workspace } from 'vscode';
import { isSafeMethod } from '../../core/http/method.ts';
import { documentRequests, requestNumbered } from '../../core/syntax/locate.ts';
import { isDisabled } from '../../core/syntax/resolving/disabled.ts';
import { type RunLine, runLines, runTarget } from '../../core/syntax/runLines.ts';
import { fileUri } from '../files/fileUri.ts';
import type { Session } from '../session.ts';
import type { RequestAddress } from './exchangeLog.ts';
import { requestTitle } from './outcomeTitle.ts';
import { send, trusted, type Views } from './sender.ts';

/**
 * Sends what the line `run #name` or `run file` of that number names, in its order and with its values. A request of
 * another file that changes something goes out with the user's consent alone; nothing follows where one fails.
 */
export async function sendRunLine(session: Session, views: Views, uri: Uri, number: number): Promise<void> {
  if (!trusted()) return;
  const document = await workspace.openTextDocument(uri);
  await session.imports.load(uri);
  const line = runLines(session.documents.of(document))[number];
  if (line === undefined) return;
  const targets = await targetsOf(session, uri, line);
  if (targets.length === 0) {
    return void window.showErrorMessage(`Not sent. ${missing(line)}`);
  }
  for (const { uri: at, index } of targets) {
    if (at.toString() !== uri.toString() && !(await agreed(session, { uri: at, index }, line))) return;
    const outcome = await send(session, views, { uri: at, index }, undefined, line.values);
    if (outcome === undefined || outcome.exchange.error !== undefined) return;
  }
}

const missing = ({ target }: RunLine) =>
  target.kind === 'request'
    ? `Neither this file nor one that it imports has a request called ${target.text}.`
    : `There is no file ${target.text} with requests, seen from the folder of this one.`;

async function targetsOf(session: Session, uri: Uri, { target }: RunLine): Promise<readonly RequestAddress[]> {
  if (target.kind === 'file') return requestsIn(session, fileUri(uri, target.text));
  const tree = session.documents.of(await workspace.openTextDocument(uri));
  const found = runTarget(tree, session.imports.of(uri), target.text);
  if (found === undefined) return [];
  return [{ uri: found.path === undefined ? uri : fileUri(uri, found.path), index: found.placed.index }];
}

async function requestsIn(session: Session, uri: Uri): Promise<readonly RequestAddress[]> {
  try {
    const tree = session.documents.of(await workspace.openTextDocument(uri));
    return documentRequests(tree).flatMap(({ node, index }) => (isDisabled(node) ? [] : [{ uri, index }]));
  } catch {
    return [];
  }
}

async function agreed(session: Session, { uri, index }: RequestAddress, { target }: RunLine): Promise<boolean> {
  const tree = session.documents.of(await workspace.openTextDocument(uri));
  const placed = requestNumbered(tree, index);
  const method = placed?.node.method?.text.toUpperCase() ?? 'GET';
  if (placed === undefined || isSafeMethod(method)) return placed !== undefined;
  const asked = {
    name: requestTitle(tree, index),
    method,
    url: placed.node.target.text,
    neededBy: `run ${target.text}`,
  };
  return (await session.ports(uri).prompts?.agree?.(asked)) === 'yes';
}
