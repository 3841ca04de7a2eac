import { firstValue } from '../../core/http/headerList.ts';
import { formatBytes } from '../../core/http/quantity.ts';
import { alignedJson } from '../answers/alignedJson.ts';
import { askedIn, type HistoryEntry, type KeptContent, outcomeOf, targetOf } from './historyEntry.ts';
import { prettyText } from './prettyText.ts';
import { MOMENTARY } from './whatChanged.ts';

/** Two exchanges side by side, as texts whose differences mean something. */
export interface Comparison {
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

/** A longer tag would push the other side out of the title. */
const LONGEST_TAG = 24;

/**
 * Two exchanges for a diff: without times, the fields in the order of their names and without those that differ with
 * each answer, then the contents, JSON laid out alike on both sides. `formatTime` words epoch milliseconds.
 */
export function comparison(
  before: HistoryEntry,
  after: HistoryEntry,
  formatTime: (epoch: number) => string,
): Comparison {
  const [one, other] = contents(before.received, after.received);
  const alike = targetOf(before) === targetOf(after);
  const label = (entry: HistoryEntry, named: readonly string[]) => labelOf(entry, named, formatTime);
  const [left, right] = alike
    ? [[methodOf(before)], []]
    : [before, after].map((each) => [methodOf(each), pathOf(each)]);
  return {
    title: `${label(before, left ?? [])} ↔ ${label(after, right ?? [])}`,
    before: `${headOf(before)}\n${one ?? silence(before)}`,
    after: `${headOf(after)}\n${other ?? silence(after)}`,
  };
}

const methodOf = (entry: HistoryEntry): string => askedIn(entry).method;
const pathOf = (entry: HistoryEntry): string => askedIn(entry).url.replace(/^https?:\/\/[^/?#]*/, '') || '/';

/** `GET 200 "v1" 13:02:11`; what both have is said once, since tabs are narrow. */
function labelOf(entry: HistoryEntry, named: readonly string[], formatTime: (epoch: number) => string): string {
  const { response, startedAt } = entry.exchange;
  const tag = (response && firstValue(response.headers, 'ETag')) ?? '';
  const shown = tag.length > LONGEST_TAG ? `${tag.slice(0, LONGEST_TAG)}…` : tag;
  return [...named, outcomeOf(entry), shown, formatTime(startedAt)].filter(Boolean).join(' ');
}

function headOf(entry: HistoryEntry): string {
  const { response } = entry.exchange;
  const fields = (response?.headers ?? []).filter(([name]) => !MOMENTARY.has(name.toLowerCase()));
  const sorted = [...fields].sort(([a], [b]) => compareText(a.toLowerCase(), b.toLowerCase()));
  const lines = sorted.map(([name, value]) => `${name.toLowerCase()}: ${value}`);
  const status = `${outcomeOf(entry)}${response?.reason ? ` ${response.reason}` : ''}`;
  return `${[status, ...lines].join('\n')}\n`;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Why no content shows, where that is not plain. */
function silence({ exchange: { request, response } }: HistoryEntry): string {
  if (response?.status === 304) return '# A 304 sends no content: what the client has is current.\n';
  return request.method === 'HEAD' && response !== undefined ? '# The answer to HEAD has no content.\n' : '';
}

/** Undefined where there is none. */
function contents(before: KeptContent, after: KeptContent): readonly [string | undefined, string | undefined] {
  const plain = (content: KeptContent) => (content.kind === 'none' ? undefined : shownContent(content));
  const [one, other] = [jsonOf(before), jsonOf(after)];
  const aligned = one === undefined || other === undefined ? undefined : alignedJson(one, other);
  if (aligned === undefined) return [plain(before), plain(after)];
  const told = aligned.order === 'same' ? '' : '# Members stand in the order of the other response.\n';
  return [aligned.before, `${told}${aligned.after}`];
}

const jsonOf = (content: KeptContent): string | undefined =>
  content.kind === 'text' && content.language === 'json' ? content.text : undefined;

/** The content as it is shown, or why it is not. */
export function shownContent(content: KeptContent): string {
  if (content.kind !== 'left-out') return prettyText(content);
  const { bytes, why, mark } = content;
  return `# ${formatBytes(bytes)} of content, not kept: ${reasons[why]}${mark === undefined ? '' : `. Equal contents have equal marks: ${mark}`}\n`;
}

const reasons = {
  binary: 'it is no text',
  'too-large': 'it is too large',
  incomplete: 'it did not come whole',
} as const;
