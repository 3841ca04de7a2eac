import type { HeaderList } from '../../http/headerList.ts';
import { type Condition, type Conditions, readConditions } from './conditions.ts';
import { type Current, NONE } from './current.ts';
import { judgeIfModifiedSince, judgeIfUnmodifiedSince } from './judgeDates.ts';
import { judgeDavIf } from './judgeDavIf.ts';
import { judgeIfRange, rangeForm } from './judgeIfRange.ts';
import { ignored, type Judgement, open, type World } from './judgement.ts';
import { judgeIfMatch, judgeIfNoneMatch } from './judgeTags.ts';
import type { ConditionField, Step, Trace, Verdict } from './trace.ts';

/** What of a request its preconditions are judged by. `url` places the tagged lists of WebDAV's `If`. */
export interface ConditionalRequest {
  readonly method: string;
  readonly headers: HeaderList;
  readonly url?: string;
}

interface Case {
  readonly request: ConditionalRequest;
  readonly conditions: Conditions;
  readonly world: World;
  readonly now: number;
}

/** They select no representation, so the server ignores every precondition (RFC 9110 §13.2.1). */
const SELECTS_NOTHING: ReadonlySet<string> = new Set(['CONNECT', 'OPTIONS', 'TRACE']);
/** Without a current representation these are answered 404 whatever the preconditions say (§13.2.1). */
const NEEDS_EXISTING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'PROPFIND', 'PROPPATCH', 'COPY', 'MOVE']);

/**
 * The procedure of RFC 9110 §13.2 over what is known: a step for each precondition present, and the verdict.
 * What is not known stays open, and the verdict is `undetermined` unless every possibility ends the same way, so
 * that learning more never overturns a verdict once given. `now` (epoch ms) only places two-digit years.
 */
export function evaluate(request: ConditionalRequest, current: Current, now: number): Trace {
  const conditions = readConditions(request.headers);
  const exists = existence(current);
  if (exists !== 'unknown') return traceIn({ request, conditions, world: { ...current, exists }, now });
  const present = traceIn({ request, conditions, world: { ...current, exists: true }, now });
  const nothing: World = { exists: false, etag: NONE, lastModified: NONE, date: undefined };
  return merge(present, traceIn({ request, conditions, world: nothing, now }));
}

/** A validator that is known, or known to be absent, speaks of something that exists. */
function existence(current: Current): Current['exists'] {
  if (current.exists !== 'unknown') return current.exists;
  return current.etag.kind === 'unknown' && current.lastModified.kind === 'unknown' ? 'unknown' : true;
}

function traceIn(at: Case): Trace {
  const gate = gateOf(at);
  if (gate !== undefined) {
    return { verdict: 'perform', steps: at.conditions.present.map((condition) => stepOf(condition, gate)) };
  }
  const steps: Step[] = [];
  const failures: Verdict[] = [];
  let ending: Verdict = 'perform';
  let stoppedBy: ConditionField | undefined;
  for (const condition of at.conditions.present) {
    const judgement = stoppedBy === undefined ? judge(condition, at) : notReached(stoppedBy);
    steps.push(stepOf(condition, judgement));
    if (condition.field === 'If-Range') {
      ending = rangeEnding(judgement, at.conditions.range);
    } else if (judgement.result === 'false' || judgement.result === 'unknown') {
      failures.push(failureOf(condition.field, at.request.method));
      if (judgement.result === 'false') stoppedBy = condition.field;
    }
  }
  const verdict = agreed(stoppedBy === undefined ? [...failures, ending] : failures);
  const allowance = allowanceOf(at, stoppedBy);
  return { verdict, steps, ...(allowance && { allowance }) };
}

/**
 * A server may answer 2xx where a state-changing request was refused by If-Match or If-Unmodified-Since and its very
 * change had been made already, as after an answer that got lost (§13.1.1, §13.1.4). It is free not to.
 */
function allowanceOf({ request }: Case, by: ConditionField | undefined): string | undefined {
  if (isRead(request.method)) return undefined;
  if (by !== 'If-Match' && by !== 'If-Unmodified-Since') return undefined;
  return `A server that has made this very change already may answer 2xx instead of 412.`;
}

