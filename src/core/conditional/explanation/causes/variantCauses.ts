import { type EntityTag, formatEntityTag } from '../../../http/entityTag.ts';
import { fieldDoc } from '../../../http/fields.ts';
import { resourceKey } from '../../../http/resource.ts';
import { resourcesWithTag } from '../../memory/memory.ts';
import { fitOf } from '../../memory/variant.ts';
import { shown, shownTag } from '../../wording.ts';
import type { Facts } from './facts.ts';
import { type Finding, proven, suggested } from './finding.ts';

/** What servers append to the tag of a compressed form. */
const CODING_SUFFIX = /(?:--?|;|:)(gzip|x-gzip|br|zstd|deflate|compress)$/;

/** Causes that lie in whose tag it is: another coding's, another variant's, another person's, another URL's. */
export function variantCauses(facts: Facts): readonly Finding[] {
  const { culprit, sent, equal } = facts;
  if (culprit !== 'If-Match' || sent === undefined || equal === 'yes') return [];
  const coded = ofCodedForm(facts, sent);
  return coded.length > 0
    ? coded
    : [...otherVariant(facts, sent), ...otherPerson(facts, sent), ...otherUrl(facts, sent)];
}

function ofCodedForm({ current, sighting }: Facts, sent: EntityTag): readonly Finding[] {
  const suffix = CODING_SUFFIX.exec(sent.opaque);
  const plain = suffix === null ? undefined : sent.opaque.slice(0, suffix.index);
  if (plain !== undefined && current.kind === 'known' && current.value.opaque === plain) {
    return [
      proven(
        'coding-suffix',
        `${shownTag(sent)} is the current ${shownTag(current.value)} with ${suffix?.[0]} added.`,
        ...codedSighting(sighting),
      ),
    ];
  }
  const evidence = [...codedSighting(sighting)];
  if (suffix !== null) evidence.push(`${shownTag(sent)} ends in ${suffix[0]}, as tags of compressed content do.`);
  return evidence.length === 0 ? [] : [suggested('coding-suffix', evidence)];
}

function codedSighting(sighting: Facts['sighting']): readonly string[] {
  if (sighting === undefined || sighting.coding === 'identity') return [];
  return [`It was read with Content-Encoding: ${shown(sighting.coding)}.`];
}

function otherVariant({ sighting, request, input }: Facts, sent: EntityTag): readonly Finding[] {
  if (sighting === undefined || sighting.identity !== input.identity) return [];
  if (sighting.coding !== 'identity' || fitOf(sighting, request.headers) !== 'none') return [];
  const fields = sighting.vary.filter(([name]) => name !== 'accept-encoding').map(([name]) => name);
  if (fields.length === 0) return [];
  return [suggested('negotiated-other', [`${shownTag(sent)} was read with another ${fields.join(', ')}.`])];
}

function otherPerson({ history, input }: Facts, sent: EntityTag): readonly Finding[] {
  const seen = history.filter(({ etag }) => etag === formatEntityTag(sent));
  if (seen.length === 0 || seen.some(({ identity }) => identity === input.identity)) return [];
  const by = input.before.resource?.observed?.variesBy ?? [];
  return [
    suggested('auth-dependent', [
      `${shownTag(sent)} was read with other credentials than the ones sent.`,
      ...(by.length === 0 ? [] : [`The server varies by ${by.map(spelled).join(' and ')}.`]),
    ]),
  ];
}

const spelled = (name: string) => fieldDoc(name)?.name ?? name;

function otherUrl({ sighting, request, input, equal }: Facts, sent: EntityTag): readonly Finding[] {
  if (sighting !== undefined) return [];
  const elsewhere = resourcesWithTag(input.memory, formatEntityTag(sent), resourceKey(request.url))[0];
  if (elsewhere === undefined) return [];
  const evidence = `${shownTag(sent)} was seen at ${shown(elsewhere.resource)} and never here.`;
  return [equal === 'no' ? proven('wrong-url', evidence) : suggested('wrong-url', [evidence])];
}
