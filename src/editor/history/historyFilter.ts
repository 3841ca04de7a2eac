import { askedIn, type HistoryEntry } from '../../exchange/history/historyEntry.ts';
import { outcomeWords } from './entryItem.ts';

/** Which exchanges show: those of one resource, or those in which every word stands. */
export type HistoryFilter =
  | { readonly kind: 'resource'; readonly resource: string }
  | { readonly kind: 'words'; readonly text: string };

/** Whether the filter lets the exchange through. `resource` is a URL without scheme and query. */
export function isShown(entry: HistoryEntry, filter: HistoryFilter): boolean {
  if (filter.kind === 'resource') return resourceOf(entry) === filter.resource;
  const { method, url } = askedIn(entry);
  const { name = '', environment } = entry;
  const text = [method, url, outcomeWords(entry), name, environment].join('\n').toLowerCase();
  return filter.text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** `Only “412”: 3 of 120 exchanges`. */
export function wordFilter(filter: HistoryFilter, shown: number, all: number): string {
  return `Only “${filter.kind === 'resource' ? filter.resource : filter.text}”: ${shown} of ${all} exchanges`;
}

/** The URL as it was asked for, without scheme and query. */
export const resourceOf = (entry: HistoryEntry): string => askedIn(entry).url.replace(/^https?:\/\/|\?.*$/g, '');
