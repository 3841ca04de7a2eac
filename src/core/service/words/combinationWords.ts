import { listed, shown } from './shown.ts';
import type { Effect, Words } from './words.ts';

interface OnMethod {
  readonly method: string;
}

interface FieldOnMethod extends OnMethod {
  readonly field: string;
}

interface Tag {
  readonly sent: string;
}

interface TagOnMethod extends Tag, OnMethod {}

/** What the messages on fields that have no effect, or contradict each other, are made of. */
export interface CombinationFacts {
  'ims-on-unsafe': OnMethod & { readonly guard: 'other' | 'none' };
  'ims-with-inm': object;
  'ius-with-im': object;
  'if-range-without-range': object;
  'if-range-weak': Tag;
  'if-range-list': { readonly holds: 'star' | 'several' };
  'if-range-date-with-etag': { readonly known: string };
  'if-range-date-weak': { readonly sent: string };
  'range-without-validator': object;
  'range-not-get': { readonly fields: readonly string[]; readonly method: string };
  'weak-in-if-match': { readonly tags: readonly string[]; readonly vendor: string | undefined };
  'weak-member-in-if-match': Tag;
  'known-tag-weak-if-match': Tag;
  'im-inm-same-tag': { readonly sent: string; readonly effect: Effect };
  'im-star-inm-star': object;
  'im-inm-both': object;
  'inm-tag-on-unsafe': TagOnMethod;
  'im-star-weak-protection': OnMethod;
  'im-on-post-collection': object;
  'inm-star-on-safe': OnMethod;
  'im-on-get': FieldOnMethod;
  'conditional-on-head': { readonly field: string };
  'conditional-on-options': FieldOnMethod;
  'no-cache-defeats-304': { readonly field: string; readonly condition: string };
  'if-none-match-needs-copy': Tag;
  'immutable-revalidation': { readonly field: string; readonly until: string };
  'dav-if-syntax': { readonly sent: string; readonly why: string };
  'dav-if-and-im': object;
  'dav-lock-token-missing': OnMethod & {
    readonly own: 'yes' | 'no';
    readonly at: string;
    /** The collection whose lock covers the resource. */
    readonly above: string | undefined;
  };
  'dav-lock-token-released': { readonly token: string; readonly how: 'unlocked' | 'expired'; readonly at: string };
  'patch-unconditional': { readonly format: string };
}

