import type { RepairId } from '../../core/conditional/explanation/explanation.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import { type HeaderList, sameName } from '../../core/http/headerList.ts';
import type { Edit } from '../../core/span.ts';
import { documentRequests, requestNumbered } from '../../core/syntax/locate.ts';
import { update } from '../../core/syntax/parse.ts';
import type { Ports } from '../ports.ts';
import { type Prepared, prepareRequest } from '../sending/prepareRequest.ts';
import { type Outcome, type Sending, type SentOutcome, sendRequest } from '../sending/sendRequest.ts';
import { lookUp, lookUpContent } from '../validators/lookUp.ts';
import { type Refreshed, refreshEtag } from '../validators/refreshEtag.ts';
import { editsCommand, insideCommand } from './editsCommand.ts';
import {
  addCondition,
  fixSyntax,
  identityCoding,
  type RepairEdits,
  removeConditions,
  replaceCondition,
  updateGuard,
} from './repairEdits.ts';
import { sendToTarget } from './sendToTarget.ts';

/** What came of a repair: edits for the file, to be made as one step, and what a retry brought. */
export type Repaired =
  | {
      readonly kind: 'repaired';
      readonly edits: readonly Edit[];
      /** One sentence: what was changed or found. */
      readonly summary: string;
      /** Of the request sent again; undefined when nothing was sent again. */
      readonly outcome: Outcome | undefined;
    }
  /** Nothing was changed: it could not be, or a look showed what the sentence says. */
  | { readonly kind: 'not-repaired'; readonly why: string };

/** Whether the request goes out again at once. Refresh-and-retry always does; the others when the user asked. */
export type Retry = 'retry' | 'edit-only';

/**
 * Carries a repair out against the document as it was sent. The edits are the caller's to make; a retry sends the
 * document as it will be with them.
 */
export async function repair(
  ports: Ports,
  asked: Sending,
  outcome: SentOutcome,
  id: RepairId,
  signal: AbortSignal,
  retry: Retry = 'edit-only',
): Promise<Repaired> {
  // A guard that was given for the one send is no part of the file, and its retry must not go without.
  const sending = id === 'remove-precondition' ? asked : { ...asked, ...(outcome.guard && { guard: outcome.guard }) };
  if (id === 'refresh-and-retry') return applyRefresh(ports, sending, 'retry', signal);
  if (id === 'strengthen-tag') return applyRefresh(ports, sending, retry, signal);
  if (id === 'verify-first') return verify(ports, sending, outcome, signal);
  const prepared = await prepareRequest(ports, sending, 'look-up');
  if (prepared.kind === 'refused') return notRepaired(prepared.faults.map(({ message }) => message).join(' '));
  if (id === 'use-identity-coding') return useIdentityCoding(ports, sending, prepared, retry, signal);
  const edits = await editsFor(ports, sending, outcome, { id, prepared }, signal);
  if (edits.kind === 'none') return notRepaired(edits.why);
  if (editsCommand(prepared.placed, edits.edits)) return notRepaired(insideCommand);
  return finish(ports, sending, edits, retry, signal);
}

type OfflineId = Exclude<RepairId, 'refresh-and-retry' | 'strengthen-tag' | 'verify-first' | 'use-identity-coding'>;

async function editsFor(
  ports: Ports,
  { document, options }: Sending,
  outcome: SentOutcome,
  { id, prepared }: { readonly id: OfflineId; readonly prepared: Prepared },
  signal: AbortSignal,
): Promise<RepairEdits> {
  const look = () => lookUp(ports, { request: prepared.request, wanted: prepared.wanted, options }, signal);
  switch (id) {
    case 'remove-precondition':
      return removeConditions(document, prepared, outcome.explanation?.culprit);
    case 'add-precondition':
      return addCondition(document, prepared, await look());
    case 'create-instead':
      return replaceCondition(document, prepared, 'If-Match', { field: 'If-None-Match', value: '*' });
    case 'update-instead': {
      const guard = updateGuard(await look());
      return 'why' in guard ? { kind: 'none', ...guard } : replaceCondition(document, prepared, 'If-None-Match', guard);
    }
    case 'send-to-target':
      return sendToTarget(document, prepared, outcome);
    case 'fix-syntax':
      return fixSyntax(document, prepared, ports.clock());
    case 'merge-and-retry':
    case 'probe-server':
    case 'export-report':
      return { kind: 'none', why: 'This is no change to the request; it has a command of its own.' };
  }
}

/** A fresh tag, written where the request takes it from; where no edit reaches, sent in its place this once. */
async function applyRefresh(ports: Ports, sending: Sending, retry: Retry, signal: AbortSignal): Promise<Repaired> {
  const refreshed = await refreshEtag(ports, sending, signal);
  switch (refreshed.kind) {
    case 'refused':
      return notRepaired(refreshed.faults.map(({ message }) => message).join(' '));
    case 'none':
      return notRepaired(refreshed.why);
    case 'edits':
    case 'current':
    case 'answer':
    case 'outside': {
      const { edits, summary, extraHeaders } = planOf(refreshed, sending);
      const next = extraHeaders === undefined ? sending : { ...sending, extraHeaders };
      return finish(ports, next, { edits, summary }, retry, signal);
    }
  }
}

