import { formatBytes } from '../../core/http/quantity.ts';
import { responseText } from '../answers/responseText.ts';
import { shownContent } from './comparison.ts';
import type { HistoryEntry } from './historyEntry.ts';

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
  return entry.received.kind === 'none' ? head : `${head}\n${shownContent(entry.received)}`;
}

/** The size of the content as it was; the exchange itself holds none any more. */
const sized = (status: string, { exchange: { response } }: HistoryEntry): string =>
  response === undefined ? status : status.replace(/[^·]*$/, ` ${formatBytes(response.bodyBytes)}`);
