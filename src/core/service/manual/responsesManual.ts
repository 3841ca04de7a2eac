import type { ResponseFacts } from '../../conditional/responses/responseFinding.ts';
import { entry, type Manual } from './manualEntry.ts';

const server = 'This is for the server to mend.';

/** §2.5: what is wrong with a response. */
export const responsesManual: Manual<ResponseFacts> = {
  'response-etag-syntax': entry(
    'What is no entity tag cannot be compared by rule: clients drop it, add quotes, or send it back as it is, and caches do as they like.',
    `${server} Send \`"…"\` or \`W/"…"\`. As a client, send back exactly what came.`,
  ),
  'response-lm-future': entry(
    'A date later than the answer itself says that something has changed which has not happened yet. Conditions by it hold too long.',
    `${server} It has to send its own time instead.`,
  ),
  'response-304-missing-fields': entry(
    'A cache updates what it stored by the fields of the 304. What the 304 leaves out stays as it was: freshness runs out, variants get mixed. Apache, nginx, Caddy and lighttpd lose Vary when they compress.',
    `${server} A 304 repeats Cache-Control, Content-Location, Date, ETag, Expires and Vary where the 200 has them.`,
  ),
  'response-304-unrequested': entry(
    'Without a condition nothing says that the client holds a copy, so it has no content at all now. A cache between is the usual culprit.',
    'Send the request again past the cache; look for what answers on the way (Via, Age, X-Cache).',
  ),
  'response-304-after-write': entry(
    'To anything but GET and HEAD a false condition is answered 412. One plugin of Fastify answers 304 after it has done the write, since it compares with the tag of its own answer.',
    'Read the resource to see what became of it. The server should evaluate before it acts, and answer 412.',
  ),
  'response-same-strong-tag-for-codings': entry(
    'A strong tag promises equal octets, and a compressed form has none of them in common with the plain one. A client that continues a download by it joins halves of both.',
    `${server} Each coding needs a tag of its own, or a weak one.`,
  ),
  'response-strong-tag-reused': entry(
    'Under a strong tag the content may never change. Where it does, If-Match lets overwrites through, caches vouch for old content, and continued downloads are corrupt.',
    `${server} Tags made of date and size need more than seconds; those made of the content are safe.`,
  ),
  'response-put-etag-foreign': entry(
    'The answer to PUT may carry a validator only if the content was stored as it was sent, and then that of the new representation (RFC 9110 §9.3.4). A client that trusts this one is refused at its next write.',
    'Read the resource after the write. The server should leave the field out.',
  ),
  'response-write-not-applied': entry(
    'The write was answered with success, and the next GET shows what stood there before. Caddy’s file server was seen to do so: it knows no PUT, and answers with the file.',
    'Do not rely on writes here; look at which program answers them.',
  ),
  'response-inm-ignored': entry(
    'The content is what the client holds already, and all of it came again. That costs time, and hides that a condition is not looked at.',
    `${server} Where it sends the tag it can compare it.`,
  ),
  'response-ims-ignored': entry(
    'Nothing changed since the date the client sent, and all content came again.',
    `${server} Where it sends Last-Modified it can compare it.`,
  ),
  'response-412-without-condition': entry(
    'The request had no condition that could fail. Some APIs use 412 for something else (CouchDB for a database that exists, WebDAV for Overwrite: F), some firewalls for what they dislike, and proxies may add conditions.',
    'Read the content of the answer; compare what was sent with what arrived.',
  ),
  'response-412-broken-framing': entry(
    'The answer announces the length of the content that a 200 would have had, and sends none. The client waits for it until the connection breaks, and reports a network error.',
    `${server} rclone serve http was seen to do this.`,
  ),
  'response-vary-missing': entry(
    'The tag depends on the coding, so the server chooses by Accept-Encoding, and does not say so. A cache then gives the compressed form to those who cannot read it.',
    `${server} It has to send \`Vary: Accept-Encoding\` with both forms.`,
  ),
};
