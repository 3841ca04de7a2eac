import type { ProvenanceFacts } from '../words/provenanceWords.ts';
import { entry, type Manual } from './manualEntry.ts';

/** §2.4: where a validator came from. */
export const provenanceManual: Manual<ProvenanceFacts> = {
  'etag-from-cache': entry(
    'A cache may give what the origin had some time ago, and the write is judged by the origin: 412, although you have read it just now. Some caches keep giving the old tag even after your own write, and ignore `no-cache` (Varnish was seen to). Reads are not reported: there the cache answers itself.',
    'Ask the origin: another host name, a query that no cache knows, or wait until the lifetime is over.',
  ),
  'etag-weak-after-write': entry(
    'Apache gives files that changed within the last second a weak tag, because another change in that second would get the same. If-Match never holds by it. A second later the same tag is strong.',
    'Refresh it now.',
  ),
  'etag-from-put-answer': entry(
    'A tag in the answer to PUT is that of the stored representation, or must not be there (RFC 9110 §9.3.4). Express, Koa and Fastify put on each answer a tag of the answer’s own content, and a tag that GET has not confirmed may be such a one.',
    'Read the resource, and use the tag of that answer.',
  ),
  'etag-coding-suffix': entry(
    'Apache and lighttpd mark the tag of the compressed form with `-gzip` and its like, and compare a write with the plain form’s. So they refuse with 412 the very tag they gave.',
    'Read with `Accept-Encoding: identity`, or strip the suffix.',
  ),
  'etag-of-encoded-form': entry(
    'The tag was read from a compressed answer, and what you write is plain. Each form may have a tag of its own, and a proxy that compresses may have weakened it.',
    'Read with `Accept-Encoding: identity` before you write.',
  ),
  'etag-negotiation-differs': entry(
    'The server chose the representation by a field that this request sends with another value. It will compare the tag with that of another representation, in another language or format.',
    'Send the same value as when the tag was read.',
  ),
  'etag-flapping': entry(
    'Several nodes answer for this URL, and each makes the tag in its own way: of the inode, or of its own date of the file. Every second request meets the other one, so conditions hold by chance.',
    'Have the nodes make tags of the content (`FileETag MTime Size` at Apache). Until then guard by the date, or stay on one node.',
  ),
  'etag-not-discriminating': entry(
    'A strong tag stayed while the content changed. nginx and Caddy make it of the date in seconds and the size, so two writes within a second share it. If-Match then lets an overwrite through, and a 304 vouches for old content.',
    'Compare the content before you write. The server should make tags of the content.',
  ),
  'lm-too-fresh': entry(
    'The answer was made in the same second as the last change. Another change in that second bears the same date, and no condition by date can tell the two apart.',
    'Use the ETag, or read again a second later.',
  ),
  'etag-literal-in-file': entry(
    'A tag typed into a file is right once. The same file reads this URL, so the newest tag is at hand each time.',
    'Write `{{$etag}}` in its place, or refer to the answer of the request that reads it.',
  ),
};
