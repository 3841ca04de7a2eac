import type { Cause, Explanation } from '../../core/conditional/explanation.ts';
import { orNull } from './print.ts';
import { traceJson } from './traceJson.ts';

/** An explanation, E of the contract. */
export function explanationJson(explanation: Explanation) {
  const { status, culprit, confidence, summary, causes, unknowns, deviation } = explanation;
  const { verdict, steps } = traceJson(explanation);
  return {
    status,
    verdict,
    culprit: orNull(culprit),
    confidence,
    summary,
    steps,
    causes: causes.map(causeJson),
    unknowns,
    deviation: orNull(deviation),
  };
}

function causeJson({ id, title, likelihood, effort, evidence, fixes }: Cause) {
  return { id, title, likelihood, effort, evidence, fixes: fixes.map((fix) => ({ id: fix.id, title: fix.title })) };
}