function gateOf({ request, world }: Case): Judgement | undefined {
  const { method } = request;
  if (SELECTS_NOTHING.has(method)) {
    return ignored(`${method} selects no representation, so its preconditions must be ignored.`);
  }
  if (world.exists || !NEEDS_EXISTING.has(method)) return undefined;
  return ignored(`Nothing exists at this URL: ${method} is answered 404 before any precondition is looked at.`);
}

function notReached(field: ConditionField): Judgement {
  return ignored(`Not reached: ${field} had already decided.`);
}

function stepOf({ field, rule }: Condition, { result, because }: Judgement): Step {
  return { rule, field, result, because };
}

function judge(condition: Condition, at: Case): Judgement {
  const { request, conditions, world, now } = at;
  switch (condition.field) {
    case 'If-Match':
      return judgeIfMatch(condition, world);
    case 'If-None-Match':
      return judgeIfNoneMatch(condition, world);
    case 'If-Unmodified-Since':
      // §13.1.4: If-Match is the more accurate of the two and replaces it.
      if (isPresent(conditions, 'If-Match')) return ignored('If-Match is present, so this field must be ignored.');
      return judgeIfUnmodifiedSince(condition.values, world, now);
    case 'If-Modified-Since':
      return judgeModifiedSince(condition, at);
    case 'If-Range':
      return judgeRange(condition, at);
    case 'If':
      return judgeDavIf(condition.combined, world, request.url);
  }
}

function judgeModifiedSince(condition: Condition, { request, conditions, world, now }: Case): Judgement {
  if (isPresent(conditions, 'If-None-Match'))
    return ignored('If-None-Match is present, so this field must be ignored.');
  if (!isRead(request.method)) return ignored(`It has a meaning for GET and HEAD only, not for ${request.method}.`);
  return judgeIfModifiedSince(condition.values, world, now);
}

function judgeRange(condition: Condition, { request, conditions, world, now }: Case): Judgement {
  if (request.method !== 'GET') return ignored(`Ranges are defined for GET only, not for ${request.method}.`);
  if (conditions.range === undefined) return ignored('There is no Range field, and without it If-Range means nothing.');
  if (rangeForm(conditions.range) === 'malformed') {
    return ignored('The Range field is malformed and is ignored, and If-Range with it.');
  }
  return judgeIfRange(condition.values, world, now);
}

function isPresent(conditions: Conditions, field: ConditionField): boolean {
  return conditions.present.some((condition) => condition.field === field);
}

function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** What a false condition leads to: a false If-None-Match is a 304 for reads and a 412 for all else (§13.1.2). */
function failureOf(field: ConditionField, method: string): Verdict {
  if (field === 'If-Modified-Since') return 'not-modified';
  return field === 'If-None-Match' && isRead(method) ? 'not-modified' : 'precondition-failed';
}

function rangeEnding({ result }: Judgement, range = ''): Verdict {
  if (result === 'unknown') return 'undetermined';
  if (result !== 'true') return 'perform';
  // A unit other than bytes may or may not be one the server knows (§14.2).
  return rangeForm(range) === 'bytes' ? 'perform-range' : 'undetermined';
}

function agreed(verdicts: readonly Verdict[]): Verdict {
  const [first = 'perform'] = verdicts;
  return verdicts.every((verdict) => verdict === first) ? first : 'undetermined';
}

/** What holds whether or not something exists here. */
function merge(present: Trace, missing: Trace): Trace {
  const steps = present.steps.map((step, index) => {
    const other = missing.steps[index];
    if (other === undefined || other.result === step.result || step.result === 'unknown') return step;
    return { ...step, ...open('It depends on whether anything exists at this URL, and that is not known.') };
  });
  const allowance = present.allowance ?? missing.allowance;
  const verdict = agreed([present.verdict, missing.verdict]);
  return { verdict, steps, ...(allowance && verdict === 'precondition-failed' && { allowance }) };
}
