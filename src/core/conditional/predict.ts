import { type Asked, type Expected, has } from './bending/asked.ts';
import { type Expectation, expectedOf } from './bending/bend.ts';
import { readConditions } from './evaluation/conditions.ts';
import { currentOf, unknownCurrent } from './evaluation/current.ts';
import { type ConditionalRequest, evaluate } from './evaluation/evaluate.ts';
import type { Step, Trace, Verdict } from './evaluation/trace.ts';
import type { Recollection } from './memory/memory.ts';
import type { Trait } from './traits/traits.ts';

/** A trace, with what the server was seen to do that the specification does not say. */
export interface Prediction extends Trace {
  /** The traits by which it differs from RFC 9110; without any it is §13.2.2 alone. */
  readonly by: readonly Trait[];
  /** The status with which the server was seen to refuse such requests outright. */
  readonly status?: number;
}

/**
 * What the server would do, judged by what is remembered; undetermined where nothing is. `now` is epoch ms. Traits
 * that have not faded bend it; where they change nothing, the trace is that of RFC 9110 §13.2.2.
 */
export function predict(
  request: ConditionalRequest,
  { best }: Pick<Recollection, 'best'>,
  now: number,
  traits: readonly Trait[] = [],
): Prediction {
  const current = best === undefined ? unknownCurrent : currentOf(best);
  const trace = evaluate(request, current, now);
  const held = traits.filter(({ confidence }) => confidence !== 'faded');
  if (held.length === 0 || trace.steps.length === 0) return { ...trace, by: [] };
  const flapping = held.find(({ id, scope }) => id === 'tags-flap' && scope === 'here');
  if (flapping !== undefined) {
    const unsettled = unsettle(request, trace, flapping);
    if (unsettled !== undefined) return { ...unsettled, by: [flapping] };
  }
  const asked: Asked = { ...request, current, now };
  const expected = expectedOf(asked, new Set(held.map(({ id }) => id)));
  if (expected.outcome === trace.verdict) return { ...trace, by: [] };
  const by = held.filter(({ id }) => expected.by.includes(id));
  return { ...traceOf(trace, expected, by, now), by };
}

/** Where nodes disagree about tags, one that the last node took for current may not be so at the next. */
function unsettle({ headers }: ConditionalRequest, trace: Trace, { evidence }: Trait): Trace | undefined {
  const conditions = readConditions(headers).present;
  const matches = ({ field, result }: Step): boolean => {
    if (result !== (field === 'If-Match' ? 'true' : 'false')) return false;
    const members = conditions.find((condition) => condition.field === field)?.members ?? [];
    return members.some(({ kind }) => kind === 'tag');
  };
  if (!trace.steps.some(matches)) return undefined;
  const because = `Seen here: ${evidence[0]?.what ?? 'tags alternate.'} Which node answers is not known.`;
  const steps = trace.steps.map((step): Step => (matches(step) ? { ...step, result: 'unknown', because } : step));
  return { verdict: 'undetermined', steps };
}

function traceOf(trace: Trace, { outcome, bent }: Expectation, by: readonly Trait[], now: number): Trace {
  const because = by.map(({ evidence }) => `Seen here: ${evidence[0]?.what ?? 'otherwise.'}`).join(' ');
  const met = evaluate(bent, bent.current, now).steps;
  const steps = trace.steps.map((step): Step => {
    const bentStep = met.find(({ field }) => field === step.field);
    if (!has(bent, step.field)) return { ...step, result: 'ignored', because };
    return bentStep?.result === step.result ? step : { ...(bentStep ?? step), because };
  });
  const [verdict, status] = readOutcome(outcome);
  const decided = verdict === undefined ? steps : decidedBy(steps, verdict, because);
  return { verdict: verdict ?? 'undetermined', steps: decided, ...(status === undefined ? {} : { status }) };
}

function readOutcome(outcome: Expected): readonly [verdict: Verdict | undefined, status: number | undefined] {
  switch (outcome) {
    case 'perform':
    case 'perform-range':
    case 'not-modified':
    case 'precondition-failed':
    case 'undetermined':
      return [outcome, undefined];
    default:
      return [undefined, Number(outcome.slice('status-'.length))];
  }
}

/** Where the server answers outright what no step calls for, the last step that was looked at says why. */
function decidedBy(steps: readonly Step[], verdict: Verdict, because: string): readonly Step[] {
  const isFailure = verdict === 'precondition-failed' || verdict === 'not-modified';
  if (!isFailure || steps.some(({ result }) => result === 'false')) return steps;
  const last = steps.length - 1;
  return steps.map((step, index): Step => (index === last ? { ...step, result: 'false', because } : step));
}
