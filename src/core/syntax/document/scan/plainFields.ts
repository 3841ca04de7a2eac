import { isInTag, isLetter } from './charClasses.ts';
import { pastName, telling } from './metNames.ts';
import { CREDENTIALS, IF_MODIFIED_SINCE, isJson, isNoticedTag, NOTICED, QUIET, TYPE } from './noticedFields.ts';
import { AS_DATE, AS_TAG, count, IN_PATH, keep, takesWhole, takeText } from './references.ts';
import { pastBlanks, pastBreak, stands, stretchBytes, wordsOf } from './stretch.ts';
import { valueNumber } from './traits.ts';

const bytes = stretchBytes();
const ASTERISK = 0x2a;
const BRACE_OPEN = 0x7b;
const QUOTE = 0x22;
const SPACE = 0x20;

const TAG = valueNumber('tag');
const STAR = valueNumber('*');
const REFERENCE = valueNumber('reference');
const OTHER = valueNumber('other');

/** The numbers of the field of the precondition, 0 without one, and of what stands in it. */
export let condition = 0;
export let value = 0;
/** How many references were taken before the field's value. */
let before = 0;

/** The field lines of a plain request: quiet ones and one precondition; -1 where another stands among them. */
export function pastFields(from: number): number {
  condition = 0;
  value = 0;
  let offset = from;
  while (isLetter(bytes[offset] ?? 0)) {
    offset = pastField(offset);
    if (offset === -1) return -1;
  }
  return offset;
}

/** A field that is quiet, or the one precondition. Its value is visible ASCII and spaces, or nothing at all. */
function pastField(start: number): number {
  const name = pastName(start);
  if (name === -1) return -1;
  const first = pastBlanks(name);
  before = count;
  const end = takeText(first);
  if (end === first && first > name) return -1;
  return telling === QUIET || isUsual(telling, first, end) ? pastBreak(end) : -1;
}

/** Whether the field has one of the values that the scanner reads itself. */
function isUsual(field: number, first: number, end: number): boolean {
  if (field === NOTICED) return false;
  if (field === TYPE) return isJson(first);
  return field === CREDENTIALS ? takesToken(first, end) : takesCondition(field, first, end);
}

/** Whether the field is the request's first precondition, and has a value. */
function takesCondition(field: number, first: number, end: number): boolean {
  if (condition !== 0 || first === end) return false;
  condition = field;
  value = contentOf(field, first, end);
  return true;
}

const bearer = wordsOf('Bearer ');

/** Whether the credentials are `Bearer` and one token, which no rule has anything to say of. */
function takesToken(first: number, end: number): boolean {
  const token = first + bearer.length;
  if (token >= end || !stands(bearer, first)) return false;
  if (bytes[token] === BRACE_OPEN) return takesWhole(end - token, before, IN_PATH);
  let offset = token;
  while (isInTag(bytes[offset] ?? 0)) offset += 1;
  return offset === end;
}

/** What stands in a precondition. */
function contentOf(field: number, start: number, valueEnd: number): number {
  let end = valueEnd;
  while (bytes[end - 1] === SPACE) end -= 1;
  if (bytes[start] === BRACE_OPEN) return takesWhole(end - start, before, AS_TAG) ? REFERENCE : OTHER;
  if (field === IF_MODIFIED_SINCE) {
    keep(start, end, AS_DATE);
    return OTHER;
  }
  if (end === start + 1) return bytes[start] === ASTERISK ? STAR : OTHER;
  return bytes[start] === QUOTE && pastTag(start + 1) === end ? TAG : OTHER;
}

/** A tag of at least one character, behind its opening quote; -1 when it holds anything unusual. */
function pastTag(start: number): number {
  let offset = start;
  while (isInTag(bytes[offset] ?? 0)) offset += 1;
  return bytes[offset] === QUOTE && offset > start && !isNoticedTag(offset) ? offset + 1 : -1;
}
