import { type Html, html } from './html.ts';
import type { TimelineEntry } from './timelineEntries.ts';

const width = 760;
const left = 70;
const ownLane = 48;
const otherLane = 104;
const characterWidth = 6.9;

/**
 * What happened, twice: as a picture where there is room for it, and as a list of sentences, which is what a screen
 * reader reads and what a narrow page shows.
 */
export function renderTimeline(entries: readonly TimelineEntry[]): Html {
  return html`${entries.length < 2 ? undefined : picture(entries)}<ol class="${entries.length < 2 ? 'events alone' : 'events'}">${entries.map(sentence)}</ol>`;
}

function sentence({ lane, kind, from, to, sentence: text }: TimelineEntry): Html {
  const end = html`<time datetime="${to.iso}">${to.text}</time>`;
  const when = from.text === to.text ? end : html`<time datetime="${from.iso}">${from.text}</time> – ${end}`;
  const shown = lane === 'others' ? when : html`<time datetime="${from.iso}">${from.text}</time>`;
  return html`<li class="event-${kind}"><span class="when">${shown}</span> <span class="what">${text}</span></li>`;
}

function picture(entries: readonly TimelineEntry[]): Html {
  const others = entries.some(({ lane }) => lane === 'others');
  const height = others ? 132 : 74;
  const slot = (width - left - 10) / entries.length;
  const at = (index: number) => Math.round(left + slot * (index + 0.5));
  const room = Math.floor(slot / characterWidth) - 1;
  return html`<svg class="timeline" viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false">
${lane('You', ownLane)}${others ? lane('Others', otherLane) : undefined}
${entries.map((entry, index) => (entry.lane === 'you' ? ownEvent(entry, at(index), room) : foreignEvent(entry, at(index), slot, room)))}
</svg>`;
}

function lane(name: string, y: number): Html {
  return html`<text class="lane-name" x="0" y="${y + 4}">${name}</text><line class="lane" x1="${left}" y1="${y}" x2="${width}" y2="${y}"/>`;
}

function ownEvent({ kind, label: [first, second], to }: TimelineEntry, x: number, room: number): Html {
  return html`<g class="event event-${kind}">${label(x, ownLane - 30, first, room)}${label(x, ownLane - 15, second, room)}${mark(kind, x, ownLane)}<text class="time" x="${x}" y="${ownLane + 20}">${to.text}</text></g>`;
}

/** A change by others has no known moment, only two that it lies between: a dashed stretch, not a point. */
function foreignEvent({ kind, label: [first], to }: TimelineEntry, x: number, slot: number, room: number): Html {
  const half = Math.round(slot / 2) - 14;
  return html`<g class="event event-${kind}"><line class="span" x1="${x - half}" y1="${otherLane}" x2="${x + half}" y2="${otherLane}"/>${mark(kind, x, otherLane)}${label(x, otherLane - 14, first, room)}<text class="time" x="${x}" y="${otherLane + 20}">before ${to.text}</text></g>`;
}

function mark(kind: TimelineEntry['kind'], x: number, y: number): Html {
  if (kind === 'refused') {
    return html`<circle class="dot" cx="${x}" cy="${y}" r="9"/><path class="sign" d="M${x - 4} ${y - 4}l8 8M${x + 4} ${y - 4}l-8 8"/>`;
  }
  if (kind === 'overwrote') {
    return html`<path class="dot" d="M${x} ${y - 10}l10 18h-20z"/><path class="sign" d="M${x} ${y - 3}v5M${x} ${y + 4.5}v.5"/>`;
  }
  if (kind === 'looked') return html`<circle class="dot hollow" cx="${x}" cy="${y}" r="5"/>`;
  return html`<circle class="dot" cx="${x}" cy="${y}" r="5"/>`;
}

function label(x: number, y: number, text: string, room: number): Html {
  const shown = shorten(text, room);
  const whole = shown === text ? undefined : html`<title>${text}</title>`;
  return html`<text class="label" x="${x}" y="${y}">${whole}${shown}</text>`;
}

/** A long tag keeps its two ends, which is where people tell tags apart. */
export function shorten(text: string, room: number): string {
  if (text.length <= room) return text;
  const tail = Math.max(3, Math.floor(room / 3));
  return `${text.slice(0, Math.max(3, room - tail - 1))}…${text.slice(-tail)}`;
}
