import { holdsReference } from '../../http/entityTagList.ts';
import { readHttpDate } from '../../http/httpDate.ts';
import { shown, shownDate } from '../wording.ts';
import { fails, holds, ignored, type Judgement, open, type World } from './judgement.ts';

/** If-Unmodified-Since: true when the last modification is not later than the date (RFC 9110 §13.1.4). */
export function judgeIfUnmodifiedSince(values: readonly string[], world: World, now: number): Judgement {
  const read = readDateField(values, world, now);
  if ('result' in read) return read;
  const { date, modified } = read;
  return modified <= date
    ? holds(`Last modified ${shownDate(modified)}, not after ${shownDate(date)}.`)
    : fails(`Last modified ${shownDate(modified)}, after ${shownDate(date)}.`);
}

/** If-Modified-Since: false when the last modification is equal to or earlier than the date (RFC 9110 §13.1.3). */
export function judgeIfModifiedSince(values: readonly string[], world: World, now: number): Judgement {
  const read = readDateField(values, world, now);
  if ('result' in read) return read;
  const { date, modified } = read;
  return modified > date
    ? holds(`Last modified ${shownDate(modified)}, after ${shownDate(date)}.`)
    : fails(`Last modified ${shownDate(modified)}, not after ${shownDate(date)}.`);
}

/** The date sent and the date known, or why they are not compared. */
function readDateField(
  values: readonly string[],
  world: World,
  now: number,
): Judgement | { readonly date: number; readonly modified: number } {
  // More than one value, and anything that is no HTTP-date, MUST be ignored (§13.1.3, §13.1.4).
  if (values.length > 1) return ignored('More than one date was sent, and such a field must be ignored.');
  const text = values[0] ?? '';
  if (holdsReference(text)) return open(`${shown(text)} holds a variable that has no value yet.`);
  const reading = readHttpDate(text, now);
  if (reading.kind === 'invalid') {
    return ignored(
      `${text === '' ? 'An empty value' : shown(text)} is no HTTP-date, and such a field must be ignored.`,
    );
  }
  if (!world.exists) return ignored('Nothing exists at this URL, so there is no modification date to compare.');
  if (world.lastModified.kind === 'none') {
    return ignored('The resource has no modification date, so the field must be ignored.');
  }
  if (world.lastModified.kind === 'unknown') {
    return open(`When the resource was last modified is not known, so ${shownDate(reading.epoch)} cannot be compared.`);
  }
  return { date: reading.epoch, modified: world.lastModified.value };
}
