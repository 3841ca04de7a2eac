import { type TextDocument, Uri, window, workspace } from 'vscode';
import { formatMilliseconds } from '../core/http/quantity.ts';
import type { Guard } from '../exchange/validators/knownGuard.ts';
import type { ExchangeDocuments } from './answers/exchangeDocuments.ts';
import type { Previews } from './answers/previews.ts';
import { rememberRecordedAnswers } from './answers/recordedAnswers.ts';
import { responseCommands } from './answers/responseCommands.ts';
import type { CommandId } from './commandIds.ts';
import type { Demo } from './demo.ts';
import { compareVersions } from './history/compareVersions.ts';
import { type Command, type HistoryParts, historyCommands } from './history/historyCommands.ts';
import { clearCookies } from './sending/cookieJars.ts';
import { showCookies } from './sending/cookieList.ts';
import { type InFlight, type RequestAddress, requestKey } from './sending/exchangeLog.ts';
import { refreshTag } from './sending/refreshTag.ts';
import { sendRunLine } from './sending/runLine.ts';
import { addressed, send, type Views } from './sending/sender.ts';
import type { Session } from './session.ts';
import { forgetAllValidators, forgetValidator, showValidators } from './validators/validators.ts';

interface Parts extends HistoryParts {
  readonly demo: Demo;
}

/** What each command does. The lenses pass a file and a request; the palette passes nothing. */
export function commandTable(
  session: Session,
  views: Views & { readonly exchanges: ExchangeDocuments; readonly previews: Previews },
  { demo, ...history }: Parts,
): Readonly<Record<CommandId, Command>> {
  const onRequest =
    (act: (address: RequestAddress) => Promise<unknown>): Command =>
    async (uri, index) => {
      const address = addressed(session, uri, index);
      if (address !== undefined) return void (await act(address));
      void window.showInformationMessage('Put the caret into a request of a .http file first.');
    };
  const guarded = (field: Guard) => onRequest((address) => send(session, views, address, field));
  return {
    'precondition.send': onRequest((address) => send(session, views, address)),
    'precondition.runLine': async (uri, number) => {
      if (uri instanceof Uri && typeof number === 'number') await sendRunLine(session, views, uri, number);
    },
    'precondition.sendWithIfMatch': guarded('If-Match'),
    'precondition.sendWithIfNoneMatch': guarded('If-None-Match'),
    'precondition.cancel': (uri, index) => cancel(session, uri, index),
    'precondition.refreshEtag': onRequest((address) => refreshTag(session, views, address)),
    'precondition.explain': (response) => explain(views, response),
    'precondition.showResponse': onRequest((address) => showResponse(session, views, address)),
    ...responseCommands(views.responses, views.exchanges, views.previews),
    'precondition.showValidators': () => showValidators(session.memory),
    'precondition.forgetValidator': () => forgetValidator(session.memory),
    'precondition.forgetAllValidators': () => forgetAllValidators(session.memory, session.bodies),
    'precondition.rememberRecorded': () => rememberRecordedAnswers(session),
    'precondition.pasteCurl': async () => (await interchange()).pasteCurl(session),
    'precondition.copyRequestAs': (uri, index, form) =>
      onRequest(async (address) => (await interchange()).copyRequestAs(session, address, form))(uri, index),
    'precondition.openHar': async (uri) => (await interchange()).openHar(session, uri),
    'precondition.saveHar': async () => (await interchange()).saveHar(session),
    'precondition.startDemo': () => demo.start(),
    'precondition.stopDemo': () => demo.stop(),
    'precondition.selectEnvironment': () => selectEnvironment(session),
    'precondition.forgetPasswords': () => {
      session.networks.forget();
      return session.passwords.forgetAll();
    },
    'precondition.forgetTokens': () => session.tokens.forget(),
    'precondition.showCookies': () => onCookies(session, showCookies),
    'precondition.clearCookies': () => onCookies(session, clearCookies),
    'precondition.compareVersions': onRequest((address) => compareVersions(session, views, history.documents, address)),
    ...historyCommands(session, views, history),
  };
}

const interchange = async () => (await import('./interchange/interchange.ts')).interchange;

/** Explains the response whose document is named or in front, else the last outcome. */
async function explain(views: Views, response: unknown): Promise<void> {
  const uri = response instanceof Uri ? response : window.activeTextEditor?.document.uri;
  const kept = uri && views.responses.kept(uri);
  if (kept !== undefined) await views.page.remember(kept.address, kept.outcome);
  await views.page.show();
}

/** The cookies of the environment that holds for the document in front. */
function onCookies(session: Session, act: typeof showCookies): Promise<void> {
  const { environment } = session.settings(window.activeTextEditor?.document.uri ?? Uri.parse('untitled:'));
  return act(session.cookies.of(environment), environment);
}

/** Cancels the send of the request addressed; else the one under way, or of several those that are chosen. */
async function cancel(session: Session, uri?: unknown, index?: unknown): Promise<void> {
  const address = uri === undefined ? undefined : addressed(session, uri, index);
  const open = address && workspace.textDocuments.find((document) => same(document, address.uri));
  if (address === undefined || open === undefined) {
    for (const flight of await chosenOf(session.exchanges.running)) flight.cancel();
    return;
  }
  session.exchanges.inFlight(requestKey(address.uri, session.documents.of(open), address.index))?.cancel();
}

/** All are chosen at first: Enter cancels them. */
async function chosenOf(running: readonly InFlight[]): Promise<readonly InFlight[]> {
  if (running.length < 2) return running;
  const items = running.map((flight) => {
    const time = formatMilliseconds(Date.now() - flight.startedAt);
    const description = [time, ...(flight.progress ? [flight.progress()] : [])].join(' · ');
    return { label: flight.title, description, picked: true, flight };
  });
  const placeHolder = `${running.length} requests are under way: which are to be cancelled?`;
  const chosen = await window.showQuickPick(items, { title: 'Cancel Requests', placeHolder, canPickMany: true });
  return (chosen ?? []).map(({ flight }) => flight);
}

async function showResponse(session: Session, views: Views, { uri, index }: RequestAddress): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const outcome = session.exchanges.outcome(requestKey(uri, session.documents.of(document), index));
  if (outcome === undefined) return;
  await views.page.remember({ uri, index }, outcome);
  await views.responses.show({ uri, index }, outcome);
}

async function selectEnvironment(session: Session): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined) return;
  const { names } = await session.environments.load(document.uri);
  if (names.length === 0) {
    return void window.showInformationMessage(
      'No environment is defined: there is no http-client.env.json and no .env file with a name beside this file or above it.',
    );
  }
  const chosen = await window.showQuickPick(names, { placeHolder: 'Use the variables of which environment?' });
  if (chosen !== undefined)
    await workspace.getConfiguration('precondition', document.uri).update('environment', chosen);
}

function same(document: TextDocument, uri: Uri): boolean {
  return document.uri.toString() === uri.toString();
}
