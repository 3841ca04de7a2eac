import { type Span, touches } from '../../span.ts';
import type { Block, HttpDocument } from '../../syntax/ast.ts';
import { blockNumber, blockNumberAt } from '../../syntax/document/rows.ts';
import { type PlacedRequest, requestAt } from '../../syntax/locate.ts';
import { afterBreak, lineEnd, lineSpan } from '../edits/lineEdits.ts';

/** What can be written at a caret. Spans are the document's; `typed` is their text up to the caret. */
export type Place =
  /** Inside `{{ }}`. */
  | (Typed & { readonly kind: 'expression'; readonly closed: 'yes' | 'no' })
  | (Typed & { readonly kind: 'directive-name' })
  | (Typed & { readonly kind: 'directive-value'; readonly name: string })
  /** Where a request may begin. */
  | (Typed & { readonly kind: 'method'; readonly blank: 'yes' | 'no' })
  | (Typed & { readonly kind: 'target'; readonly request: PlacedRequest })
  | (Typed & { readonly kind: 'field-name'; readonly colon: 'yes' | 'no'; readonly request: PlacedRequest })
  | (Typed & { readonly kind: 'field-value'; readonly name: string; readonly request: PlacedRequest })
  /** Behind `<`, `>>` and their like. */
  | (Typed & { readonly kind: 'path' });

export type ExpressionPlace = Extract<Place, { kind: 'expression' }>;
export type FieldNamePlace = Extract<Place, { kind: 'field-name' }>;
export type FieldValuePlace = Extract<Place, { kind: 'field-value' }>;

interface Typed extends Span {
  readonly typed: string;
}

/** A line around the caret, cut at it. `start` is the line's offset in the document. */
interface Line {
  readonly start: number;
  readonly before: string;
  readonly after: string;
}

/** What stands at the caret, by its line and by the request around it; undefined where anything may be written. */
export function placeAt(document: HttpDocument, offset: number): Place | undefined {
  const placed = blockNumber(document.rows, blockNumberAt(document.rows, offset));
  if (placed === undefined) return undefined;
  const { start, block } = placed;
  const local = offset - start;
  const span = lineSpan(block.text, local);
  const line: Line = {
    start: start + span.start,
    before: block.text.slice(span.start, local),
    after: block.text.slice(local, span.end),
  };
  return inReference(line) ?? inMarkedLine(line) ?? inMessage(document, block, offset, local, line);
}

/** The stretch of the line from its character number `from` to `past` characters behind the caret. */
function typed({ start, before }: Line, from: number, past: number): Typed {
  return { start: start + from, end: start + before.length + past, typed: before.slice(from) };
}

const lengthOf = (pattern: RegExp, text: string) => pattern.exec(text)?.[0].length ?? 0;

function inReference(line: Line): Place | undefined {
  const match = /\{\{[ \t]*([^{}]*)$/.exec(line.before);
  if (match === null) return undefined;
  const from = line.before.length - (match[1]?.length ?? 0);
  const rest = /^([^{}]*?)[ \t]*\}\}/.exec(line.after)?.[1];
  const past = rest?.length ?? lengthOf(/^[\w.$%-]*/, line.after);
  return { kind: 'expression', closed: rest === undefined ? 'no' : 'yes', ...typed(line, from, past) };
}

