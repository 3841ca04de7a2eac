import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { describeTransportError } from '../../core/http/describeTransportError.ts';
import { firstValue } from '../../core/http/headerList.ts';
import { formatMilliseconds } from '../../core/http/quantity.ts';
import { reasonPhrase } from '../../core/http/reasonPhrase.ts';
import type { TransportErrorCode } from '../../core/http/transportError.ts';
import { askedIn, type HistoryEntry } from '../../exchange/history/historyEntry.ts';
import { clockTime } from '../answers/clockTime.ts';
import type { Grouping } from './historyTree.ts';

/** An exchange as a line of the tree: what was asked, what came of it in words, and when. */
export function entryItem(entry: HistoryEntry, grouping: Grouping): TreeItem {
  const { timings, startedAt } = entry.exchange;
  const request = askedIn(entry);
  const [host, path] = addressOf(request.url);
  const query = path.includes('?') ? ` ${path.replace(/^[^?]*/, '')}` : '';
  const asked = grouping === 'day' ? `${request.method} ${path}` : `${request.method}${query}`;
  const time = clockTime(startedAt);
  const answer = [outcomeWords(entry), ...placeOf(entry)].join(' · ');
  const item = new TreeItem(asked, TreeItemCollapsibleState.None);
  item.id = entry.id;
  item.contextValue = 'exchange';
  // The phrase says nothing that the number and the icon do not, and the side bar is narrow.
  const short = entry.exchange.error === undefined ? answer.replace(/^(\d+)[^·]*(?= ·|$)/, '$1') : answer;
  item.description = [short, time, ...(grouping === 'day' ? [host] : [])].join(' · ');
  item.iconPath = iconOf(entry);
  item.tooltip = tooltipOf(entry, answer);
  item.command = { command: 'precondition.openHistoryEntry', title: 'Open', arguments: [{ kind: 'entry', entry }] };
  item.accessibilityInformation = {
    label: `${request.method} ${path}: ${answer}, ${time}, ${formatMilliseconds(timings.total)}, ${host}`,
  };
  return item;
}

/** `304 Not Modified`, or what kept the answer from coming: `connection reset`. */
export function outcomeWords({ exchange: { response, error } }: HistoryEntry): string {
  if (error?.code === 'cancelled') return 'cancelled';
  if (response === undefined || error !== undefined) return failureWords(error?.code ?? 'unknown');
  const reason = response.reason === '' ? reasonPhrase(response.status) : response.reason;
  return `${response.status}${reason ? ` ${reason}` : ''}`;
}

/** What this was beside other exchanges of the same send. */
function placeOf({ attempt, lookUp }: HistoryEntry): readonly string[] {
  if (lookUp) return ['looked whether it was carried out'];
  return attempt === undefined ? [] : [`attempt ${attempt.number} of ${attempt.of}`];
}

const failureWords = (code: TransportErrorCode): string => (code === 'unknown' ? 'failed' : code.replaceAll('-', ' '));

function addressOf(url: string): readonly [host: string, path: string] {
  const [, host = '', path = ''] = /^(?:https?:\/\/)?([^/?#]*)(.*)$/s.exec(url) ?? [];
  return [host, path || '/'];
}

function tooltipOf(entry: HistoryEntry, answer: string): string {
  const { name, environment, exchange } = entry;
  const { response, error, timings } = exchange;
  const request = askedIn(entry);
  const tag = response && firstValue(response.headers, 'ETag');
  return [
    `${request.method} ${request.url}`,
    error === undefined ? `${answer} · ${formatMilliseconds(timings.total)}` : describeTransportError(error),
    ...(tag === undefined ? [] : [`ETag ${tag}`]),
    ...(name === undefined ? [] : [`Request “${name}”`]),
    ...(environment === '' ? [] : [`Environment “${environment}”`]),
  ].join('\n');
}

function iconOf({ exchange: { response, error } }: HistoryEntry): ThemeIcon {
  if (error?.code === 'cancelled') return new ThemeIcon('circle-slash');
  const status = error === undefined ? (response?.status ?? 0) : 0;
  if (status === 304) return new ThemeIcon('pass', new ThemeColor('charts.blue'));
  if (status >= 200 && status < 300) return new ThemeIcon('pass', new ThemeColor('charts.green'));
  if (status >= 300 && status < 400) return new ThemeIcon('arrow-right');
  if (status >= 400 && status < 500) return new ThemeIcon('warning', new ThemeColor('charts.yellow'));
  return new ThemeIcon('error', new ThemeColor('charts.red'));
}
