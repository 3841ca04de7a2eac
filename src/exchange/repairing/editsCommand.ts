import type { Edit } from '../../core/span.ts';
import type { PlacedRequest } from '../../core/syntax/locate.ts';

/**
 * Whether an edit (offsets of the document) falls into the request's curl command, where it could break the quotes
 * of the shell. One of a variable elsewhere does not.
 */
export function editsCommand({ node, start }: PlacedRequest, edits: readonly Edit[]): boolean {
  const { curl } = node;
  return curl !== undefined && edits.some((edit) => edit.end >= curl.start + start && edit.start <= curl.end + start);
}

/** What is said in the place of such an edit. */
export const insideCommand =
  'The field stands in a curl command, whose quotes an edit could break. Change it there by hand, or write the request with header fields.';
