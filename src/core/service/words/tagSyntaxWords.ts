import { isStandIn } from '../../http/tagFlaw.ts';
import { listed, shown } from './shown.ts';
import type { Effect, TagField, Words } from './words.ts';

/** A member that is no entity tag, as it would be sent. */
interface Garbled {
  readonly sent: string;
  readonly field: TagField;
  readonly effect: Effect;
  /** Whether other members may still make the condition true. */
  readonly among: 'alone' | 'others';
  /** The API that takes it so, against RFC 9110. */
  readonly vendor?: string;
}

interface Member {
  readonly sent: string;
}

/** What the messages on the syntax of tags and of the fields around them are made of. */
export interface TagSyntaxFacts {
  'etag-unquoted': Garbled;
  'etag-single-quoted': Garbled;
  'etag-smart-quotes': Garbled;
  'etag-missing-quote': Garbled;
  'etag-lowercase-weak': Garbled;
  'etag-bad-weak-prefix': Garbled;
  'etag-escaped-quotes': Garbled;
  'etag-illegal-char': Garbled;
  'etag-non-ascii': Member;
  'etag-backslash': Member;
  'etag-list-missing-comma': { readonly before: string; readonly after: string };
  'etag-list-empty-member': { readonly field: TagField };
  'etag-list-duplicate': Member;
  'etag-star-in-list': { readonly field: TagField };
  'etag-quoted-star': Garbled;
  'conditional-empty-value': { readonly field: string; readonly effect: Effect };
  'etag-header-pasted': Garbled;
  'date-in-tag-header': { readonly sent: string; readonly field: TagField; readonly instead: string };
  'tag-in-date-header': { readonly sent: string; readonly field: string; readonly instead: string };
  'conditional-misspelled': { readonly written: string; readonly meant: string };
  'etag-as-request-header': { readonly field: string; readonly instead: string };
  'conditional-after-blank-line': { readonly field: string };
}

/** What a condition that matches nothing makes the server do. */
function unmatched(field: TagField, effect: Effect): string {
  switch (field) {
    case 'If-Match':
      return 'matches nothing, and the answer is 412';
    case 'If-None-Match':
      return effect === 'write'
        ? 'matches nothing and so prevents nothing'
        : 'matches nothing, and all content is sent again';
    case 'If-Range':
      return 'matches nothing, and all content is sent instead of the range';
  }
}

function consequence({ field, effect, among }: Garbled): string {
  return among === 'others' ? 'It matches nothing; the other members decide.' : `It ${unmatched(field, effect)}.`;
}

function unquoted(facts: Garbled): string {
  const { sent, vendor } = facts;
  if (isStandIn(sent)) {
    return `${shown(sent)} stands where a tag should: nothing was put in its place. ${consequence(facts)} Put the tag there, in double quotes.`;
  }
  return vendor === undefined
    ? `${shown(sent)} has no quotes, which belong to a tag. ${consequence(facts)} Write it in double quotes.`
    : `${shown(sent)} has no quotes. ${vendor} takes that in If-Match; RFC 9110 and other servers do not.`;
}

export const tagSyntaxWords: Words<TagSyntaxFacts> = {
  'etag-unquoted': unquoted,
  'etag-single-quoted': (facts) =>
    `${shown(facts.sent)} stands in single quotes, which are part of no tag. ${consequence(facts)} Use double quotes.`,
  'etag-smart-quotes': (facts) =>
    `${shown(facts.sent)} holds typographic quotes, as pasted text often does. ${consequence(facts)} Use the plain quote ".`,
  'etag-missing-quote': (facts) =>
    `${shown(facts.sent)} has a quote without its partner, so what follows is read as part of it. ${consequence(facts)} Close it.`,
  'etag-lowercase-weak': (facts) =>
    `${shown(facts.sent)} begins with a small w; the weak prefix W/ is case-sensitive. ${consequence(facts)} Write W/.`,
  'etag-bad-weak-prefix': (facts) =>
    `${shown(facts.sent)} has a garbled weak prefix, which is exactly W/ before the quote. ${consequence(facts)}`,
  'etag-escaped-quotes': (facts) =>
    `${shown(facts.sent)} still has its quotes escaped, as copied from JSON, HTML or a shell. ${consequence(facts)} Unescape it.`,
  'etag-illegal-char': (facts) =>
    `${shown(facts.sent)} holds a character that no tag may hold: a space, a control or an inner quote. ${consequence(facts)} Copy the tag anew.`,
  'etag-non-ascii': (facts) =>
    `${shown(facts.sent)} holds characters beyond ASCII. They are allowed, but clients and proxies encode them differently, and then it no longer matches.`,
  'etag-backslash': (facts) =>
    `${shown(facts.sent)} holds a backslash. It is an ordinary character of a tag, but some servers take it for an escape.`,
  'etag-list-missing-comma': ({ before, after }) =>
    `There is no comma between ${shown(before)} and ${shown(after)}: the list cannot be read past the first. Put one there.`,
  'etag-list-empty-member': ({ field }) =>
    `${field} has a comma with nothing beside it. Servers skip it; a client is not to send it.`,
  'etag-list-duplicate': ({ sent }) => `${shown(sent)} stands twice in the list; once is enough.`,
  'etag-star-in-list': ({ field }) =>
    `* stands beside other members. It means "any version" and only alone; some servers read this ${field} as *, others as no match. Keep either.`,
  'etag-quoted-star': (facts) =>
    `"*" is a tag made of a star, not the wildcard. ${consequence(facts)} Remove the quotes to mean any version.`,
  'conditional-empty-value': ({ field, effect }) =>
    `${field} is empty. ${effect === 'write' ? 'Some servers answer 412, others write without any protection.' : 'Servers read that in different ways.'} Give it a value or remove the line.`,
  'etag-header-pasted': (facts) =>
    `${shown(facts.sent)} ${/[\r\n]$/.test(facts.sent) ? 'still has a line break at its end' : "still has the header field's name in it"}. ${consequence(facts)} Keep the tag alone.`,
  'date-in-tag-header': ({ sent, field, instead }) =>
    `${field} compares entity tags, and ${shown(sent)} is a date, which equals none. A date belongs in ${instead}.`,
  'tag-in-date-header': ({ sent, field, instead }) =>
    `${field} compares dates, and ${shown(sent)} is an entity tag. Servers must ignore the field, so the request is unconditional. A tag belongs in ${instead}.`,
  'conditional-misspelled': ({ written, meant }) =>
    `No server knows ${shown(written)}, so this request is unconditional. ${meant} is probably meant.`,
  'etag-as-request-header': ({ field, instead }) =>
    `${field} describes content and conditions nothing: this request is unconditional. ${listed([instead])} makes it a condition.`,
  'conditional-after-blank-line': ({ field }) =>
    `This ${field} stands after the blank line and goes out as content, not as a header field. Move it up.`,
};
