import { commands, type TextDocument, Uri, ViewColumn, window, workspace } from 'vscode';
import { isSafeMethod } from '../../core/http/method.ts';
import { directiveNamed } from '../../core/syntax/block/directives.ts';
import { requestAt, requestNamed, requestNumbered } from '../../core/syntax/locate.ts';
import type { Watcher } from '../../exchange/ports.ts';
import { describePause } from '../../exchange/retry/describePause.ts';
import type { SendFault } from '../../exchange/sending/sendFault.ts';
import { type Outcome, type Sending, type SentOutcome, sendRequest } from '../../exchange/sending/sendRequest.ts';
import type { Guard } from '../../exchange/validators/knownGuard.ts';
import type { Responses } from '../answers/responses.ts';
import type { StatusBar } from '../answers/statusBar.ts';
import { toRange } from '../convert.ts';
import { holdsRequests } from '../files/documents.ts';
import type { Session } from '../session.ts';
import { type InFlight, type RequestAddress, requestKey } from './exchangeLog.ts';
import { progress, requestTitle } from './outcomeTitle.ts';

/** Where a sender shows what it does. */
export interface Views {
  readonly responses: Responses;
  readonly statusBar: StatusBar;
  readonly page: {
    /** Makes the outcome what the page is about. */
    remember(address: RequestAddress, outcome: SentOutcome): Promise<void>;
    show(): Promise<void>;
  };
}

/** The request that a command means: the one it names, else the one at the caret. */
export function addressed(session: Session, uri?: unknown, index?: unknown): RequestAddress | undefined {
  if (uri instanceof Uri && typeof index === 'number') return { uri, index };
  // A hover's link carries the URI as text.
  if (typeof uri === 'string' && typeof index === 'number') return { uri: Uri.parse(uri, true), index };
  const editor = window.activeTextEditor;
  if (editor === undefined || !holdsRequests(editor.document)) return undefined;
  const offset = editor.document.offsetAt(editor.selection.active);
  const placed = requestAt(session.documents.of(editor.document), offset);
  return placed === undefined ? undefined : { uri: editor.document.uri, index: placed.index };
}

/** Sends the request and shows what came of it; `values` stand for variables this once. Nothing leaves an untrusted workspace. */
export async function send(
  session: Session,
  views: Views,
  address: RequestAddress,
  guard?: Guard,
  values: Readonly<Record<string, string>> = {},
): Promise<SentOutcome | undefined> {
  if (!trusted()) return undefined;
  const document = await workspace.openTextDocument(address.uri);
  await session.imports.load(address.uri);
  const written = sendingOf(session, document, address.index);
  const scope = { ...written.scope, options: { ...written.scope.options, ...values } };
  const sending = { ...written, scope, ...(guard && { guard }) };
  const method = requestNumbered(sending.document, address.index)?.node.method?.text ?? 'GET';
  const key = requestKey(address.uri, sending.document, address.index);
  const before = session.exchanges.inFlight(key);
  if (before !== undefined && !isSafeMethod(method)) return stillUnderWay(method, before);
  const live = views.responses.live(address, method, sending.options.bodyLimit);
  const outcome = await inFlight(session, views, document, address, (signal, flight) => {
    const watcher = { ...watching(session, views, flight), ...(isQuiet(sending) ? {} : { part: live.take }) };
    return sendRequest({ ...session.ports(address.uri), watcher }, sending, signal);
  });
  const begun = await live.end();
  recordDependencies(session, address, document, outcome);
  for (const pass of outcome.earlierPasses ?? []) session.exchanges.record(key, pass);
  if (outcome.kind === 'sent') {
    await showOutcome(session, views, address, document, outcome, begun);
    return outcome;
  }
  showRefusal(views, document, outcome.faults);
  return undefined;
}

/** A write that may be at its work already is not cut off and sent over it: what came of it would be anybody's guess. */
function stillUnderWay(method: string, flight: InFlight): undefined {
  const cancel = 'Cancel It';
  void window.showInformationMessage(`Not sent again: this ${method} is still under way.`, cancel).then((chosen) => {
    if (chosen === cancel) flight.cancel();
  });
}

/** How often the seconds of a pause are counted down, in milliseconds. */
const countingPeriod = 500;

/** Shows how far a send has come: its content, and the pauses of `# @retry` while they last. */
export function watching(session: Session, { statusBar }: Pick<Views, 'statusBar'>, flight: InFlight): Watcher {
  let timer: ReturnType<typeof setInterval> | undefined;
  const show = () => statusBar.follow(session.exchanges.running);
  return {
    progress: (state) => {
      flight.progress = () => progress(state);
      show();
    },
    pause: (pause) => {
      clearInterval(timer);
      if (pause === undefined) delete flight.progress;
      else {
        flight.progress = () => describePause(pause, Date.now());
        timer = setInterval(show, countingPeriod);
      }
      show();
    },
  };
}

