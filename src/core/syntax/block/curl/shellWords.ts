import type { Token } from '../../../span.ts';
import { BACKSLASH, CARRIAGE_RETURN, HASH, HYPHEN, isBlank, LINE_FEED, QUOTE, skipBlanks } from '../characters.ts';

/** An argument as the shell hands it over; the span covers it as written, quotes included. */
export interface ShellWord extends Token {
  /** The offset at which `text` stands as it is; undefined when quotes or escapes lie inside. */
  readonly verbatim: number | undefined;
}

export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** The offset after the last word, or after what could not be read. */
  readonly end: number;
  readonly quotes: 'closed' | 'open';
}

const APOSTROPHE = 0x27;
const DOLLAR = 0x24;
const PIPE = 0x7c;

/**
 * Reads one command of a POSIX shell at the offset, `$'…'` of bash included. It ends with the line, unless a
 * backslash or a quote carries it on, or the next line begins with an option. A `###` line always ends it. A
 * `{{reference}}` is of one piece, whatever blanks it holds.
 */
export function readShellCommand(text: string, from: number): ShellCommand {
  const words: ShellWord[] = [];
  let end = from;
  for (let at = nextWord(text, from, words.length); at !== undefined; at = nextWord(text, end, words.length)) {
    const word = readWord(text, at);
    if (word === undefined) return { words, end: untilBlankLine(text, at), quotes: 'open' };
    words.push(word);
    end = word.end;
  }
  return { words, end, quotes: 'closed' };
}

/** Where the next word of the command begins; undefined when the command is over. */
function nextWord(text: string, from: number, count: number): number | undefined {
  let at = skipBlanks(text, from, text.length);
  for (;;) {
    const line = lineAfter(text, at);
    if (line === undefined) break;
    const carriesOn = text.charCodeAt(at) === BACKSLASH;
    at = skipBlanks(text, line, text.length);
    if (isSeparator(text, at) || (!carriesOn && text.charCodeAt(at) !== HYPHEN)) return undefined;
    if (carriesOn && endsLine(text, at)) return undefined;
  }
  const code = text.charCodeAt(at);
  if (at >= text.length || endsLine(text, at) || code === PIPE) return undefined;
  return code === HASH && count > 0 ? undefined : at;
}

/** The next line's offset if at `at` the line ends, by itself or after a backslash. */
function lineAfter(text: string, at: number): number | undefined {
  const end = text.charCodeAt(at) === BACKSLASH ? skipBlanks(text, at + 1, text.length) : at;
  if (!endsLine(text, end) || end >= text.length) return undefined;
  return text.startsWith('\r\n', end) ? end + 2 : end + 1;
}

