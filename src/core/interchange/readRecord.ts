import type { RecordedEntry } from '../conditional/explanation/explainRecorded.ts';
import type { Exchange } from '../http/exchange.ts';
import { firstValue } from '../http/headerList.ts';
import { readHttpDate } from '../http/httpDate.ts';
import { harIn } from './har/readHar.ts';
import { member, parseJson } from './json.ts';
import { readSendLine, type SendLine } from './readSendLine.ts';

/** What was recorded, in the order of the file, or in one sentence why nothing can be read from it. */
export type RecordReading =
  | {
      readonly kind: 'record';
      readonly entries: readonly RecordedEntry[];
      /** What had been seen before the first entry, as far as the record tells. */
      readonly before: readonly Exchange[];
      /** How many entries are no HTTP exchange. */
      readonly passedOver: number;
      /** How many no server saw, since the browser answered them out of its own cache. */
      readonly unsent: number;
    }
  | { readonly kind: 'unreadable'; readonly why: string };

const unreadable = (why: string): RecordReading => ({ kind: 'unreadable', why });

/** Reads HAR 1.2, or what `precondition send --format json` printed, one line or many. `now` is epoch ms. */
export function readRecord(text: string, now: number): RecordReading {
  if (text.trim() === '') return unreadable('it is empty');
  const whole = parseJson(text);
  if (member(whole, 'log') !== undefined) return fromHar(whole);
  if (whole !== undefined) return fromLines([[1, whole]], now);
  return fromText(text, now);
}

function fromHar(data: unknown): RecordReading {
  const reading = harIn(data);
  if (reading.kind === 'unreadable') return unreadable('it has no log.entries, so it is no HAR file');
  const { exchanges, places, unsent, passedOver } = reading;
  const all = exchanges.map((exchange, index) => ({ exchange, entry: places[index] ?? index }));
  const entries = all.filter(({ exchange }) => !unsent.has(exchange));
  const first = Math.min(...entries.map(({ exchange }) => exchange.startedAt));
  const before = [...unsent].flatMap((exchange) => asReceived(exchange, first));
  return { kind: 'record', entries, before, passedOver, unsent: unsent.size };
}

/** What the browser's cache gave, as of when the server had given it: before `first` (epoch ms), or it is recorded. */
function asReceived(exchange: Exchange, first: number): readonly Exchange[] {
  const date = readHttpDate(firstValue(exchange.response?.headers ?? [], 'Date') ?? '', exchange.startedAt);
  if (date.kind !== 'date' || date.epoch >= first) return [];
  return [{ ...exchange, startedAt: date.epoch, endedAt: date.epoch }];
}

function fromText(text: string, now: number): RecordReading {
  const lines: (readonly [number, unknown])[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const data = parseJson(line);
    if (data === undefined) {
      return unreadable(lines.length === 0 ? 'it is not JSON' : `line ${index + 1} of it is not JSON`);
    }
    lines.push([index + 1, data]);
  }
  return fromLines(lines, now);
}

function fromLines(lines: readonly (readonly [number, unknown])[], now: number): RecordReading {
  const read: SendLine[] = [];
  for (const [line, data] of lines) {
    const each = readSendLine(data, now);
    if ('why' in each) {
      const place = lines.length > 1 ? `line ${line} of it is` : 'it is';
      return unreadable(`${place} neither HAR nor a line of “precondition send --format json”: ${each.why}`);
    }
    read.push(each);
  }
  const first = Math.min(...read.map(({ recorded }) => recorded.exchange.startedAt));
  const before = read.flatMap(({ known }) => (known !== undefined && known.endedAt < first ? [known] : []));
  return {
    kind: 'record',
    entries: read.map(({ recorded }, entry) => ({ ...recorded, entry })),
    before,
    passedOver: 0,
    unsent: 0,
  };
}
