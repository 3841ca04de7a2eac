import type { HttpDocument } from '../syntax/ast.ts';
import { blockNumber, blockNumberAt } from '../syntax/document/rows.ts';

/** Text that can stand at an offset of a document, parted from the requests around it. */
export interface PlacedText {
  readonly offset: number;
  readonly newText: string;
}

/**
 * Requests made ready to be inserted at the offset: after the request that the offset lies in, if it does, and with
 * the separators that keep them apart from what stands in the same block.
 */
export function placedText(document: HttpDocument, offset: number, requests: string): PlacedText {
  const { start, nodes, border } = blockBefore(document, offset);
  const inside = nodes.find((node) => start + node.start <= offset && offset <= start + node.end);
  const at = inside === undefined ? offset : start + inside.end;
  const before = nodes.some((node) => start + node.end <= at);
  const after = nodes.some((node) => start + node.start >= at && node !== inside);
  const apart = startsLine(document.text, at) ? '' : before ? '\n\n' : '\n';
  const separator = before && !requests.startsWith('###') ? '###\n\n' : '';
  const closing = border ? '\n' : after ? '\n###\n\n' : '';
  return { offset: at, newText: `${apart}${separator}${requests}${closing}` };
}

/** The block that text at the offset would belong to; before a `###` line (`border`) that is the one above. */
function blockBefore(document: HttpDocument, offset: number) {
  const { rows } = document;
  const number = blockNumberAt(rows, offset);
  const placed = blockNumber(rows, number);
  const border = placed?.block.separator !== undefined && placed.start === offset;
  const { start, block } = (border ? blockNumber(rows, number - 1) : placed) ?? { start: 0, block: undefined };
  return { start, nodes: block?.requests ?? [], border };
}

/** Whether the offset lies in a request, where what is pasted is content and nothing else. */
export function isInRequest(document: HttpDocument, offset: number): boolean {
  const { rows } = document;
  const { start, block } = blockNumber(rows, blockNumberAt(rows, offset)) ?? { start: 0, block: undefined };
  return (block?.requests ?? []).some((node) => start + node.start < offset && offset <= start + node.end);
}

const startsLine = (text: string, at: number): boolean => at === 0 || text.charAt(at - 1) === '\n';
