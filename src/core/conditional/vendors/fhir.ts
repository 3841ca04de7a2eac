import { bodyClue, fieldClue, ifMatch, isUpdate, linked, version } from './clues.ts';
import { itemsAt, type JsonNode, nodeAt, scalarAt } from './jsonTree.ts';
import type { Vendor, VendorScene, VersionFound } from './vendor.ts';

const NAME = 'meta.versionId';

const versionOf = (node: JsonNode | undefined): string | undefined => scalarAt(node, 'meta', 'versionId');

function versions(scene: VendorScene): readonly VersionFound[] {
  if (scalarAt(scene.json, 'resourceType') === undefined) return [];
  if (scalarAt(scene.json, 'resourceType') !== 'Bundle') return version(NAME, versionOf(scene.json));
  return itemsAt(scene.json, 'entry').flatMap((entry) => {
    const url = linked(scalarAt(entry, 'fullUrl'), scene);
    return url === undefined ? [] : version(NAME, versionOf(nodeAt(entry, 'resource')), url);
  });
}

/** FHIR: the tag is the version's id, weak by the specification, and weak it is sent in If-Match. */
export const fhir: Vendor = {
  id: 'fhir',
  name: 'FHIR',
  docs: 'https://hl7.org/fhir/http.html#concurrency',
  carriers: [{ name: NAME, place: 'body', sentAs: 'field' }],
  weakAllowedInIfMatch: 'yes',
  unquotedAllowedInIfMatch: 'no',
  ignoredOnWrites: ['If-Unmodified-Since'],
  refusedOnWrites: [],
  ifNoneMatchOnWrites: 'any',
  mismatch: 412,
  clues: (scene) => [
    ...fieldClue(scene, 'sure', 'Content-Type', /^application\/fhir\+(?:json|xml)/i),
    ...bodyClue(
      scalarAt(scene.json, 'resourceType') !== undefined && versionOf(scene.json),
      'sure',
      'the content has resourceType and meta.versionId',
    ),
  ],
  versions,
  guards: (request, known) => {
    const id = known.get(NAME);
    return id === undefined || !isUpdate(request) ? [] : [ifMatch(`W/"${id}"`, NAME)];
  },
};
