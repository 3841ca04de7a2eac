import { sameOwner } from '../../conditional/memory/variant.ts';
import { formatHttpDate, readHttpDate } from '../../http/httpDate.ts';
import type { ConditionName } from '../request/conditionLine.ts';
import { knownDate, knownStrongDate, requestWords } from '../request/knowledge.ts';
import { age } from '../request/moment.ts';
import type { Subject } from '../request/subject.ts';
import { type Completion, completion } from './completion.ts';
import type { FieldValuePlace } from './place.ts';

/** The `Last-Modified` dates seen on this URL, the current one first, and the references that carry one. */
export function dateValues(subject: Subject, field: ConditionName, place: FieldValuePlace): readonly Completion[] {
  if (place.typed.includes('"')) return [];
  const current = field === 'If-Range' ? knownStrongDate(subject.known) : knownDate(subject.known);
  const earlier = field === 'If-Range' ? [] : earlierDates(subject).filter((date) => date !== current);
  const dates = [...(current === undefined ? [] : [current]), ...earlier];
  const known = dates.map((date) =>
    completion('date', place, date, {
      description: date === current ? since(subject) : 'replaced',
      documentation: `\`Last-Modified\` of this URL, ${age(epochOf(date, subject), subject.context.now)}.`,
      preferred: date === current && field !== 'If-Range' ? 'yes' : 'no',
    }),
  );
  if (field === 'If-Range') return known;
  return [
    ...known,
    completion('variable', place, '{{$lastModified}}', {
      description: 'the last known date of this URL, at each send',
    }),
    completion('dynamic', place, '{{$datetime rfc1123}}', { description: 'now, at each send' }),
  ];
}

function earlierDates({ known, context }: Subject): readonly string[] {
  const own = (known.resource?.sightings ?? []).filter((each) => sameOwner(each, known.owner));
  const dates = [...own].reverse().flatMap(({ lastModified }) => {
    if (lastModified === undefined) return [];
    const reading = readHttpDate(lastModified, context.now);
    return reading.kind === 'date' ? [formatHttpDate(reading.epoch)] : [];
  });
  return [...new Set(dates)];
}

function since({ known: { best }, context }: Subject): string {
  return best === undefined ? '' : `seen ${age(best.seenAt, context.now)} by ${requestWords(best.source)}`;
}

function epochOf(date: string, { context }: Subject): number {
  return readHttpDate(date, context.now).epoch ?? context.now;
}