function planOf(refreshed: Extract<Refreshed, { exchange: Exchange; etag: string }>, sending: Sending) {
  const { etag } = refreshed;
  const extra = sending.extraHeaders?.map(([name, value]) => [name, isCondition(name) ? etag : value] as const);
  switch (refreshed.kind) {
    case 'edits':
      return { edits: refreshed.edits, summary: `The file now holds the server's ${etag}.`, extraHeaders: extra };
    case 'current':
      return { edits: [], summary: `The server's tag is ${etag}.`, extraHeaders: extra };
    case 'answer':
      return {
        edits: [],
        summary: `“${refreshed.request}” was fetched again; its tag is ${etag}.`,
        extraHeaders: extra,
      };
    case 'outside':
      return { edits: [], summary: refreshed.where, extraHeaders: override(sending, etag) };
  }
}

const isCondition = (name: string) => /^if-/i.test(name);

/** The first precondition of the file, with the fresh value. */
function override({ document, request, extraHeaders = [] }: Sending, etag: string): HeaderList {
  const node = requestNumbered(document, request)?.node;
  const name = node?.headers.map((header) => header.name.text).find(isCondition) ?? 'If-Match';
  return [...extraHeaders.filter(([other]) => !sameName(other, name)), [name, etag]];
}

async function useIdentityCoding(
  ports: Ports,
  sending: Sending,
  prepared: Prepared,
  retry: Retry,
  signal: AbortSignal,
): Promise<Repaired> {
  const refreshed = await refreshEtag(ports, sending, signal);
  if (refreshed.kind === 'refused') return notRepaired(refreshed.faults.map(({ message }) => message).join(' '));
  if (refreshed.kind === 'none') return notRepaired(refreshed.why);
  const coding = identityCoding(await readsOf(ports, sending, prepared));
  const tag = refreshed.kind === 'edits' ? refreshed.edits : [];
  const summary = `The tag of the uncoded form is ${refreshed.etag}.`;
  return finish(ports, sending, { edits: [...tag, ...coding], summary }, retry, signal);
}

/** The file's other reads of the same resource. */
async function readsOf(ports: Ports, sending: Sending, { wanted, placed }: Prepared): Promise<readonly Prepared[]> {
  const others = documentRequests(sending.document).filter(({ index }) => index !== placed.index);
  const prepared = await Promise.all(
    others.map(({ index }) => prepareRequest(ports, { ...sending, request: index }, 'look-up')),
  );
  return prepared.filter(
    (each): each is Prepared =>
      each.kind === 'ready' && each.wanted.resource === wanted.resource && each.request.method === 'GET',
  );
}

/** Compares what the server holds with what was sent, before the same thing is done twice. */
async function verify(ports: Ports, sending: Sending, outcome: SentOutcome, signal: AbortSignal): Promise<Repaired> {
  const { exchange, wanted } = outcome;
  if (exchange.request.stream !== undefined)
    return notRepaired('The content was read from a file while it was sent, and is too large to be compared here.');
  const subject = { request: exchange.request, wanted, options: sending.options };
  const { response, error } = await lookUpContent(ports, subject, signal);
  if (error !== undefined || response === undefined) return notRepaired('The current content could not be fetched.');
  const same = sameBytes(response.body, exchange.request.body ?? new Uint8Array());
  return notRepaired(found[(exchange.response?.status ?? 0) < 300 ? 'written' : 'refused'][same ? 'same' : 'other']);
}

/** What a comparison says after a write that went through, and after one that did not. */
const found = {
  written: {
    same: 'The server holds exactly what you sent, in the place of what was there before.',
    other: 'The server holds other content than you sent: it was changed again, or your write was not applied.',
  },
  refused: {
    same: 'The server holds exactly what you sent: it was applied already, and nothing is left to do.',
    other: 'The server holds other content than you sent. Compare the two before you send it again.',
  },
} as const;

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

async function finish(
  ports: Ports,
  sending: Sending,
  { edits, summary }: { readonly edits: readonly Edit[]; readonly summary: string },
  retry: Retry,
  signal: AbortSignal,
): Promise<Repaired> {
  if (retry === 'edit-only') return { kind: 'repaired', edits, summary, outcome: undefined };
  const document = edits.length === 0 ? sending.document : update(sending.document, edits);
  const outcome = await sendRequest(ports, { ...sending, document }, signal);
  return { kind: 'repaired', edits, summary, outcome };
}

const notRepaired = (why: string): Repaired => ({ kind: 'not-repaired', why });
