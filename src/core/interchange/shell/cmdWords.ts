import { lineEndAt, optionFollows, type ShellCommand, type ShellOddity } from './shell.ts';
import { windowsWords } from './windowsWords.ts';

interface CommandLine {
  line: string;
  at: number;
  quoted: boolean;
  readonly oddities: ShellOddity[];
}

/**
 * Reads one command of Windows' `cmd` at the offset. The shell itself knows carets and whether it is inside quotes;
 * the program splits the line (`windowsWords`). `%NAME%` stays as written, as at a prompt where NAME is not set.
 */
export function cmdCommand(text: string, from: number): ShellCommand {
  const draft: CommandLine = { line: '', at: from, quoted: false, oddities: [] };
  while (draft.at < text.length && !endsCommand(text, draft)) readPiece(text, draft);
  if (draft.quoted) draft.oddities.push({ kind: 'quote-open', text: '"' });
  const { line, at: end, oddities } = draft;
  return { words: windowsWords(line), variables: [], end, oddities };
}

/** Ends the command, or goes on to its next line. */
function endsCommand(text: string, draft: CommandLine): boolean {
  const lineEnd = lineEndAt(text, draft.at);
  if (lineEnd > 0 && !draft.quoted && optionFollows(text, draft.at)) {
    draft.line += ' ';
    draft.at += lineEnd;
    return false;
  }
  const over = lineEnd > 0 || (!draft.quoted && '&|'.includes(text.charAt(draft.at)));
  if (over) draft.at += Math.max(lineEnd, 1);
  return over;
}

function readPiece(text: string, draft: CommandLine): void {
  const char = text.charAt(draft.at);
  if (char === '^' && !draft.quoted) {
    readCaret(text, draft);
    return;
  }
  if (char === '"') draft.quoted = !draft.quoted;
  if (!draft.quoted && (char === '<' || char === '>')) {
    readRedirection(text, draft);
    return;
  }
  draft.line += char;
  draft.at += 1;
}

/** A caret before a line end joins the lines; a second line end right after it is then a character of the command. */
function readCaret(text: string, draft: CommandLine): void {
  const lineEnd = lineEndAt(text, draft.at + 1);
  if (lineEnd === 0) {
    draft.line += text.charAt(draft.at + 1);
    draft.at += 2;
    return;
  }
  draft.at += 1 + lineEnd;
  const second = lineEndAt(text, draft.at);
  if (second > 0) draft.line += '\n';
  draft.at += second;
}

function readRedirection(text: string, draft: CommandLine): void {
  const written =
    /^[<>]{1,2}&?[ \t]*[^\s&|<>]*/.exec(text.slice(draft.at, draft.at + 500))?.[0] ?? text.charAt(draft.at);
  draft.oddities.push({ kind: 'redirection', text: written });
  draft.at += written.length;
}
