import { bodyClue, fieldClue, hostClue, ifMatch, isUpdate, version, withoutParameters } from './clues.ts';
import { itemsAt, type JsonNode, nodeAt, scalarAt } from './jsonTree.ts';
import type { GuardedRequest, Vendor, VendorGuard, VendorScene, VersionFound, Versions } from './vendor.ts';

const NAME = '_rev';
const REVISION = /^\d{1,10}-[0-9a-f]{32}$/;

const revision = (node: JsonNode | undefined, ...path: readonly string[]): string | undefined => {
  const text = scalarAt(node, ...path);
  return text !== undefined && REVISION.test(text) ? text : undefined;
};

/** The documents of a database: what stands after its name, whatever view they were listed by. */
function memberOf({ url }: VendorScene, id: string | undefined): string | undefined {
  const database = /^\/[^/]+/.exec(url.pathname)?.[0];
  return id === undefined || database === undefined ? undefined : `${url.origin}${database}/${encodeURIComponent(id)}`;
}

function versions(scene: VendorScene): readonly VersionFound[] {
  const { json } = scene;
  // "ok" and "rev" is what a write is answered with.
  const own = revision(json, NAME) ?? (nodeAt(json, 'ok') === undefined ? undefined : revision(json, 'rev'));
  const rows = itemsAt(json, 'rows').flatMap((row) => {
    const url = memberOf(scene, scalarAt(row, 'id'));
    return url === undefined ? [] : version(NAME, revision(row, 'value', 'rev') ?? revision(row, 'doc', NAME), url);
  });
  return [...version(NAME, scene.method === 'POST' ? undefined : own), ...rows];
}

function guards(request: GuardedRequest, known: Versions): readonly VendorGuard[] {
  const value = known.get(NAME);
  if (value === undefined || !isUpdate(request)) return [];
  const replaces = ['If-Match'] as const;
  const inQuery: VendorGuard = {
    title: 'Send the known _rev in the query',
    put: { kind: 'query', parameters: [['rev', value]] },
    replaces,
  };
  const inBody: VendorGuard = {
    title: 'Send the known _rev in the content',
    put: { kind: 'json', path: [NAME], value: JSON.stringify(value) },
    replaces,
  };
  return [ifMatch(`"${value}"`, NAME), request.method === 'PUT' ? inBody : inQuery];
}

const home = (url: URL): URL => withoutParameters(url, /^rev$/);

/** CouchDB and Cloudant: a write to another revision is a 409, and never a 412. */
export const couchDb: Vendor = {
  id: 'couchdb',
  name: 'CouchDB',
  docs: 'https://docs.couchdb.org/en/stable/api/document/common.html',
  carriers: [{ name: NAME, place: 'body', sentAs: 'field' }],
  weakAllowedInIfMatch: 'no',
  unquotedAllowedInIfMatch: 'yes',
  ignoredOnWrites: ['If-None-Match', 'If-Unmodified-Since', 'If-Modified-Since'],
  refusedOnWrites: [],
  ifNoneMatchOnWrites: 'none',
  mismatch: 409,
  unguarded: 409,
  clues: (scene) => [
    ...hostClue(scene, /\.cloudant(?:nosqldb\.appdomain\.cloud|\.com)$/),
    ...fieldClue(scene, 'sure', 'Server', /^CouchDB\b/),
    ...fieldClue(scene, 'sure', 'X-Couch-Request-ID'),
    ...bodyClue(
      scalarAt(scene.json, '_id') !== undefined && revision(scene.json, NAME),
      'sure',
      'the content has _id and _rev',
    ),
  ],
  versions,
  guards,
  home,
};
