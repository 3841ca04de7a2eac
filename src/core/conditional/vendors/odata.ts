import { bodyClue, fieldClue, hostClue, ifMatch, isUpdate, linked, member, version } from './clues.ts';
import { itemsAt, type JsonNode, nodeAt, scalarAt } from './jsonTree.ts';
import type { Vendor, VendorScene, VersionFound } from './vendor.ts';

const NAME = '@odata.etag';
const HOSTS =
  /^(?:graph\.microsoft\.(?:com|us|de)|microsoftgraph\.chinacloudapi\.cn|api\.businesscentral\.dynamics\.com|[\w.-]+\.dynamics\.com|[\w-]+\.sharepoint\.(?:com|us|cn))$/;

/** The tag of an entity, in the three spellings that the versions of OData have for it. */
function tagOf(entity: JsonNode | undefined): string | undefined {
  return scalarAt(entity, NAME) ?? scalarAt(entity, 'odata.etag') ?? scalarAt(entity, '__metadata', 'etag');
}

function linkOf(entity: JsonNode, scene: VendorScene): string | undefined {
  const link =
    scalarAt(entity, '@odata.editLink') ??
    scalarAt(entity, '@odata.id') ??
    scalarAt(entity, 'odata.editLink') ??
    scalarAt(entity, '__metadata', 'uri');
  if (link !== undefined) return linked(link, scene);
  // Microsoft Graph appends the id as a segment; how others write a key, only their metadata tells.
  return /^graph\./.test(scene.url.hostname) ? member(scene, scalarAt(entity, 'id')) : undefined;
}

function versions(scene: VendorScene): readonly VersionFound[] {
  const root = nodeAt(scene.json, 'd') ?? scene.json;
  const entities = [...itemsAt(root, 'value'), ...itemsAt(root, 'results')];
  const members = entities.flatMap((entity) => {
    const url = linkOf(entity, scene);
    return url === undefined ? [] : version(NAME, tagOf(entity), url);
  });
  return [...version(NAME, tagOf(root)), ...members];
}

/** OData 4, MS-ODATA 2 and 3: Microsoft Graph, Dataverse, SharePoint, Business Central. Their tags are weak by design. */
export const odata: Vendor = {
  id: 'odata',
  name: 'OData',
  docs: 'https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_UseofETagsforAvoidingUpdateConflicts',
  carriers: [{ name: NAME, place: 'body', sentAs: 'field' }],
  weakAllowedInIfMatch: 'yes',
  unquotedAllowedInIfMatch: 'no',
  ignoredOnWrites: [],
  refusedOnWrites: [],
  ifNoneMatchOnWrites: 'star',
  mismatch: 412,
  unguarded: 428,
  clues: (scene) => [
    ...hostClue(scene, HOSTS),
    ...fieldClue(scene, 'sure', 'OData-Version'),
    ...fieldClue(scene, 'sure', 'DataServiceVersion'),
    ...bodyClue(nodeAt(scene.json, '@odata.context'), 'sure', 'the content has @odata.context'),
    ...bodyClue(tagOf(nodeAt(scene.json, 'd') ?? scene.json), 'sure', 'the content has a tag as OData writes it'),
  ],
  versions,
  guards: (request, known) => {
    const tag = known.get(NAME);
    return tag === undefined || !(isUpdate(request) || request.method === 'POST') ? [] : [ifMatch(tag, NAME)];
  },
};
