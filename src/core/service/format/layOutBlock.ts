import type { Edit, Span } from '../../span.ts';
import type { Block, HeaderNode, RequestNode, VariableNode } from '../../syntax/ast.ts';
import { directiveNamed } from '../../syntax/block/directives.ts';
import { lineEnd } from '../edits/lineEdits.ts';
import { layOutBody } from './layOutBody.ts';

export interface BlockLayout {
  readonly indent: string;
  readonly lineBreak: string;
  /** What stands after the block. */
  readonly follows: 'separator' | 'nothing';
}

/** The edits that lay the block out, in block offsets and in the order of the text. */
export function layOutBlock(block: Block, layout: BlockLayout): readonly Edit[] {
  // Where such a block ends depends on what stands after it.
  if (block.openBoundary !== undefined) return [];
  const edits = [
    ...separator(block),
    ...block.variables.flatMap((variable) => assignment(block.text, variable)),
    ...block.requests.flatMap((request) =>
      request.curl === undefined ? requestEdits(block.text, request, layout) : [],
    ),
    ...ending(block, layout),
  ];
  return edits
    .filter(({ start, end, newText }) => block.text.slice(start, end) !== newText)
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

function separator({ text, separator: line }: Block): readonly Edit[] {
  if (line?.title === undefined) return [];
  const hashes = /^[ \t]*#+/.exec(text)?.[0].length ?? 0;
  return hashes > line.title.start ? [] : [{ start: hashes, end: line.title.start, newText: ' ' }];
}

/** A definition without `=` or `:=` stays: not every client reads it so. */
function assignment(text: string, { name, value }: VariableNode): readonly Edit[] {
  const operator = text.slice(name.end, value.start).trim();
  if (operator === '' || value.text === '') return [];
  return [{ start: name.end, end: value.start, newText: ` ${operator} ` }];
}

function requestEdits(text: string, request: RequestNode, layout: BlockLayout): readonly Edit[] {
  const raw = directiveNamed(request.directives, 'raw') !== undefined;
  return [
    ...requestLine(text, request),
    ...request.headers.flatMap((header) => field(text, header)),
    ...(raw ? [] : layOutBody(text, request, layout)),
  ];
}

function requestLine(text: string, { method, target, httpVersion, requestLine: line }: RequestNode): readonly Edit[] {
  const [first] = target.pieces;
  const last = target.pieces.at(-1);
  return [
    ...(method === undefined || first === undefined ? [] : gap(text, method.end, first.start, ' ')),
    ...(httpVersion === undefined || last === undefined ? [] : gap(text, last.end, httpVersion.start, ' ')),
    ...trailing(text, line),
  ];
}

function field(text: string, { name, value, end, start }: HeaderNode): readonly Edit[] {
  if (value.text === '') return [...gap(text, name.end, end, ':'), ...trailing(text, { start, end })];
  return [...gap(text, name.end, value.start, ': '), ...trailing(text, { start, end })];
}

/** Replaces what stands between two parts of one line. */
function gap(text: string, start: number, end: number, newText: string): readonly Edit[] {
  return end < start || /[\r\n]/.test(text.slice(start, end)) ? [] : [{ start, end, newText }];
}

/** Takes out the blanks between the part and the end of its line. */
function trailing(text: string, { end }: Span): readonly Edit[] {
  const stop = lineEnd(text, end);
  return stop === end || text.slice(end, stop).trim() !== '' ? [] : [{ start: end, end: stop, newText: '' }];
}

/** One blank line before the next separator; at the file's end at most the last line's break. */
function ending({ text, requests, variables }: Block, { follows, lineBreak }: BlockLayout): readonly Edit[] {
  if (requests.length === 0 && variables.length === 0) return [];
  const start = lastContent(text);
  const blank = text.slice(start);
  if (!/[\r\n]/.test(blank)) return [];
  return [{ start, end: text.length, newText: follows === 'separator' ? lineBreak + lineBreak : lineBreak }];
}

/** Where the last line that is not blank ends, its own trailing blanks included: they may be content. */
function lastContent(text: string): number {
  let end = text.length;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || code === 0x0d) end = at;
    else if (code !== 0x20 && code !== 0x09) break;
  }
  return end;
}
