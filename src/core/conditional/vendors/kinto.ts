import { firstValue } from '../../http/headerList.ts';
import { bodyClue, guardedByIfMatch, member, version } from './clues.ts';
import { itemsAt, type JsonNode, nodeAt, scalarAt } from './jsonTree.ts';
import type { Vendor, VendorScene, VersionFound } from './vendor.ts';

const NAME = 'last_modified';
const PATH = /\/v\d+\/buckets(?:\/|$)/;

/** Milliseconds in the content, the same in quotes as the tag. */
const tagOf = (node: JsonNode | undefined): string | undefined => {
  const digits = scalarAt(node, NAME);
  return digits !== undefined && /^\d{10,16}$/.test(digits) ? `"${digits}"` : undefined;
};

function versions(scene: VendorScene): readonly VersionFound[] {
  const members = itemsAt(scene.json, 'data').flatMap((item) => {
    const url = member(scene, scalarAt(item, 'id'));
    return url === undefined ? [] : version(NAME, tagOf(item), url);
  });
  return [...version(NAME, tagOf(nodeAt(scene.json, 'data'))), ...members];
}

function isTimestamped({ received, json }: VendorScene): boolean {
  const tag = firstValue(received, 'ETag');
  return tag !== undefined && tag === tagOf(nodeAt(json, 'data'));
}

/** Kinto: a tag is the time of the last change, so that it can be told from the content alone. */
export const kinto: Vendor = {
  id: 'kinto',
  name: 'Kinto',
  docs: 'https://docs.kinto-storage.org/en/stable/api/1.x/timestamps.html',
  carriers: [{ name: NAME, place: 'body', sentAs: 'field' }],
  weakAllowedInIfMatch: 'no',
  unquotedAllowedInIfMatch: 'no',
  ignoredOnWrites: ['If-Unmodified-Since', 'If-Modified-Since'],
  refusedOnWrites: [],
  ifNoneMatchOnWrites: 'star',
  mismatch: 412,
  clues: (scene) => [
    ...bodyClue(PATH.test(scene.url.pathname), 'hint', 'the path goes through /buckets'),
    ...bodyClue(isTimestamped(scene), 'sure', 'the ETag is data.last_modified in quotes'),
    ...bodyClue(
      itemsAt(scene.json, 'data').some((item) => tagOf(item) !== undefined),
      'hint',
      'the content lists data with last_modified',
    ),
  ],
  versions,
  guards: guardedByIfMatch(NAME),
};
