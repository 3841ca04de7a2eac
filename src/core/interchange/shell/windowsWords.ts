/**
 * Splits a Windows command line as C programs do: quotes group, a backslash escapes only before a quote, and two
 * quotes inside quotes are one.
 */
export function windowsWords(line: string): readonly string[] {
  const split: Splitting = { line, at: 0, quoted: false, word: undefined, words: [] };
  while (split.at < line.length) readPiece(split);
  return split.word === undefined ? split.words : [...split.words, split.word];
}

interface Splitting {
  readonly line: string;
  at: number;
  quoted: boolean;
  word: string | undefined;
  readonly words: string[];
}

function readPiece(split: Splitting): void {
  const { line, at, quoted } = split;
  const run = backslashes(line, at);
  const char = line.charAt(at + run);
  if (char === '"') {
    readQuote(split, run);
    return;
  }
  if (run === 0 && !quoted && (char === ' ' || char === '\t')) {
    if (split.word !== undefined) split.words.push(split.word);
    split.word = undefined;
    split.at += 1;
    return;
  }
  take(split, run > 0 ? line.slice(at, at + run) : char, Math.max(run, 1));
}

function readQuote(split: Splitting, run: number): void {
  take(split, '\\'.repeat(Math.floor(run / 2)) + (run % 2 === 1 ? '"' : ''), run + 1);
  if (run % 2 === 1) return;
  if (split.quoted && split.line.charAt(split.at) === '"') take(split, '"', 1);
  else split.quoted = !split.quoted;
}

function take(split: Splitting, text: string, width: number): void {
  split.word = (split.word ?? '') + text;
  split.at += width;
}

function backslashes(line: string, from: number): number {
  let at = from;
  while (line.charAt(at) === '\\') at += 1;
  return at - from;
}

/** The argument as C programs read it back: in quotes where it needs them. */
export function windowsArgument(argument: string): string {
  if (argument !== '' && !/[\s"]/.test(argument)) return argument;
  const escaped = argument.replaceAll(/(?<!\\)(\\*)"/g, '$1$1\\"').replace(/(?<!\\)\\+$/, '$&$&');
  return `"${escaped}"`;
}
