import type { Trace } from '../../core/conditional/evaluation/trace.ts';
import type { Explanation } from '../../core/conditional/explanation/explanation.ts';
import type { ProbeMade } from '../../core/conditional/explanation/probe.ts';
import { type Recollection, recall, type Wanted } from '../../core/conditional/memory/memory.ts';
import { predict } from '../../core/conditional/predict.ts';
import type { Exchange, SendOptions } from '../../core/http/exchange.ts';
import type { HeaderList } from '../../core/http/headerList.ts';
import type { HttpDocument } from '../../core/syntax/ast.ts';
import { directiveNamed } from '../../core/syntax/block/directives.ts';
import { milliseconds } from '../../core/syntax/values/duration.ts';
import { expand } from '../../core/syntax/values/expand.ts';
import { createScope, type ScopeInputs } from '../../core/syntax/values/scope.ts';
import { keepAnswer } from '../answers/keepAnswer.ts';
import { type Save, saveAnswer } from '../answers/saveAnswer.ts';
import { type Historic, keepExchange } from '../history/keepExchange.ts';
import type { LookUpPolicy, Ports, Watcher } from '../ports.ts';
import { explainExchange } from '../repairing/explainExchange.ts';
import { type Attempting, type Attempts, retriesAsked, sendAttempts, withAttempts } from '../retry/sendAttempts.ts';
import { filesFrom } from '../surroundings/readImports.ts';
import { type Guard, knownGuard } from '../validators/knownGuard.ts';
import { rememberExchange } from '../validators/rememberExchange.ts';
import { directedOptions } from './directedOptions.ts';
import { type Prepared, prepareRequest, type Refused, refused } from './prepareRequest.ts';
import { type Readied, readyRequest } from './readyRequest.ts';
import { outdateRefused } from './refusedTokens.ts';
import type { SendFault } from './sendFault.ts';
import { sendPasses } from './sendPasses.ts';

/** What to send, and in which circumstances. */
export interface Sending {
  readonly document: HttpDocument;
  /** The document's folder, from that of the file which imports it; its own unless given. */
  readonly folder?: string;
  /** Index among `documentRequests(document)`. */
  readonly request: number;
  readonly scope: ScopeInputs;
  /** The environment's name; part of the validator's key. */
  readonly environment: string;
  readonly options: SendOptions;
  /** Preconditions to send besides the file's, each in place of a field of the same name. */
  readonly extraHeaders?: HeaderList;
  /** Content to send in place of the file's, this once. */
  readonly content?: Uint8Array;
  /** Sends with the validator known of the resource in this field, or not at all. */
  readonly guard?: Guard;
  /** The questions that were answered by tokens. */
  readonly granted?: ReadonlySet<string>;
  /** What to do after a 412, a 428 or a write that went through against its condition; `automatic` unless given. */
  readonly lookUp?: LookUpPolicy;
}

/** A request that went out, with all that was known before and is known after. */
export interface SentOutcome {
  readonly kind: 'sent';
  /** The name the file gives the request. */
  readonly name: string | undefined;
  /** What memory was asked for: the resource as the file names it, before any redirect. */
  readonly wanted: Wanted;
  readonly exchange: Exchange;
  readonly before: Recollection;
  readonly after: Recollection;
  readonly prediction: Trace;
  readonly explanation: Explanation | undefined;
  /** The safe request sent after the failure to see the current state. */
  readonly fresh: Exchange | undefined;
  /** `offered` when a look-up would help and the policy is to ask. */
  readonly lookUp: 'sent' | 'offered' | 'none';
  /** What was asked besides, to tell causes apart. */
  readonly probes: readonly ProbeMade[];
  /** The field in which the known validator was given for this send; a retry is guarded likewise. */
  readonly guard: Guard | undefined;
  /** The requests that were sent first because this one needs their answers, in their order. */
  readonly dependencies: readonly SentOutcome[];
  /** What came of the lines `>> file`. */
  readonly saves: readonly Save[];
  /** The names of the fields that the file has; what else went out was added. */
  readonly written?: readonly string[];
  /** Its place in the history, and what changed since the send before; where a history is kept. */
  readonly historic?: Historic;
  /** What `# @retry` made of it. */
  readonly attempts?: Attempts;
  /** The server took a token for invalid, and the next send gets another one. */
  readonly tokenRefused?: 'yes';
  /** The passes of its loop that went out before this one, in their order. */
  readonly earlierPasses?: readonly SentOutcome[];
}

export interface RefusedOutcome {
  readonly kind: 'refused';
  readonly faults: readonly SendFault[];
  /** What went out before it came to that. */
  readonly dependencies: readonly SentOutcome[];
  readonly earlierPasses?: readonly SentOutcome[];
}

export type Outcome = SentOutcome | RefusedOutcome;

/**
 * Sends one request of the document: resolve, note what was known before, predict, send, remember what succeeded,
 * explain. A refused request was not sent. A network failure is an exchange with an error, never a rejection.
 */
export function sendRequest(ports: Ports, sending: Sending, signal: AbortSignal): Promise<Outcome> {
  return sendEach(ports, sending, signal, []);
}

