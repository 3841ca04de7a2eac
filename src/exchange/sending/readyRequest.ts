import { describeTransportError } from '../../core/http/describeTransportError.ts';
import { isSafeMethod } from '../../core/http/method.ts';
import type { Span } from '../../core/span.ts';
import { directiveKey, directiveNamed } from '../../core/syntax/block/directives.ts';
import { importedRequest } from '../../core/syntax/imports.ts';
import { firstNamed, type PlacedRequest, requestNumbered } from '../../core/syntax/locate.ts';
import { resolveRequest } from '../../core/syntax/resolving/resolve.ts';
import { withoutUserinfo } from '../../core/syntax/resolving/resolveUrl.ts';
import { runLine } from '../../core/syntax/runLines.ts';
import type { Question, TokenWish } from '../../core/syntax/values/question.ts';
import { createScope } from '../../core/syntax/values/scope.ts';
import type { DependedOn, Ports } from '../ports.ts';
import { folderOf } from '../surroundings/readImports.ts';
import { askForToken } from './askForToken.ts';
import type { Need } from './needs.ts';
import { type Prepared, prepareRequest, type Refused, refused } from './prepareRequest.ts';
import type { TellRefused } from './refusedTokens.ts';
import type { DependencyFailure } from './sendFault.ts';
import type { Outcome, Sending, SentOutcome } from './sendRequest.ts';

/** What became of getting a request ready, and what was sent on the way. */
export interface Readied {
  readonly prepared: Prepared | Refused;
  /** With the answers that the user gave. */
  readonly sending: Sending;
  /** The requests that went out first because this one needs their answers, in their order. */
  readonly dependencies: readonly SentOutcome[];
  /** Whom to tell when the server takes a token for invalid. */
  readonly tellRefused: readonly TellRefused[];
}

/** Sends a request that another one needs. `chain` names the requests on whose behalf, the first asked for first. */
export type RunDependency = (sending: Sending, chain: readonly string[]) => Promise<Outcome>;

/**
 * Resolves a request of the document; where only answers lack, gets them first: asks the user, and sends the named
 * requests that variables and `# @ref` depend on. A request that changes something is sent with the user's consent
 * alone. Nothing is asked or sent for a request that could not go out anyway.
 */
export async function readyRequest(
  ports: Ports,
  sending: Sending,
  purpose: 'whole' | 'look-up',
  run: RunDependency,
  chain: readonly string[] = [],
  signal?: AbortSignal,
): Promise<Readied> {
  const placed = requestNumbered(sending.document, sending.request);
  const given = new Map<string, string>();
  const granted = new Set<string>();
  const asking = { ...sending, scope: withAnswers(sending, given), granted };
  const own = placed === undefined ? chain : [...chain, labelOf(placed)];
  const work: Work = {
    ports,
    sending: asking,
    run,
    chain: own,
    given,
    dependencies: [],
    sent: new Set(),
    granted,
    tellRefused: [],
    signal,
  };
  const first = placed === undefined || purpose === 'look-up' ? [] : [...runFirst(placed), ...referred(placed, ports)];
  const ready = (await meetAll(work, first)) ?? (await prepareMeeting(work, purpose));
  const prepared = purpose === 'whole' && ready.kind === 'ready' ? await confirmed(ready, ports) : ready;
  return { prepared, sending: asking, dependencies: work.dependencies, tellRefused: work.tellRefused };
}

/** `# @note` has the user confirm what is about to be sent. */
async function confirmed(ready: Prepared, { prompts }: Ports): Promise<Prepared | Refused> {
  const { placed, request } = ready;
  const note = directiveNamed(placed.node.directives, 'note');
  if (note === undefined) return ready;
  const url = withoutUserinfo(request.url);
  const asked = { name: labelOf(placed), method: request.method, url, note: note.value.text };
  if ((await prompts?.confirm?.(asked)) === 'yes') return ready;
  const why = prompts?.confirm === undefined ? 'nobody-to-ask' : 'dismissed';
  return refused([{ start: placed.start + note.start, end: placed.start + note.end, code: 'not-confirmed', why }]);
}

/**
 * Each answer may bring up a further need, until one comes up again. Tokens come last: whether one may be had depends
 * on where the request goes.
 */
async function prepareMeeting(work: Work, purpose: 'whole' | 'look-up'): Promise<Prepared | Refused> {
  for (;;) {
    const prepared = await prepareRequest(work.ports, work.sending, purpose);
    const needs = prepared.kind === 'ready' ? [] : (prepared.needs ?? []);
    if (needs.every((need) => isMet(work, need))) return prepared;
    const others = needs.filter((need) => !isMet(work, need) && !isForToken(need));
    const failure = await meetAll(work, others.length > 0 ? others : needs);
    if (failure !== undefined) return failure;
  }
}

