import { type EntityTag, parseEntityTag } from '../../../http/entityTag.ts';
import type { TagFlaw, TagMember } from '../../../http/entityTagList.ts';
import { shown, shownTag } from '../../wording.ts';
import type { Facts } from './facts.ts';
import { type Finding, proven, suggested } from './finding.ts';

type Malformed = Extract<TagMember, { kind: 'malformed' }>;

const FLAWS: Readonly<Record<TagFlaw, string>> = {
  'etag-unquoted': 'it has no double quotes',
  'etag-single-quoted': 'it stands in single quotes',
  'etag-smart-quotes': 'it stands in typographic quotes',
  'etag-missing-quote': 'a quote is missing',
  'etag-lowercase-weak': 'W/ is written in lower case',
  'etag-bad-weak-prefix': 'the weak prefix is not W/',
  'etag-escaped-quotes': 'its quotes are escaped',
  'etag-illegal-char': 'it holds a character that no tag may have',
  'etag-list-missing-comma': 'there is no comma between the tags',
  'etag-header-pasted': 'more than the tag was pasted',
};

/** Causes that lie in how the value is written. */
export function syntaxCauses(facts: Facts): readonly Finding[] {
  const { members } = facts;
  const reference = members.find((member) => member.kind === 'unresolved');
  if (reference !== undefined) {
    return [proven('unresolved-variable', `${shown(reference.text)} went out as it stands: it had no value.`)];
  }
  if (isEmptyGuard(facts)) return [emptyGuard];
  const malformed = members.filter((member): member is Malformed => member.kind === 'malformed');
  return [...garbled(facts, malformed), ...misplacedMarks(facts), ...mangled(facts)];
}

/** `If-Match:` without a value, or with commas alone: it lists nothing that could match. */
function isEmptyGuard({ culprit, members }: Facts): boolean {
  return culprit === 'If-Match' && members.every(({ kind }) => kind === 'empty');
}

const emptyGuard: Finding = {
  ...proven('garbled-tag', 'If-Match was sent without a tag, so nothing could match it.'),
  clause: 'the condition was sent empty, so it matches nothing',
};

function garbled(facts: Facts, malformed: readonly Malformed[]): readonly Finding[] {
  const [first] = malformed;
  if (first === undefined) return [];
  const meant = malformed.find((member) => isCurrent(member.repaired, facts));
  if (meant !== undefined) {
    return [proven('garbled-tag', describe(meant), `Written as ${shown(meant.repaired ?? '')} it is the current tag.`)];
  }
  const all = malformed.length === facts.members.length;
  return [all ? proven('garbled-tag', describe(first)) : suggested('garbled-tag', [describe(first)])];
}

function describe({ text, flaw }: Malformed): string {
  return `${shown(text)} is no entity tag: ${FLAWS[flaw]}.`;
}

function isCurrent(text: string | undefined, { current }: Facts): boolean {
  const tag = text === undefined ? undefined : parseEntityTag(text);
  return tag !== undefined && current.kind === 'known' && tag.opaque === current.value.opaque;
}

const quotedStar: Finding = {
  ...proven('garbled-tag', '"*" is a tag named *, not the wildcard.'),
  clause: 'the wildcard was sent in quotes, which makes it a tag like any other',
};

/** `"*"` and `"W/x"` are valid tags that nobody means. */
function misplacedMarks({ members, equal, culprit, current }: Facts): readonly Finding[] {
  if (culprit !== 'If-Match' || equal === 'yes') return [];
  for (const member of members) {
    if (member.kind !== 'tag') continue;
    if (member.remarks.includes('etag-quoted-star')) return [quotedStar];
    const inner = member.tag.opaque.startsWith('W/') ? member.tag.opaque.slice(2).replace(/^"|"$/g, '') : undefined;
    if (inner !== undefined && current.kind === 'known' && current.value.opaque === inner) {
      return [
        proven(
          'garbled-tag',
          `${shownTag(member.tag)} has the quote before W/; the tag is ${shownTag(current.value)}.`,
        ),
      ];
    }
  }
  return [];
}

/** Equal but for case, or once decoded: the tag was altered on its way into the request. */
function mangled({ sent, current, equal }: Facts): readonly Finding[] {
  if (sent === undefined || equal !== 'no' || current.kind !== 'known') return [];
  const how = alteration(sent, current.value);
  if (how === undefined) return [];
  return [proven('mangled', `${shownTag(sent)} is the current ${shownTag(current.value)}, ${how}.`)];
}

function alteration(sent: EntityTag, current: EntityTag): string | undefined {
  const [a, b] = [sent.opaque, current.opaque];
  if (a === b) return undefined;
  if (a.toLowerCase() === b.toLowerCase()) return 'in another case';
  if (percentDecoded(a) === b || percentDecoded(b) === a) return 'percent-encoded';
  if (htmlDecoded(a) === b) return 'with HTML escapes';
  if (a.replaceAll('\\', '') === b.replaceAll('\\', '')) return 'with other backslashes';
  return a.trim() === b.trim() ? 'with blanks' : undefined;
}

function percentDecoded(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&#39;': "'",
  '&apos;': "'",
};

function htmlDecoded(text: string): string {
  return text.replace(/&(?:amp|lt|gt|apos|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}
