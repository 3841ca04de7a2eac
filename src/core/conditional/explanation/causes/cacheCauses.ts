import { formatEntityTag } from '../../../http/entityTag.ts';
import { firstValue, type HeaderList } from '../../../http/headerList.ts';
import { cacheEvidence, intermediaryEvidence } from '../../memory/cacheEvidence.ts';
import { elapsed, shown, shownTag } from '../../wording.ts';
import { dateField, type Facts } from './facts.ts';
import { type Finding, proven, suggested } from './finding.ts';

/** Causes that lie between the client and the origin. */
export function cacheCauses(facts: Facts): readonly Finding[] {
  if (facts.culprit !== 'If-Match' || facts.sent === undefined) return [];
  return [...staleFromCache(facts), ...rewritten(facts), ...judgedOnTheWay(facts)];
}

function staleFromCache(facts: Facts): readonly Finding[] {
  const { fresh, sent } = facts;
  if (sent === undefined) return [];
  const stored = fresh && cacheEvidence(fresh.headers);
  const repeated = fresh !== undefined && firstValue(fresh.headers, 'ETag') === formatEntityTag(sent);
  const evidence = sightedInCache(facts);
  if (stored !== undefined && repeated) {
    // The cache still vouches for a tag that the origin has just refused.
    return [
      proven(
        'cached-stale-tag',
        `A cache still answers ${shownTag(sent)} (${stored}), and the origin refuses it.`,
        ...evidence,
      ),
    ];
  }
  if (evidence.length === 0 || facts.equal === 'yes') return [];
  const older = replacedBefore(facts);
  return older === undefined
    ? [suggested('cached-stale-tag', evidence)]
    : [proven('cached-stale-tag', ...evidence, older)];
}

function sightedInCache({ sighting, sent }: Facts): readonly string[] {
  if (sighting?.cache === undefined || sent === undefined) return [];
  return [`${shownTag(sent)} was last given by a cache (${shown(sighting.cache)}).`];
}

/** Whether the tag was already outdated when the cache gave it. */
function replacedBefore(facts: Facts): string | undefined {
  const { sighting, writes, fresh, skew, input } = facts;
  if (sighting === undefined) return undefined;
  const write = writes.findLast(
    ({ at, etag }) => at <= sighting.lastSeenAt && at >= sighting.firstSeenAt && etag !== sighting.etag,
  );
  if (write !== undefined) {
    return `Your own ${write.method} had replaced it ${elapsed(sighting.lastSeenAt - write.at)} before.`;
  }
  const modified = dateField(fresh, 'Last-Modified', input.now);
  const given = sighting.lastSeenAt + skew;
  if (modified === undefined || modified > given - 1000) return undefined;
  return `The resource had changed ${elapsed(given - modified)} before the cache gave it.`;
}

/** Tags of another make than the origin's point to somebody who rewrites them. */
function rewritten({ response, fresh, sent, current, equal, sighting }: Facts): readonly Finding[] {
  const passed = intermediaryEvidence((fresh ?? response).headers);
  if (equal !== 'no' || sent === undefined || current.kind !== 'known' || passed === undefined) return [];
  if (sighting === undefined || shapeOf(sent.opaque) === shapeOf(current.value.opaque)) return [];
  return [suggested('cdn-rewrites-tag', [`The two tags are not of the same make, and ${passed} is in the answer.`])];
}

function shapeOf(opaque: string): string {
  return opaque
    .slice(0, 200)
    .replace(/[0-9A-Fa-f]+/g, 'x')
    .replace(/[g-zG-Z]+/g, 'a');
}

function judgedOnTheWay({ equal, response, fresh }: Facts): readonly Finding[] {
  if (equal !== 'yes' || fresh === undefined) return [];
  const evidence: string[] = [];
  if (differs('Server', response.headers, fresh.headers))
    evidence.push('The 412 and the look-up name different servers.');
  if (differs('Via', response.headers, fresh.headers))
    evidence.push('The 412 and the look-up came by different ways (Via).');
  return evidence.length === 0 ? [] : [suggested('intermediary-evaluated', evidence)];
}

function differs(name: string, a: HeaderList, b: HeaderList): boolean {
  return firstValue(a, name) !== firstValue(b, name);
}
