import type { Exchange } from '../core/http/exchange.ts';
import type { ExplanationSource } from './explanationSource.ts';
import { type Moment, momentOf } from './moment.ts';
import { shownValue } from './shownValue.ts';
import { sentCondition, type TimelineEvent, timelineOf } from './timeline.ts';

/** An event of the timeline in words. The sentence stands alone; the labels are for the picture. */
export interface TimelineEntry {
  readonly lane: TimelineEvent['lane'];
  readonly kind: TimelineEvent['kind'];
  /** At most two short lines. */
  readonly label: readonly [string, string];
  readonly sentence: string;
  readonly from: Moment;
  readonly to: Moment;
}

/** The timeline, worded. `zone` is an IANA time zone. */
export function timelineEntries(source: ExplanationSource, zone: string | undefined): readonly TimelineEntry[] {
  const reference = source.exchange.startedAt;
  return timelineOf(source).map((event) => ({
    lane: event.lane,
    kind: event.kind,
    label: labelOf(event, source),
    sentence: sentenceOf(event, source),
    from: momentOf(event.from, reference, zone),
    to: momentOf(event.to, reference, zone),
  }));
}

function labelOf(event: TimelineEvent, source: ExplanationSource): readonly [string, string] {
  const { kind, method = '' } = event;
  const tag = shownValue(event.tag ?? '');
  switch (kind) {
    case 'read':
    case 'wrote':
    case 'looked':
      return [method, tag === '' ? String(event.status ?? '') : tag];
    case 'changed':
      return [tag, 'changed in between'];
    case 'refused':
    case 'overwrote':
    case 'answered': {
      const condition = sentCondition(source.exchange.request.headers);
      return [
        `${method} → ${event.status ?? 'no answer'}`,
        condition ? `${condition.field} ${shownValue(condition.value)}` : '',
      ];
    }
  }
}

function sentenceOf(event: TimelineEvent, source: ExplanationSource): string {
  const { kind, method, status } = event;
  const tag = event.tag === undefined ? undefined : shownValue(event.tag);
  switch (kind) {
    case 'read':
      return `You read ${tag} with ${method}.`;
    case 'wrote':
      return `You wrote with ${method} (${status})${tag === undefined ? '; the answer named no tag' : `, which made it ${tag}`}.`;
    case 'changed':
      return tag === undefined ? 'Somebody else changed it.' : `Somebody else changed it to ${tag}.`;
    case 'looked':
      return `A look-up with ${method} answered ${status ?? 'nothing'}${tag === undefined ? '' : ` and ${tag}`}.`;
    case 'refused':
    case 'overwrote':
    case 'answered':
      return requestSentence(event, source);
  }
}

function requestSentence({ kind, method, status }: TimelineEvent, { exchange }: ExplanationSource): string {
  const sent = `You sent ${method} ${guardOf(exchange)}`;
  switch (kind) {
    case 'refused':
      return `${sent}: refused with ${status}${undone(method ?? '')}.`;
    case 'overwrote':
      return `${sent}: it went through with ${status} all the same.`;
    default:
      return `${sent}: answered with ${status ?? 'nothing'}.`;
  }
}

function guardOf({ request, hops }: Exchange): string {
  const condition = sentCondition(request.headers);
  if (condition !== undefined) return `with ${condition.field} ${shownValue(condition.value)}`;
  const lost = hops.flatMap(({ droppedFields }) => droppedFields).filter((name) => /^if(?:-|$)/i.test(name));
  return lost.length === 0 ? 'without a condition' : `and lost ${lost.join(', ')} at the redirect`;
}

/** What a refusal kept from happening. A read changes nothing either way. */
function undone(method: string): string {
  if (method === 'GET' || method === 'HEAD') return '';
  return method === 'DELETE' ? ', nothing was deleted' : ', nothing was written';
}
