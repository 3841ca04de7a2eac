import { ansiText } from './ansiEscapes.ts';
import {
  type CommandDraft,
  endWord,
  lineEndAt,
  lineEndFrom,
  readCommandBy,
  type ShellCommand,
  take,
  takeVariable,
} from './shell.ts';

/**
 * Reads one simple command of bash (and of sh and zsh, as far as they agree) at the offset: quotes, `$'…'`,
 * backslashes, continued lines, variables. Nothing is run: a substitution stays as written.
 */
export function bashCommand(text: string, from: number): ShellCommand {
  return readCommandBy({ endsCommand: (_, char) => ';&|()'.includes(char), readPiece }, text, from);
}

function readPiece(draft: CommandDraft, char: string): void {
  const { text, at } = draft;
  switch (char) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
      endWord(draft);
      draft.at += 1;
      return;
    case '\\':
      readEscape(draft);
      return;
    case "'":
      readQuoted(draft, 1);
      return;
    case '"':
      readDoubleQuoted(draft, 1);
      return;
    case '$':
      readDollar(draft);
      return;
    case '`':
      readSubstitution(draft, endOfBackticks(text, at));
      return;
    case '<':
    case '>':
      readRedirection(draft);
      return;
    case '#':
      if (draft.word === undefined) draft.at = lineEndFrom(text, at);
      else take(draft, char, 1);
      return;
    default:
      take(draft, char, 1);
      return;
  }
}

function readEscape(draft: CommandDraft): void {
  const lineEnd = lineEndAt(draft.text, draft.at + 1);
  if (lineEnd > 0) draft.at += 1 + lineEnd;
  else take(draft, draft.text.charAt(draft.at + 1), 2);
}

function readQuoted(draft: CommandDraft, opening: number): void {
  const { text, at } = draft;
  const close = text.indexOf("'", at + opening);
  const end = close === -1 ? text.length : close;
  if (close === -1) draft.oddities.push({ kind: 'quote-open', text: "'" });
  take(draft, text.slice(at + opening, end), end + 1 - at);
}

function readAnsiQuoted(draft: CommandDraft): void {
  const { text, end } = ansiText(draft.text, draft.at + 2);
  if (end >= draft.text.length) draft.oddities.push({ kind: 'quote-open', text: "$'" });
  take(draft, text, end + 1 - draft.at);
}

function readDoubleQuoted(draft: CommandDraft, opening: number): void {
  take(draft, '', opening);
  const { text } = draft;
  while (draft.at < text.length) {
    const char = text.charAt(draft.at);
    if (char === '"') {
      draft.at += 1;
      return;
    }
    if (char === '\\') readQuotedEscape(draft);
    else if (char === '$' && text.charAt(draft.at + 1) !== "'") readDollar(draft);
    else if (char === '`') readSubstitution(draft, endOfBackticks(text, draft.at));
    else take(draft, char, 1);
  }
  draft.oddities.push({ kind: 'quote-open', text: '"' });
}

function readQuotedEscape(draft: CommandDraft): void {
  const next = draft.text.charAt(draft.at + 1);
  const lineEnd = lineEndAt(draft.text, draft.at + 1);
  if (lineEnd > 0) draft.at += 1 + lineEnd;
  else if (next !== '' && '$`"\\'.includes(next)) take(draft, next, 2);
  else take(draft, '\\', 1);
}

function readDollar(draft: CommandDraft): void {
  const { text, at } = draft;
  if (text.charAt(at + 1) === "'") {
    readAnsiQuoted(draft);
    return;
  }
  if (text.charAt(at + 1) === '"' && draft.word === undefined) {
    readDoubleQuoted(draft, 2);
    return;
  }
  if (text.charAt(at + 1) === '(') {
    readSubstitution(draft, endOfParentheses(text, at + 1));
    return;
  }
  const name = /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/.exec(text.slice(at, at + 200));
  if (name === null) {
    take(draft, '$', 1);
    return;
  }
  takeVariable(draft, name[1] ?? name[2] ?? '', name[0].length);
}

function readSubstitution(draft: CommandDraft, end: number): void {
  const written = draft.text.slice(draft.at, end);
  draft.oddities.push({ kind: 'substitution', text: written });
  take(draft, written, written.length);
}

function endOfBackticks(text: string, at: number): number {
  const close = text.indexOf('`', at + 1);
  return close === -1 ? text.length : close + 1;
}

function endOfParentheses(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text.charAt(at) === '(') depth += 1;
    if (text.charAt(at) === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

/** `> file`, `2>&1`, `< file`: the program does not see it. */
function readRedirection(draft: CommandDraft): void {
  const { text, at } = draft;
  const descriptor = /^\d+$/.test(draft.word ?? '') ? draft.word : undefined;
  if (descriptor !== undefined) draft.word = undefined;
  endWord(draft);
  const written = /^(?:[<>]{1,3}[&|]?)[ \t]*[^\s;&|<>]*/.exec(text.slice(at, at + 500))?.[0] ?? text.charAt(at);
  draft.oddities.push({ kind: 'redirection', text: `${descriptor ?? ''}${written}` });
  draft.at += written.length;
}
