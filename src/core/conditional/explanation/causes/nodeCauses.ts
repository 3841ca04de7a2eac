import { formatEntityTag } from '../../../http/entityTag.ts';
import { firstValue } from '../../../http/headerList.ts';
import { intermediaryEvidence } from '../../memory/cacheEvidence.ts';
import { isCached } from '../../memory/seenState.ts';
import { sameVariant } from '../../memory/variant.ts';
import { shown, shownTag } from '../../wording.ts';
import type { Facts } from './facts.ts';
import { type Finding, proven, suggested } from './finding.ts';

const NODE_FIELDS: readonly string[] = [
  'X-Served-By',
  'X-Backend',
  'X-Backend-Server',
  'X-Node',
  'X-Server',
  'X-Upstream',
];

/** Causes that lie in several servers answering one URL. */
export function nodeCauses(facts: Facts): readonly Finding[] {
  if (facts.culprit !== 'If-Match' || facts.sent === undefined) return [];
  const alternating = alternation(facts);
  if (alternating !== undefined) return [proven('flapping', alternating)];
  const returned = olderTagReturned(facts);
  if (returned !== undefined) return [proven('flapping', returned), ...behind(facts)];
  if (facts.equal !== 'yes' || isCached(facts.fresh)) return behind(facts);
  const nodes = differentNodes(facts);
  if (nodes !== undefined) {
    return [proven('flapping', `${shownTag(facts.sent)} is current by one answer and refused by another.`, nodes)];
  }
  return [suggested('flapping', [`The look-up answers ${shownTag(facts.sent)}, the very tag that was refused.`])];
}

/** In words, a tag seen again after another one, without a write or a cache to account for it. */
export function alternation({ history, writes }: Pick<Facts, 'history' | 'writes'>): string | undefined {
  for (const [index, around] of history.entries()) {
    const between = history
      .slice(0, index)
      .find(
        (other) => other.firstSeenAt > around.firstSeenAt && sameVariant(other, around) && other.etag !== around.etag,
      );
    if (between === undefined || around.cache !== undefined || between.cache !== undefined) continue;
    if (writes.some(({ at }) => at >= around.firstSeenAt && at <= around.lastSeenAt)) continue;
    return `${shown(around.etag)} was seen before and after ${shown(between.etag)}, and nothing was written between.`;
  }
  return undefined;
}

/** The current tag is one that the tag sent had replaced. */
function olderTagReturned({ history, current, sighting, equal, fresh, writes }: Facts): string | undefined {
  if (equal !== 'no' || current.kind !== 'known' || sighting === undefined || isCached(fresh)) return undefined;
  const text = formatEntityTag(current.value);
  const older = history.find((each) => each.etag === text && sameVariant(each, sighting));
  if (older === undefined || older.firstSeenAt >= sighting.firstSeenAt || older.cache !== undefined) return undefined;
  if (writes.some(({ at }) => at >= older.firstSeenAt)) return undefined;
  return `The current ${shown(text)} was seen before ${shown(sighting.etag)}, and nothing was written between.`;
}

function differentNodes({ response, fresh }: Facts): string | undefined {
  if (fresh === undefined) return undefined;
  for (const name of NODE_FIELDS) {
    const [refusing, answering] = [firstValue(response.headers, name), firstValue(fresh.headers, name)];
    if (refusing === undefined || answering === undefined || refusing === answering) continue;
    return `The refusal came from ${shown(refusing)}, the look-up’s answer from ${shown(answering)} (${name}).`;
  }
  return undefined;
}

/** A node that has not heard of our own write yet shows the tag before it. */
function behind({ history, current, sighting, equal, fresh, response }: Facts): readonly Finding[] {
  if (equal !== 'no' || current.kind !== 'known' || sighting === undefined || isCached(fresh)) return [];
  const text = formatEntityTag(current.value);
  const older = history.find((each) => each.etag === text && each.firstSeenAt < sighting.firstSeenAt);
  if (older === undefined) return [];
  const passed = intermediaryEvidence((fresh ?? response).headers);
  const evidence = [`The current ${shown(text)} is older than ${shown(sighting.etag)}.`];
  return [suggested('other-node-lag', passed === undefined ? evidence : [...evidence, `The answer shows ${passed}.`])];
}
