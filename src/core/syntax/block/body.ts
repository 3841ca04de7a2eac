import type { BodyNode, EpilogueNode } from '../ast.ts';
import { closedBoundary } from '../document/boundaryIndex.ts';
import { type BlockDraft, spanOf } from './blockDraft.ts';
import { type BodyDraft, closeText, finishBody, isEmpty, leaveOut, newBody } from './bodyDraft.ts';
import { type BodyHead, type BodyPlan, planBody } from './bodyManner.ts';
import { AT, BRACE_OPEN, GREATER, HASH, LESS, QUESTION, SLASH } from './characters.ts';
import { isLineComment, readComment } from './comment.ts';
import { epilogueKind, isPrologueScript, readEpilogue } from './epilogue.ts';
import { filePartOn, operationFileOn } from './filePart.ts';
import { isBareRequestStart } from './requestStart.ts';
import { statusOn } from './statusLine.ts';
import { readVariable } from './variableLine.ts';

/** What became of a line: it was no content and is read, it begins something else, or it is content. */
type Verdict = 'read' | 'over' | 'content';

/**
 * Reads the body from the line after the header section up to the block's end or to what begins another request.
 * `headEnd` is the block-relative end of what stands before.
 */
export function readBody(
  draft: BlockDraft,
  head: BodyHead,
  headEnd: number,
): { body: BodyNode; epilogue: EpilogueNode[] } {
  const { lines } = draft;
  const body = newBody(lines.blank ? planBody(head) : absentBody);
  if (body.manner === 'raw' && lines.blank && !lines.done) lines.advance();
  while (!lines.done && (!lines.separator || staysInside(draft, body))) {
    if (!readLine(draft, body)) break;
  }
  if (body.manner === 'multipart') draft.openBoundary = body.plan.boundary;
  body.epilogue.push(...body.tail);
  return { body: finishBody(draft, body, headEnd), epilogue: body.epilogue };
}

/** Without a blank line there is no body, but the epilogue may stand right under the header section. */
const absentBody: BodyPlan = { manner: 'undecided', boundary: undefined, type: 'other', mayBeAbsent: true };

/** Whether a `###` line is content: it is when the multipart body is closed further down. */
function staysInside(draft: BlockDraft, body: BodyDraft): boolean {
  const { boundary } = body.plan;
  if (body.manner !== 'multipart' || boundary === undefined) return false;
  if (draft.lines.start > body.insideUntil) {
    body.insideUntil = draft.boundaries.closing(boundary, draft.lines.start) ?? -1;
  }
  return draft.lines.start < body.insideUntil;
}

function readLine(draft: BlockDraft, body: BodyDraft): boolean {
  const { lines } = draft;
  if (body.manner === 'raw') takeContent(draft, body);
  else if (body.manner === 'multipart') readMultipartLine(draft, body);
  else if (lines.blank) {
    body.afterBlank = true;
    lines.advance();
  } else {
    const verdict = readMarked(draft, body);
    if (verdict === 'over') return false;
    if (verdict === 'content') takeContent(draft, body);
    if (verdict === 'content') body.afterBlank = false;
  }
  return true;
}

function readMultipartLine(draft: BlockDraft, body: BodyDraft): void {
  const { text, start, end } = draft.lines;
  if (readFile(draft, body)) return;
  if (isEmpty(body) && draft.lines.blank) {
    draft.lines.advance();
    return;
  }
  const closes = closedBoundary(text, start, end) === body.plan.boundary;
  takeContent(draft, body);
  if (closes) body.manner = 'free';
}

/** Takes the line for content. In a body of any type, what looked like the epilogue before it was content too. */
function takeContent(draft: BlockDraft, body: BodyDraft): void {
  const { lines } = draft;
  if (isEmpty(body)) dropDirectives(draft);
  if (body.manner === 'undecided') {
    const code = lines.at(0);
    body.manner = code === BRACE_OPEN || code === 0x5b ? 'structured' : 'free';
  }
  body.open ??= body.tail.length > 0 ? body.tailStart : lines.start;
  body.tail = [];
  if (!lines.blank) body.contentEnd = lines.end;
  lines.advance();
}

/** A directive right above the content belongs to no request below. */
function dropDirectives(draft: BlockDraft): void {
  for (const { start, end } of draft.directives) draft.comments.push({ start, end });
  draft.directives = [];
}

/** Reads a line that the language may give a meaning, by its first character. */
function readMarked(draft: BlockDraft, body: BodyDraft): Verdict {
  const { lines } = draft;
  switch (lines.at(0)) {
    case HASH:
    case SLASH:
      return readBodyComment(draft, body);
    case LESS:
    case GREATER:
    case QUESTION:
      return readArrow(draft, body);
    case BRACE_OPEN:
      return lines.at(1) === BRACE_OPEN ? readArrow(draft, body) : 'content';
    case AT:
      return isEmpty(body) && body.manner === 'undecided' && readVariable(draft) ? 'read' : 'content';
    default:
      if (body.plan.type === 'graphql' && isEmpty(body) && readFile(draft, body)) return 'read';
      return beginsAnother(draft, body) ? 'over' : 'content';
  }
}

function readBodyComment(draft: BlockDraft, body: BodyDraft): Verdict {
  const { lines } = draft;
  if (body.manner === 'free' && !(isEmpty(body) && body.plan.mayBeAbsent) && body.tail.length === 0) return 'content';
  if (!isLineComment(lines)) return 'content';
  const { start } = lines;
  if (isEmpty(body) || body.tail.length > 0) readComment(draft, draft.directives);
  else {
    draft.comments.push(spanOf(draft, lines.first, lines.end));
    lines.advance();
  }
  leaveOut(body, start, lines.start);
  return 'read';
}

function readArrow(draft: BlockDraft, body: BodyDraft): Verdict {
  const { lines } = draft;
  if (isPrologueScript(lines) && isEmpty(body)) return 'over';
  const kind = epilogueKind(lines);
  if (kind === undefined) return readFile(draft, body) ? 'read' : 'content';
  const { start } = lines;
  const node = readEpilogue(draft, kind);
  if (body.manner === 'free' && kind !== 'script') {
    if (body.tail.length === 0) body.tailStart = start;
    body.tail.push(node);
    return 'read';
  }
  body.epilogue.push(...body.tail, node);
  leaveOut(body, body.tail.length > 0 ? body.tailStart : start, lines.start);
  body.tail = [];
  return 'read';
}

function readFile(draft: BlockDraft, body: BodyDraft): boolean {
  const { lines } = draft;
  const file = filePartOn(draft) ?? (body.plan.type === 'graphql' ? operationFileOn(draft) : undefined);
  if (file === undefined) return false;
  closeText(body, lines.start);
  body.pieces.push(file);
  body.open = lines.end;
  body.contentEnd = lines.end;
  lines.advance();
  return true;
}

/** A request line where the body is absent or cannot hold one; a recorded response after a blank line. */
function beginsAnother(draft: BlockDraft, body: BodyDraft): boolean {
  const { text, first, end } = draft.lines;
  if (body.afterBlank && statusOn(text, first, end) !== undefined) return true;
  const possible = isEmpty(body) ? body.plan.mayBeAbsent : canOnlyEnd(body);
  return possible && isBareRequestStart(text, first, end);
}

/** No line of JSON, GraphQL or a form is a method and a URL, so after a blank line one begins a request. */
function canOnlyEnd(body: BodyDraft): boolean {
  if (body.epilogue.length > 0 || body.tail.length > 0) return true;
  return body.afterBlank && body.manner === 'structured';
}
