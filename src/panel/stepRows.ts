import type { Explanation } from '../core/conditional/explanation.ts';
import type { ConditionField, Step, Truth } from '../core/conditional/trace.ts';
import { fieldValues, firstValue } from '../core/http/headerList.ts';
import type { ExplanationSource } from './explanationSource.ts';

/** One step of the server's decision, as a row. */
export interface StepRow {
  /** `1` to `5` of §13.2.2, or `If` for WebDAV's. */
  readonly number: string;
  readonly field: string;
  readonly sent: string;
  /** What it was compared with, as far as known. */
  readonly held: string;
  readonly result: Truth;
  readonly because: string;
  /** What follows for the request, when this step ends the procedure. */
  readonly stops: string | undefined;
}

/** The steps that the request's preconditions took, in the RFC's order, with the values compared. */
export function stepRows(source: ExplanationSource, explanation: Explanation): readonly StepRow[] {
  const last = explanation.steps.findIndex(({ result }) => result === 'false');
  return explanation.steps.map((step, index) => ({
    number: step.rule.startsWith('13.2.2-') ? step.rule.slice('13.2.2-'.length) : 'If',
    field: step.field,
    sent: fieldValues(source.exchange.request.headers, step.field).join(', '),
    held: heldValue(step, source, explanation),
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

/**
 * The validator that the server compared with, from the closest witness: the refusing answer itself, the look-up,
 * or memory. After a write that went through, a look-up sees that write, so memory speaks.
 */
function heldValue(step: Step, source: ExplanationSource, { deviation }: Explanation): string {
  const name = byDate.has(step.field) ? 'Last-Modified' : 'ETag';
  const { exchange, fresh, before, after } = source;
  const witness = deviation === undefined ? fresh?.response : undefined;
  if (witness !== undefined && (witness.status === 404 || witness.status === 410)) return 'no such resource';
  const told = [exchange.response, witness].flatMap((each) => each && firstValue(each.headers, name)).find(Boolean);
  if (told !== undefined && deviation === undefined) return told;
  const record = (deviation === undefined ? after : before).best;
  return (name === 'ETag' ? record?.etag : record?.lastModified) ?? (witness === undefined ? 'not known' : 'none');
}