/** The request ready to be sent or looked up, after what it depends on was sent. */
export function readyWithDependencies(
  ports: Ports,
  sending: Sending,
  purpose: 'whole' | 'look-up',
  signal: AbortSignal,
  chain: readonly string[] = [],
): Promise<Readied> {
  return readyRequest(ports, sending, purpose, (next, names) => sendEach(ports, next, signal, names), chain, signal);
}

const sendEach = (ports: Ports, sending: Sending, signal: AbortSignal, chain: readonly string[]) =>
  sendPasses(ports, sending, signal, (own, pass) => sendFor(own, pass, signal, chain));

function watchedBy(watcher: Watcher | undefined, options: SendOptions): SendOptions {
  if (watcher === undefined) return options;
  const { progress, part } = watcher;
  return { ...options, ...(progress && { onProgress: progress }), ...(part && { onPart: part }) };
}

async function sendFor(ports: Ports, asked: Sending, signal: AbortSignal, chain: readonly string[]): Promise<Outcome> {
  const readied = await readyWithDependencies(ports, asked, 'whole', signal, chain);
  const { sending, dependencies, tellRefused } = readied;
  const prepared = await guarded(ports, readied);
  if (prepared.kind === 'refused') return { kind: 'refused', faults: prepared.faults, dependencies };
  const { request, wanted, name, placed } = prepared;
  await pause(ports, prepared, signal);
  const before = recall(ports.memory.read(), wanted);
  const prediction = predict(request, before, ports.clock());
  const options = directedOptions(sending.options, placed.node, (value) => expand(value, prepared.scope).text);
  const watched = chain.length === 0 ? watchedBy(ports.watcher, options) : options;
  const onPause = chain.length === 0 ? ports.watcher?.pause : undefined;
  const attempting = { request, wanted, options, ...retriesOf(prepared, sending), ...(onPause && { onPause }) };
  const { exchange, attempts } = await sendAttempts(ports, attempting, watched, signal);
  rememberExchange(ports, exchange, { wanted, request: name });
  if (name !== undefined) keepAnswer(ports.answers, name, exchange);
  const policy = { policy: sending.lookUp ?? 'automatic', options };
  const evidence = attempts === undefined ? ports : withAttempts(ports, attempts);
  const explained = await explainExchange(evidence, { exchange, before, wanted }, policy, signal);
  // The path may speak of the answer that has just come.
  const scope = createScope(sending.document, sending.scope).at(placed);
  const saves = await saveAnswer(filesFrom(ports.files, sending.folder ?? ''), placed, scope, exchange);
  const after = recall(ports.memory.read(), wanted);
  const { guard } = sending;
  const written = prepared.resolved.headers.map(({ field: [own] }) => own);
  const known = { name, wanted, exchange, before, after, prediction, written };
  const historic = await keepExchange(ports, prepared, { ...known, ...(attempts && { attempts }) });
  const made = { ...known, ...explained, probes: [], guard, dependencies, saves };
  const refused = await outdateRefused(exchange, tellRefused);
  const outcome: SentOutcome = {
    kind: 'sent',
    ...made,
    ...refused,
    ...(historic && { historic }),
    ...(attempts && { attempts }),
  };
  ports.run?.note(sending.document, sending.request, outcome);
  return outcome;
}

function retriesOf({ placed }: Prepared, { scope }: Sending): Pick<Attempting, 'retries' | 'random'> {
  return { retries: retriesAsked(placed.node.directives), random: () => scope.random() };
}

/** `# @sleep 500` waits before the request goes out. */
async function pause({ wait }: Ports, { placed, scope }: Prepared, signal: AbortSignal): Promise<void> {
  const asked = directiveNamed(placed.node.directives, 'sleep')?.value;
  const time = asked === undefined ? undefined : milliseconds(expand(asked, scope).text);
  if (time !== undefined) await wait?.(time, signal);
}

/**
 * The same outcome with the look-up that the policy `ask` had put off, and the explanation that follows from it.
 */
export async function lookUpOutcome(
  ports: Ports,
  sending: Sending,
  outcome: SentOutcome,
  signal: AbortSignal,
): Promise<SentOutcome> {
  const policy = { policy: 'automatic', options: sending.options } as const;
  const explained = await explainExchange(ports, outcome, policy, signal);
  return { ...outcome, after: recall(ports.memory.read(), outcome.wanted), ...explained };
}

/** With the guard that was asked for: whoever asks for one does not want to send without. */
async function guarded(ports: Ports, { prepared, sending }: Readied): Promise<Prepared | Refused> {
  if (sending.guard === undefined || prepared.kind === 'refused') return prepared;
  const { start, node } = prepared.placed;
  const guard = knownGuard(ports, prepared.wanted, sending.guard);
  const place = { start: start + node.requestLine.start, end: start + node.requestLine.end };
  if (guard === undefined) return refused([{ ...place, code: 'guard-unknown', field: sending.guard }]);
  return prepareRequest(ports, { ...sending, extraHeaders: [guard] }, 'whole');
}
