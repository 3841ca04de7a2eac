import { formatBytes } from '../../core/http/quantity.ts';
import { responseText } from '../answers/responseText.ts';
import { type HistoryEntry, type KeptContent, outcomeOf } from './historyEntry.ts';
import { prettyText } from './prettyText.ts';
import { MOMENTARY } from './whatChanged.ts';

/** The entry as a response document: what was sent, as `#` lines, and the response as it was. */
export function entryText(entry: HistoryEntry, formatTime: (epoch: number) => string): string {
  const { request, startedAt } = entry.exchange;
  const sent = [
    `Sent ${formatTime(startedAt)}, from the history; secrets are hidden`,
    `${request.method} ${request.url}`,
    ...request.headers.map(([name, value]) => `${name}: ${value}`),
  ];
  const [status = '', ...more] = responseText(entry.exchange).text.split('\n');
  const head = [sized(status, entry), ...sent.map((line) => `# ${line}`), ...more].join('\n');
  return withContent(head, entry.received);
}

/**
 * The entry for a comparison: without times, its fields in the order of their names and without those that differ
 * with each answer, then the content as it is shown.
 */
export function comparisonText(entry: HistoryEntry): string {
  const { response } = entry.exchange;
  const fields = (response?.headers ?? []).filter(([name]) => !MOMENTARY.has(name.toLowerCase()));
  const sorted = [...fields].sort(([a], [b]) => compareText(a.toLowerCase(), b.toLowerCase()));
  const lines = sorted.map(([name, value]) => `${name.toLowerCase()}: ${value}`);
  const status = `${outcomeOf(entry)}${response?.reason ? ` ${response.reason}` : ''}`;
  return withContent(`${[status, ...lines].join('\n')}\n`, entry.received);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The size of the content as it was; the exchange itself holds none any more. */
const sized = (status: string, { exchange: { response } }: HistoryEntry): string =>
  response === undefined ? status : status.replace(/[^·]*$/, ` ${formatBytes(response.bodyBytes)}`);

function withContent(head: string, content: KeptContent): string {
  switch (content.kind) {
    case 'none':
      return head;
    case 'text':
      return `${head}\n${prettyText(content)}`;
    case 'left-out':
      return `${head}\n# ${formatBytes(content.bytes)} of content, not kept: ${reasons[content.why]}${content.mark === undefined ? '' : ` (mark ${content.mark})`}`;
  }
}

const reasons = {
  binary: 'it is no text',
  'too-large': 'it is too large',
  incomplete: 'it did not come whole',
} as const;
