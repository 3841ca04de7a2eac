import { pastBlanks, stands, standsInAnyCase, stretchBytes, wordsOf } from './stretch.ts';

const bytes = stretchBytes();
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
const SEMICOLON = 0x3b;

/**
 * What the name of a field tells: from 1 on, that it is a precondition whose usual values the scanner reads itself, by
 * its number in `traits.ts`; or that it is no field of a plain request, that it is one with usual values of its own,
 * or that nothing is said of such fields.
 */
export const QUIET = 0;
export const IF_MODIFIED_SINCE = 3;
export const NOTICED = 4;
export const TYPE = 5;
export const CREDENTIALS = 6;

/**
 * The beginnings of the header fields that a request cannot have and be plain: those that decide how it is read or
 * sent, and those that a rule has something to say of. This list, `mayBeCondition` and `endings` are all that stands between a
 * rule and a block at which nobody looks: a rule on a field wants the field in here. The examples of every rule are
 * tested with the scanner's word and without it.
 */
const beginnings: readonly (readonly [beginning: string, kind: number])[] = [
  ['if-match:', 1],
  ['if-none-match:', 2],
  ['if-modified-since:', IF_MODIFIED_SINCE],
  ['content-type:', TYPE],
  ['authorization:', CREDENTIALS],
  ...['etag:', 'expect:', 'last-m', 'range:', 'cache-c', 'pragma:', 'content-'].map(noticed),
  ...['transfer-', 'keep-a', 'upgrade:', 'proxy-c', 'host:', 'x-request-t'].map(noticed),
];

function noticed(beginning: string): readonly [string, number] {
  return [beginning, NOTICED];
}

/** The beginnings by their first letter; undefined where there are none. */
const byLetter = Array.from({ length: 256 }, (_, letter) => {
  const own = beginnings.filter(([beginning]) => beginning.charCodeAt(0) === letter);
  return own.length === 0 ? undefined : own.map(([beginning, kind]) => ({ ...wordsOf(beginning), kind }));
});

const LOWER_F = 0x66;
const LOWER_I = 0x69;

/** What the name tells of the field that begins there, its colon included. */
export function fieldAt(start: number): number {
  const first = (bytes[start] ?? 0) | 0x20;
  const own = byLetter[first];
  if (own !== undefined) for (const beginning of own) if (standsInAnyCase(beginning, start)) return beginning.kind;
  return mayBeCondition(first, bytes[start + 1] ?? 0) ? NOTICED : QUIET;
}

/** What begins with I or F, or has an F second, may be a precondition misspelt. */
function mayBeCondition(first: number, second: number): boolean {
  return first === LOWER_I || first === LOWER_F || (second | 0x20) === LOWER_F;
}

/** Endings of tags that a rule has something to say of, those of compressed forms, with the closing quote. */
const endings = ['gzip"', '-br"', 'zstd"', 'deflate"'].map(wordsOf);

/** Whether the tag whose closing quote stands there may have such an ending. */
export function isNoticedTag(quote: number): boolean {
  for (const ending of endings) if (stands(ending, quote + 1 - ending.length)) return true;
  return false;
}

const json = wordsOf('application/json');

/** Whether the type of content that stands there is JSON, the one type that the scanner knows how to pass over. */
export function isJson(start: number): boolean {
  if (!standsInAnyCase(json, start)) return false;
  const code = bytes[pastBlanks(start + json.length)];
  return code === SEMICOLON || code === LINE_FEED || code === CARRIAGE_RETURN || code === 0;
}
