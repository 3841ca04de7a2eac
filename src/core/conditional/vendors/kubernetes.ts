import { bodyClue, fieldClue, version } from './clues.ts';
import { itemsAt, type JsonNode, scalarAt } from './jsonTree.ts';
import type { Vendor, VendorScene, VersionFound } from './vendor.ts';

const NAME = 'metadata.resourceVersion';

const isObject = (node: JsonNode | undefined): boolean =>
  scalarAt(node, 'apiVersion') !== undefined && scalarAt(node, 'kind') !== undefined;

const versionOf = (node: JsonNode | undefined): string | undefined => scalarAt(node, 'metadata', 'resourceVersion');

/** A list over all namespaces names each member's own. */
function memberOf({ url }: VendorScene, item: JsonNode): string | undefined {
  const name = scalarAt(item, 'metadata', 'name');
  const namespace = scalarAt(item, 'metadata', 'namespace');
  const [, root = '', kind] = /^(.*)\/([^/]+)\/?$/.exec(url.pathname) ?? [];
  if (name === undefined || kind === undefined) return undefined;
  const within = namespace === undefined || /\/namespaces\/[^/]+$/.test(root) ? '' : `/namespaces/${namespace}`;
  return `${url.origin}${root}${within}/${kind}/${encodeURIComponent(name)}`;
}

function versions(scene: VendorScene): readonly VersionFound[] {
  if (!isObject(scene.json)) return [];
  const items = itemsAt(scene.json, 'items');
  // The version of a list is where a watch begins, and that of none of its members.
  if (items.length === 0) return version(NAME, versionOf(scene.json));
  return items.flatMap((item) => {
    const url = memberOf(scene, item);
    return url === undefined ? [] : version(NAME, versionOf(item), url);
  });
}

/** Kubernetes: objects carry their version inside, and a write with another one is a 409. */
export const kubernetes: Vendor = {
  id: 'kubernetes',
  name: 'Kubernetes',
  docs: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions',
  carriers: [{ name: NAME, place: 'body', sentAs: 'body' }],
  weakAllowedInIfMatch: 'no',
  unquotedAllowedInIfMatch: 'no',
  ignoredOnWrites: ['If-Match', 'If-None-Match', 'If-Unmodified-Since', 'If-Modified-Since'],
  refusedOnWrites: [],
  ifNoneMatchOnWrites: 'none',
  mismatch: 409,
  clues: (scene) => [
    ...fieldClue(scene, 'sure', 'X-Kubernetes-Pf-Flowschema-Uid'),
    ...fieldClue(scene, 'hint', 'Audit-Id'),
    ...bodyClue(
      isObject(scene.json) && versionOf(scene.json),
      'sure',
      'the content has apiVersion, kind and metadata.resourceVersion',
    ),
  ],
  versions,
  guards: ({ method }, known) => {
    const found = known.get(NAME);
    if (found === undefined || !['PUT', 'PATCH', 'DELETE'].includes(method)) return [];
    const path = method === 'DELETE' ? ['preconditions', 'resourceVersion'] : ['metadata', 'resourceVersion'];
    return [
      {
        title: 'Send the known resourceVersion in the content',
        put: { kind: 'json', path, value: JSON.stringify(found) },
        replaces: ['If-Match', 'If-Unmodified-Since'],
      },
    ];
  },
};
