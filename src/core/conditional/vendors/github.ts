import { bodyClue, fieldClue, hostClue, linked, version, withoutParameters } from './clues.ts';
import { itemsAt, type JsonNode, scalarAt } from './jsonTree.ts';
import type { Vendor, VendorScene, VersionFound } from './vendor.ts';

const NAME = 'sha';
const CONTENTS = /\/repos\/[^/]+\/[^/]+\/contents\//;

const isFile = (node: JsonNode | undefined): boolean =>
  scalarAt(node, 'type') === 'file' && scalarAt(node, 'git_url') !== undefined;

function versions(scene: VendorScene): readonly VersionFound[] {
  const own = isFile(scene.json) ? version(NAME, scalarAt(scene.json, NAME)) : [];
  // The answer to a write tells the new one inside "content".
  const written = scene.json?.kind === 'object' ? scene.json.members.get('content') : undefined;
  const items = scene.json?.kind === 'array' ? itemsAt(scene.json) : [];
  const members = items.filter(isFile).flatMap((item) => {
    const url = linked(scalarAt(item, 'url')?.replace(/\?ref=.*$/, ''), scene);
    return url === undefined ? [] : version(NAME, scalarAt(item, NAME), url);
  });
  return [...own, ...(isFile(written) ? version(NAME, scalarAt(written, NAME)) : []), ...members];
}

/** A branch is chosen by the query on reading and in the content on writing. */
const home = (url: URL): URL => withoutParameters(url, /^ref$/);

/** GitHub's REST API. It refuses conditions on writes; the contents of a file are guarded by their blob's sha. */
export const github: Vendor = {
  id: 'github',
  name: 'GitHub',
  docs: 'https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate',
  carriers: [{ name: NAME, place: 'body', sentAs: 'body' }],
  weakAllowedInIfMatch: 'no',
  unquotedAllowedInIfMatch: 'no',
  ignoredOnWrites: [],
  refusedOnWrites: ['If-Match', 'If-None-Match', 'If-Modified-Since', 'If-Unmodified-Since'],
  ifNoneMatchOnWrites: 'none',
  mismatch: 409,
  clues: (scene) => [
    ...hostClue(scene, /^api\.github\.com$|^api\.[\w-]+\.ghe\.com$/),
    ...fieldClue(scene, 'hint', 'X-GitHub-Request-Id'),
    ...fieldClue(scene, 'sure', 'X-GitHub-Media-Type'),
    ...bodyClue(
      isFile(scene.json) && CONTENTS.test(scene.url.pathname),
      'hint',
      'the content is a file with sha and git_url',
    ),
  ],
  versions,
  guards: ({ method, url }, known) => {
    const sha = known.get(NAME);
    if (sha === undefined || !CONTENTS.test(url.pathname) || (method !== 'PUT' && method !== 'DELETE')) return [];
    return [
      {
        title: 'Send the known sha in the content',
        put: { kind: 'json', path: [NAME], value: JSON.stringify(sha) },
        replaces: ['If-Match', 'If-None-Match', 'If-Modified-Since', 'If-Unmodified-Since'],
      },
    ];
  },
  home,
};
