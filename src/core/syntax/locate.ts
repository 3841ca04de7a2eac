import type { Span } from '../span.ts';
import type { Block, HttpDocument, RequestNode } from './ast.ts';
import { requestsBefore, requestsBeforeIn } from './document/requestCount.ts';
import { requestNames, rowRequestNames } from './document/rowDefinitions.ts';
import { blockInRow, blockNumber, blockNumberAt, startInRow } from './document/rows.ts';

/** A request, where it stands, and its number in the file. */
export interface PlacedRequest {
  /** Counts from 0 over the whole document. */
  readonly index: number;
  /** The block's offset in the document. */
  readonly start: number;
  readonly blockIndex: number;
  readonly block: Block;
  readonly node: RequestNode;
}

/** Every request of the document, in order. */
export function documentRequests(document: HttpDocument): readonly PlacedRequest[] {
  const requests: PlacedRequest[] = [];
  document.blocks.forEach(({ start, block }, blockIndex) => {
    for (const node of block.requests) requests.push({ index: requests.length, start, blockIndex, block, node });
  });
  return requests;
}

/** The request of that number, counted from 0, without a look at the other blocks' trees. */
export function requestNumbered({ rows }: HttpDocument, number: number): PlacedRequest | undefined {
  let left = number;
  for (const { start, first, row } of rows) {
    const size = row.to - row.from;
    const count = requestsBeforeIn(row, size);
    if (left >= count) {
      left -= count;
      continue;
    }
    let at = 0;
    while (at < size && requestsBeforeIn(row, at + 1) <= left) at += 1;
    const block = blockInRow(row, at);
    const node = block.requests[left - requestsBeforeIn(row, at)];
    if (node === undefined) return undefined;
    return { index: number, start: start + startInRow(row, at), blockIndex: first + at, block, node };
  }
  return undefined;
}

/** The requests of the blocks that the span touches, in order, without a look at the other blocks' trees. */
export function requestsWithin(document: HttpDocument, { start, end }: Span): readonly PlacedRequest[] {
  const { rows } = document;
  const last = blockNumberAt(rows, end);
  const requests: PlacedRequest[] = [];
  let blockIndex = blockNumberAt(rows, start);
  for (let index = requestsBefore(document, blockIndex); blockIndex <= last; blockIndex += 1) {
    const placed = blockNumber(rows, blockIndex);
    for (const node of placed?.block.requests ?? []) {
      if (placed !== undefined) requests.push({ index, start: placed.start, blockIndex, block: placed.block, node });
      index += 1;
    }
  }
  return requests;
}

/**
 * The request that a caret at the offset means: the last one of the block that begins at or before it, else the
 * block's first. Undefined in a block without requests.
 */
export function requestAt(document: HttpDocument, offset: number): PlacedRequest | undefined {
  const requests = requestsWithin(document, { start: offset, end: offset });
  return requests.findLast(({ start, node }) => start + node.start <= offset) ?? requests[0];
}

/** The first request of that name. Only the row that has the name is read. */
export function firstNamed(document: HttpDocument, name: string): PlacedRequest | undefined {
  for (const { start, first, row } of document.rows) {
    if (!rowRequestNames(row).has(name)) continue;
    for (let at = 0; at < row.to - row.from; at += 1) {
      if (!requestNames(row, at).includes(name)) continue;
      const block = blockInRow(row, at);
      const nth = block.requests.findIndex((request) => request.name?.text === name);
      const node = block.requests[nth];
      if (node === undefined) continue;
      const index = requestsBefore(document, first + at) + nth;
      return { index, start: start + startInRow(row, at), blockIndex: first + at, block, node };
    }
  }
  return undefined;
}

/** The request of that name (the first of several), or else of that number, counted from 1 as a person counts. */
export function requestNamed(document: HttpDocument, nameOrNumber: string): PlacedRequest | undefined {
  const named = firstNamed(document, nameOrNumber);
  if (named !== undefined) return named;
  return /^[1-9]\d{0,8}$/.test(nameOrNumber) ? requestNumbered(document, Number(nameOrNumber) - 1) : undefined;
}
