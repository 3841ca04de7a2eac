import { bytesOf, pastBlanks, stands, standsInAnyCase, stretchBytes } from './stretch.ts';

const bytes = stretchBytes();
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/**
 * The beginnings of the header fields that a request cannot have and be plain: those that decide how it is read or
 * sent, and those that a rule has something to say of. This list, `mayBeCondition` and `endings` are all that stands between a
 * rule and a block at which nobody looks: a rule on a field wants the field in here. The examples of every rule are
 * tested with the scanner's word and without it.
 */
const beginnings: readonly Uint8Array[] = [
  ...['etag:', 'expect:', 'last-m', 'range:', 'cache-c', 'pragma:'],
  ...['content-', 'transfer-', 'keep-a', 'upgrade:', 'proxy-c', 'host:', 'x-request-t', 'authorization:'],
].map(bytesOf);

/** The beginnings by their first letter; undefined where there are none. */
const byLetter = Array.from({ length: 256 }, (_, letter) => {
  const own = beginnings.filter(([first]) => first === letter);
  return own.length === 0 ? undefined : own;
});

/** Preconditions whose usual values the scanner reads itself, by number from 1: those of `traits.ts`. */
const conditions = ['if-match:', 'if-none-match:', 'if-modified-since:'].map(bytesOf);

export const IF_MODIFIED_SINCE = 3;

const LOWER_F = 0x66;
const LOWER_I = 0x69;

/** Whether the field whose name begins there, at a letter, is one that a plain request does not have. */
export function isNoticed(start: number): boolean {
  const first = (bytes[start] ?? 0) | 0x20;
  if (mayBeCondition(first, bytes[start + 1] ?? 0)) return true;
  const own = byLetter[first];
  return own !== undefined && begins(own, start) && !isJson(start);
}

/** What begins with I or F, or has an F second, may be a precondition misspelt. */
function mayBeCondition(first: number, second: number): boolean {
  return first === LOWER_I || first === LOWER_F || (second | 0x20) === LOWER_F;
}

function begins(own: readonly Uint8Array[], start: number): boolean {
  for (const beginning of own) if (standsInAnyCase(beginning, start)) return true;
  return false;
}

/** The number of the precondition that begins there, or 0. */
export function conditionAt(start: number): number {
  for (let number = 1; number <= conditions.length; number += 1) {
    const condition = conditions[number - 1];
    if (condition !== undefined && standsInAnyCase(condition, start)) return number;
  }
  return 0;
}

/** Endings of tags that a rule has something to say of: those of compressed forms. */
const endings = ['gzip', 'br', 'zstd', 'deflate'].map(bytesOf);

/** Whether the tag whose closing quote stands there may have such an ending. */
export function isNoticedTag(quote: number): boolean {
  for (const ending of endings) if (stands(ending, quote - ending.length)) return true;
  return false;
}

const contentType = bytesOf('content-type:');
const json = bytesOf('application/json');
/** As nearly everybody writes it. */
const usually = bytesOf('Content-Type: application/json\n');
const SEMICOLON = 0x3b;

/** JSON is the one type of content that the scanner knows how to pass over. */
function isJson(start: number): boolean {
  if (stands(usually, start)) return true;
  if (!standsInAnyCase(contentType, start)) return false;
  const type = pastBlanks(start + contentType.length);
  if (!standsInAnyCase(json, type)) return false;
  const code = bytes[pastBlanks(type + json.length)];
  return code === SEMICOLON || code === LINE_FEED || code === CARRIAGE_RETURN || code === 0;
}