export const combinationWords: Words<CombinationFacts> = {
  'ims-on-unsafe': ({ method, guard }) =>
    `If-Modified-Since has no effect on ${method}: it is for GET and HEAD${guard === 'none' ? ', so nothing guards this request. If-Match or If-Unmodified-Since would' : ''}.`,
  'ims-with-inm': () =>
    'If-None-Match is present too, and then servers must ignore If-Modified-Since. Some heed both and miss a 304. Remove this line.',
  'ius-with-im': () =>
    'If-Match is present too, and then servers must ignore If-Unmodified-Since. Some still answer 412 for an old date. Remove this line.',
  'if-range-without-range': () =>
    'If-Range says when a range still fits, and no Range is asked for, so it is ignored. Add Range or remove this line.',
  'if-range-weak': ({ sent }) =>
    `${shown(sent)} is weak, and If-Range compares strongly: it never holds, and all content is sent instead of the range. Use a strong tag.`,
  'if-range-list': ({ holds }) =>
    `If-Range takes exactly one tag or date, and this is ${holds === 'star' ? '*' : 'a list'}. Keep one.`,
  'if-range-date-with-etag': ({ known }) =>
    `If-Range carries a date although the strong tag ${shown(known)} is known. The tag must be used: two versions can share a second.`,
  'if-range-date-weak': ({ sent }) =>
    `${shown(sent)} was the Last-Modified of content sent in that same second, so a later version may bear it too. Read it again, or use a tag.`,
  'range-without-validator': () =>
    'This asks for a part without saying of which version. If the resource changed, parts of two versions get mixed. If-Range prevents it.',
  'range-not-get': ({ fields, method }) =>
    `${listed(fields)} ${fields.length === 1 ? 'has' : 'have'} no effect on ${method}: ranges are defined for GET.`,
  'weak-in-if-match': ({ tags, vendor }) =>
    vendor !== undefined
      ? `${shown(listed(tags))} ${tags.length === 1 ? 'is' : 'are'} weak. ${vendor} takes weak tags in If-Match; by RFC 9110 they never match, and a proxy between may say so.`
      : `${shown(listed(tags))} ${tags.length === 1 ? 'is' : 'are'} weak, and If-Match compares strongly: it never holds, and the answer is 412. Read a strong tag, or use If-Unmodified-Since.`,
  'weak-member-in-if-match': ({ sent }) =>
    `${shown(sent)} is weak and never matches here: If-Match compares strongly. The other members decide.`,
  'known-tag-weak-if-match': ({ sent }) =>
    `The server sent this tag as W/${shown(sent)}. Leaving out W/ does not make it strong: If-Match still answers 412.`,
  'im-inm-same-tag': ({ sent, effect }) =>
    `${shown(sent)} stands in both: If-Match wants it and If-None-Match forbids it. Both never hold: the answer is ${effect === 'write' ? 'always 412' : '304 or 412'}. Remove one.`,
  'im-star-inm-star': () =>
    'If-Match: * wants the resource to exist and If-None-Match: * wants it not to. Both never hold. Keep the one you mean: update or create.',
  'im-inm-both': () =>
    'If-Match and If-None-Match together: the first is evaluated, and then also the second. That is rarely meant. Keep one.',
  'inm-tag-on-unsafe': ({ sent, method }) =>
    `This means: ${method} unless the resource is exactly ${shown(sent)}. Most servers do not implement that. To guard a change use If-Match, to create use If-None-Match: *.`,
  'im-star-weak-protection': ({ method }) =>
    `If-Match: * only asks that something exists. It does not stop this ${method} from overwriting a change made meanwhile; a tag does.`,
  'im-on-post-collection': () =>
    'If-Match on POST is compared with the resource at this URL, not with the item it creates, and no tag of this URL is known. Remove it unless the collection itself is meant.',
  'inm-star-on-safe': ({ method }) =>
    `If-None-Match: * on ${method} answers 304 whenever the resource exists: its content never comes. Use a tag.`,
  'im-on-get': ({ field, method }) =>
    `${field} on ${method} is of use only with Range; many servers ignore it here. To fetch only what changed, use ${field === 'If-Match' ? 'If-None-Match' : 'If-Modified-Since'}.`,
  'conditional-on-head': ({ field }) => `${field} on HEAD saves nothing: there is no content to leave out.`,
  'conditional-on-options': ({ field, method }) =>
    `${field} has no effect on ${method}, for which servers must ignore preconditions; some answer 412 all the same. Remove it.`,
  'no-cache-defeats-304': ({ field, condition }) =>
    `${field}: no-cache makes some servers send all content although ${condition} would allow a 304. Use Cache-Control: max-age=0, which only asks caches to check.`,
  'if-none-match-needs-copy': ({ sent }) =>
    `No content for ${shown(sent)} has been fetched here, so a 304 would leave nothing to show. Fetch it once without the condition.`,
  'immutable-revalidation': ({ field, until }) =>
    `The server called this content immutable, and it is fresh until ${until}. ${field} only costs a round trip.`,
  'dav-if-syntax': ({ sent, why }) =>
    `${sent.trim() === '' ? 'An empty If' : shown(sent)} breaks the grammar of If: ${why}. Servers answer 400 or 412. Write lists such as (<lock token> ["tag"]).`,
  'dav-if-and-im': () =>
    'If names an entity tag, and so does If-Match. Both must hold, and they may ask for different versions. Keep one.',
  'dav-lock-token-missing': ({ method, own, at, above }) =>
    own === 'yes'
      ? `You locked ${above === undefined ? 'this resource' : `${shown(above)} with all that is in it`} at ${at}, and this ${method} does not submit the token: the answer will be 423. Add the If field.`
      : `A 423 at ${at} said that this resource is locked, and no token is known here: this ${method} will be refused too. Ask with PROPFIND for lockdiscovery who holds it.`,
  'dav-lock-token-released': ({ token, how, at }) =>
    `The lock ${shown(token)} ${how === 'unlocked' ? 'was released' : 'ran out'} at ${at}. Its token makes this If false, and the answer is 412. Remove it or lock anew.`,
  'patch-unconditional': ({ format }) =>
    `${shown(format)} describes changes to one version, and nothing says which. If the resource changed, the patch lands on another base. If-Match prevents it.`,
};
