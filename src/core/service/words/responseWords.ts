import type { ResponseFacts } from '../../conditional/responses/responseFinding.ts';
import { listed, shown } from './shown.ts';
import type { Words } from './words.ts';

const form = (coding: string) => (coding === 'identity' ? 'the plain form' : `the ${shown(coding)} form`);

function foreign({ tag, by }: ResponseFacts['response-put-etag-foreign']): string {
  switch (by) {
    case 'answer':
      return `${shown(tag)} is made of this answer's own content, not of what was stored. Do not use it; read the resource.`;
    case 'tag':
      return `The answer to your PUT carried ${shown(tag)}, and the same content now has another tag. Do not use tags of such answers; read again.`;
    case 'content':
      return `The answer to your PUT carried ${shown(tag)}, and under it stands other content than you sent. A server that changes what it stores must not send one.`;
  }
}

/** The messages on what is wrong with a response. */
export const responseWords: Words<ResponseFacts> = {
  'response-etag-syntax': ({ sent }) =>
    `${sent === '' ? 'An empty ETag' : shown(sent)} is no entity tag, which has double quotes and perhaps W/ before them. Clients and caches may not match it.`,
  'response-lm-future': ({ modified, date }) =>
    `Last-Modified ${shown(modified)} is later than Date ${shown(date)}. A server must not send that; a condition by this date holds too long.`,
  'response-304-missing-fields': ({ missing }) =>
    `The 200 had ${listed(missing)}, and this 304 does not repeat ${missing.length === 1 ? 'it' : 'them'}. Caches then keep what is out of date.`,
  'response-304-unrequested': () =>
    'A 304 without If-None-Match or If-Modified-Since in the request: there is no content, and nothing says that you hold any.',
  'response-304-after-write': ({ method }) =>
    `A 304 to ${method}: a condition that is false must be answered 412 there. The write may have been done all the same; read the resource.`,
  'response-same-strong-tag-for-codings': ({ tag, coding, other }) =>
    `${shown(tag)} is strong and yet the tag of ${form(coding)} and of ${form(other)}. They differ in every octet, so ranges of both could get mixed.`,
  'response-strong-tag-reused': ({ tag }) =>
    `${shown(tag)} was the tag of other content before. A strong tag changes with the content: here neither If-Match nor a 304 can be relied on.`,
  'response-put-etag-foreign': foreign,
  'response-write-not-applied': ({ method, status }) =>
    `Your ${method} was answered ${status}, and the content is still that from before it. The write was not applied.`,
  'response-inm-ignored': ({ tag }) =>
    `If-None-Match named ${shown(tag)}, and all content came again under that tag. A 304 would have done.`,
  'response-ims-ignored': ({ modified }) =>
    `Nothing changed since the date you sent (Last-Modified ${shown(modified)}), and all content came again. A 304 would have done.`,
  'response-412-without-condition': () =>
    'A 412 to a request without any condition: something other than RFC 9110 refused it, or a proxy added one. Read the content of the answer.',
  'response-412-broken-framing': ({ announced }) =>
    `This 412 announces ${shown(announced)} bytes and sends none: the length is that of the 200. Clients see a broken connection.`,
  'response-vary-missing': ({ tag, other, coding }) =>
    `${shown(tag)} here and ${shown(other)} for ${form(coding)}, without Vary: Accept-Encoding. Caches will mix the two.`,
};
