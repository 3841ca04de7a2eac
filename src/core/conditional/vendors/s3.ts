import { bodyClue, elements, elementText, fieldClue, guardedByIfMatch, hostClue, version } from './clues.ts';
import type { Vendor, VendorScene, VersionFound } from './vendor.ts';

const HOSTS =
  /^(?:(?:[\w.-]+\.)?s3[.-][\w.-]*amazonaws\.com(?:\.cn)?|[\w.-]+\.r2\.cloudflarestorage\.com|[\w.-]+\.backblazeb2\.com|[\w.-]+\.digitaloceanspaces\.com|[\w.-]+\.your-objectstorage\.com|(?:[\w.-]+\.)?s3\.[\w.-]*wasabisys\.com|[\w.-]+\.scw\.cloud|[\w.-]+\.linodeobjects\.com)$/;

/** A list names its bucket in the path, or in the host; a key is what follows. */
function versions(scene: VendorScene): readonly VersionFound[] {
  if (!/<ListBucketResult[\s>]/.test(scene.text.slice(0, 500))) return [];
  const folder = `${scene.url.origin}${scene.url.pathname.replace(/\/?$/, '/')}`;
  return elements(scene.text, 'Contents').flatMap((part) => {
    const key = elementText(part, 'Key');
    if (key === undefined || key === '') return [];
    const path = key.split('/').map(encodeURIComponent).join('/');
    return version('ETag', elementText(part, 'ETag'), `${folder}${path}`);
  });
}

/** Amazon S3 and what speaks its protocol: R2, B2, Spaces, Hetzner, Wasabi, MinIO, Ceph. */
export const s3: Vendor = {
  id: 's3',
  name: 'Amazon S3',
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html',
  carriers: [{ name: 'ETag', place: 'field', sentAs: 'field' }],
  weakAllowedInIfMatch: 'no',
  unquotedAllowedInIfMatch: 'no',
  ignoredOnWrites: ['If-Unmodified-Since', 'If-Modified-Since'],
  refusedOnWrites: [],
  ifNoneMatchOnWrites: 'star',
  mismatch: 412,
  clues: (scene) => [
    ...hostClue(scene, HOSTS),
    ...fieldClue(scene, 'sure', 'Server', /^(?:AmazonS3|MinIO|Tigris OS)/i),
    ...fieldClue(scene, 'sure', 'x-amz-version-id'),
    ...fieldClue(scene, 'sure', 'x-amz-server-side-encryption'),
    ...fieldClue(scene, 'hint', 'x-amz-request-id'),
    ...fieldClue(scene, 'hint', 'x-amz-id-2'),
    ...bodyClue(/<ListBucketResult[\s>]/.test(scene.text.slice(0, 500)), 'sure', 'the content is a ListBucketResult'),
  ],
  versions,
  guards: guardedByIfMatch('ETag'),
};
