import type { Span, Token } from '../../span.ts';
import type { DirectiveNode, HeaderNode } from '../ast.ts';
import { addFault, type BlockDraft, inBlock, spanOf, tokenOf } from './blockDraft.ts';
import { COLON, isFieldChar, isTokenChar, skipBlanks, trimEnd } from './characters.ts';
import { readComment } from './comment.ts';
import { isEpilogueStart } from './epilogue.ts';
import { isBareRequestStart } from './requestStart.ts';
import { statusOn } from './statusLine.ts';
import { readVariable } from './variableLine.ts';

/**
 * Reads field lines up to a blank line, the block's end, or a line that begins something else. Comments,
 * directives and variables may stand between them.
 */
export function readHeaders(draft: BlockDraft, directives: DirectiveNode[]): HeaderNode[] {
  const headers: HeaderNode[] = [];
  while (inBlock(draft) && !draft.lines.blank && !endsHeaders(draft)) {
    if (readComment(draft, directives) || readVariable(draft) || readSpread(draft)) continue;
    readField(draft, headers, directives);
  }
  return headers;
}

function endsHeaders({ lines }: BlockDraft): boolean {
  const { text, start, first, end } = lines;
  if (start !== first) return false;
  return isEpilogueStart(lines) || isBareRequestStart(text, first, end) || statusOn(text, first, end) !== undefined;
}

/** `...variable`, by which httpYac takes header fields from an object of a script. */
function readSpread(draft: BlockDraft): boolean {
  const { lines } = draft;
  if (!lines.text.startsWith('...', lines.first)) return false;
  addFault(draft, 'script-not-run', lines.first, trimEnd(lines.text, lines.first, lines.end));
  lines.advance();
  return true;
}

function readField(draft: BlockDraft, headers: HeaderNode[], directives: DirectiveNode[]): void {
  const { lines } = draft;
  const { text, first, end } = lines;
  const colon = findColon(text, first, end);
  lines.advance();
  if (colon === end) {
    addFault(draft, 'header-name-invalid', first, trimEnd(text, first, end));
    return;
  }
  const nameEnd = trimEnd(text, first, colon);
  if (!isName(text, first, nameEnd)) addFault(draft, 'header-name-invalid', first, Math.max(nameEnd, first + 1));
  const valueStart = skipBlanks(text, colon + 1, end);
  const line = tokenOf(draft, valueStart, trimEnd(text, valueStart, end));
  const folded = readFolds(draft, line, directives);
  const value = folded === undefined ? line : joinLines(folded);
  if (folded !== undefined) addFault(draft, 'header-folded', value.start + draft.base, value.end + draft.base);
  if (folded === undefined) checkValue(draft, line);
  else for (const part of folded) checkValue(draft, part);
  headers.push({
    start: first - draft.base,
    end: Math.max(value.end, colon + 1 - draft.base),
    name: tokenOf(draft, first, nameEnd),
    value,
    spaceBeforeColon: spaceBetween(draft, nameEnd, colon),
    folded: folded !== undefined,
    lines: folded,
  });
}

/** The colon after the name, or `end`; one inside a `{{reference}}` does not count. */
function findColon(text: string, first: number, end: number): number {
  let at = first;
  while (at < end && text.charCodeAt(at) !== COLON) at += 1;
  const reference = at < end ? text.slice(first, at).lastIndexOf('{{') : -1;
  if (reference === -1 || text.slice(first + reference, at).includes('}}')) return at;
  const closed = text.slice(at, end).indexOf('}}');
  const colon = closed === -1 ? -1 : text.slice(at + closed, end).indexOf(':');
  return colon === -1 ? at : at + closed + colon;
}

function isName(text: string, start: number, end: number): boolean {
  let at = start;
  while (at < end && isTokenChar(text.charCodeAt(at))) at += 1;
  if (at === end) return end > start;
  const name = text.slice(start, end);
  return name.includes('{{') && name.includes('}}');
}

function spaceBetween(draft: BlockDraft, nameEnd: number, colon: number): Span | undefined {
  if (nameEnd === colon) return undefined;
  addFault(draft, 'header-space-before-colon', nameEnd, colon);
  return spanOf(draft, nameEnd, colon);
}

/** The lines of a value that indented lines continue (obs-fold, RFC 9112 §5.2); undefined when there are none. */
function readFolds(draft: BlockDraft, line: Token, directives: DirectiveNode[]): readonly Token[] | undefined {
  const { lines } = draft;
  let folded: Token[] | undefined;
  while (inBlock(draft) && lines.first > lines.start && !lines.blank) {
    if (readComment(draft, directives)) continue;
    const { text, first, end } = lines;
    folded ??= line.text === '' ? [] : [line];
    folded.push(tokenOf(draft, first, trimEnd(text, first, end)));
    lines.advance();
  }
  return folded;
}

function joinLines(lines: readonly Token[]): Token {
  const start = lines[0]?.start ?? 0;
  return { start, end: lines.at(-1)?.end ?? start, text: lines.map((line) => line.text).join(' ') };
}

/** A character that no field value may hold, outside of references: those are judged by what they stand for. */
function checkValue(draft: BlockDraft, value: Token): void {
  const { text } = value;
  for (let at = 0; at < text.length; at += 1) {
    if (isFieldChar(text.charCodeAt(at))) continue;
    const closed = referenceEnd(text, at);
    if (closed === undefined) addInvalidCharacter(draft, value, at);
    at = (closed ?? text.length) - 1;
  }
}

function addInvalidCharacter(draft: BlockDraft, value: Token, at: number): void {
  const start = value.start + draft.base + at;
  const width = (value.text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  addFault(draft, 'header-value-invalid', start, start + width);
}

/** Where the reference that the offset lies in ends; undefined outside of any. */
function referenceEnd(text: string, at: number): number | undefined {
  const opened = text.lastIndexOf('{{', at);
  if (opened === -1 || text.slice(opened, at).includes('}}')) return undefined;
  const closed = text.indexOf('}}', at);
  return closed === -1 ? undefined : closed + 2;
}
