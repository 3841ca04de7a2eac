import type { HttpDocument } from '../syntax/ast.ts';
import { blockAt } from '../syntax/blockAt.ts';

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
  const { start, block } = document.blocks[blockAt(document.blocks, offset)] ?? { start: 0, block: undefined };
  const around = block?.requests ?? [];
  const inside = around.find((node) => start + node.start <= offset && offset <= start + node.end);
  const at = inside === undefined ? offset : start + inside.end;
  const before = around.some((node) => start + node.end <= at);
  const after = around.some((node) => start + node.start >= at && node !== inside);
  const own = requests.startsWith('###');
  const opening = before ? (own ? '\n\n' : '\n\n###\n\n') : startsLine(document.text, at) ? '' : '\n';
  return { offset: at, newText: `${opening}${requests}${after ? '\n###\n\n' : ''}` };
}

/** Whether the offset lies in a request, where what is pasted is content and nothing else. */
export function isInRequest(document: HttpDocument, offset: number): boolean {
  const { start, block } = document.blocks[blockAt(document.blocks, offset)] ?? { start: 0, block: undefined };
  return (block?.requests ?? []).some((node) => start + node.start < offset && offset <= start + node.end);
}

const startsLine = (text: string, at: number): boolean => at === 0 || text.charAt(at - 1) === '\n';
