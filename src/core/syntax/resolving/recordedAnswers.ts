import type { HttpDocument, RecordedResponse } from '../ast.ts';
import { documentRequests, type PlacedRequest } from '../locate.ts';

/** A response kept in the file, and the request it answers. */
export interface RecordedAnswer {
  readonly placed: PlacedRequest;
  readonly response: RecordedResponse;
  /** The offset of the response's block in the document. */
  readonly start: number;
}

/**
 * The recorded responses of the document that answer a request: the last one before them in their block, else the
 * last one of the blocks before.
 */
export function recordedAnswers(document: HttpDocument): readonly RecordedAnswer[] {
  const requests = documentRequests(document);
  const found: RecordedAnswer[] = [];
  let next = 0;
  document.blocks.forEach(({ start, block }) => {
    const first = next;
    next += block.requests.length;
    for (const response of block.responses) {
      const own = block.requests.filter((node) => node.start < response.start).length;
      const placed = requests[first + own - 1];
      if (placed !== undefined) found.push({ placed, response, start });
    }
  });
  return found;
}
