import { strongMatch, weakMatch } from '../../http/entityTag.ts';
import { scanEntityTags } from '../../http/entityTagList.ts';
import { readHttpDate } from '../../http/httpDate.ts';
import { shown, shownDate, shownTag } from '../wording.ts';
import { fails, holds, type Judgement, open, type World } from './judgement.ts';

const WHOLE = 'so the whole content is sent';
/** One second: closer than that, two versions may share the date (RFC 9110 §8.8.2.2). */
const STRONG_AFTER = 1000;

/** If-Range: true when its one validator is strongly that of the representation that there is (RFC 9110 §13.1.5). */
export function judgeIfRange(values: readonly string[], world: World, now: number): Judgement {
  const value = values.join(', ');
  if (values.length === 1) {
    const date = readHttpDate(value, now);
    if (date.kind === 'date') return judgeDate(date.epoch, world);
  }
  const members = scanEntityTags(value);
  const [only] = members;
  if (members.some((member) => member.kind === 'unresolved')) return open(`${shown(value)} has no value yet.`);
  if (members.length !== 1 || only?.kind !== 'tag') {
    return fails(`${value === '' ? 'An empty value' : shown(value)} is neither one entity tag nor a date, ${WHOLE}.`);
  }
  const sent = only.tag;
  if (sent.weak) return fails(`${shownTag(sent)} is weak, and If-Range uses strong comparison, ${WHOLE}.`);
  if (world.etag.kind === 'none') return fails(`The resource has no entity tag, ${WHOLE}.`);
  if (world.etag.kind === 'unknown')
    return open(`The current tag is not known, so ${shownTag(sent)} cannot be compared.`);
  const current = world.etag.value;
  if (strongMatch(sent, current)) return holds(`${shownTag(sent)} is the current tag, by strong comparison.`);
  const why = weakMatch(sent, current) ? ', which is weak' : '';
  return fails(`${shownTag(sent)} is not the current ${shownTag(current)}${why}, by strong comparison, ${WHOLE}.`);
}

/** A date must be exactly the last modification's, and strong: "not earlier" is not enough here. */
function judgeDate(date: number, world: World): Judgement {
  if (world.lastModified.kind === 'none') return fails(`The resource has no modification date, ${WHOLE}.`);
  if (world.lastModified.kind === 'unknown') return open('When the resource was last modified is not known.');
  const modified = world.lastModified.value;
  if (date !== modified) {
    return fails(`${shownDate(date)} is not exactly ${shownDate(modified)}, when it was last modified, ${WHOLE}.`);
  }
  if (world.date === undefined) {
    return open('The dates are equal, but without the Date of that response nobody can tell whether it is strong.');
  }
  if (world.date - modified < STRONG_AFTER) {
    return fails(`${shownDate(date)} is a weak date: the response was made within a second of it, ${WHOLE}.`);
  }
  return holds(`${shownDate(date)} is exactly when it was last modified, and a strong date.`);
}

/** Whether a Range value asks for something a server could send (RFC 9110 §14.1.1). Other units are not judged. */
export function rangeForm(value: string): 'bytes' | 'malformed' | 'other-unit' {
  const cut = value.indexOf('=');
  const unit = value.slice(0, cut).trim().toLowerCase();
  if (cut <= 0 || !/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(unit)) return 'malformed';
  if (unit !== 'bytes') return 'other-unit';
  const parts = value.slice(cut + 1).split(',');
  return parts.every((part) => isByteRange(part.trim())) ? 'bytes' : 'malformed';
}

function isByteRange(text: string): boolean {
  const match = /^(\d{0,15})-(\d{0,15})$/.exec(text);
  if (match === null) return false;
  const [, first = '', last = ''] = match;
  if (first === '') return last !== '';
  return last === '' || Number(first) <= Number(last);
}
