import { bodyClue, fieldClue, guardedByIfMatch, hostClue, version } from './clues.ts';
import { itemsAt, type JsonNode, scalarAt } from './jsonTree.ts';
import type { Vendor, VendorScene, VersionFound } from './vendor.ts';

const NAME = '_etag';

const isDocument = (node: JsonNode | undefined): boolean =>
  [NAME, '_rid', '_self', '_ts'].every((name) => scalarAt(node, name) !== undefined);

function versions(scene: VendorScene): readonly VersionFound[] {
  const documents = itemsAt(scene.json, 'Documents').filter(isDocument);
  const members = documents.flatMap((document) => {
    const id = scalarAt(document, 'id');
    return id === undefined
      ? []
      : version(NAME, scalarAt(document, NAME), `${documentsOf(scene)}/${encodeURIComponent(id)}`);
  });
  return isDocument(scene.json) ? version(NAME, scalarAt(scene.json, NAME)) : members;
}

const documentsOf = ({ url }: VendorScene): string => `${url.origin}${url.pathname.replace(/\/$/, '')}`;

/** Azure Cosmos DB. The quotes of the tag stand inside the JSON string; without If-Match the last write wins. */
export const cosmosDb: Vendor = {
  id: 'cosmos-db',
  name: 'Azure Cosmos DB',
  docs: 'https://learn.microsoft.com/azure/cosmos-db/nosql/database-transactions-optimistic-concurrency',
  carriers: [{ name: NAME, place: 'body', sentAs: 'field' }],
  weakAllowedInIfMatch: 'no',
  unquotedAllowedInIfMatch: 'no',
  ignoredOnWrites: ['If-Unmodified-Since', 'If-None-Match'],
  refusedOnWrites: [],
  ifNoneMatchOnWrites: 'none',
  mismatch: 412,
  clues: (scene) => [
    ...hostClue(scene, /^[\w-]+\.documents\.azure\.(?:com|us|cn)$/),
    ...fieldClue(scene, 'hint', 'x-ms-request-charge'),
    ...fieldClue(scene, 'hint', 'x-ms-session-token'),
    ...bodyClue(isDocument(scene.json), 'sure', 'the content has _etag, _rid, _self and _ts'),
    ...bodyClue(itemsAt(scene.json, 'Documents').some(isDocument), 'sure', 'the content lists Documents with _etag'),
  ],
  versions,
  guards: guardedByIfMatch(NAME),
};
