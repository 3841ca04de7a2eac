import type { Block, DirectiveNode, Separator } from '../ast.ts';
import type { BoundaryIndex } from '../document/boundaryIndex.ts';
import { addFault, type BlockDraft, inBlock, tokenOf } from './blockDraft.ts';
import { readBody } from './body.ts';
import { HASH, skipBlanks, trimEnd } from './characters.ts';
import { readComment } from './comment.ts';
import { isCurl, readCurl } from './curl/readCurl.ts';
import { directiveNamed } from './directives.ts';
import { readPrologue } from './epilogue.ts';
import { readHeaders } from './headerSection.ts';
import type { LineReader } from './lineReader.ts';
import { noteNotRun, noteProtocol } from './notRun.ts';
import { readResponse } from './recordedResponse.ts';
import { readRequestLine } from './requestLine.ts';
import { isBareRequestStart, type RequestStart, requestStart } from './requestStart.ts';
import { readVariable } from './variableLine.ts';

/** What a block's text says; everything in it but `openBoundary` follows from that text alone. */
export type BlockTree = Omit<Block, 'text'>;

/** Reads the block that begins at the reader's line, whose first character is at `base`, and stops behind it. */
export function parseBlock(lines: LineReader, boundaries: BoundaryIndex, base: number): BlockTree {
  const draft = newDraft(lines, boundaries, base);
  const separator = readSeparator(draft);
  let garbage = false;
  while (inBlock(draft)) garbage = readItem(draft, separator, garbage);
  for (const { start, end } of draft.directives) draft.comments.push({ start, end });
  noteNotRun(draft, draft.prologue, []);
  return {
    separator,
    requests: draft.requests,
    prologue: draft.prologue,
    variables: draft.variables,
    comments: draft.comments,
    responses: draft.responses,
    faults: draft.faults,
    openBoundary: draft.openBoundary,
  };
}

function newDraft(lines: LineReader, boundaries: BoundaryIndex, base: number): BlockDraft {
  return {
    lines,
    boundaries,
    base,
    directives: [],
    prologue: [],
    variables: [],
    comments: [],
    requests: [],
    responses: [],
    faults: [],
    openBoundary: undefined,
  };
}

function readSeparator(draft: BlockDraft): Separator | undefined {
  const { lines } = draft;
  if (lines.done || !lines.separator) return undefined;
  const { text, start, first, end } = lines;
  let at = first;
  while (text.charCodeAt(at) === HASH) at += 1;
  const title = skipBlanks(text, at, end);
  const titleEnd = trimEnd(text, title, end);
  const token = titleEnd > title ? tokenOf(draft, title, titleEnd) : undefined;
  lines.advance();
  return { start: start - draft.base, end: end - draft.base, title: token };
}

/** Reads what begins at the current line; `garbage` says that the line before was none of the language. */
function readItem(draft: BlockDraft, separator: Separator | undefined, garbage: boolean): boolean {
  const { lines } = draft;
  if (lines.blank) {
    lines.advance();
    return garbage;
  }
  if (readComment(draft, draft.directives) || readVariable(draft)) return garbage;
  const script = readPrologue(draft);
  if (script !== undefined) {
    draft.prologue.push(script);
    return garbage;
  }
  if (readResponse(draft)) return garbage;
  return readRequestOrGarbage(draft, separator, garbage);
}

function readRequestOrGarbage(draft: BlockDraft, separator: Separator | undefined, garbage: boolean): boolean {
  const { text, first, end } = draft.lines;
  const start = requestStart(text, first, end);
  if (start !== undefined && (!garbage || isBareRequestStart(text, first, end))) {
    readRequest(draft, start, separator);
    return false;
  }
  if (isCurl(text, first)) {
    readCurl(draft, separator);
    return false;
  }
  if (!garbage) addFault(draft, 'request-line-invalid', first, trimEnd(text, first, end));
  draft.lines.advance();
  return true;
}

/** The value of the directive, if it has one. */
function given(directives: readonly DirectiveNode[], name: string): DirectiveNode['value'] | undefined {
  const value = directiveNamed(directives, name)?.value;
  return value?.text === '' ? undefined : value;
}

function readRequest(draft: BlockDraft, parts: RequestStart, separator: Separator | undefined): void {
  const { directives, prologue } = draft;
  draft.directives = [];
  draft.prologue = [];
  const line = readRequestLine(draft, parts, directives);
  const headers = readHeaders(draft, directives);
  const headEnd = Math.max(line.end, headers.at(-1)?.end ?? 0);
  const { body, epilogue } = readBody(draft, { method: line.method, headers, directives }, headEnd);
  const first = draft.requests.length === 0;
  if (!first) addFault(draft, 'separator-missing', line.start + draft.base, line.end + draft.base);
  noteNotRun(draft, prologue, epilogue);
  noteProtocol(draft, line.method);
  const heading = first ? separator?.title : undefined;
  const title = given(directives, 'title') ?? heading;
  draft.requests.push({
    start: Math.min(line.start, directives[0]?.start ?? line.start, prologue[0]?.start ?? line.start),
    end: Math.max(headEnd, body.end, epilogue.at(-1)?.end ?? 0, directives.at(-1)?.end ?? 0),
    name: given(directives, 'name') ?? heading,
    title,
    directives,
    prologue,
    method: line.method,
    target: line.target,
    httpVersion: line.httpVersion,
    requestLine: { start: line.start, end: line.end },
    headers,
    body,
    epilogue,
    curl: undefined,
  });
}
