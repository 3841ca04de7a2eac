import type { Cause, Explanation } from '../conditional/explanation/explanation.ts';
import { traceJson } from './traceJson.ts';

/** An explanation, E of the contract. */
export function explanationJson(explanation: Explanation) {
  const { status, culprit, confidence, summary, causes, unknowns, deviation } = explanation;
  const { verdict, steps } = traceJson(explanation);
  return {
    status,
    verdict,
    culprit: culprit ?? null,
    confidence,
    summary,
    steps,
    causes: causes.map(causeJson),
    unknowns,
    deviation: deviation ?? null,
  };
}

function causeJson({ id, title, likelihood, effort, evidence, fixes }: Cause) {
  return { id, title, likelihood, effort, evidence, fixes: fixes.map((fix) => ({ id: fix.id, title: fix.title })) };
}
