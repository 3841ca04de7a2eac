import { formatEntityTag } from '../../http/entityTag.ts';
import { fieldDoc } from '../../http/fields.ts';
import { formatHttpDate } from '../../http/httpDate.ts';
import type { ConditionLine, LineReading } from '../request/conditionLine.ts';
import { knownDate, knownTag, requestWords } from '../request/knowledge.ts';
import { age, shownMoment } from '../request/moment.ts';
import { predictionOf } from '../request/prediction.ts';
import type { Subject } from '../request/subject.ts';
import { knownVersions } from '../request/versions.ts';
import { longOutcome } from '../words/predictionWords.ts';
import type { HoverText } from './hoverAt.ts';
import { code, plainText, sectionLink } from './markdown.ts';
import { memberReadings } from './memberReading.ts';
import { links } from './predictionSteps.ts';

/** On a precondition: what it does, how this value reads, what is known, what §13.2.2 makes of it. */
export function conditionHover(subject: Subject, line: ConditionLine): HoverText {
  const doc = fieldDoc(line.field);
  const head = doc === undefined ? [] : [`**${doc.name}** · ${sectionLink(doc)}`, doc.summary];
  const markdown = [
    ...head,
    ...valueReading(subject, line),
    known(subject),
    ...versions(subject),
    prediction(subject, line),
  ];
  const { start, end } = line.header.node;
  return { span: { start, end }, markdown: markdown.join('\n\n') };
}

function valueReading(subject: Subject, line: ConditionLine): readonly string[] {
  const { reading } = line;
  switch (reading.kind) {
    case 'empty':
      return ['Empty: servers read that in different ways.'];
    case 'unresolved':
      return ['A variable in it has no value yet.'];
    case 'tags':
      return [memberReadings(subject, line, reading.members)];
    case 'date':
      return [dateReading(subject, line.text, reading.epoch)];
    case 'bad-date':
      return [badDate(subject, line.text, reading)];
    case 'date-list':
      return [`${code(line.text)}: more than one date, so servers ignore it.`];
    case 'misplaced-date':
      return [`${code(line.text)}: a date, which equals no tag.`];
    case 'misplaced-tags':
      return [`${code(line.text)}: no date, so servers ignore it.`];
  }
}

const dateReading = ({ context }: Subject, text: string, epoch: number) =>
  `${code(text.trim())}: ${plainText(shownMoment(epoch, context))}, ${age(epoch, context.now)}`;

function badDate({ context }: Subject, text: string, { epoch }: LineReading & { kind: 'bad-date' }): string {
  const meant =
    epoch === undefined ? '' : ` Perhaps ${code(formatHttpDate(epoch))} is meant, ${age(epoch, context.now)}.`;
  return `${code(text.trim())}: no HTTP-date, so servers ignore it.${meant}`;
}

function known({ known: facts, context }: Subject): string {
  const { best, current } = facts;
  if (best === undefined) return 'Nothing is known of this resource yet.';
  const since = `${age(best.seenAt, context.now)} by ${plainText(requestWords(best.source))}`;
  if (current.exists === false) return `Known: there was nothing at this URL, ${since}.`;
  const tag = knownTag(facts);
  const date = knownDate(facts);
  const validators = [
    ...(tag === undefined ? [] : [`ETag ${code(formatEntityTag(tag))}`]),
    ...(date === undefined ? [] : [`Last-Modified ${code(date)}`]),
  ];
  return validators.length === 0
    ? `Known: it exists, ${since}; its validator is not known.`
    : `Known: ${validators.join(', ')}, seen ${since}.`;
}

/** What the API tells besides, and why it is taken for this one. */
function versions(subject: Subject): readonly string[] {
  const known = knownVersions(subject);
  if (known === undefined) return [];
  const { vendor, evidence } = known;
  const told = known.versions.map(({ name, value, at }) => `${name} ${code(value)}, ${age(at, subject.context.now)}`);
  return [`${vendor.name}: ${told.join('; ')}. Recognised because ${plainText(evidence.join(', '))}.`];
}

function prediction(subject: Subject, { field }: ConditionLine): string {
  const { outcome, trace } = predictionOf(subject);
  const step = trace.steps.find((each) => each.field === field);
  // Where the outcome is open for another field's sake, what is certain of this one is worth more.
  const ignored = step?.result === 'ignored' && outcome === 'unknown';
  const found = ignored ? 'ignored' : longOutcome(outcome, subject.effect, trace.status);
  return [`Prediction: **${found}**. ${plainText(step?.because ?? '')}`, ...links(subject)].join(' ');
}
