import { shown } from './shown.ts';
import type { Effect, Words } from './words.ts';

interface Tag {
  readonly sent: string;
}

interface Evident extends Tag {
  /** What was seen, as a sentence. */
  readonly evidence: string;
}

/** What the messages on where a validator came from are made of. */
export interface ProvenanceFacts {
  'etag-from-cache': Tag & { readonly cache: string; readonly by: string; readonly at: string };
  'etag-weak-after-write': Tag;
  'etag-from-put-answer': Tag & { readonly by: string; readonly current: string | undefined };
  'etag-coding-suffix': Tag & { readonly suffix: string; readonly method: string };
  'etag-of-encoded-form': Tag & { readonly coding: string };
  /** `former` is the value sent then, `another` for a secret one; `others` had it with other credentials. */
  'etag-negotiation-differs': Tag & { readonly field: string; readonly former: string };
  'etag-flapping': Evident;
  'etag-not-discriminating': Evident;
  'lm-too-fresh': Tag & { readonly effect: Effect };
  'etag-literal-in-file': Tag & { readonly reference: string };
}

function formerly(field: string, former: string): string {
  if (former === '') return `no ${shown(field)}`;
  return former === 'another' ? `another ${shown(field)}` : `${shown(former)} in ${shown(field)}`;
}

export const provenanceWords: Words<ProvenanceFacts> = {
  'etag-from-cache': ({ sent, cache, by, at }) =>
    `${shown(sent)} came out of a cache (${shown(cache)}, ${by} at ${at}), which may be behind the origin. Refresh it past the cache before you write.`,
  'etag-weak-after-write': ({ sent }) =>
    `Apache gave ${shown(sent)} within a second of the last change, and calls such tags weak for that time only. Refresh it: by now the strong form is there.`,
  'etag-from-put-answer': ({ sent, by, current }) =>
    current === undefined
      ? `Only the answer to ${by} named ${shown(sent)}, and this server makes tags of its answers, not of the resource. Read the resource and use that tag.`
      : `Only the answer to ${by} named ${shown(sent)}; GET has shown ${shown(current)} since. Either the answer's tag was its own, or somebody wrote. Read again.`,
  'etag-coding-suffix': ({ sent, suffix, method }) =>
    `${shown(sent)} ends in ${suffix}, as servers mark the compressed form. They compare a ${method} with the plain form's tag, and the answer is 412. Read with Accept-Encoding: identity.`,
  'etag-of-encoded-form': ({ sent, coding }) =>
    `${shown(sent)} was read from the ${shown(coding)} form, and this write is plain. Some servers give each form a tag of its own: read it with Accept-Encoding: identity.`,
  'etag-negotiation-differs': ({ sent, field, former }) =>
    former === 'others'
      ? `${shown(sent)} was read with other credentials, and the server varies by ${shown(field)}: this request may select another representation.`
      : `${shown(sent)} was read with ${formerly(field, former)}, and the server varies by that: this request selects another representation.`,
  'etag-flapping': ({ sent, evidence }) =>
    `Tags alternate here though nobody wrote: ${evidence} The nodes behind this URL disagree, so ${shown(sent)} matches on some only.`,
  'etag-not-discriminating': ({ sent, evidence }) =>
    `Tags do not tell versions apart here: ${evidence} ${shown(sent)} may match another version. Compare the content before you write.`,
  'lm-too-fresh': ({ sent, effect }) =>
    `${shown(sent)} is the very second in which it was read, so a later version may bear it too. ${effect === 'write' ? 'Such a write may go unnoticed' : 'A change may be missed'}. Use the ETag, or read again.`,
  'etag-literal-in-file': ({ sent, reference }) =>
    `${shown(sent)} is typed in and will be stale next time, though this file reads the same URL. ${shown(reference)} always holds the newest.`,
};
