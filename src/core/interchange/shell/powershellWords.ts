import {
  type CommandDraft,
  endWord,
  lineEndAt,
  lineEndFrom,
  newCommand,
  readCommandBy,
  type ShellCommand,
  take,
  takeVariable,
} from './shell.ts';
import { windowsWords } from './windowsWords.ts';

/** PowerShell takes typographic quotes for plain ones. */
const apostrophes = "'\u2018\u2019\u201a\u201b";
const quotes = '"\u201c\u201d\u201e';

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Reads one command of PowerShell at the offset, with its here-strings, backticks and `--%`. */
export function powershellCommand(text: string, from: number): ShellCommand {
  const command = readCommandBy({ endsCommand, readPiece }, text, from);
  return { ...command, words: asPassedOn(command.words) };
}

/** A semicolon, a pipe; and the braces of a script block, which is read as the commands in it. */
function endsCommand({ word, words }: CommandDraft, char: string): boolean {
  if (char === ';' || char === '|' || (char === '&' && words.length > 0)) return true;
  return word === undefined && (char === '}' || (char === '{' && words.length === 0));
}

/**
 * Before 7.3 PowerShell put arguments on the command line as they were, so people wrote `\"` for a quote. That it
 * was meant so shows when every quote has its backslash; the program then splits the line (`windowsWords`).
 */
function asPassedOn(words: readonly string[]): readonly string[] {
  const joined = words.join('\n');
  if (!joined.includes('"') || /(?:^|[^\\])(?:\\\\)*"/.test(joined)) return words;
  return words.flatMap((word) => windowsWords(/\s/.test(word) ? `"${word.replace(/(?<!\\)\\+$/, '$&$&')}"` : word));
}

function readPiece(draft: CommandDraft, char: string): void {
  if (' \t\r\n'.includes(char) || (char === '&' && draft.word === undefined)) {
    endWord(draft);
    draft.at += 1;
  } else if (char === '`') readBacktick(draft);
  else if (apostrophes.includes(char)) readLiteral(draft);
  else if (quotes.includes(char)) readExpandable(draft);
  else if (char === '$') readDollar(draft);
  else if (draft.word !== undefined || !beginsItsOwn(draft, char)) take(draft, char, 1);
}

/** Reads what has a meaning at the start of a word alone: a here-string, a comment, `--%`, a redirection. */
function beginsItsOwn(draft: CommandDraft, char: string): boolean {
  const { text, at } = draft;
  if (char === '@' && hereStringAt(text, at)) readHereString(draft);
  else if (char === '#') draft.at = lineEndFrom(text, at);
  else if (/^--%[ \t]/.test(text.slice(at, at + 4))) readVerbatim(draft);
  else if (char === '>') readRedirection(draft);
  else return false;
  return true;
}

/** Outside of quotes a backtick takes the next character as it is, and joins lines. */
function readBacktick(draft: CommandDraft): void {
  const lineEnd = lineEndAt(draft.text, draft.at + 1);
  if (lineEnd > 0) draft.at += 1 + lineEnd;
  else readEscape(draft);
}

function readEscape(draft: CommandDraft): void {
  const unicode = /^`u\{([\da-fA-F]{1,6})\}/.exec(draft.text.slice(draft.at, draft.at + 10));
  const code = Number.parseInt(unicode?.[1] ?? '', 16);
  if (unicode !== null && code <= 0x10ffff) {
    take(draft, String.fromCodePoint(code), unicode[0].length);
    return;
  }
  const next = draft.text.charAt(draft.at + 1);
  take(draft, escapes[next] ?? next, 2);
}

function readLiteral(draft: CommandDraft): void {
  take(draft, '', 1);
  const { text } = draft;
  while (draft.at < text.length) {
    const char = text.charAt(draft.at);
    const doubled = apostrophes.includes(char) && isOneOf(apostrophes, text.charAt(draft.at + 1));
    if (apostrophes.includes(char) && !doubled) {
      draft.at += 1;
      return;
    }
    take(draft, char, doubled ? 2 : 1);
  }
  draft.oddities.push({ kind: 'quote-open', text: "'" });
}

function readExpandable(draft: CommandDraft): void {
  take(draft, '', 1);
  const { text } = draft;
  while (draft.at < text.length) {
    const char = text.charAt(draft.at);
    const doubled = quotes.includes(char) && isOneOf(quotes, text.charAt(draft.at + 1));
    if (quotes.includes(char) && !doubled) {
      draft.at += 1;
      return;
    }
    if (char === '`') readEscape(draft);
    else if (char === '$') readDollar(draft);
    else take(draft, char, doubled ? 2 : 1);
  }
  draft.oddities.push({ kind: 'quote-open', text: '"' });
}

const isOneOf = (set: string, char: string): boolean => char !== '' && set.includes(char);

function hereStringAt(text: string, at: number): boolean {
  const quote = text.charAt(at + 1);
  if (!isOneOf(apostrophes, quote) && !isOneOf(quotes, quote)) return false;
  return /^[ \t]*(?:\r\n|\n|\r)/.test(text.slice(at + 2, at + 100));
}

/** `@'` and `@"` to a line that begins with the closing quote and `@`; the line ends beside the marks are not in it. */
function readHereString(draft: CommandDraft): void {
  const { text, at } = draft;
  const expands = isOneOf(quotes, text.charAt(at + 1));
  const first = lineEndFrom(text, at);
  const start = first + lineEndAt(text, first);
  const mark = expands ? '"@' : "'@";
  const close = text.startsWith(mark, start) ? start : text.indexOf(`\n${mark}`, start - 1) + 1;
  if (close === 0) draft.oddities.push({ kind: 'quote-open', text: `@${mark.charAt(0)}` });
  const end = close === 0 ? text.length : close;
  const content = text.slice(start, end).replace(/(?:\r\n|\n)$/, '');
  if (expands) takeExpanded(draft, content);
  else take(draft, content, 0);
  draft.at = Math.min(end + 2, text.length);
}

function takeExpanded(draft: CommandDraft, content: string): void {
  const inner = newCommand(content, 0);
  while (inner.at < content.length) {
    const char = content.charAt(inner.at);
    if (char === '`') readEscape(inner);
    else if (char === '$') readDollar(inner);
    else take(inner, char, 1);
  }
  draft.variables.push(...inner.variables);
  draft.oddities.push(...inner.oddities);
  take(draft, inner.word ?? '', 0);
}

function readDollar(draft: CommandDraft): void {
  const { text, at } = draft;
  const stretch = text.slice(at, at + 200);
  const name = /^\$(?:env:)?(?:([A-Za-z_]\w*)|\{(?:env:)?([A-Za-z_]\w*)\})/i.exec(stretch);
  if (name !== null) {
    takeVariable(draft, name[1] ?? name[2] ?? '', name[0].length);
    return;
  }
  const substitution = /^\$\([^)]*\)/.exec(stretch)?.[0];
  if (substitution !== undefined) draft.oddities.push({ kind: 'substitution', text: substitution });
  take(draft, substitution ?? '$', substitution?.length ?? 1);
}

/** After `--%` the line is the program's own. */
function readVerbatim(draft: CommandDraft): void {
  const end = lineEndFrom(draft.text, draft.at);
  draft.words.push(...windowsWords(draft.text.slice(draft.at + 3, end)));
  draft.at = end;
}

function readRedirection(draft: CommandDraft): void {
  const written = /^>{1,2}(?:&\d)?[ \t]*[^\s;&|]*/.exec(draft.text.slice(draft.at, draft.at + 500))?.[0] ?? '>';
  draft.oddities.push({ kind: 'redirection', text: written });
  draft.at += written.length;
}
