import { scanEntityTags } from '../http/entityTagList.ts';
import { type Span, shift, touches } from '../span.ts';
import type { Block, HttpDocument, RequestNode } from '../syntax/ast.ts';
import { blockNumber, blockNumberAt } from '../syntax/document/rows.ts';
import { references } from '../syntax/values/expand.ts';
import { children, valueSpan } from '../syntax/values/jsonText.ts';
import { lineSpan } from './edits/lineEdits.ts';

/**
 * What a selection grows to from the caret: a word, a tag without and with its quotes, a value, a line, the fields
 * or the content, the request, the block, the file. Each holds the one before.
 */
export function selectionsAt(document: HttpDocument, offset: number): readonly Span[] {
  const whole = { start: 0, end: document.text.length };
  const placed = blockNumber(document.rows, blockNumberAt(document.rows, offset));
  if (placed === undefined) return [whole];
  const { start, block } = placed;
  const local = offset - start;
  const inner = [...lineParts(block, local), ...block.requests.flatMap((each) => requestParts(each, local))];
  const spans = [...inner, { start: 0, end: block.text.length }].map((span) => shift(place(span), start));
  return nested([...spans, whole], offset);
}

const place = ({ start, end }: Span): Span => ({ start, end });

/** Each span that holds the one before and the caret, from the smallest on. */
function nested(spans: readonly Span[], offset: number): readonly Span[] {
  const ordered = spans
    .filter((span) => touches(span, offset) && span.end > span.start)
    .sort((a, b) => size(a) - size(b));
  const kept: Span[] = [];
  for (const span of ordered) {
    const last = kept.at(-1);
    if (last === undefined || (span.start <= last.start && span.end >= last.end && size(span) > size(last)))
      kept.push(span);
  }
  return kept;
}

const size = ({ start, end }: Span) => end - start;

function lineParts({ text, variables }: Block, local: number): readonly Span[] {
  const line = lineSpan(text, local);
  const content = text.slice(line.start, line.end);
  const words = [...content.matchAll(/[\w$-]+/g)].map(({ 0: word, index }) => ({
    start: line.start + index,
    end: line.start + index + word.length,
  }));
  const braces = references(content).flatMap((reference) => {
    const outer = shift(place(reference), line.start);
    return [{ start: outer.start + 2, end: outer.end - 2 }, outer];
  });
  const assigned = variables.flatMap(({ name, value, start, end }) => [name, value, { start, end }]);
  return [...words, ...braces, ...assigned, line];
}

function requestParts(request: RequestNode, local: number): readonly Span[] {
  const { method, target, requestLine, headers, body, start, end, curl } = request;
  // The words of a command are what the shell makes of them, so that no place inside them can be told.
  if (curl !== undefined) return [curl, { start, end }];
  const first = headers[0];
  const last = headers.at(-1);
  return [
    ...(method === undefined ? [] : [method]),
    target,
    requestLine,
    ...headers.flatMap((header) => [header.name, header.value, header, ...tagParts(header)]),
    ...(first === undefined || last === undefined ? [] : [{ start: first.start, end: last.end }]),
    ...body.parts.flatMap((part) =>
      part.kind === 'text' ? jsonParts(part.text, part.start, local) : [part.path, part],
    ),
    body,
    { start, end },
  ];
}

function tagParts({ value, folded }: RequestNode['headers'][number]): readonly Span[] {
  if (folded) return [];
  return scanEntityTags(value.text).flatMap((member) => {
    const span = shift(place(member), value.start);
    if (member.kind !== 'tag') return [span];
    return [{ start: span.end - 1 - member.tag.opaque.length, end: span.end - 1 }, span];
  });
}

/** More levels than any content a person selects in has. */
const deepest = 200;

/** The values of a JSON text that hold the offset, from the outside in. */
function jsonParts(text: string, base: number, local: number): readonly Span[] {
  const found: Span[] = [];
  let value = valueSpan(text, 0);
  while (value !== undefined && found.length < deepest && touches(value, local - base)) {
    found.push(shift(value, base));
    value = children(text, value.start)
      .map((child) => valueSpan(text, child.start))
      .find((span) => span !== undefined && touches(span, local - base));
  }
  return found;
}
