import { isFieldName } from './charClasses.ts';
import { fieldAt } from './noticedFields.ts';
import { fourAt, stretchBytes } from './stretch.ts';

const bytes = stretchBytes();
const COLON = 0x3a;

/*
 * The names of fields that were met, colon included, and what they tell (`noticedFields.ts`), each in a slot that its
 * first letters choose. Files have the same few names again and again, and to compare them four characters at a time
 * is a third of the work of reading them. What a slot says is true of any text, so nothing is ever forgotten.
 */
const slotCount = 256;
const slotSize = 32;
const spelled = new Uint8Array(slotCount * slotSize);
const fours = new DataView(spelled.buffer);
const lengths = new Uint8Array(slotCount);
const tellings = new Uint8Array(slotCount);

/** What the name read last tells of its field. */
export let telling = 0;

/** Reads the name of the field that begins there, and returns the offset behind its colon; -1 where no usual name is. */
export function pastName(start: number): number {
  const slot = slotOf(start);
  const length = lengths[slot] ?? 0;
  if (length > 0 && isIn(slot, length, start)) {
    telling = tellings[slot] ?? 0;
    return start + length;
  }
  let colon = start + 1;
  while (isFieldName(bytes[colon] ?? 0)) colon += 1;
  if (bytes[colon] !== COLON) return -1;
  telling = fieldAt(start);
  put(slot, start, colon + 1);
  return colon + 1;
}

/** The usual names come to slots of their own. */
function slotOf(start: number): number {
  return Math.imul(fourAt(start) ^ Math.imul(fourAt(start + 4), 0x9e3779b1), 0x85ebca6b) >>> 24;
}

/** The last four characters overlap those before. */
function isIn(slot: number, length: number, start: number): boolean {
  const begin = slot * slotSize;
  for (let at = 0; at < length; at += 4) {
    const from = Math.min(at, length - 4);
    if (fourAt(start + from) !== fours.getInt32(begin + from, true)) return false;
  }
  return true;
}

function put(slot: number, start: number, end: number): void {
  const length = end - start;
  if (length < 4 || length > slotSize) return;
  for (let at = 0; at < length; at += 1) spelled[slot * slotSize + at] = bytes[start + at] ?? 0;
  lengths[slot] = length;
  tellings[slot] = telling;
}
