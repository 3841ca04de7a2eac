import { isBlank } from './charClasses.ts';

const CARRIAGE_RETURN = 0x0d;
const HASH = 0x23;
const LINE_FEED = 0x0a;

/*
 * The stretch of text that is being scanned. It stands in the module, as do the other few things the scanner has in
 * hand: its innermost loops run twice as fast as over the fields of an object, and nothing can ask for a second scan
 * during one.
 */

/** The stretch; offsets of the scanner count from its first character. */
export let text = '';
/** Whether it has a carriage return. */
export let hasReturns = false;

/** The most characters of a stretch, and of a block that can be plain: what the processor has at hand. */
const longest = 1 << 16;
/** How far behind its end a stretch may be looked at. */
const margin = 64;

/** The same, for those who cut stretches. */
export const stretchMargin = margin;

/** Its code units, one for one; what is beyond ASCII is told from ASCII and not from each other. Zeros stand behind it. */
const bytes = new Uint8Array(longest + margin);

/** The same bytes, to be read four at once. */
const view = new DataView(bytes.buffer);

/** The bytes, always the same array: kept by a module as a constant of its own, they are found at once. */
export function stretchBytes(): Uint8Array {
  return bytes;
}

const beyond = 0xff;
const encoder = new TextEncoder();

/** Goes to the stretch that begins there. A byte costs a quarter of `charCodeAt`, and ASCII is copied as fast as memory. */
export function openStretch(whole: string, start: number): void {
  text = start === 0 && whole.length <= longest ? whole : whole.slice(start, start + longest);
  const { length } = text;
  const { read, written } = encoder.encodeInto(text, bytes);
  if (read !== length || written !== length) copyUnits();
  bytes.fill(0, length, length + margin);
  hasReturns = text.includes('\r');
}

function copyUnits(): void {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    bytes[at] = code < 0x80 ? code : beyond;
  }
}

/** ASCII words to look for, at least four characters: four a number, the last ones overlapping those before. */
export interface Words {
  readonly length: number;
  readonly fours: Int32Array;
}

/** Prepares words to be looked for. */
export function wordsOf(words: string): Words {
  const { length } = words;
  const { buffer, byteOffset } = encoder.encode(words);
  const own = new DataView(buffer, byteOffset);
  const at = (index: number) => own.getInt32(Math.min(index * 4, length - 4), true);
  return { length, fours: Int32Array.from({ length: Math.ceil(length / 4) }, (_, index) => at(index)) };
}

/** Whether the words stand there. */
export function stands(words: Words, start: number): boolean {
  return standsBut(words, start, 0);
}

/**
 * Whether the words, which are in small letters, stand there in letters of either case. What is compared must have no
 * control characters in it: they are to punctuation what capitals are to small letters.
 */
export function standsInAnyCase(words: Words, start: number): boolean {
  return standsBut(words, start, 0x20202020);
}

function standsBut({ length, fours }: Words, start: number, ignored: number): boolean {
  const last = start + length - 4;
  let offset = start;
  for (let index = 0; index < fours.length; index += 1) {
    if (((fourAt(Math.min(offset, last)) ^ (fours[index] ?? 0)) & ~ignored) !== 0) return false;
    offset += 4;
  }
  return true;
}

/** The offset of the first character from there on that is no blank. */
export function pastBlanks(from: number): number {
  let offset = from;
  while (isBlank(bytes[offset] ?? 0)) offset += 1;
  return offset;
}

/** The offset behind the line break that stands there, or the end there; -1 where neither is. */
export function pastBreak(offset: number): number {
  const code = bytes[offset];
  if (code === LINE_FEED) return offset + 1;
  if (code === CARRIAGE_RETURN && bytes[offset + 1] === LINE_FEED) return offset + 2;
  return offset === text.length ? offset : -1;
}

/** Four characters of the stretch as one number, the first in its lowest bits. */
export function fourAt(offset: number): number {
  return view.getInt32(offset, true);
}

/**
 * The offset of the first character from there on that is neither a space nor visible ASCII before the opening brace:
 * a line's end, a brace, or something unusual. Four characters a step, each subtraction and addition setting the
 * highest bit of the bytes it is about; what runs over into the next byte does so behind the first one that counts.
 */
export function pastUsual(from: number): number {
  let offset = from;
  for (;;) {
    const four = fourAt(offset);
    const unusual = ((four - 0x20202020) | four | (four + 0x05050505)) & 0x80808080;
    if (unusual !== 0) return offset + ((31 - Math.clz32(unusual & -unusual)) >> 3);
    offset += 4;
  }
}

/** Whether `###` stands there, the first characters but blanks of a line. */
export function isSeparator(first: number): boolean {
  return bytes[first] === HASH && bytes[first + 1] === HASH && bytes[first + 2] === HASH;
}
