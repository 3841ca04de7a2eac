import { formatEntityTag, parseEntityTag, strongMatch, weakMatch } from '../../../http/entityTag.ts';
import { fingerprint } from '../../../http/fingerprint.ts';
import { firstValue } from '../../../http/headerList.ts';
import type { OwnWrite, Sighting } from '../../memory/record.ts';
import { isCached } from '../../memory/seenState.ts';
import { fitOf } from '../../memory/variant.ts';
import { elapsed, shown, shownDate, shownTag } from '../../wording.ts';
import { dateField, type Facts, readDate } from './facts.ts';
import { type Finding, proven, suggested } from './finding.ts';

/** Causes that lie in a change of the resource after its tag was read. */
export function changeCauses(facts: Facts): readonly Finding[] {
  const { culprit, sent, equal } = facts;
  if (culprit !== 'If-Match' || sent === undefined || equal === 'yes') return [];
  const applied = alreadyApplied(facts);
  const unchanged = sameContent(facts);
  const write = writeAfterReading(facts);
  if (write !== undefined) return [...applied, ...byOthersAfter(facts, write), ownWrite(facts, write)];
  return [
    ...applied,
    ...unchanged,
    ...afterOwnWrite(facts),
    ...recreated(facts),
    ...fromWriteAnswer(facts),
    ...rewritten(facts),
    ...byOthers(facts),
  ];
}

/** Our own write after the tag was last seen (RFC 9110 §9.3.4): the file still holds the tag from before it. */
function writeAfterReading({ writes, sighting }: Facts): OwnWrite | undefined {
  if (sighting === undefined) return undefined;
  return writes.findLast(({ at, etag }) => at > sighting.lastSeenAt && etag !== sighting.etag);
}

function ownWrite({ input, sent, current, state }: Facts, write: OwnWrite): Finding {
  const before = elapsed(input.exchange.startedAt - write.at);
  const tag = sent === undefined ? 'the tag' : shownTag(sent);
  const evidence = [
    `Your own ${write.method} was answered ${write.status} ${before} before, and ${tag} is older than that.`,
  ];
  const seen = current.kind === 'known' && state.from !== 'memory';
  if (seen && write.etag === shownTag(current.value)) {
    evidence.push(`The current ${write.etag} is the one that write was answered with.`);
  }
  return proven('own-write', ...evidence);
}

/** A tag that was never seen here, while the current one is of our own write: most likely it is from before that. */
function afterOwnWrite({ sighting, sent, writes, current, input }: Facts): readonly Finding[] {
  const write = madeBy({ writes, current });
  if (sighting !== undefined || sent === undefined || write === undefined) return [];
  const since = elapsed(input.exchange.startedAt - write.at);
  return [
    suggested('own-write', [
      `The current ${write.etag} is the one that your own ${write.method} made ${since} before.`,
    ]),
  ];
}

/** The write of ours whose answer named the current tag. */
function madeBy({ writes, current }: Pick<Facts, 'writes' | 'current'>): OwnWrite | undefined {
  if (current.kind !== 'known') return undefined;
  const text = formatEntityTag(current.value);
  return writes.findLast(({ etag }) => etag === text);
}

/** The current tag is neither the one sent nor the one our write was answered with: our write was not the last. */
function byOthersAfter(facts: Facts, write: OwnWrite): readonly Finding[] {
  const { current, state, history, input } = facts;
  const made = write.etag === undefined ? undefined : parseEntityTag(write.etag);
  if (made === undefined || made.weak || current.kind !== 'known' || state.from === 'memory') return [];
  const sighting = history.findLast(({ etag }) => etag === write.etag);
  const moved = modifiedSince({ ...facts, sighting });
  if (strongMatch(made, current.value) || moved === 'not-later' || isOldVersion({ ...facts, sighting })) return [];
  const since = elapsed(input.exchange.startedAt - write.at);
  const evidence = `Your own ${write.method} made it ${shown(write.etag ?? '')} ${since} before; now it is ${shownTag(current.value)}.`;
  if (moved === 'unknown') return [suggested('changed-by-other', [evidence])];
  const clause = 'you changed the resource yourself, and then somebody else changed it again';
  return [{ ...proven('changed-by-other', evidence), clause }];
}

