import { bodyClue, elements, elementText, fieldClue, guardedByIfMatch, hostClue, version } from './clues.ts';
import type { Vendor, VendorScene, VersionFound } from './vendor.ts';

const HOSTS =
  /^[\w-]+\.(?:z\d+\.)?(?:blob|dfs)\.(?:core\.windows\.net|core\.chinacloudapi\.cn|core\.usgovcloudapi\.net|storage\.azure\.net)$/;

const isList = ({ text }: VendorScene): boolean => /<EnumerationResults[\s>]/.test(text.slice(0, 500));

/** Lists write the tag without quotes; conditions need them. */
function versions(scene: VendorScene): readonly VersionFound[] {
  if (!isList(scene)) return [];
  const container = `${scene.url.origin}${scene.url.pathname.replace(/\/?$/, '/')}`;
  return elements(scene.text, 'Blob').flatMap((part) => {
    const name = elementText(part, 'Name');
    const tag = elementText(part, 'Etag');
    if (name === undefined || name === '' || tag === undefined || tag === '') return [];
    const path = name.split('/').map(encodeURIComponent).join('/');
    return version('ETag', tag.startsWith('"') ? tag : `"${tag}"`, `${container}${path}`);
  });
}

/** Azure Blob Storage. It joins If-Match and If-Unmodified-Since by "and", where RFC 9110 ignores the date. */
export const azureBlob: Vendor = {
  id: 'azure-blob',
  name: 'Azure Blob Storage',
  docs: 'https://learn.microsoft.com/rest/api/storageservices/specifying-conditional-headers-for-blob-service-operations',
  carriers: [{ name: 'ETag', place: 'field', sentAs: 'field' }],
  weakAllowedInIfMatch: 'no',
  unquotedAllowedInIfMatch: 'no',
  ignoredOnWrites: [],
  refusedOnWrites: [],
  ifNoneMatchOnWrites: 'any',
  mismatch: 412,
  clues: (scene) => [
    ...hostClue(scene, HOSTS),
    ...fieldClue(scene, 'sure', 'Server', /^(?:Windows-Azure-Blob|Azurite-Blob)/),
    ...fieldClue(scene, 'sure', 'x-ms-blob-type'),
    ...fieldClue(scene, 'hint', 'x-ms-version'),
    ...fieldClue(scene, 'hint', 'x-ms-lease-state'),
    ...bodyClue(isList(scene), 'hint', 'the content is a list of EnumerationResults'),
  ],
  versions,
  guards: guardedByIfMatch('ETag'),
};
