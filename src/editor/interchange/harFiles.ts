import { extensions, Uri, window, workspace } from 'vscode';
import type { Exchange } from '../../core/http/exchange.ts';
import { harRequests } from '../../core/interchange/har/harRequests.ts';
import { readHar } from '../../core/interchange/har/readHar.ts';
import { seedMemory } from '../../core/interchange/har/seedMemory.ts';
import { writeHar } from '../../core/interchange/har/writeHar.ts';
import { harContent } from '../../exchange/answers/harContent.ts';
import type { Session } from '../session.ts';
import { openRequests, tellNotes } from './pasteCurl.ts';

const filters = { HAR: ['har'] };

/** Opens the requests of a HAR file as a new `.http` file, and offers to remember the validators in it. */
export async function openHar(session: Session, given?: unknown): Promise<void> {
  const [uri] = given instanceof Uri ? [given] : ((await window.showOpenDialog({ filters, title: 'Open HAR' })) ?? []);
  if (uri === undefined) return;
  const reading = readHar(new TextDecoder().decode(await workspace.fs.readFile(uri)));
  if (reading.kind === 'unreadable') return void window.showErrorMessage(reading.why);
  if (reading.exchanges.length === 0) return void window.showInformationMessage('The file records no HTTP request.');
  const imported = harRequests(reading.exchanges);
  await openRequests(imported.text);
  tellNotes(imported);
  // The requests are there; what is asked of the user keeps nobody waiting.
  void offerValidators(
    session,
    uri,
    reading.exchanges.filter((exchange) => !reading.unsent.has(exchange)),
  );
}

async function offerValidators(session: Session, uri: Uri, exchanges: readonly Exchange[]): Promise<void> {
  const { hashIdentity } = session.ports(uri);
  const { environment, remember: policy } = session.settings(uri);
  const seeded = () => seedMemory(session.memory.read(), exchanges, { environment, hashIdentity });
  const { learned } = seeded();
  if (learned === 0 || policy === 'no') return;
  const remember = 'Remember';
  const responses = learned === 1 ? 'One recorded response has' : `${learned} recorded responses have`;
  const chosen = await window.showInformationMessage(`${responses} validators. Remember them as of then?`, remember);
  if (chosen === remember) session.memory.write(seeded().memory);
}

const hidden = {
  label: 'Hide credentials',
  description: 'header fields and parameters of URLs',
  secrets: 'hidden',
} as const;
const kept = { label: 'Keep credentials', description: 'whoever has the file can use them', secrets: 'kept' } as const;

/** Saves the exchanges of this window as HAR, with what was predicted and explained. */
export async function saveHar(session: Session): Promise<void> {
  const outcomes = session.exchanges.outcomes;
  if (outcomes.length === 0) return void window.showInformationMessage('Nothing was sent in this window yet.');
  const chosen = await window.showQuickPick([hidden, kept], { title: `Save ${outcomes.length} Exchanges as HAR` });
  const uri = chosen && (await window.showSaveDialog({ filters, defaultUri: Uri.file('exchanges.har') }));
  if (chosen === undefined || uri === undefined) return;
  const recorded = outcomes.map(({ exchange, name, prediction, explanation }) => ({
    exchange,
    label: name ?? '',
    prediction,
    explanation,
  }));
  const version = String(extensions.getExtension('precondition.precondition')?.packageJSON.version);
  const har = writeHar(recorded, { version, secrets: chosen.secrets, content: harContent });
  await workspace.fs.writeFile(uri, new TextEncoder().encode(`${JSON.stringify(har, undefined, 2)}\n`));
}
