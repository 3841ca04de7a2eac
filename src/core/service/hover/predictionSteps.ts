import { requestWords } from '../request/knowledge.ts';
import { age } from '../request/moment.ts';
import type { Prediction } from '../request/prediction.ts';
import type { Subject } from '../request/subject.ts';
import { longOutcome, truthWord } from '../words/predictionWords.ts';
import { commandLink, plainText } from './markdown.ts';

/** The prediction with each step of RFC 9110 §13.2.2 that it follows from, what it rests on, and what can be done. */
export function predictionSteps(subject: Subject, { outcome, trace }: Prediction): string {
  const steps = trace.steps.map(
    ({ field, result, because }, index) =>
      `${index + 1}. ${plainText(field)} **${truthWord(result)}**: ${plainText(because)}`,
  );
  const head = `**Prediction: ${longOutcome(outcome, subject.effect, trace.status)}**, ${basis(subject)}.`;
  return [head, steps.join('\n'), ...links(subject, trace.status === 412 ? 'stale' : 'current')]
    .filter((part) => part !== '')
    .join('\n\n');
}

function basis({ known: { best }, context }: Subject): string {
  if (best === undefined) return 'since what is known was seen by other means, such as other credentials or fields';
  return `by what ${plainText(requestWords(best.source))} saw ${age(best.seenAt, context.now)}`;
}

/** What can be done about what is known of the request's resource. */
export function links(
  { resource, effect, context, placed }: Subject,
  version: 'stale' | 'current' = 'current',
): readonly string[] {
  if (resource === undefined || effect === 'none') return [];
  const refresh = commandLink('Refresh ETag', 'precondition.refreshEtag', context.uri, placed.index);
  const validators = commandLink('What is known', 'precondition.showValidators', context.uri, placed.index);
  const changes = commandLink('Show what changed', 'precondition.compareVersions', context.uri, placed.index);
  return [[refresh, ...(version === 'stale' ? [changes] : []), validators].join(' · ')];
}
