import { firstValue } from '../../http/headerList.ts';
import { bodyClue, fieldClue, hostClue, linked, version, withoutParameters } from './clues.ts';
import { itemsAt, type JsonNode, scalarAt } from './jsonTree.ts';
import type { GuardedRequest, Vendor, VendorGuard, VendorScene, VersionFound, Versions } from './vendor.ts';

const OBJECT = 'storage#object';
const NAMES = ['generation', 'metageneration'] as const;
/** The JSON API says its conditions in the query, the XML API in fields. */
const JSON_API = /^\/(?:upload\/|download\/)?storage\/v1\//;
const CONDITIONS = /^(?:if(?:Meta)?[gG]eneration(?:Not)?Match|alt)$/;

function inObject(node: JsonNode | undefined, url?: string): readonly VersionFound[] {
  if (scalarAt(node, 'kind') !== OBJECT) return [];
  return NAMES.flatMap((name) => version(name, scalarAt(node, name), url));
}

function versions(scene: VendorScene): readonly VersionFound[] {
  const inFields = NAMES.flatMap((name) => version(name, firstValue(scene.received, `x-goog-${name}`)));
  const members = itemsAt(scene.json, 'items').flatMap((item) => {
    const url = linked(scalarAt(item, 'selfLink'), scene);
    return url === undefined ? [] : inObject(item, url);
  });
  return [...inFields, ...inObject(scene.json), ...members];
}

function guards({ method, url }: GuardedRequest, known: Versions): readonly VendorGuard[] {
  if (method === 'GET' || method === 'HEAD') return [];
  const replaces = ['If-Match', 'If-None-Match', 'If-Unmodified-Since'] as const;
  // Changes of the metadata alone raise the metageneration, and not the generation.
  const names = method === 'PATCH' ? (['metageneration', 'generation'] as const) : NAMES.slice(0, 1);
  return names.flatMap((name): readonly VendorGuard[] => {
    const value = known.get(name);
    if (value === undefined) return [];
    if (JSON_API.test(url.pathname)) {
      const parameter = name === 'generation' ? 'ifGenerationMatch' : 'ifMetagenerationMatch';
      const put = { kind: 'query', parameters: [[parameter, value]] } as const;
      return [{ title: `Send the known ${name} in ${parameter}`, put, replaces }];
    }
    const field = `x-goog-if-${name}-match`;
    return [{ title: `Send the known ${name} in ${field}`, put: { kind: 'field', name: field, value }, replaces }];
  });
}

const home = (url: URL): URL => withoutParameters(url, CONDITIONS);

/** Google Cloud Storage. Its writes look at generations, and not at If-Match. */
export const googleStorage: Vendor = {
  id: 'google-storage',
  name: 'Google Cloud Storage',
  docs: 'https://cloud.google.com/storage/docs/request-preconditions',
  carriers: [
    { name: 'generation', place: 'field', sentAs: 'field' },
    { name: 'metageneration', place: 'field', sentAs: 'field' },
  ],
  weakAllowedInIfMatch: 'no',
  unquotedAllowedInIfMatch: 'no',
  ignoredOnWrites: ['If-Match', 'If-None-Match', 'If-Unmodified-Since', 'If-Modified-Since'],
  refusedOnWrites: [],
  ifNoneMatchOnWrites: 'none',
  mismatch: 412,
  clues: (scene) => [
    ...hostClue(scene, /^(?:[\w.-]+\.)?storage\.(?:googleapis|cloud\.google)\.com$/),
    ...fieldClue(scene, 'sure', 'x-goog-generation'),
    ...fieldClue(scene, 'hint', 'x-guploader-uploadid'),
    ...bodyClue(
      /^storage#objects?$/.test(scalarAt(scene.json, 'kind') ?? ''),
      'sure',
      'the content is of kind storage#object',
    ),
  ],
  versions,
  guards,
  home,
};
