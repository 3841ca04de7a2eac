import { scanEntityTags, type TagMember } from '../../http/entityTagList.ts';
import { type DateFlaw, type HttpDateForm, readHttpDate } from '../../http/httpDate.ts';
import type { ResolvedHeader } from '../../syntax/resolving/resolution.ts';

/** The precondition fields whose value this reads. */
export type ConditionName = 'If-Match' | 'If-None-Match' | 'If-Modified-Since' | 'If-Unmodified-Since' | 'If-Range';

export const conditionNames: readonly ConditionName[] = [
  'If-Match',
  'If-None-Match',
  'If-Modified-Since',
  'If-Unmodified-Since',
  'If-Range',
];

/** How a line's value reads: in exactly one way, so that no two families of rules report the same thing. */
export type LineReading =
  | { readonly kind: 'empty' }
  /** The value is one date or one validator, and a reference in it has no value yet. */
  | { readonly kind: 'unresolved' }
  | { readonly kind: 'tags'; readonly members: readonly TagMember[] }
  | { readonly kind: 'date'; readonly epoch: number; readonly form: HttpDateForm; readonly flaw?: 'date-wrong-weekday' }
  | { readonly kind: 'bad-date'; readonly flaw: DateFlaw; readonly epoch: number | undefined }
  | { readonly kind: 'date-list' }
  | { readonly kind: 'misplaced-date'; readonly epoch: number }
  | { readonly kind: 'misplaced-tags'; readonly members: readonly TagMember[] };

/** One line of a precondition field, read. `text` is the value after substitution, which member spans count in. */
export interface ConditionLine {
  readonly field: ConditionName;
  readonly header: ResolvedHeader;
  readonly text: string;
  readonly reading: LineReading;
}

const fieldOf: ReadonlyMap<string, ConditionName> = new Map(conditionNames.map((name) => [name.toLowerCase(), name]));

/** The precondition field that a name means, whatever its case. */
export function conditionField(name: string): ConditionName | undefined {
  // No other field name that a request has is both short and begins like this, so most headers stop here.
  if (name.length < 8 || (name.charCodeAt(0) | 0x20) !== 0x69) return undefined;
  return fieldOf.get(name.toLowerCase());
}

/** Reads the precondition fields of a request, line by line, in the order of the file. `now` is epoch ms. */
export function readConditionLines(headers: readonly ResolvedHeader[], now: number): readonly ConditionLine[] {
  const lines: ConditionLine[] = [];
  for (const header of headers) {
    const field = conditionField(header.field[0]);
    if (field !== undefined) lines.push(readConditionLine(field, header, now));
  }
  return lines;
}

/** Reads one line as the field would be read, whatever its name says. */
export function readConditionLine(field: ConditionName, header: ResolvedHeader, now: number): ConditionLine {
  const { text } = header.value;
  return { field, header, text, reading: readValue(field, header, text, now) };
}

function readValue(field: ConditionName, header: ResolvedHeader, text: string, now: number): LineReading {
  if (text.trim() === '') return { kind: 'empty' };
  switch (field) {
    case 'If-Match':
    case 'If-None-Match':
      return readTags(text, now);
    case 'If-Modified-Since':
    case 'If-Unmodified-Since':
      return holdsUnresolved(header) ? { kind: 'unresolved' } : readDate(text.trim(), now);
    case 'If-Range':
      return holdsUnresolved(header) ? { kind: 'unresolved' } : readValidator(text, now);
  }
}

/** Whether a reference in the value has no value yet. */
export function holdsUnresolved({ value }: ResolvedHeader): boolean {
  return value.pieces.some(({ reference }) => reference?.lookup.kind === 'unresolved');
}

function readTags(text: string, now: number): LineReading {
  const members = scanEntityTags(text);
  if (members.every(({ kind }) => kind === 'empty')) return { kind: 'empty' };
  // A date in quotes is no better a tag.
  const bare = text.trim().replace(/^"([^"]*)"$/, '$1');
  const suspect = !bare.includes('"') && members.some(({ kind }) => kind === 'malformed');
  const epoch = suspect ? momentIn(bare, now) : undefined;
  return epoch === undefined ? { kind: 'tags', members } : { kind: 'misplaced-date', epoch };
}

/** The moment that an unquoted text names; a bare number is rather a version without its quotes. */
function momentIn(text: string, now: number): number | undefined {
  // No date, however written, is without a time of day and without a year and month in digits.
  return /^\d+$/.test(text) || !/:|\d{4}-?\d\d/.test(text) ? undefined : readHttpDate(text, now).epoch;
}

function readDate(text: string, now: number): LineReading {
  const reading = readHttpDate(text, now);
  if (reading.kind === 'date') return reading;
  if (isDateList(text)) return { kind: 'date-list' };
  if (reading.epoch === undefined && text.includes('"')) {
    const members = scanEntityTags(text);
    if (members.every(({ kind }) => kind === 'tag')) return { kind: 'misplaced-tags', members };
  }
  return { kind: 'bad-date', flaw: reading.flaw, epoch: reading.epoch };
}

const isDateList = (text: string) => /GMT[ \t]*,[ \t]*\S/i.test(text);

/** If-Range takes a tag or a date (RFC 9110 §13.1.5): what looks like neither is taken for a tag. */
function readValidator(text: string, now: number): LineReading {
  const members = scanEntityTags(text);
  if (members.every(({ kind }) => kind === 'empty')) return { kind: 'empty' };
  if (members.some(({ kind }) => kind === 'tag' || kind === 'star')) return { kind: 'tags', members };
  const reading = readHttpDate(text.trim(), now);
  if (reading.kind === 'date') return reading;
  if (isDateList(text)) return { kind: 'date-list' };
  const dateLike = reading.flaw !== 'date-invalid' || namesTime(text);
  return dateLike ? { kind: 'bad-date', flaw: reading.flaw, epoch: reading.epoch } : { kind: 'tags', members };
}

const namesTime = (text: string) =>
  !text.includes('"') && /\b(?:mon|tue|wed|thu|fri|sat|sun|gmt|utc)/i.test(text) && /[ \t]/.test(text);
