import type { StoppedRedirect } from '../../http/exchange.ts';
import type { ConditionField } from '../evaluation/trace.ts';
import { predict } from '../predict.ts';
import { shownUrl } from '../wording.ts';
import { repairTitle } from './causes/repairTitle.ts';
import type { ExplainInput } from './explain.ts';
import type { Explanation } from './explanation.ts';

/**
 * Why a guarded write stands at a redirect: its conditions were for the URL that was asked, and at another one
 * nothing would have guarded it. What the server knows of the target is unknown.
 */
export function explainStopped(
  { exchange: { request, response }, before, now }: ExplainInput,
  { target, conditions }: StoppedRedirect,
): Explanation {
  const { steps } = predict(request, before, now);
  const names = conditions.join(' and ');
  const culprit = steps.find(({ field }) => conditions.some((name) => name.toLowerCase() === field.toLowerCase()));
  const evidence = `${shownUrl(request.url)} redirects to ${shownUrl(target)}, and ${names} speaks of the first.`;
  return {
    status: response?.status ?? 0,
    verdict: 'undetermined',
    culprit: culprit?.field ?? fieldNamed(conditions[0]),
    confidence: 'certain',
    summary: `The server redirected the ${request.method}, and it stopped there: at the new URL nothing would have guarded it.`,
    steps,
    causes: [
      {
        id: 'redirect',
        title: 'The condition was for another URL',
        likelihood: 'high',
        effort: 'easy',
        evidence: [evidence],
        fixes: [{ id: 'send-to-target', title: repairTitle('send-to-target') }],
      },
    ],
    unknowns: ['Whether the condition holds at the new URL is not known: a tag belongs to one resource.'],
    deviation: undefined,
  };
}

function fieldNamed(name: string | undefined): ConditionField | undefined {
  return FIELDS.find((field) => field.toLowerCase() === name?.toLowerCase());
}

const FIELDS: readonly ConditionField[] = ['If-Match', 'If-None-Match', 'If-Unmodified-Since'];