function byOthers(facts: Facts): readonly Finding[] {
  const { sent, current } = facts;
  const named = current.kind === 'known' && facts.state.from !== 'memory';
  if (sent === undefined || sent.weak || (named && weakMatch(sent, current.value))) return [];
  const moved = modifiedSince(facts);
  const evidence = [...wasCurrent(facts), ...(named ? [`Now it is ${shownTag(current.value)}.`] : [])];
  if (moved === 'later') {
    const modified = dateField(facts.fresh, 'Last-Modified', facts.input.now) ?? 0;
    return [proven('changed-by-other', ...evidence, `It was modified ${shownDate(modified)}, and not by you.`)];
  }
  const against =
    (moved === 'not-later' ? 1 : 0) +
    (isOldVersion(facts) ? 2 : 0) +
    (isOthersView(facts) ? 1 : 0) +
    (madeBy(facts) ? 1 : 0);
  if (facts.sighting === undefined) return [byOthersUnseen(evidence, against)];
  return [suggested('changed-by-other', evidence, against)];
}

/** That the current tag is another one says little where nobody saw the tag sent to be current ever. */
function byOthersUnseen(evidence: readonly string[], against: number): Finding {
  const clause = 'the resource changed after it had the tag you sent';
  return { ...suggested('changed-by-other', evidence, against + evidence.length), clause };
}

/**
 * When the tag sent was last seen to be the current one. What the answer to a write said is no reading, nor is one
 * of another variant or by somebody else.
 */
function wasCurrent({ sighting, input, request }: Facts): readonly string[] {
  if (sighting === undefined || isFromWrite(sighting) || isOthersView({ sighting, input, request })) return [];
  return [
    `${shown(sighting.etag)} was current ${elapsed(input.exchange.startedAt - sighting.lastSeenAt)} before this request.`,
  ];
}

/** The tag sent was shown to somebody else, or of another variant: that this request meets another proves no change. */
function isOthersView({ sighting, input, request }: Pick<Facts, 'sighting' | 'input' | 'request'>): boolean {
  if (sighting === undefined) return false;
  return sighting.identity !== input.identity || fitOf(sighting, request.headers) === 'none';
}

function isFromWrite({ source }: Sighting): boolean {
  return source.method !== 'GET' && source.method !== 'HEAD';
}

/** Whether the current tag is one that was seen before the tag sent: a change brings a new one. */
function isOldVersion({ history, current, sighting }: Facts): boolean {
  if (current.kind !== 'known' || sighting === undefined) return false;
  const text = formatEntityTag(current.value);
  return history.some(({ etag, firstSeenAt }) => etag === text && firstSeenAt < sighting.firstSeenAt);
}

/** Whether the resource was modified after the version that was sent, by the server's own dates. */
function modifiedSince({ fresh, sighting, input }: Facts): 'later' | 'not-later' | 'unknown' {
  const modified = dateField(fresh, 'Last-Modified', input.now);
  if (modified === undefined || sighting === undefined || isCached(fresh)) return 'unknown';
  const version = readDate(sighting.lastModified, input.now);
  const read = readDate(sighting.date, input.now);
  if (modified > (version ?? read ?? modified)) return 'later';
  // Two changes within one second share a date: only a version already older than that was the last one then.
  return version !== undefined && read !== undefined && read - version >= 1000 ? 'not-later' : 'unknown';
}

/** A tag that only a write's answer ever showed may be that of the answer's own content. */
function fromWriteAnswer(facts: Facts): readonly Finding[] {
  const { sighting, current, fresh, response } = facts;
  if (sighting === undefined || !isFromWrite(sighting) || current.kind !== 'known') return [];
  if (modifiedSince(facts) === 'later') return [];
  const now = shownTag(current.value);
  const evidence = `${shown(sighting.etag)} was only ever seen in the answer to a ${sighting.source.method}; reading shows ${now}.`;
  const maker = /^Express\b/i.exec(firstValue((fresh ?? response).headers, 'X-Powered-By') ?? '')?.[0];
  const kept = contentOfWrite(facts, sighting);
  if (kept !== undefined) return [proven('put-answer-tag', evidence, kept)];
  if (maker === undefined) return [suggested('put-answer-tag', [evidence], isOldVersion(facts) ? 1 : 0)];
  return [
    proven('put-answer-tag', evidence, `${maker} makes the tag of every answer from the content of that answer.`),
  ];
}