/** What `exchange` needs to send the request as the document stands. */
export function sendingOf(session: Session, document: TextDocument, request: number): Sending {
  const settings = session.settings(document.uri);
  return {
    document: session.documents.of(document),
    request,
    scope: session.scope(document.uri),
    environment: settings.environment,
    options: {
      ...settings.send,
      network: () => session.networks.of(document.uri, settings.tls),
      ...(settings.cookies === 'yes' ? { cookies: session.cookies.of(settings.environment) } : {}),
    },
    lookUp: settings.lookUp,
  };
}

/** Whether the workspace may send: a file from elsewhere can aim at internal hosts. If not, says so and how to. */
export function trusted(): boolean {
  if (workspace.isTrusted) return true;
  const manage = 'Manage Workspace Trust';
  const told = 'Nothing was sent: this workspace is not trusted. Trust it to send requests from its files.';
  void window.showWarningMessage(told, manage).then((chosen) => {
    if (chosen === manage) void commands.executeCommand('workbench.trust.manage');
  });
  return false;
}

/** Runs the work as the request's send under way: cancellable from the lens, the status bar and the palette. */
export async function inFlight<T>(
  session: Session,
  views: Pick<Views, 'statusBar'>,
  document: TextDocument,
  address: RequestAddress,
  work: (signal: AbortSignal, flight: InFlight) => Promise<T>,
  title = requestTitle(session.documents.of(document), address.index),
): Promise<T> {
  const tree = session.documents.of(document);
  const key = requestKey(address.uri, tree, address.index);
  const controller = new AbortController();
  const flight: InFlight = { title, startedAt: Date.now(), cancel: () => controller.abort() };
  const { exchanges } = session;
  const tell = () => {
    views.statusBar.follow(exchanges.running);
    return commands.executeCommand('setContext', 'precondition.requestInFlight', exchanges.running.length > 0);
  };
  exchanges.begin(key, flight);
  await tell();
  try {
    return await work(controller.signal, flight);
  } finally {
    exchanges.end(key, flight);
    await tell();
  }
}

/** What was sent first shows over its own request, as if it had been sent alone. */
function recordDependencies(
  session: Session,
  { uri }: RequestAddress,
  document: TextDocument,
  { dependencies }: Outcome,
): void {
  const tree = session.documents.of(document);
  for (const outcome of dependencies) {
    const placed = outcome.name === undefined ? undefined : requestNamed(tree, outcome.name);
    if (placed !== undefined) session.exchanges.record(requestKey(uri, tree, placed.index), outcome);
    const { request, response, error } = outcome.exchange;
    session.log.info(`Sent first: ${request.method} ${response?.status ?? error?.code ?? ''}`);
  }
}

/** Status bar, response document (the one where it came, if it was shown before its end), and after a failed precondition the page. */
export async function showOutcome(
  session: Session,
  views: Views,
  address: RequestAddress,
  document: TextDocument,
  outcome: SentOutcome,
  live?: Uri,
): Promise<void> {
  const { exchange, explanation } = outcome;
  session.exchanges.record(requestKey(address.uri, session.documents.of(document), address.index), outcome);
  views.statusBar.show(outcome);
  await commands.executeCommand('setContext', 'precondition.hasExchange', true);
  session.log.info(`${exchange.request.method} ${exchange.response?.status ?? exchange.error?.code ?? ''}`);
  const quiet =
    exchange.error === undefined && isQuiet({ document: session.documents.of(document), request: address.index });
  // What had arrived when it was cancelled is kept.
  const nothing = exchange.error?.code === 'cancelled' && exchange.response === undefined;
  if (!nothing && !quiet) await views.responses.show(address, outcome, live);
  await views.page.remember(address, outcome);
  // That a read brought news where none were foretold is told on demand: nothing went wrong.
  const status = exchange.response?.status ?? 0;
  const news = status < 400 && explanation?.deviation?.blame === 'knowledge';
  const opens = explanation !== undefined && status !== 304 && !news;
  if (opens && session.settings(document.uri).explain === 'automatic') await views.page.show();
}

/** Whether the request's response is not to be shown. */
function isQuiet({ document, request }: Pick<Sending, 'document' | 'request'>): boolean {
  const directives = requestNumbered(document, request)?.node.directives ?? [];
  return directiveNamed(directives, 'noResponseView') !== undefined;
}

/** Says why nothing was sent, and leads to the place. */
export function showRefusal(
  { statusBar }: Pick<Views, 'statusBar'>,
  document: TextDocument,
  faults: readonly SendFault[],
): void {
  const [first] = faults;
  statusBar.say('not sent', first?.message ?? 'The request could not be sent.');
  if (first === undefined) return;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  const show = 'Show';
  void window.showErrorMessage(`Not sent. ${first.message}${more}`, show).then((chosen) => {
    if (chosen === show) void window.showTextDocument(document, { selection: toRange(document, first) });
  });
}

/** Brings the request into view in its file. */
export async function openRequest(session: Session, { uri, index }: RequestAddress): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const placed = requestNumbered(session.documents.of(document), index);
  const start = placed === undefined ? 0 : placed.start + placed.node.requestLine.start;
  const range = toRange(document, { start, end: start });
  const visible = window.visibleTextEditors.find((editor) => editor.document === document);
  await window.showTextDocument(document, { selection: range, viewColumn: visible?.viewColumn ?? ViewColumn.One });
}
