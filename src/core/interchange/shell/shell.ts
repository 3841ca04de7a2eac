/** The shells whose quoting is read and written. */
export type Shell = 'bash' | 'cmd' | 'powershell';

/** One simple command as the shell hands it to the program. */
export interface ShellCommand {
  /** The arguments, the program's name first. Empty when there was nothing but comments. */
  readonly words: readonly string[];
  /** Shell variables met in them; each stands there as `{{name}}`. */
  readonly variables: readonly string[];
  /** The offset after the command and what ended it. */
  readonly end: number;
  /** What of the shell was not followed: an open quote, a substitution, a redirection. */
  readonly oddities: readonly ShellOddity[];
}

export interface ShellOddity {
  readonly kind: 'quote-open' | 'substitution' | 'redirection';
  readonly text: string;
}

/** A command while it is read. `word` is undefined between words. */
export interface CommandDraft {
  readonly text: string;
  at: number;
  word: string | undefined;
  readonly words: string[];
  readonly variables: string[];
  readonly oddities: ShellOddity[];
}

/** A draft of the command that begins at the offset. */
export function newCommand(text: string, at: number): CommandDraft {
  return { text, at, word: undefined, words: [], variables: [], oddities: [] };
}

/** Adds text to the word, and goes `width` code units on. */
export function take(draft: CommandDraft, text: string, width: number): void {
  draft.word = (draft.word ?? '') + text;
  draft.at += width;
}

/** Ends the word, if one is open. */
export function endWord(draft: CommandDraft): void {
  if (draft.word !== undefined) draft.words.push(draft.word);
  draft.word = undefined;
}

/** The command as read. */
function finished(draft: CommandDraft): ShellCommand {
  endWord(draft);
  const { words, variables, at: end, oddities } = draft;
  return { words, variables, end, oddities };
}

/** How a shell reads on: one piece of a word or between words, and where a command ends within a line. */
export interface ShellGrammar {
  endsCommand(draft: CommandDraft, char: string): boolean;
  readPiece(draft: CommandDraft, char: string): void;
}

/** Reads one simple command at the offset, over continued lines, up to its end. */
export function readCommandBy({ endsCommand, readPiece }: ShellGrammar, text: string, from: number): ShellCommand {
  const draft = newCommand(text, from);
  while (draft.at < text.length) {
    const { at } = draft;
    const lineEnd = lineEndAt(text, at);
    const char = text.charAt(at);
    if ((lineEnd > 0 && !optionFollows(text, at)) || endsCommand(draft, char)) {
      draft.at += Math.max(lineEnd, 1);
      break;
    }
    readPiece(draft, char);
  }
  return finished(draft);
}

/** Adds a shell variable to the word, as the reference that a `.http` file would have. */
export function takeVariable(draft: CommandDraft, name: string, width: number): void {
  draft.variables.push(name);
  take(draft, `{{${name}}}`, width);
}

/** How many code units the line end at the offset takes; 0 when there is none. */
export function lineEndAt(text: string, at: number): number {
  if (text.startsWith('\r\n', at)) return 2;
  const char = text.charAt(at);
  return char === '\n' || char === '\r' ? 1 : 0;
}

/**
 * Whether the line after the end at the offset begins with an option. Text copied from a page often lost its
 * continuation marks, and no command is named `-H`.
 */
export function optionFollows(text: string, at: number): boolean {
  let next = at + lineEndAt(text, at);
  while (text.charAt(next) === ' ' || text.charAt(next) === '\t') next += 1;
  return text.charAt(next) === '-';
}

/** The offset of the line end at or after the offset, or the text's end. */
export function lineEndFrom(text: string, at: number): number {
  let end = at;
  while (end < text.length && lineEndAt(text, end) === 0) end += 1;
  return end;
}