/** Lines that are told by their first characters: separators, directives, comments, files. */
function inMarkedLine(line: Line): Place | undefined {
  const { before, after } = line;
  const name = /^[ \t]*(?:##?|\/\/+)[ \t]*@([\w.-]*)$/.exec(before);
  if (name !== null)
    return {
      kind: 'directive-name',
      ...typed(line, before.length - (name[1]?.length ?? 0), lengthOf(/^[\w.-]*/, after)),
    };
  const value = /^[ \t]*(?:##?|\/\/+)[ \t]*@([\w.-]+)[ \t]*[= \t][ \t]*(.*)$/.exec(before);
  if (value !== null) {
    const from = before.length - (value[2]?.length ?? 0);
    return { kind: 'directive-value', name: value[1] ?? '', ...typed(line, from, after.trimEnd().length) };
  }
  const run = /^[ \t]*run[ \t]+#[ \t]*([^(]*)$/.exec(before);
  if (run !== null) {
    const past = lengthOf(/^[^(\r\n]*/, after.trimEnd());
    return { kind: 'directive-value', name: 'ref', ...typed(line, before.length - (run[1]?.length ?? 0), past) };
  }
  const path = /^(?:<@?[\w-]*|>>!?|<>|>|[ \t]*(?:import|run))[ \t]+(?!\{%)(.*)$/.exec(before);
  if (path === null) return undefined;
  return { kind: 'path', ...typed(line, before.length - (path[1]?.length ?? 0), after.trimEnd().length) };
}

function inMessage(document: HttpDocument, block: Block, offset: number, local: number, line: Line): Place | undefined {
  if (/^[ \t]*(?:#|\/\/|\/\*|@)/.test(line.before)) return undefined;
  if (block.responses.some((response) => response.start <= local)) return undefined;
  if (block.comments.some((comment) => comment.start < local && comment.end >= local)) return undefined;
  const request = requestAt(document, offset);
  if (request === undefined || request.node.requestLine.start > local) return method(line);
  const { requestLine, body, curl } = request.node;
  if (curl !== undefined && local <= lineEnd(block.text, curl.end)) return undefined;
  if (local <= lineEnd(block.text, requestLine.start)) return method(line) ?? target(line, request);
  const head = headOnly(block.text, requestLine.end, local);
  if (head) return field(line, request, local);
  return body.kind === 'none' && local > body.end ? method(line) : undefined;
}

function method(line: Line): Place | undefined {
  if (!/^[ \t]*[A-Za-z-]*$/.test(line.before)) return undefined;
  const past = lengthOf(/^[A-Za-z-]*/, line.after);
  const blank = /^[ \t]/.test(line.after.slice(past)) ? 'yes' : 'no';
  return { kind: 'method', blank, ...typed(line, lengthOf(/^[ \t]*/, line.before), past) };
}

function target(line: Line, request: PlacedRequest): Place | undefined {
  const from = lengthOf(/^[ \t]*[A-Za-z-]+[ \t]+/, line.before);
  const past = /^(?:(?![ \t]+HTTP\/)[^\r\n])*/i.exec(line.after)?.[0].trimEnd().length ?? 0;
  return from === 0 ? undefined : { kind: 'target', request, ...typed(line, from, past) };
}

/** Whether no blank line stands between the request line and the caret's own line. */
function headOnly(text: string, requestLineEnd: number, local: number): boolean {
  let at = afterBreak(text, lineEnd(text, requestLineEnd));
  while (at <= local) {
    const end = lineEnd(text, at);
    if (end >= local) return true;
    if (text.slice(at, end).trim() === '') return false;
    const next = afterBreak(text, end);
    if (next === at) return true;
    at = next;
  }
  return true;
}

function field(line: Line, request: PlacedRequest, local: number): Place | undefined {
  const { before, after } = line;
  if (/^[^\s:]*$/.test(before)) {
    const past = lengthOf(/^[\w-]*/, after);
    const colon = /^[ \t]*:/.test(after.slice(past)) ? 'yes' : 'no';
    return { kind: 'field-name', colon, request, ...typed(line, 0, past) };
  }
  const match = /^([^\s:][^:]*?)[ \t]*:[ \t]*(.*)$/.exec(before);
  const name = match?.[1] ?? request.node.headers.find((header) => touches(header, local))?.name.text;
  if (name === undefined) return undefined;
  const from = match === null ? lengthOf(/^[ \t]*/, before) : before.length - (match[2]?.length ?? 0);
  return { kind: 'field-value', name, request, ...typed(line, from, after.trimEnd().length) };
}
