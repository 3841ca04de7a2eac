import type { Span, Token } from '../../../span.ts';
import { type CurlMeaning, curlMeaning, takesValue } from './curlOptions.ts';
import type { ShellCommand, ShellWord } from './shellWords.ts';

/** One option with its value, or a bare word, which is a URL. Offsets are those of the words. */
export interface CurlArgument extends Span {
  readonly meaning: CurlMeaning;
  readonly value: ShellWord;
}

/** A curl command's arguments in order, and the words that mean nothing to a request or that nobody knows. */
export interface CurlCommand {
  readonly arguments: readonly CurlArgument[];
  readonly ignored: readonly Token[];
}

/** Sorts the words after `curl` into options with their values, as curl does: `-XPUT`, `-sSH 'A: b'`, `--header …`. */
export function curlCommand({ words }: Pick<ShellCommand, 'words'>): CurlCommand {
  const found: CurlArgument[] = [];
  const ignored: Token[] = [];
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    const { text } = word;
    if (text.length < 2 || !text.startsWith('-')) found.push({ ...span(word), meaning: 'url', value: word });
    else if (text.startsWith('--')) at += readLong(word, words[at + 1], found, ignored);
    else at += readShort(word, words[at + 1], found, ignored);
  }
  return { arguments: found, ignored };
}

/** Reads a long option and says how many words after it belong to it. */
function readLong(word: ShellWord, next: ShellWord | undefined, found: CurlArgument[], ignored: Token[]): number {
  const meaning = curlMeaning(word.text);
  if (meaning === undefined) {
    if (word.text !== '--') ignored.push(word);
    return 0;
  }
  return add(meaning, word, next, found, ignored);
}

/** Reads letters run together; the first that takes a value takes the rest of the word, or the next one. */
function readShort(word: ShellWord, next: ShellWord | undefined, found: CurlArgument[], ignored: Token[]): number {
  for (let at = 1; at < word.text.length; at += 1) {
    const meaning = curlMeaning(`-${word.text[at]}`);
    if (meaning === undefined) {
      ignored.push(word);
      return 0;
    }
    const rest = at + 1 < word.text.length ? tail(word, at + 1) : undefined;
    if (!takesValue(meaning)) found.push({ ...span(word), meaning, value: word });
    else if (rest === undefined) return add(meaning, word, next, found, ignored);
    else {
      add(meaning, word, rest, found, ignored);
      return 0;
    }
  }
  return 0;
}

function add(
  meaning: CurlMeaning,
  word: ShellWord,
  next: ShellWord | undefined,
  found: CurlArgument[],
  ignored: Token[],
): number {
  if (!takesValue(meaning)) {
    found.push({ ...span(word), meaning, value: word });
    return 0;
  }
  if (next === undefined) ignored.push(word);
  else found.push({ start: word.start, end: next.end, meaning, value: next });
  return 1;
}

function tail(word: ShellWord, from: number): ShellWord {
  return part(word, from, word.text.length);
}

/** A stretch of the word's text; where the word is written with escapes, the whole word is its span. */
export function part(word: ShellWord, from: number, to: number): ShellWord {
  const text = word.text.slice(from, to);
  if (word.verbatim === undefined) return { ...word, text };
  const start = word.verbatim + from;
  return { start, end: word.verbatim + to, text, verbatim: start };
}

function span({ start, end }: Span): Span {
  return { start, end };
}