async function meetAll(work: Work, needs: readonly Need[]): Promise<Refused | undefined> {
  for (const need of needs) {
    const failure = need.kind === 'question' ? await ask(work, need) : await runOne(work, need);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

interface Work {
  /** The questions of tokens among those answered. */
  readonly granted: Set<string>;
  readonly tellRefused: TellRefused[];
  readonly signal: AbortSignal | undefined;
  readonly ports: Ports;
  readonly sending: Sending;
  readonly run: RunDependency;
  readonly chain: readonly string[];
  readonly given: Map<string, string>;
  readonly dependencies: SentOutcome[];
  /** The dependencies that went out for this request. */
  readonly sent: Set<string>;
}

function withAnswers({ scope }: Sending, given: ReadonlyMap<string, string>): Sending['scope'] {
  return { ...scope, prompted: (question) => given.get(question.key) ?? scope.prompted?.(question) };
}

/** What a request is called where it is told of. */
const labelOf = ({ node, index }: PlacedRequest) => node.name?.text ?? `request ${index + 1}`;

const isMet = ({ given, sent }: Work, need: Need) =>
  need.kind === 'question' ? given.has(need.question.key) : sent.has(need.request);

const isForToken = (need: Need): boolean => need.kind === 'question' && need.question.token !== undefined;

/** `run #name` above the request has that one sent first, with its values. */
function runFirst({ node, start }: PlacedRequest): Need[] {
  return node.prologue.flatMap((line): Need[] => {
    const run = runLine(line);
    if (run?.target.kind !== 'request') return [];
    const place = { start: start + run.start, end: start + run.end };
    return [{ kind: 'answer', request: run.target.text, forced: 'yes', values: run.values, ...place }];
  });
}

/** `# @ref name` wants an answer to be there, `# @forceRef name` a new one. */
function referred({ node, start }: PlacedRequest, { answers }: Ports): Need[] {
  return node.directives.flatMap((directive) => {
    const key = directiveKey(directive.name.text);
    const request = directive.value.text;
    const wanted = key === 'forceref' || (key === 'ref' && answers.read(request) === undefined);
    if (!wanted || request === '') return [];
    const place = { start: start + directive.start, end: start + directive.end };
    return [{ kind: 'answer', request, ...place, ...(key === 'forceref' && { forced: 'yes' }) } as const];
  });
}

async function ask(work: Work, { question, ...place }: Extract<Need, { kind: 'question' }>) {
  const { ports, given } = work;
  if (given.has(question.key)) return undefined;
  if (question.token !== undefined) return getToken(work, question, question.token, place);
  const answer = await ports.prompts?.ask?.(question);
  if (answer !== undefined) {
    given.set(question.key, answer);
    return undefined;
  }
  const why = ports.prompts?.ask === undefined ? 'nobody-to-ask' : 'dismissed';
  return refused([{ start: place.start, end: place.end, code: 'prompt-unanswered', text: question.text, why }]);
}

async function getToken(
  { ports: { tokens }, sending, given, granted, tellRefused, signal }: Work,
  { key, text }: Question,
  wish: TokenWish,
  { start, end }: Span,
): Promise<Refused | undefined> {
  granted.add(key);
  const answer = await askForToken(tokens, sending, wish, signal);
  if (answer.kind === 'none') return refused([{ code: 'token-missing', text, why: answer.why, start, end }]);
  given.set(key, answer.value);
  if (answer.refused !== undefined) tellRefused.push(answer.refused);
  return undefined;
}

async function runOne(work: Work, { request, forced, values, start, end }: Extract<Need, { kind: 'answer' }>) {
  const { ports, sending, chain, sent, dependencies } = work;
  if (sent.has(request) && values === undefined) return undefined;
  const fail = (why: DependencyFailure) => refused([{ code: 'dependency-failed', request, why, start, end }]);
  const { extraHeaders: _, guard: __, ...others } = sending;
  const found = located(others, request);
  if (found === undefined) return fail({ kind: 'refused', message: 'the file has no request of this name.' });
  const { placed } = found;
  const place = withValues(found.place, values);
  if (chain.includes(request)) return fail({ kind: 'circle', through: [...chain, request] });
  const { method, ...subject } = subjectOf(place, placed, chain);
  const earlier = ports.run?.outcome(place.document, placed.index);
  if (earlier !== undefined && forced === undefined && !isSafeMethod(method)) {
    return fail({ kind: 'once-sent', message: failureOf(ports, request, earlier) ?? '' });
  }
  if (!isSafeMethod(method) && (await ports.prompts?.agree?.({ ...subject, method })) !== 'yes') {
    return fail({ kind: 'not-agreed', method });
  }
  const outcome = await work.run({ ...place, request: placed.index }, chain);
  dependencies.push(...outcome.dependencies, ...(outcome.earlierPasses ?? []));
  if (outcome.kind === 'refused') return fail({ kind: 'refused', message: outcome.faults[0]?.message ?? '' });
  dependencies.push(outcome);
  sent.add(request);
  const why = failureOf(ports, request, outcome);
  return why === undefined ? undefined : fail({ kind: 'no-answer', message: why });
}

function withValues(place: Sending, values: Readonly<Record<string, string>> | undefined): Sending {
  if (values === undefined) return place;
  return { ...place, scope: { ...place.scope, options: { ...place.scope.options, ...values } } };
}

/** The request of the name in the document, else in one of those that it imports. */
function located(sending: Sending, name: string): { placed: PlacedRequest; place: Sending } | undefined {
  const own = firstNamed(sending.document, name);
  if (own !== undefined) return { placed: own, place: sending };
  const file = importedRequest(sending.scope.imports, name);
  const placed = file && firstNamed(file.document, name);
  if (file === undefined || placed === undefined) return undefined;
  return { placed, place: { ...sending, document: file.document, folder: folderOf(file.path) } };
}

function subjectOf({ document, scope }: Sending, placed: PlacedRequest, chain: readonly string[]): DependedOn {
  const { method, url, target } = resolveRequest(placed, createScope(document, scope));
  return { name: labelOf(placed), method, url: withoutUserinfo(url ?? target), neededBy: chain.at(-1) ?? '' };
}

function failureOf({ answers }: Ports, name: string, { exchange }: SentOutcome): string | undefined {
  if (exchange.error !== undefined) return describeTransportError(exchange.error);
  if (answers.read(name) !== undefined) return undefined;
  return `the server answered ${exchange.response?.status ?? 'nothing'}, which holds no content of its own.`;
}
