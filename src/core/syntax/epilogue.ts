import type { EpilogueNode, PrologueNode } from './ast.ts';
import { type BlockDraft, spanOf } from './blockDraft.ts';
import { GREATER, isBlank, LESS, QUESTION, skipBlanks, trimEnd } from './characters.ts';
import type { LineReader } from './lineReader.ts';

/** Whether a line that is surely no content of structured data, nor a field, begins the epilogue. */
export function isEpilogueStart(lines: LineReader): boolean {
  return epilogueKind(lines) !== undefined;
}

/** What kind of epilogue line the current line is; undefined when it is none. */
export function epilogueKind(lines: LineReader): EpilogueNode['kind'] | undefined {
  const { text, start, end } = lines;
  const code = text.charCodeAt(start);
  const next = text.charCodeAt(start + 1);
  if (code === QUESTION) return next === QUESTION ? 'assertion' : undefined;
  if (code === LESS) return next === GREATER && isBlank(text.charCodeAt(start + 2)) ? 'response-reference' : undefined;
  if (code !== GREATER) return undefined;
  if (next === GREATER) return isSave(text, start) ? 'save' : undefined;
  const operand = skipBlanks(text, start + 1, end);
  if (text.startsWith('{%', operand)) return 'script';
  return operand > start + 1 && isScriptFile(text, operand, end) ? 'script-file' : undefined;
}

/** `>> file` and `>>! file`. */
function isSave(text: string, start: number): boolean {
  const after = text.charAt(start + 2) === '!' ? start + 3 : start + 2;
  return isBlank(text.charCodeAt(after));
}

function isScriptFile(text: string, start: number, lineEnd: number): boolean {
  const end = trimEnd(text, start, lineEnd);
  return /\.(?:[cm]?[jt]s|lua)$/i.test(text.slice(Math.max(start, end - 5), end));
}

/** Reads the epilogue line of that kind, a script up to its `%}`, and goes to the line after it. */
export function readEpilogue(draft: BlockDraft, kind: EpilogueNode['kind']): EpilogueNode {
  const { start } = draft.lines;
  const end = kind === 'script' ? skipScript(draft) : skipLine(draft);
  return { kind, ...spanOf(draft, start, end), text: draft.lines.text.slice(start, end) };
}

/** Reads `< {% … %}` or `< file.js`, if the current line begins one, and goes to the line after it. */
export function readPrologue(draft: BlockDraft): PrologueNode | undefined {
  const { text, first: start, end: lineEnd } = draft.lines;
  if (text.charCodeAt(start) !== LESS) return undefined;
  const operand = skipBlanks(text, start + 1, lineEnd);
  const kind = text.startsWith('{%', operand)
    ? 'script'
    : isScriptFile(text, operand, lineEnd)
      ? 'script-file'
      : undefined;
  if (kind === undefined) return undefined;
  const end = kind === 'script' ? skipScript(draft) : skipLine(draft);
  return { kind, ...spanOf(draft, start, end), text: text.slice(start, end) };
}

/** Whether the current line begins a script before a request. */
export function isPrologueScript({ text, start, end }: LineReader): boolean {
  return text.charCodeAt(start) === LESS && text.startsWith('{%', skipBlanks(text, start + 1, end));
}

function skipLine({ lines }: BlockDraft): number {
  const end = trimEnd(lines.text, lines.start, lines.end);
  lines.advance();
  return end;
}

/** Goes past the line with the `%}`, or to the block's end when there is none. */
function skipScript({ lines }: BlockDraft): number {
  let end = lines.end;
  let from = lines.text.indexOf('{%', lines.start) + 2;
  do {
    const closed = lines.text.slice(from, lines.end).includes('%}');
    end = trimEnd(lines.text, lines.start, lines.end);
    lines.advance();
    from = lines.start;
    if (closed) break;
  } while (!lines.done && !lines.separator);
  return end;
}
