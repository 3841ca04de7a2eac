import { type EntityTag, formatEntityTag, strongMatch } from '../../../http/entityTag.ts';
import { scanEntityTags, type TagMember } from '../../../http/entityTagList.ts';
import type { Exchange, HttpRequest, HttpResponse } from '../../../http/exchange.ts';
import { combinedValue, firstValue } from '../../../http/headerList.ts';
import { readHttpDate } from '../../../http/httpDate.ts';
import type { Known } from '../../evaluation/current.ts';
import { evaluate } from '../../evaluation/evaluate.ts';
import type { ConditionField, Trace } from '../../evaluation/trace.ts';
import type { OwnWrite, Sighting } from '../../memory/record.ts';
import { type SeenState, stateSeen } from '../../memory/seenState.ts';
import { culpritOf } from '../culprit.ts';
import type { ExplainInput } from '../explain.ts';
import type { ProbeKind } from '../probe.ts';

/** Everything a cause is judged by, gathered once. Times are epoch milliseconds. */
export interface Facts {
  readonly input: ExplainInput;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  /** What is known of the current state, and from where. */
  readonly state: SeenState;
  readonly trace: Trace;
  /** The condition that decided, as far as that can be told. */
  readonly culprit: ConditionField | undefined;
  /** The members of the culprit's value, when it is a list of tags. */
  readonly members: readonly TagMember[];
  /** The well-formed tag that was sent and the others were compared by: one seen before, else the first. */
  readonly sent: EntityTag | undefined;
  readonly current: Known<EntityTag>;
  /** Whether the tag sent is strongly the current one. */
  readonly equal: 'yes' | 'no' | 'unknown';
  /** The last time that the tag sent was seen on this resource. */
  readonly sighting: Sighting | undefined;
  /** The tags seen on this resource before, the newest last. */
  readonly history: readonly Sighting[];
  readonly writes: readonly OwnWrite[];
  /** The look-up's answer, when one came. */
  readonly fresh: HttpResponse | undefined;
  /** How far the server's clock is ahead of ours. */
  readonly skew: number;
  /** The answers of the probes that were made, those that came whole. */
  readonly probes: ReadonlyMap<ProbeKind, readonly HttpResponse[]>;
}

/** Gathers what an answered exchange and the memory before it say. */
export function gatherFacts(input: ExplainInput, response: HttpResponse): Facts {
  const { exchange, before, now, environment } = input;
  const { request } = exchange;
  const state = stateSeen(input, response);
  const trace = evaluate(request, state.current, now);
  const culprit = culpritOf(trace, request, response.status);
  const members = membersOf(request, culprit);
  const history = (before.resource?.sightings ?? []).filter((each) => each.environment === environment);
  const { sent, sighting } = sentTag(members, history, state.current.etag);
  return {
    input,
    request,
    response,
    state,
    trace,
    culprit,
    members,
    sent,
    current: state.current.etag,
    equal: isOvertaken(state, culprit, response) ? 'unknown' : equality(members, state.current.etag),
    sighting,
    history,
    writes: before.resource?.ownWrites ?? [],
    fresh: answerOf(input.fresh),
    skew: skewOf(exchange, response),
    probes: new Map(
      (input.probes ?? []).map(({ kind, exchanges }) => [kind, exchanges.flatMap((each) => answerOf(each) ?? [])]),
    ),
  };
}

/** The look-up's answer, when it came whole. */
export function answerOf(fresh: Exchange | undefined): HttpResponse | undefined {
  return fresh?.error === undefined ? fresh?.response : undefined;
}

function membersOf(request: HttpRequest, culprit: ConditionField | undefined): readonly TagMember[] {
  if (culprit !== 'If-Match' && culprit !== 'If-None-Match') return [];
  return scanEntityTags(combinedValue(request.headers, culprit) ?? '');
}

function tagsOf(members: readonly TagMember[]): readonly EntityTag[] {
  return members.flatMap((member) => (member.kind === 'tag' ? [member.tag] : []));
}

function sentTag(
  members: readonly TagMember[],
  history: readonly Sighting[],
  current: Known<EntityTag>,
): Pick<Facts, 'sent' | 'sighting'> {
  const tags = tagsOf(members);
  const matching = current.kind === 'known' ? tags.find((tag) => tag.opaque === current.value.opaque) : undefined;
  const seen = history.findLast(({ etag }) => tags.some((tag) => formatEntityTag(tag) === etag));
  const sent = matching ?? tags.find((tag) => formatEntityTag(tag) === seen?.etag) ?? tags[0];
  const text = sent && formatEntityTag(sent);
  return { sent, sighting: history.findLast(({ etag }) => etag === text) };
}

/** What was known before is no evidence against the server: its refusal says that the tag known is not the current one. */
function isOvertaken({ from }: SeenState, culprit: Facts['culprit'], { status }: HttpResponse): boolean {
  return from === 'memory' && culprit === 'If-Match' && status === 412;
}

function equality(members: readonly TagMember[], current: Known<EntityTag>): Facts['equal'] {
  if (current.kind === 'unknown') return 'unknown';
  if (current.kind === 'none') return 'no';
  return tagsOf(members).some((tag) => strongMatch(tag, current.value)) ? 'yes' : 'no';
}

function skewOf(exchange: Exchange, response: HttpResponse): number {
  const date = dateField(response, 'Date', exchange.endedAt);
  return date === undefined ? 0 : date - exchange.endedAt;
}

/** A date field of a response in epoch ms, undefined when it is absent or no HTTP-date. */
export function dateField(response: HttpResponse | undefined, name: string, now: number): number | undefined {
  const text = response && firstValue(response.headers, name);
  return readDate(text, now);
}

/** A date text in epoch ms, undefined when it is absent or no HTTP-date. */
export function readDate(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  const reading = readHttpDate(text, now);
  return reading.kind === 'date' ? reading.epoch : undefined;
}
