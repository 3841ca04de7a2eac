import { type Span, shift } from '../span.ts';
import type { Block, HttpDocument, RequestNode } from '../syntax/ast.ts';
import { plainFoldings } from './plainFolding.ts';

/** A stretch of lines that can be folded away. */
export interface Folding extends Span {
  readonly kind: 'request' | 'headers' | 'body' | 'comment';
}

/** What folds: each request from its separator on, its header group, its body, and comments of several lines. */
export function foldingsOf(document: HttpDocument): readonly Folding[] {
  return document.blocks.flatMap(({ start, block }) =>
    blockFoldings(block)
      .filter((folding) => spansLines(block.text, folding))
      .map((folding) => shift(folding, start)),
  );
}

/** What folds of a block, from its first character. */
export function blockFoldings(block: Block): readonly Folding[] {
  const plain = block.plain === undefined ? undefined : plainFoldings(block.text, block.plain);
  if (plain !== undefined) return plain;
  const requests = block.requests.flatMap((request, index) => requestFoldings(block, request, index));
  return [...requests, ...comments(block)];
}

function requestFoldings({ separator }: Block, request: RequestNode, index: number): readonly Folding[] {
  const { headers, body, start, end } = request;
  const foldings: Folding[] = [{ kind: 'request', start: index === 0 ? (separator?.start ?? start) : start, end }];
  const [first] = headers;
  const last = headers.at(-1);
  if (first !== undefined && last !== undefined) foldings.push({ kind: 'headers', start: first.start, end: last.end });
  if (body.kind !== 'none') foldings.push({ kind: 'body', start: body.start, end: body.end });
  return foldings;
}

/** Comments that stand on neighbouring lines fold as one. */
function comments({ text, comments: all }: Block): readonly Folding[] {
  const groups: Folding[] = [];
  for (const { start, end } of [...all].sort((a, b) => a.start - b.start)) {
    const last = groups.at(-1);
    if (last !== undefined && /^[ \t]*(?:\r\n|\r|\n)[ \t]*$/.test(text.slice(last.end, start))) {
      groups[groups.length - 1] = { kind: 'comment', start: last.start, end };
    } else groups.push({ kind: 'comment', start, end });
  }
  return groups;
}

function spansLines(text: string, { start, end }: Span): boolean {
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || code === 0x0d) return true;
  }
  return false;
}
