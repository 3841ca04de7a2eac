import { type EntityTag, parseEntityTag, strongMatch, weakMatch } from '../../../http/entityTag.ts';
import { firstValue } from '../../../http/headerList.ts';
import { intermediaryEvidence } from '../../memory/cacheEvidence.ts';
import { shownTag } from '../../wording.ts';
import { type Facts, readDate } from './facts.ts';
import { type Finding, proven, suggested } from './finding.ts';

/** Causes that lie in strong comparison: a weak tag on either side of it (RFC 9110 §8.8.3.2). */
export function weaknessCauses(facts: Facts): readonly Finding[] {
  const { culprit, sent, current } = facts;
  if (culprit !== 'If-Match' || sent === undefined || facts.equal === 'yes') return [];
  const without = withoutTags(facts);
  if (without.length > 0) return without;
  if (current.kind === 'known' && current.value.weak) return weakAtServer(facts, sent, current.value);
  if (!sent.weak) return [];
  if (current.kind !== 'known') return weakAgainstUnknown(facts, sent);
  if (!weakMatch(sent, current.value)) {
    return [proven('weak-comparison', `${shownTag(sent)} is weak: no version could ever match it.`)];
  }
  return [...freshlyWritten(facts, sent), ...weakenedOnTheWay(facts, sent), comparedStrongly(sent, current.value)];
}

/** A resource that has no tag cannot be named by one. */
function withoutTags({ current, fresh, history, state }: Facts): readonly Finding[] {
  if (history.length > 0 || state.current.exists !== true) return [];
  const seen = 'No answer from this URL ever carried an ETag.';
  if (current.kind === 'none') return [proven('server-no-etag', 'The resource was sent whole, without an ETag.')];
  if (fresh === undefined || firstValue(fresh.headers, 'ETag') !== undefined) return [];
  return [suggested('server-no-etag', ['The look-up shows no ETag.', seen])];
}

function comparedStrongly(sent: EntityTag, current: EntityTag): Finding {
  return proven('weak-comparison', `${shownTag(sent)} was sent, and the server’s tag is ${shownTag(current)}.`);
}

function weakAtServer(facts: Facts, sent: EntityTag, current: EntityTag): readonly Finding[] {
  const now = `The current tag is ${shownTag(current)}, and a weak tag never matches in If-Match.`;
  if (sent.weak) return [proven('weak-server', now, ...alwaysWeak(facts))];
  if (!weakMatch(sent, current)) return [suggested('weak-server', [now, ...alwaysWeak(facts)])];
  const passed = facts.fresh && intermediaryEvidence(facts.fresh.headers);
  const strongSeen = facts.history.some(({ etag }) => isSame(etag, sent));
  if (strongSeen && passed !== undefined) {
    return [
      proven(
        'weakened-by-proxy',
        `${shownTag(sent)} was seen before; now it came as ${shownTag(current)} (${passed}).`,
      ),
    ];
  }
  const taken = 'Taking W/ away makes it another tag.';
  const weakened = throughOthers(facts, 'The tag sent is the same but for W/.');
  if (weakened.length === 0) return [proven('weak-server', now, taken, ...alwaysWeak(facts))];
  return [...weakened, suggested('weak-server', [now, ...alwaysWeak(facts)])];
}

function isSame(text: string, tag: EntityTag): boolean {
  const parsed = parseEntityTag(text);
  return parsed !== undefined && strongMatch(parsed, tag);
}

function alwaysWeak({ history }: Facts): readonly string[] {
  if (history.length < 2 || history.some(({ etag }) => !etag.startsWith('W/'))) return [];
  return [`All ${history.length} tags seen here were weak.`];
}

function weakAgainstUnknown(facts: Facts, sent: EntityTag): readonly Finding[] {
  const comparison = proven('weak-comparison', `${shownTag(sent)} is weak, and If-Match uses strong comparison.`);
  const always = alwaysWeak(facts);
  return always.length === 0 ? [comparison] : [suggested('weak-server', always), comparison];
}

/** Apache marks a file weak while it is younger than a second, and drops the W/ afterwards. */
function freshlyWritten({ sighting, response, fresh }: Facts, sent: EntityTag): readonly Finding[] {
  const made = readDate(sighting?.date, 0);
  const modified = readDate(sighting?.lastModified, 0);
  const apache = /\bApache\b/i.test(firstValue((fresh ?? response).headers, 'Server') ?? '');
  if (made === undefined || modified === undefined || made - modified > 1000) {
    return apache
      ? [suggested('fresh-write-weak', ['The server is Apache, which marks files younger than a second weak.'])]
      : [];
  }
  const young = `${shownTag(sent)} was read within a second of the last change.`;
  // A proxy may hide whose server it is. That the plain form was weak then and is strong now tells as much.
  if (!apache && sighting?.coding !== 'identity') return [suggested('fresh-write-weak', [young])];
  if (!apache)
    return [proven('fresh-write-weak', young, 'The same tag is strong now, as servers do that wait a second.')];
  return [proven('fresh-write-weak', young, 'Apache marks files younger than a second weak.')];
}

function weakenedOnTheWay({ sighting, response, fresh }: Facts, sent: EntityTag): readonly Finding[] {
  if (sighting !== undefined && sighting.coding !== 'identity') {
    return [
      proven(
        'weakened-by-proxy',
        `${shownTag(sent)} came with ${sighting.coding} content; the plain form has a strong tag.`,
      ),
    ];
  }
  return throughOthers({ response, fresh });
}

/** Proxies that compress mark the tag weak: nginx and Cloudflare do, and others that name themselves may. */
function throughOthers(
  { response, fresh }: Pick<Facts, 'response' | 'fresh'>,
  ...more: readonly string[]
): readonly Finding[] {
  const headers = (fresh ?? response).headers;
  const server = /^(?:nginx|cloudflare)\b/i.exec(firstValue(headers, 'Server') ?? '')?.[0];
  const passed = intermediaryEvidence(headers) ?? (server === undefined ? undefined : `Server: ${server}`);
  return passed === undefined
    ? []
    : [suggested('weakened-by-proxy', [`The answer passed through somebody else’s hands (${passed}).`, ...more])];
}
