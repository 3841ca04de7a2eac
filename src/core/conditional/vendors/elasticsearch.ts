import { bodyClue, fieldClue, hostClue, version, withoutParameters } from './clues.ts';
import { itemsAt, type JsonNode, scalarAt } from './jsonTree.ts';
import type { Vendor, VendorScene, VersionFound } from './vendor.ts';

const NAMES = ['_seq_no', '_primary_term'] as const;
const DIGITS = /^\d{1,20}$/;
const OTHER_ENDPOINT = /\/_(?:update|create|source)\//;

function inDocument(node: JsonNode | undefined, url?: string): readonly VersionFound[] {
  const found = NAMES.map((name) => scalarAt(node, name));
  // One without the other guards nothing.
  if (!found.every((each) => each !== undefined && DIGITS.test(each))) return [];
  return NAMES.flatMap((name, index) => version(name, found[index], url));
}

function hitUrl({ url }: VendorScene, hit: JsonNode): string | undefined {
  const [index, id] = [scalarAt(hit, '_index'), scalarAt(hit, '_id')];
  if (index === undefined || id === undefined) return undefined;
  return `${url.origin}/${encodeURIComponent(index)}/_doc/${encodeURIComponent(id)}`;
}

function versions(scene: VendorScene): readonly VersionFound[] {
  const { json } = scene;
  const listed =
    json?.kind === 'object' ? [...itemsAt(json, 'docs'), ...itemsAt(json.members.get('hits'), 'hits')] : [];
  const members = listed.flatMap((hit) => {
    const url = hitUrl(scene, hit);
    return url === undefined ? [] : inDocument(hit, url);
  });
  return [...inDocument(json), ...members];
}

function home(url: URL): URL {
  const plain = withoutParameters(url, /^(?:if_seq_no|if_primary_term|refresh|op_type|pretty)$/);
  plain.pathname = plain.pathname.replace(OTHER_ENDPOINT, '/_doc/');
  return plain;
}

/** Elasticsearch and OpenSearch: two numbers in the query, and no field of RFC 9110 at all. */
export const elasticsearch: Vendor = {
  id: 'elasticsearch',
  name: 'Elasticsearch',
  docs: 'https://www.elastic.co/guide/en/elasticsearch/reference/current/optimistic-concurrency-control.html',
  carriers: NAMES.map((name) => ({ name, place: 'body', sentAs: 'query' })),
  weakAllowedInIfMatch: 'no',
  unquotedAllowedInIfMatch: 'no',
  ignoredOnWrites: ['If-Match', 'If-None-Match', 'If-Unmodified-Since', 'If-Modified-Since'],
  refusedOnWrites: [],
  ifNoneMatchOnWrites: 'none',
  mismatch: 409,
  clues: (scene) => [
    ...hostClue(scene, /\.(?:es|aoss)\.amazonaws\.com$|\.(?:es|elastic-cloud)\.(?:[\w-]+\.)*(?:io|com)$|\.found\.io$/),
    ...fieldClue(scene, 'sure', 'X-elastic-product'),
    ...fieldClue(scene, 'sure', 'X-OpenSearch-Version'),
    ...bodyClue(
      scalarAt(scene.json, '_index') !== undefined && inDocument(scene.json).length > 0,
      'sure',
      'the content has _index, _seq_no and _primary_term',
    ),
  ],
  versions,
  guards: ({ method, url }, known) => {
    const [sequence, term] = NAMES.map((name) => known.get(name));
    const updates =
      method === 'PUT' || method === 'DELETE' || (method === 'POST' && /\/_(?:doc|update)\//.test(url.pathname));
    if (sequence === undefined || term === undefined || !updates) return [];
    const parameters = [
      ['if_seq_no', sequence],
      ['if_primary_term', term],
    ] as const;
    return [
      {
        title: 'Send the known _seq_no and _primary_term in the query',
        put: { kind: 'query', parameters },
        replaces: ['If-Match', 'If-Unmodified-Since'],
      },
    ];
  },
  home,
};
