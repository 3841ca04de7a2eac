import type { HttpDocument } from '../core/syntax/ast.ts';
import { documentRequests, type PlacedRequest, requestNamed } from '../core/syntax/locate.ts';
import { UsageError } from './usageError.ts';

/** The requests that `--request` means: a name, a number counted from 1, or all, which is also the default. */
export function selectRequests(document: HttpDocument, wanted: string | undefined): readonly PlacedRequest[] {
  const requests = documentRequests(document);
  const one = wanted === undefined ? undefined : requestNamed(document, wanted);
  if (one !== undefined) return [one];
  if (wanted === undefined || wanted === 'all') return requests;
  throw new UsageError(`There is no request “${wanted}” here; ${listed(requests)}`);
}

function listed(requests: readonly PlacedRequest[]): string {
  if (requests.length === 0) return 'the file holds none.';
  const names = requests.flatMap(({ node }) => (node.name === undefined ? [] : [node.name.text]));
  const numbers = requests.length === 1 ? 'it holds number 1' : `it holds numbers 1 to ${requests.length}`;
  return names.length === 0 ? `${numbers}.` : `${numbers}, and the names ${names.join(', ')}.`;
}
