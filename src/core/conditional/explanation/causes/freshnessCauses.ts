import { formatEntityTag, parseEntityTag, weakMatch } from '../../../http/entityTag.ts';
import { scanEntityTags } from '../../../http/entityTagList.ts';
import { fingerprint } from '../../../http/fingerprint.ts';
import { combinedValue, firstValue } from '../../../http/headerList.ts';
import { cacheEvidence, intermediaryEvidence } from '../../memory/cacheEvidence.ts';
import { shown, shownTag } from '../../wording.ts';
import { dateField, type Facts, readDate } from './facts.ts';
import { type Finding, guessed, proven, suggested } from './finding.ts';

/** Why a 304 did not come although the copy is current: the condition false, the content sent nevertheless. */
export function missed304(facts: Facts): readonly Finding[] {
  const ignored = guessed('precondition-ignored', [
    `${facts.culprit ?? 'The condition'} names what is current, and the answer was ${facts.response.status}.`,
  ]);
  return [
    ...[
      ...askedForFresh(facts),
      ...codedTag(facts),
      ...manyTags(facts),
      ...bothConditions(facts),
      ...strippedOnTheWay(facts),
    ].map(toRead),
    { ...ignored, repairs: ['export-report'] },
  ];
}

/** What a read cannot be mended by: nothing of it is a guard. */
function toRead(finding: Finding): Finding {
  return { ...finding, repairs: finding.repairs ?? ['export-report'] };
}

function askedForFresh({ request, response }: Facts): readonly Finding[] {
  const asked = ['Cache-Control', 'Pragma'].find((name) => /no-cache/i.test(firstValue(request.headers, name) ?? ''));
  if (asked === undefined) return [];
  const maker = /^Express\b/i.exec(firstValue(response.headers, 'X-Powered-By') ?? '')?.[0];
  const sent = `${asked}: no-cache was sent, and Express, Koa and others then send the content always.`;
  return [
    maker === undefined
      ? suggested('asked-for-fresh', [sent])
      : proven('asked-for-fresh', sent, 'The answer is one of Express.'),
  ];
}

/** Apache adds -gzip to the tag of the compressed form, and does not know it again. */
function codedTag({ sent, response }: Facts): readonly Finding[] {
  const suffix = /-(?:gzip|br|deflate|zstd)$/.exec(sent?.opaque ?? '')?.[0];
  if (sent === undefined || suffix === undefined) return [];
  const seen = `${shownTag(sent)} ends in ${suffix}: a tag of the compressed form.`;
  const apache = /\bApache\b/i.test(firstValue(response.headers, 'Server') ?? '');
  return [
    apache
      ? proven('coding-suffix', seen, 'Apache does not answer 304 to the tag of its own compressed form.')
      : suggested('coding-suffix', [seen]),
  ];
}

function manyTags({ members, culprit }: Facts): readonly Finding[] {
  if (culprit !== 'If-None-Match') return [];
  if (members.some(({ kind }) => kind === 'star'))
    return [suggested('star-unsupported', ['Several servers do not know If-None-Match: *.'])];
  return members.length > 1
    ? [suggested('list-unsupported', [`${members.length} tags were sent; several servers compare with one only.`])]
    : [];
}

/** If-Modified-Since must be ignored beside If-None-Match (§13.1.3), and some ask that both say 304. */
function bothConditions({ request, state, input }: Facts): readonly Finding[] {
  const since = readDate(firstValue(request.headers, 'If-Modified-Since'), input.now);
  const { lastModified } = state.current;
  if (since === undefined || firstValue(request.headers, 'If-None-Match') === undefined) return [];
  const alone =
    lastModified.kind === 'known' && lastModified.value > since ? ['By its date alone the content would be sent.'] : [];
  return [
    suggested('conditions-combined', [
      'If-Modified-Since stands beside If-None-Match, and some servers want both to agree.',
      ...alone,
    ]),
  ];
}