/** Nobody wrote since our PUT, whose content is still there: the tag of its answer never was the resource's. */
function contentOfWrite({ input, fresh, request }: Facts, { etag }: Sighting): string | undefined {
  const content = wholeContent(input.fresh?.request.method, fresh);
  if (content === undefined) return undefined;
  const write = (input.earlier ?? []).findLast(
    (earlier) =>
      earlier.request.method === 'PUT' &&
      earlier.request.url === request.url &&
      firstValue(earlier.response?.headers ?? [], 'ETag') === etag,
  );
  if (write?.request.body === undefined || fingerprint(write.request.body) !== fingerprint(content)) return undefined;
  return 'The resource still holds exactly what that PUT sent: it has not changed since.';
}

function rewritten({ sighting, response, fresh, current }: Facts): readonly Finding[] {
  if (sighting === undefined || current.kind !== 'known') return [];
  const answer = fresh ?? response;
  const calendar = /^text\/(?:calendar|vcard)\b/i.test(firstValue(answer.headers, 'Content-Type') ?? '');
  const fromWrite = sighting.source.method === 'PUT';
  if (!calendar || !fromWrite) return [];
  return [suggested('rewritten-by-server', ['Calendar servers rewrite what was saved, and its tag with it.'])];
}

function recreated({ input, sighting, current }: Facts): readonly Finding[] {
  const gone = input.before.best;
  if (gone === undefined || gone.exists || sighting === undefined || current.kind !== 'known') return [];
  if (gone.seenAt < sighting.lastSeenAt) return [];
  const since = elapsed(input.exchange.startedAt - gone.seenAt);
  return [
    proven('deleted-and-recreated', `Nothing was here ${since} before, and now there is ${shownTag(current.value)}.`),
  ];
}

function sameContent({ sighting, fresh, input }: Facts): readonly Finding[] {
  const content = wholeContent(input.fresh?.request.method, fresh);
  if (content === undefined || sighting?.content === undefined || fingerprint(content) !== sighting.content) return [];
  return [
    proven(
      'background-change',
      `The content is the same as when ${shown(sighting.etag)} was read; only the tag is new.`,
    ),
  ];
}

/** What the resource holds is what was sent: an earlier attempt got through although its answer did not come. */
function alreadyApplied({ input, fresh, request }: Facts): readonly Finding[] {
  const content = wholeContent(input.fresh?.request.method, fresh);
  const { body } = request;
  if (content === undefined || body === undefined || body.length === 0 || request.method !== 'PUT') return [];
  if (fingerprint(content) !== fingerprint(body)) return [];
  const evidence = ['The resource holds exactly the content that was sent.'];
  const lost = (input.earlier ?? []).find((earlier) => isLostAttempt(earlier, request.url, body));
  if (lost !== undefined) return [proven('retry-after-lost-answer', ...evidence, 'An earlier attempt got no answer.')];
  return [suggested('retry-after-lost-answer', evidence)];
}

function isLostAttempt(
  { request, error }: NonNullable<Facts['input']['earlier']>[number],
  url: string,
  body: Uint8Array,
): boolean {
  if (error === undefined || request.url !== url || request.method !== 'PUT' || request.body === undefined)
    return false;
  return error.code !== 'request-refused' && fingerprint(request.body) === fingerprint(body);
}

function wholeContent(method: string | undefined, fresh: Facts['fresh']): Uint8Array | undefined {
  if (method !== 'GET' || fresh === undefined || fresh.status !== 200 || fresh.bodyFile !== undefined) return undefined;
  return fresh.body;
}
