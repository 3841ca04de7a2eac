import type { Known } from '../core/conditional/evaluation/current.ts';
import type { ConditionField, Step, Truth } from '../core/conditional/evaluation/trace.ts';
import type { Explanation } from '../core/conditional/explanation/explanation.ts';
import { emptyMemory } from '../core/conditional/memory/memory.ts';
import { type SeenState, stateSeen } from '../core/conditional/memory/seenState.ts';
import { formatEntityTag } from '../core/http/entityTag.ts';
import { fieldValues } from '../core/http/headerList.ts';
import { formatHttpDate } from '../core/http/httpDate.ts';
import type { ExplanationSource } from './explanationSource.ts';
import { shownValue } from './shownValue.ts';

/** One step of the server's decision, as a row. */
export interface StepRow {
  /** `1` to `5` of §13.2.2, or `If` for WebDAV's. */
  readonly number: string;
  readonly field: string;
  readonly sent: string;
  /** What it was compared with, as far as known. */
  readonly held: string;
  /** Whether an answer showed that, or only the memory from before the request holds it. */
  readonly witness: 'answer' | 'memory';
  readonly result: Truth;
  readonly because: string;
  /** What follows for the request, when this step ends the procedure. */
  readonly stops: string | undefined;
}

/** The steps that the request's preconditions took, in the RFC's order, with the values compared. */
export function stepRows(source: ExplanationSource, explanation: Explanation): readonly StepRow[] {
  const state = stateOf(source);
  const last = explanation.steps.findIndex(({ result }) => result === 'false');
  return explanation.steps.map((step, index) => ({
    number: step.rule.startsWith('13.2.2-') ? step.rule.slice('13.2.2-'.length) : 'If',
    field: step.field,
    sent: shownValue(fieldValues(source.exchange.request.headers, step.field).join(', ')),
    held: shownValue(heldValue(step, state)),
    witness: state?.from === 'memory' ? 'memory' : 'answer',
    result: step.result,
    because: step.because,
    stops: index === last && explanation.deviation === undefined ? consequence(step, explanation) : undefined,
  }));
}

function consequence(step: Step, { status, culprit }: Explanation): string | undefined {
  return culprit === undefined || culprit === step.field ? `stops here: ${status}` : undefined;
}

const byDate: ReadonlySet<ConditionField> = new Set<ConditionField>(['If-Modified-Since', 'If-Unmodified-Since']);
const order: readonly ConditionField[] = [
  'If-Match',
  'If-Unmodified-Since',
  'If-None-Match',
  'If-Modified-Since',
  'If-Range',
];

/** The RFC's precondition fields that no step speaks of. */
export function unsentFields(steps: readonly Step[]): readonly string[] {
  return order.filter((field) => !steps.some((step) => step.field === field));
}

/** The state that the explanation took the server to compare with, from the same witness. */
function stateOf({ exchange, before, fresh, wanted }: ExplanationSource): SeenState | undefined {
  const { response } = exchange;
  if (response === undefined) return undefined;
  return stateSeen({ exchange, before, fresh, memory: emptyMemory, now: exchange.endedAt, ...wanted }, response);
}

function heldValue({ field }: Step, state: SeenState | undefined): string {
  if (state === undefined) return 'not known';
  const { exists, etag, lastModified } = state.current;
  if (exists === false) return 'no such resource';
  return byDate.has(field) ? shownKnown(lastModified, formatHttpDate) : shownKnown(etag, formatEntityTag);
}

function shownKnown<T>(known: Known<T>, format: (value: T) => string): string {
  switch (known.kind) {
    case 'known':
      return format(known.value);
    case 'none':
      return 'none';
    case 'unknown':
      return 'not known';
  }
}

/** What to call the column of the values compared with: the memory may be older than what the server holds. */
export function heldTitle(rows: readonly StepRow[]): string {
  return rows.some(({ witness }) => witness === 'memory') ? 'Last known' : 'The server has';
}