function strippedOnTheWay({ response }: Facts): readonly Finding[] {
  const passed = intermediaryEvidence(response.headers);
  const miss = /\bmiss\b/i.test(firstValue(response.headers, 'X-Cache') ?? '');
  if (passed === undefined && !miss) return [];
  return [
    suggested('intermediary-evaluated', [
      `A cache on the way may drop the condition when it fetches anew (${passed ?? 'X-Cache: MISS'}).`,
    ]),
  ];
}

/** The tag sent is not the current one, and the content is: with such tags a 304 never comes. Or the tag was written amiss. */
export function never304(facts: Facts): readonly Finding[] {
  const { request, response } = facts;
  if (request.method !== 'GET' || response.status !== 200) return [];
  const members = scanEntityTags(combinedValue(request.headers, 'If-None-Match') ?? '');
  const current = parseEntityTag(firstValue(response.headers, 'ETag') ?? '');
  if (current === undefined || members.length === 0) return [];
  for (const member of members) {
    const meant =
      member.kind === 'malformed' && member.repaired !== undefined ? parseEntityTag(member.repaired) : undefined;
    if (member.kind === 'malformed' && meant !== undefined && weakMatch(meant, current)) {
      return [
        proven(
          'garbled-tag',
          `${shown(member.text)} is no entity tag; written as ${shown(member.repaired ?? '')} it is the current one.`,
        ),
      ];
    }
  }
  return sameContent(facts, formatEntityTag(current));
}

function sameContent({ request, response, history }: Facts, current: string): readonly Finding[] {
  const sent = combinedValue(request.headers, 'If-None-Match');
  const seen = history.findLast(({ etag }) => sent?.includes(etag));
  if (
    seen?.content === undefined ||
    seen.etag === current ||
    response.body.length === 0 ||
    fingerprint(response.body) !== seen.content
  )
    return [];
  const evidence = `The content is the same as with ${shown(seen.etag)}; only the tag is new (${shown(current)}).`;
  return [
    {
      ...proven('background-change', evidence),
      repairs: ['export-report'],
      clause: 'the tag changed although the content did not',
    },
  ];
}

/** Why a 304 came although the content is to be sent. */
export function wrong304(facts: Facts): readonly Finding[] {
  const { request, response } = facts;
  if (request.method !== 'GET' && request.method !== 'HEAD') return [];
  const stored = cacheEvidence(response.headers);
  const cached = stored === undefined ? [] : [suggested('cached-stale-tag', [`A cache gave the answer (${stored}).`])];
  return [...cached, ...restored(facts)].map(toRead);
}

/** An older file put back has an older date, and "not modified since" is true of it. */
function restored({ request, response, input, culprit }: Facts): readonly Finding[] {
  const since = readDate(firstValue(request.headers, 'If-Modified-Since'), input.now);
  const modified = dateField(response, 'Last-Modified', input.now);
  if (culprit !== 'If-Modified-Since' || since === undefined || modified === undefined || modified >= since) return [];
  return [
    suggested('restored-older', [
      'Its Last-Modified is earlier than the date of your copy: an older version may have been put back.',
    ]),
  ];
}

/** A strong tag that two contents had: neither a 304 nor a guard can be relied upon (RFC 9110 §8.8.1). */
export function reusedTag({ input, request, response }: Facts): readonly Finding[] {
  const sent = firstValue(response.headers, 'ETag') ?? combinedValue(request.headers, 'If-None-Match');
  const contents = (input.earlier ?? []).flatMap((each) => {
    const same = each.request.url === request.url && each.request.method === 'GET' && each.response?.status === 200;
    return same && firstValue(each.response?.headers ?? [], 'ETag') === sent
      ? (fingerprint(each.response?.body ?? new Uint8Array()) ?? [])
      : [];
  });
  if (sent === undefined || sent.startsWith('W/') || new Set(contents).size < 2) return [];
  return [proven('tag-reused', `${shown(sent)} was read with two different contents.`)];
}
