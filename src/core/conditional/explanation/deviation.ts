import { formatEntityTag } from '../../http/entityTag.ts';
import { fingerprint } from '../../http/fingerprint.ts';
import { firstValue } from '../../http/headerList.ts';
import type { Step, Verdict } from '../evaluation/trace.ts';
import type { ValidatorRecord } from '../memory/record.ts';
import { predict } from '../predict.ts';
import { elapsed, shown, shownTag, shownUrl } from '../wording.ts';
import type { Facts } from './causes/facts.ts';
import { alternation } from './causes/nodeCauses.ts';
import type { Deviation } from './explanation.ts';
import type { RankedCause } from './rankCauses.ts';

/** The answer that contradicts what the conditions come to; undefined when it agrees, or when nothing is certain. */
export function deviationOf(facts: Facts): Deviation | undefined {
  const { trace, response } = facts;
  const bared = droppedGuards(facts);
  if (bared.length > 0) return against('undetermined', response.status, whyBared(facts, bared));
  const expected = sureVerdict(facts);
  if (expected === undefined || agrees(expected, facts) || isOvertaken(facts)) return undefined;
  if (expected === 'precondition-failed' && wasAppliedBefore(facts)) return undefined;
  return against(
    trace.verdict === 'undetermined' ? expected : trace.verdict,
    response.status,
    whyDeviates(facts, expected),
  );
}

/** A refusal says of a tag only remembered that it is current no more, but for a server that refuses the look-up too. */
function isOvertaken({ equal, state, culprit, fresh }: Facts): boolean {
  return culprit === 'If-Match' && state.from === 'memory' && equal === 'unknown' && fresh?.status !== 412;
}

function against(expected: Verdict, observed: number, why: string): Deviation {
  return { expected, observed, why, blame: 'server' };
}

/**
 * §13.1.1 and §13.1.4 let a server answer 2xx to a write whose condition is false where it has made the very change
 * already. Then nothing was written now: the tag is the one that was there before.
 */
function wasAppliedBefore({ input, request, response, fresh }: Facts): boolean {
  const before = input.before.best?.etag;
  const after = firstValue(response.headers, 'ETag') ?? firstValue(fresh?.headers ?? [], 'ETag');
  if (before === undefined || after !== before || request.body === undefined) return false;
  const sent = fingerprint(request.body);
  return (input.earlier ?? []).some(
    (each) =>
      each.request.method === request.method &&
      each.request.url === request.url &&
      each.request.body !== undefined &&
      fingerprint(each.request.body) === sent,
  );
}

/** Where what was known promised another end: the server is right, and the knowledge had been overtaken. */
export function overtakenPrediction(facts: Facts, cause: RankedCause | undefined): Deviation | undefined {
  const { input, request, response } = facts;
  const { best } = input.before;
  if (best === undefined || !isDecided(facts)) return undefined;
  const expected = predict(request, input.before, input.now).verdict;
  const observed = response.status;
  if (expected === 'undetermined' || isWhatCame(expected, observed)) return undefined;
  const age = elapsed(input.exchange.startedAt - best.seenAt);
  const since =
    cause?.standing === 'proven' ? `${cause.clause[0]?.toUpperCase()}${cause.clause.slice(1)}.` : whatIsNow(facts);
  return {
    expected,
    observed,
    why: `It was foretold because ${stateOf(best)} ${age} before. ${since}`,
    blame: 'knowledge',
  };
}

function stateOf({ exists, etag }: ValidatorRecord): string {
  if (!exists) return 'nothing was here';
  return etag === undefined ? 'its date was another' : `${shown(etag)} was current`;
}

function isDecided({ trace, response, request }: Facts): boolean {
  if (trace.steps.length === 0) return false;
  if (response.status === 412 || response.status === 304) return true;
  return response.status === 200 && (request.method === 'GET' || request.method === 'HEAD');
}

function isWhatCame(expected: Verdict, observed: number): boolean {
  if (expected === 'precondition-failed') return observed === 412;
  return expected === 'not-modified' ? observed === 304 : observed !== 412 && observed !== 304;
}

function whatIsNow({ current, state }: Facts): string {
  const now = current.kind === 'known' && state.from !== 'memory';
  return now ? `Now it is ${shownTag(current.value)}.` : 'It has been overtaken, or the server judges otherwise.';
}

/**
 * Why a deviation may be none: the knowledge it rests on can be older than the state the server judged. A tag
 * seen before and replaced since is no such case, nor is one that no state could have matched.
 */