function endsLine(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

function isSeparator(text: string, at: number): boolean {
  return text.startsWith('###', at);
}

interface WordDraft {
  at: number;
  value: string;
  contentStart: number | undefined;
  /** Up to here no reference is closed, so none need be looked for again. */
  openUntil: number;
}

/** The word at the offset; undefined when a quote in it is not closed. */
function readWord(text: string, start: number): ShellWord | undefined {
  const draft: WordDraft = { at: start, value: '', contentStart: undefined, openUntil: 0 };
  while (draft.at < text.length) {
    const code = text.charCodeAt(draft.at);
    if (isBlank(code) || endsLine(text, draft.at)) break;
    if (code === BACKSLASH && lineAfter(text, draft.at) !== undefined) break;
    if (!readPiece(text, draft, code)) return undefined;
  }
  const { at: end, value, contentStart } = draft;
  const verbatim = contentStart !== undefined && text.startsWith(value, contentStart) ? contentStart : undefined;
  return {
    start,
    end,
    text: value,
    verbatim: verbatim !== undefined && verbatim + value.length <= end ? verbatim : undefined,
  };
}

function readPiece(text: string, draft: WordDraft, code: number): boolean {
  if (code === APOSTROPHE) return readQuoted(text, draft, 1, "'", keep);
  if (code === QUOTE) return readQuoted(text, draft, 1, '"', inDoubleQuotes);
  if (code === DOLLAR && text.charCodeAt(draft.at + 1) === APOSTROPHE)
    return readQuoted(text, draft, 2, "'", inAnsiQuotes);
  if (code === BACKSLASH) {
    const escaped = text.charAt(draft.at + 1);
    take(draft, draft.at, escaped === '' ? '\\' : escaped, escaped === '' ? 1 : 2);
    return true;
  }
  const close = draft.at >= draft.openUntil && text.startsWith('{{', draft.at) ? closedOnLine(text, draft) : undefined;
  const width = close === undefined ? 1 : close - draft.at;
  take(draft, draft.at, text.slice(draft.at, draft.at + width), width);
  return true;
}

function take(draft: WordDraft, contentStart: number, value: string, width: number): void {
  draft.contentStart ??= contentStart;
  draft.value += value;
  draft.at += width;
}

/** Where the reference that is opened at the draft's offset ends, if it does on its line. */
function closedOnLine(text: string, draft: WordDraft): number | undefined {
  let next = draft.at + 2;
  for (; next < text.length && !endsLine(text, next); next += 1) {
    if (text.startsWith('}}', next)) return next + 2;
  }
  draft.openUntil = next;
  return undefined;
}

/** What a backslash and the text after it stand for, and how many characters they are. */
type Escape = (text: string, at: number) => readonly [string, number];

const keep: Escape | undefined = undefined;

const inDoubleQuotes: Escape = (text, at) => {
  const next = text.charAt(at + 1);
  if (next === '\n') return ['', 2];
  if (text.startsWith('\r\n', at + 1)) return ['', 3];
  return next !== '' && '"$`\\'.includes(next) ? [next, 2] : ['\\', 1];
};

const ansi: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  v: '\v',
};

const inAnsiQuotes: Escape = (text, at) => {
  const numbered = /^\\(?:x([\da-f]{1,2})|u([\da-f]{1,4})|U([\da-f]{1,8})|([0-7]{1,3}))/i.exec(text.slice(at, at + 10));
  if (numbered !== null) {
    const [written, ...digits] = numbered;
    const octal = digits[3];
    const code =
      octal === undefined ? Number.parseInt(digits[0] ?? digits[1] ?? digits[2] ?? '', 16) : Number.parseInt(octal, 8);
    return [code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD', written.length];
  }
  const next = text.charAt(at + 1);
  if (next in ansi) return [ansi[next] ?? '', 2];
  return '\'"\\?'.includes(next) ? [next, 2] : ['\\', 1];
};

/** Reads what stands between quotes; false when they are not closed before the text or a `###` line. */
function readQuoted(
  text: string,
  draft: WordDraft,
  opening: number,
  quote: string,
  meaningOf: Escape | undefined,
): boolean {
  let at = draft.at + opening;
  const contentStart = at;
  let value = '';
  let copied = at;
  for (; at < text.length && text[at] !== quote; at += 1) {
    if (endsLine(text, at) && isSeparator(text, skipBlanks(text, at + 1, text.length))) return false;
    if (meaningOf === undefined || text.charCodeAt(at) !== BACKSLASH) continue;
    const [meant, width] = meaningOf(text, at);
    value += text.slice(copied, at) + meant;
    copied = at + width;
    at = copied - 1;
  }
  if (at >= text.length) return false;
  take(draft, contentStart, value + text.slice(copied, at), at + 1 - draft.at);
  return true;
}

/** Where the paragraph that the offset lies in ends: what an unclosed quote is taken to cover. */
function untilBlankLine(text: string, from: number): number {
  let end = from;
  for (let at = from; at < text.length; ) {
    while (at < text.length && !endsLine(text, at)) at += 1;
    end = at;
    at = skipBlanks(text, text.startsWith('\r\n', at) ? at + 2 : at + 1, text.length);
    if (at >= text.length || endsLine(text, at) || isSeparator(text, at)) break;
  }
  return end;
}
