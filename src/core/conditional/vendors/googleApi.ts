import { bodyClue, guardedByIfMatch, hostClue, member, version } from './clues.ts';
import { itemsAt, nodeAt, scalarAt } from './jsonTree.ts';
import type { Vendor, VendorScene, VersionFound } from './vendor.ts';

const NAME = 'etag';
const KIND = /^(?:calendar|drive|people|tasks|admin|youtube|sheets|groupsSettings|directory)#[\w.]{1,64}$/;

function versions(scene: VendorScene): readonly VersionFound[] {
  const members = itemsAt(scene.json, 'items').flatMap((item) => {
    const url = member(scene, scalarAt(item, 'id'));
    return url === undefined ? [] : version(NAME, scalarAt(item, NAME), url);
  });
  return [...version(NAME, scalarAt(scene.json, NAME)), ...members];
}

/** Google Calendar, Drive and their like: the tag stands in the content, quotes and all, and is sent in If-Match. */
export const googleApi: Vendor = {
  id: 'google-api',
  name: 'Google APIs',
  docs: 'https://developers.google.com/workspace/calendar/api/guides/version-resources',
  carriers: [{ name: NAME, place: 'body', sentAs: 'field' }],
  weakAllowedInIfMatch: 'no',
  unquotedAllowedInIfMatch: 'no',
  ignoredOnWrites: [],
  refusedOnWrites: [],
  ifNoneMatchOnWrites: 'any',
  mismatch: 412,
  clues: (scene) => [
    ...hostClue(scene, /^(?:www|calendar-json|people|tasks|sheets|admin|content|drive)\.googleapis\.com$/),
    ...bodyClue(
      KIND.test(scalarAt(scene.json, 'kind') ?? '') && nodeAt(scene.json, NAME) !== undefined,
      'sure',
      'the content has kind and etag, as Google writes them',
    ),
  ],
  versions,
  guards: guardedByIfMatch(NAME),
};
