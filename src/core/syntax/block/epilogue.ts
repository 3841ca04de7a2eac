import type { EpilogueNode, PrologueNode } from '../ast.ts';
import { type BlockDraft, spanOf } from './blockDraft.ts';
import { AT, BRACE_OPEN, GREATER, isBlank, isLetter, LESS, QUESTION, skipBlanks, trimEnd } from './characters.ts';
import type { LineReader } from './lineReader.ts';

const PLUS = 0x2b;
const LOWER_I = 0x69;
const LOWER_R = 0x72;

/** Whether a line that is surely no content of structured data, nor a field, begins the epilogue. */
export function isEpilogueStart(lines: LineReader): boolean {
  return epilogueKind(lines) !== undefined;
}

/** What kind of epilogue line the current line is; undefined when it is none. */
export function epilogueKind(lines: LineReader): EpilogueNode['kind'] | undefined {
  const { text, start, end } = lines;
  const code = text.charCodeAt(start);
  if (code === GREATER) return afterGreater(text, start, end);
  const next = text.charCodeAt(start + 1);
  if (code === BRACE_OPEN) return next === BRACE_OPEN && isNodeScript(text, start, end) ? 'script' : undefined;
  if (code === QUESTION) return next === QUESTION ? 'assertion' : undefined;
  if (code !== LESS || next !== GREATER) return undefined;
  return isBlank(text.charCodeAt(start + 2)) ? 'response-reference' : undefined;
}

/** `>> file`, `> {% … %}`, `> file.js`. */
function afterGreater(text: string, start: number, end: number): EpilogueNode['kind'] | undefined {
  if (text.charCodeAt(start + 1) === GREATER) return isSave(text, start) ? 'save' : undefined;
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

/** `{{`, `{{@request`, `{{+after` alone on a line: a script of httpYac, which a line `}}` ends. */
export function isNodeScript(text: string, start: number, lineEnd: number): boolean {
  if (!text.startsWith('{{', start)) return false;
  let at = start + 2;
  if (text.charCodeAt(at) === AT || text.charCodeAt(at) === PLUS) {
    at += 1;
    while (isLetter(text.charCodeAt(at))) at += 1;
  }
  return skipBlanks(text, at, lineEnd) === lineEnd;
}

/** Reads the epilogue line of that kind, a script up to its `%}`, and goes to the line after it. */
export function readEpilogue(draft: BlockDraft, kind: EpilogueNode['kind']): EpilogueNode {
  const { start } = draft.lines;
  const end = kind === 'script' ? skipScript(draft) : skipLine(draft);
  return { kind, ...spanOf(draft, start, end), text: draft.lines.text.slice(start, end) };
}

/**
 * Reads `< {% … %}`, `{{ … }}`, `< file.js`, `import file` or `run #name`, if the current line begins one, and goes to
 * the line after it.
 */
export function readPrologue(draft: BlockDraft): PrologueNode | undefined {
  const { text, first: start } = draft.lines;
  const kind = prologueKind(draft.lines);
  if (kind === undefined) return undefined;
  const end = kind === 'script' ? skipScript(draft) : skipLine(draft);
  return { kind, ...spanOf(draft, start, end), text: text.slice(start, end) };
}

function prologueKind({ text, first, end }: LineReader): PrologueNode['kind'] | undefined {
  const code = text.charCodeAt(first);
  if (code === BRACE_OPEN) return isNodeScript(text, first, end) ? 'script' : undefined;
  if (code === LESS) {
    const operand = skipBlanks(text, first + 1, end);
    if (text.startsWith('{%', operand)) return 'script';
    return isScriptFile(text, operand, end) ? 'script-file' : undefined;
  }
  if (code === LOWER_I && /^import[ \t]+\S/.test(text.slice(first, first + 20))) return 'import';
  return code === LOWER_R && /^run[ \t]+(?:#|\S+\.(?:http|rest)\b)/.test(text.slice(first, end)) ? 'run' : undefined;
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

/** Goes past the line with the `%}`, or the `}}` of a node script, or to the block's end when there is none. */
function skipScript({ lines }: BlockDraft): number {
  const node = lines.at(0) === BRACE_OPEN;
  let end = lines.end;
  let from = node ? lines.end : lines.text.indexOf('{%', lines.start) + 2;
  do {
    const closed = node ? isClosing(lines) : lines.text.slice(from, lines.end).includes('%}');
    end = trimEnd(lines.text, lines.start, lines.end);
    lines.advance();
    from = lines.start;
    if (closed) break;
  } while (!lines.done && !lines.separator);
  return end;
}

function isClosing({ text, first, end }: LineReader): boolean {
  return text.startsWith('}}', first) && trimEnd(text, first, end) === first + 2;
}
