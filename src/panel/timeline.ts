import type { CauseId } from '../core/conditional/explanation/explanation.ts';
import type { OwnWrite, Sighting } from '../core/conditional/memory/record.ts';
import { fieldValues, firstValue, type HeaderList } from '../core/http/headerList.ts';
import type { ExplanationSource } from './explanationSource.ts';

/** One thing that happened. Times are epoch milliseconds; a change by others lies between two of them. */
export interface TimelineEvent {
  readonly lane: 'you' | 'others';
  readonly kind: 'read' | 'wrote' | 'changed' | 'refused' | 'overwrote' | 'answered' | 'looked';
  /** The method, for what we did. */
  readonly method: string | undefined;
  readonly status: number | undefined;
  /** The entity tag read, written or sent, as it stood. */
  readonly tag: string | undefined;
  readonly from: number;
  readonly to: number;
}

/** More than these would be a log, and the picture is to be taken in at a glance. */
const mostEvents = 6;

/**
 * What led to the outcome, oldest first, from memory: our reads and writes of the resource since the version that
 * was sent, the change by somebody else between two of them where the causes say so, this request, the look-up.
 */
export function timelineOf(source: ExplanationSource): readonly TimelineEvent[] {
  const { exchange, fresh } = source;
  const history = historyOf(source);
  const told = [...history, requestEvent(source), ...(fresh === undefined ? [] : [lookUpEvent(fresh)])];
  const since = told.slice(-mostEvents);
  return since.some(({ from }) => from <= exchange.startedAt) ? since : told.slice(0, mostEvents);
}

/** The tags that the request's preconditions name, lines joined; the text as sent. */
export function sentCondition(headers: HeaderList): { field: string; value: string } | undefined {
  const fields = ['If-Match', 'If-None-Match', 'If-Unmodified-Since', 'If-Modified-Since', 'If-Range', 'If'];
  const field = fields.find((name) => firstValue(headers, name) !== undefined);
  return field === undefined ? undefined : { field, value: fieldValues(headers, field).join(', ') };
}

function requestEvent({ exchange, explanation }: ExplanationSource): TimelineEvent {
  const { request, response, startedAt, endedAt } = exchange;
  const refused = response?.status === 412 || response?.status === 428;
  const overwrote = explanation?.deviation !== undefined && explanation.deviation.expected === 'precondition-failed';
  return {
    lane: 'you',
    kind: refused ? 'refused' : overwrote ? 'overwrote' : 'answered',
    method: request.method,
    status: response?.status,
    tag: sentCondition(request.headers)?.value,
    from: startedAt,
    to: endedAt,
  };
}

function lookUpEvent({
  request,
  response,
  startedAt,
  endedAt,
}: NonNullable<ExplanationSource['fresh']>): TimelineEvent {
  const tag = response && firstValue(response.headers, 'ETag');
  return {
    lane: 'you',
    kind: 'looked',
    method: request.method,
    status: response?.status,
    tag,
    from: startedAt,
    to: endedAt,
  };
}

/** Causes for which a new tag means a new version made by somebody else; for others it means something else. */
const madeByOthers: ReadonlySet<CauseId> = new Set<CauseId>([
  'changed-by-other',
  'background-change',
  'deleted-and-recreated',
  'ius-real-change',
]);

/** The sightings and our writes from the version that was sent up to this request. */
function historyOf(source: ExplanationSource): readonly TimelineEvent[] {
  const resource = source.before.resource;
  if (resource === undefined) return [];
  const { startedAt, endedAt } = source.exchange;
  const sightings = sightingsSince(resource.sightings, sentTags(source));
  const before = resource.ownWrites.filter(({ at }) => at < startedAt);
  const first = sightings[0]?.firstSeenAt ?? before.at(-1)?.at ?? startedAt;
  const writes = before.filter(({ at }) => at >= first);
  const reads = sightings.filter((each) => !isAnswerOf(each, writes)).map(readEvent);
  const ordered = [...reads, ...writes.map(writeEvent)].sort((a, b) => a.to - b.to);
  return withOthers(ordered, source, { at: endedAt, tag: currentTag(source) });
}

function sentTags({ exchange }: ExplanationSource): string {
  return sentCondition(exchange.request.headers)?.value ?? '';
}

/** Each tag once, though several variants may have it, from the newest sighting whose tag was sent; without one, the last sighting before the request. */
function sightingsSince(sightings: readonly Sighting[], sent: string): readonly Sighting[] {
  const earlier = sightings.filter(
    ({ etag }, index) => !sightings.slice(index + 1).some((later) => later.etag === etag),
  );
  const from = earlier.findLastIndex(({ etag }) => sent.includes(etag));
  return from === -1 ? earlier.slice(-1) : earlier.slice(from);
}

/** A tag last seen in the answer to our own write is that write's event already. */
function isAnswerOf({ etag, lastSeenAt }: Sighting, writes: readonly OwnWrite[]): boolean {
  return writes.some((write) => write.etag === etag && lastSeenAt <= write.at);
}

/** The last time that the tag was seen before this request: the closest bound for when it changed. */
function readEvent({ etag, lastSeenAt: at, source }: Sighting): TimelineEvent {
  const { method, status } = source;
  const kind = method === 'GET' || method === 'HEAD' ? 'read' : 'wrote';
  return { lane: 'you', kind, method, status, tag: etag, from: at, to: at };
}

function writeEvent({ method, status, etag, at }: OwnWrite): TimelineEvent {
  return { lane: 'you', kind: 'wrote', method, status, tag: etag, from: at, to: at };
}

/** The tag that the resource has now, as far as anything told. */
export function currentTag({ fresh, exchange, after }: ExplanationSource): string | undefined {
  const seen = fresh?.response ?? (exchange.response?.status === 412 ? exchange.response : undefined);
  return (seen && firstValue(seen.headers, 'ETag')) ?? after.best?.etag;
}

/** Puts a change by somebody else before each reading that shows a tag which none of our writes made. */
function withOthers(
  ours: readonly TimelineEvent[],
  { explanation }: ExplanationSource,
  now: { readonly at: number; readonly tag: string | undefined },
): readonly TimelineEvent[] {
  const cause = explanation?.causes[0]?.id;
  const blamed = explanation?.deviation !== undefined || (cause !== undefined && madeByOthers.has(cause));
  if (!blamed) return ours;
  const last = ours.at(-1);
  const events = ours.flatMap((event, index) => {
    const previous = ours[index - 1];
    return previous !== undefined && foreign(previous, event) ? [changeBetween(previous, event), event] : [event];
  });
  const overwritten = explanation?.deviation !== undefined;
  const news = !overwritten && now.tag !== undefined && last?.tag !== undefined && last.tag !== now.tag;
  return news ? [...events, changeBetween(last, { from: now.at, tag: now.tag })] : events;
}

function foreign(previous: TimelineEvent, event: TimelineEvent): boolean {
  if (event.kind !== 'read' || previous.to > event.from) return false;
  return previous.tag !== undefined && event.tag !== undefined && previous.tag !== event.tag;
}

function changeBetween(before: TimelineEvent, after: Pick<TimelineEvent, 'from' | 'tag'>): TimelineEvent {
  const none = { method: undefined, status: undefined };
  return { lane: 'others', kind: 'changed', ...none, tag: after.tag, from: before.to, to: after.from };
}
