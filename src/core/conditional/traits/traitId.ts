/**
 * Ways in which a server departs from RFC 9110, or restricts what it leaves open, that were seen in exchanges with
 * real servers. Each changes what may be expected of a conditional request.
 */
export const traitIds = [
  // What it does not look at.
  'ignores-if-match',
  'ignores-if-none-match',
  'ignores-if-modified-since',
  'ignores-if-unmodified-since',
  'never-answers-304',
  'no-cache-defeats-304',
  // What it refuses, or asks for.
  'rejects-conditional',
  'requires-precondition',
  'no-head',
  'ius-unusable',
  // What its tags are worth.
  'no-etag',
  'weakens-when-compressing',
  'adds-coding-suffix',
  'same-tag-for-codings',
  'tags-flap',
  'not-discriminating',
  // What its answers to writes are worth.
  'put-answer-tag-foreign',
  'transforms-put',
  'write-not-applied',
  // How it reads a field differently.
  'duplicate-lines-refused',
  'im-empty-ignored',
  'im-weak-comparison',
  'inm-first-line-only',
  'inm-single-tag-only',
  'inm-first-tag-only',
  'inm-and-ims',
  'inm-strong-with-range',
  'inm-strong-on-writes',
  'ims-iso-dates',
  'ims-exact',
  'ims-future-ignored',
  'ius-bad-date-fails',
  'ius-beside-im',
  'ius-fails-on-missing',
  'if-range-holds-tag',
  'if-range-later-date',
  'head-has-plain-tag',
  'coded-tag-never-current',
  'compared-before-weakening',
  'dav-if-weak',
  'dav-if-not-holds',
  'dav-if-first-list-only',
  'dav-if-asked-of-parent',
] as const;

export type TraitId = (typeof traitIds)[number];
