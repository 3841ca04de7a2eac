import { evaluate } from '../../conditional/evaluation/evaluate.ts';
import type { Step } from '../../conditional/evaluation/trace.ts';
import { type ConditionLine, conditionField } from '../request/conditionLine.ts';
import { linesOf, type Subject } from '../request/subject.ts';
import { type Finding, finding, NO_FINDINGS } from './finding.ts';
import { vendorTaking } from './vendorTaking.ts';

/**
 * What §13.2.2 makes of the preconditions by the newest known state: shown where nothing else has been found on
 * the line, since the other findings say the same with what to do about it.
 */
export function checkPredictions(subject: Subject, others: readonly Finding[]): readonly Finding[] {
  const { known, lines, effect, context, method, resolved } = subject;
  if (lines.length === 0 || effect === 'none' || known.best === undefined) return NO_FINDINGS;
  const headers = resolved.headers.map(({ field }) => field);
  const trace = evaluate({ method, headers }, known.current, context.now);
  if (trace.verdict !== 'precondition-failed' && trace.verdict !== 'not-modified') return NO_FINDINGS;
  return trace.steps.flatMap((step) => {
    const found = step.result === 'false' ? predicted(subject, step) : undefined;
    return found === undefined || isTold(found, others) ? NO_FINDINGS : [found];
  });
}

function predicted(subject: Subject, { field, because }: Step): Finding | undefined {
  const name = conditionField(field);
  const [line] = name === undefined ? [] : linesOf(subject, name);
  const code = line === undefined ? undefined : codeOf(subject, line);
  return line === undefined || code === undefined ? undefined : finding(code, line.header.node, { because });
}

function codeOf(subject: Subject, { field }: ConditionLine) {
  const { effect } = subject;
  switch (field) {
    case 'If-Match':
      // What an API takes against the RFC, the RFC cannot foretell.
      return vendorTaking(subject, 'weakAllowedInIfMatch') === undefined ? 'im-predicts-412' : undefined;
    case 'If-Unmodified-Since':
      return 'ius-predicts-412';
    case 'If-None-Match':
      return effect === 'read' ? 'inm-predicts-304' : undefined;
    case 'If-Modified-Since':
      return 'ims-predicts-304';
    case 'If-Range':
      return undefined;
  }
}

/** That a tag was never seen does not say what comes of it. */
const isTold = ({ start, end }: Finding, others: readonly Finding[]) =>
  others.some((other) => other.code !== 'etag-unknown' && other.start < end && other.end > start);