export function doubtOf(facts: Facts): 'none' | 'memory' {
  const { state, culprit, sighting, sent, request, response, input } = facts;
  if (request.method === 'GET' || request.method === 'HEAD') return 'none';
  if (state.from !== 'memory') return 'none';
  if (isSettledByAnswer(facts)) return 'none';
  if (culprit === 'If-None-Match') return response.status === 201 ? 'memory' : 'none';
  if (culprit !== 'If-Match' || sent === undefined) return 'none';
  if (sent.weak || state.current.etag.kind === 'none') return 'none';
  // Where nodes take turns, the one that answered may well have had this tag.
  if (alternation(facts) !== undefined) return 'memory';
  const best = input.before.best;
  const replaced = sighting !== undefined && best !== undefined && sighting.lastSeenAt < best.seenAt;
  return replaced && best.cache === undefined && best.etag !== formatEntityTag(sent) ? 'none' : 'memory';
}

/** The conditions that a write lost at a redirect before it was carried out: nothing guarded it any more. */
export function droppedGuards({ input, request, response }: Facts): readonly string[] {
  const isWrite = request.method !== 'GET' && request.method !== 'HEAD';
  if (!isWrite || response.status < 200 || response.status > 299) return [];
  return input.exchange.hops.flatMap((hop) => hop.droppedFields).filter((name) => /^if(?:-|$)/i.test(name));
}

function whyBared({ request }: Facts, names: readonly string[]): string {
  return `${names.join(', ')} was not carried along to ${shownUrl(request.url)}, so nothing guarded the ${request.method}.`;
}

/** The verdict that can be relied upon, also where only the answer itself settles it. */
function sureVerdict(facts: Facts): Verdict | undefined {
  if (facts.trace.verdict !== 'undetermined') return facts.trace.verdict;
  return isSettledByAnswer(facts) ? 'precondition-failed' : undefined;
}

/** 201 says that nothing was there, 200 and 204 to a PUT that something was (RFC 9110 §9.3.4). */
function isSettledByAnswer({ request, response, trace }: Facts): boolean {
  const sent = (field: Step['field']) => trace.steps.some((step) => step.field === field);
  if (request.method !== 'PUT') return false;
  if (response.status === 201) return sent('If-Match');
  const replaced = response.status === 200 || response.status === 204;
  return replaced && firstValue(request.headers, 'If-None-Match')?.trim() === '*' && !sent('If-Match');
}

function agrees(expected: Verdict, { response, trace }: Facts): boolean {
  const { status } = response;
  switch (expected) {
    case 'precondition-failed':
      return !(status >= 200 && status < 300) && status !== 304;
    case 'not-modified':
      return status === 304 || !(status === 412 || (status >= 200 && status < 300));
    case 'perform':
      // A Range without If-Range is no precondition: 206 is then as good as 200.
      return status !== 304 && status !== 412 && !(status === 206 && trace.steps.some(isRange));
    case 'perform-range':
      return status !== 304 && status !== 412;
    case 'undetermined':
      return true;
  }
}

function isRange({ field }: Step): boolean {
  return field === 'If-Range';
}

function whyDeviates(facts: Facts, expected: Verdict): string {
  const { response, request, trace } = facts;
  const { status } = response;
  if (expected === 'precondition-failed') return whyLetThrough(facts);
  if (expected === 'not-modified' && status !== 412) return whyFullAnswer(facts);
  if (status === 206) return 'If-Range was false, so the whole content should have come.';
  if (trace.steps.length === 0) return `No precondition was sent that a ${status} could answer.`;
  const judged = trace.steps.filter(({ result }) => result === 'true');
  if (judged.length === 0) return `The conditions should have been ignored for this ${request.method}.`;
  const source = facts.state.from === 'look-up' ? 'the state that the look-up saw' : 'all that is known';
  return `By ${source} ${judged.map(({ field }) => field).join(' and ')} ${judged.length > 1 ? 'hold' : 'holds'}.`;
}

function whyLetThrough(facts: Facts): string {
  const { culprit, current, sent, request, response } = facts;
  if (isSettledByAnswer(facts)) {
    return response.status === 201
      ? '201 says that nothing existed here, and If-Match asks for something that exists.'
      : `${response.status} says that something existed here, and If-None-Match: * forbids that.`;
  }
  const field = culprit ?? 'The condition';
  const step = facts.trace.steps.find((each) => each.field === culprit);
  if (doubtOf(facts) === 'memory' && sent !== undefined && current.kind === 'known') {
    const [old, now] = [shownTag(current.value), shownTag(sent)];
    return `Either ${field} was not heeded, or the tag had gone from ${old} to ${now} without our seeing it.`;
  }
  const deed = request.method === 'GET' || request.method === 'HEAD' ? 'answered' : 'carried the request out';
  return `${field} was false, and the server ${deed} nevertheless. ${step?.because ?? ''}`.trim();
}

function whyFullAnswer({ request, response }: Facts): string {
  const asked = `${firstValue(request.headers, 'Cache-Control') ?? ''} ${firstValue(request.headers, 'Pragma') ?? ''}`;
  if (/no-cache/i.test(asked))
    return 'The copy is current, and the no-cache in the request makes some servers send the content again.';
  return `The copy is current by the answer’s own validators, so 304 was due and not ${response.status}.`;
}
