import assert from 'node:assert/strict';
import type { Current } from '../../src/core/conditional/evaluation/current.ts';
import { type EntityTag, formatEntityTag, parseEntityTag } from '../../src/core/http/entityTag.ts';
import type { Exchange, HttpRequest, Send } from '../../src/core/http/exchange.ts';
import { firstValue, type HeaderField, type HeaderList } from '../../src/core/http/headerList.ts';
import { formatHttpDate, readHttpDate } from '../../src/core/http/httpDate.ts';
import { options as impatient } from '../pure/exchange/circumstances.ts';
import type { Scenario } from './scenario.ts';
import type { Subject } from './subject.ts';

/**
 * What came of a request: what the procedure of RFC 9110 §13.2.2 can end in, or what it never should.
 * `unwritten` is a write answered 2xx that changed nothing, `written-304` the other way round.
 */
export type Outcome =
  | 'perform'
  | 'perform-range'
  | 'not-modified'
  | 'precondition-failed'
  | 'unwritten'
  | `written-${number}`
  | `status-${number}`;

/** A request with the state of the server that it met, which the lab made and knows. */
export interface Asked {
  readonly method: string;
  readonly headers: HeaderList;
  readonly url: string;
  readonly current: Current;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Observation {
  readonly scenario: Scenario;
  readonly asked: Asked;
  /** The reads right before, which tell the state. */
  readonly reads: readonly Exchange[];
  readonly exchange: Exchange;
  readonly outcome: Outcome;
  readonly status: number;
}

const content = 'It was the best of times, it was the worst of times. '.repeat(10);
const written = 'mine, and longer than nothing';
const hour = 3_600_000;
/** All servers are asked at once, and judged in between. */
const options = { ...impatient, connectTimeout: 30_000, headersTimeout: 30_000, bodyTimeout: 30_000 };
const signal = new AbortController().signal;

/** The lab's hands: one transport, ours. */
export interface Hands {
  readonly send: Send;
}

/** Brings the subject into the scenario's state, sends the request through our transport, and looks at the disk. */
export async function observe(
  { send }: Hands,
  subject: Subject,
  scenario: Scenario,
  round: number,
): Promise<Observation> {
  const resource = `${scenario.exists}-${subject.id}-${round}.txt`;
  const modified = Math.floor(Date.now() / 1000) * 1000 - hour;
  const url = subject.urlOf(resource);
  if (scenario.exists === 'there') await subject.store(resource, content, modified);
  else await subject.remove(resource);
  const plain = await see(send, url, 'identity', modified);
  const read = subject.coding === 'identity' ? plain : await see(send, url, subject.coding, modified);
  const isRead = scenario.method === 'GET' || scenario.method === 'HEAD';
  const { etag } = read.current;
  const fields = filledIn(scenario.fields, etag.kind === 'known' ? etag.value : undefined, modified, url);
  const headers: HeaderList = isRead ? [['Accept-Encoding', subject.coding], ...fields] : fields;
  const request: HttpRequest = { method: scenario.method, url, headers, body: bodyOf(scenario) };
  const exchange = await send(request, options, signal);
  const { response } = answered(exchange);
  const after = await subject.stored(resource);
  return {
    scenario,
    asked: { method: scenario.method, headers, url, current: (isRead ? read : plain).current, now: Date.now() },
    reads: read === plain ? [plain.exchange] : [plain.exchange, read.exchange],
    exchange,
    outcome: outcomeOf(scenario, response.status, after),
    status: response.status,
  };
}

function bodyOf({ method }: Scenario): Uint8Array | undefined {
  return method === 'PUT' ? new TextEncoder().encode(written) : undefined;
}

function answered(exchange: Exchange): { readonly response: NonNullable<Exchange['response']> } {
  const { response, error } = exchange;
  if (response === undefined || error !== undefined) assert.fail(JSON.stringify(error));
  return { response };
}

interface Seen {
  readonly exchange: Exchange;
  readonly current: Current;
}

/** The state that a read shows; the modification date is the lab's own, and the server must agree or name none. */
async function see(send: Send, url: string, coding: string, modified: number): Promise<Seen> {
  const request: HttpRequest = { method: 'GET', url, headers: [['Accept-Encoding', coding]], body: undefined };
  const exchange = await send(request, options, signal);
  const { response } = answered(exchange);
  const none = { kind: 'none' } as const;
  if (response.status === 404)
    return { exchange, current: { exists: false, etag: none, lastModified: none, date: undefined } };
  assert.equal(response.status, 200, url);
  assert.equal(new TextDecoder().decode(response.body), content);
  const etag = firstValue(response.headers, 'ETag');
  const tag = etag === undefined ? undefined : (parseEntityTag(etag) ?? assert.fail(`${etag} is no entity tag`));
  const lastModified = firstValue(response.headers, 'Last-Modified');
  if (lastModified !== undefined) assert.equal(lastModified, formatHttpDate(modified));
  const date = readHttpDate(firstValue(response.headers, 'Date') ?? '', Date.now());
  return {
    exchange,
    current: {
      exists: true,
      etag: tag === undefined ? none : { kind: 'known', value: tag },
      lastModified: lastModified === undefined ? none : { kind: 'known', value: modified },
      date: date.kind === 'date' ? date.epoch : undefined,
    },
  };
}

/** The field lines with what is known of the server now. */
function filledIn(lines: string, tag: EntityTag | undefined, modified: number, url: string): readonly HeaderField[] {
  const current = tag ?? { weak: false, opaque: 'none-at-all' };
  const at = (offset: number) => formatHttpDate(modified + offset);
  const [, day = '', month = '', year = '', time = ''] = / (\d\d) (\w+) (\d+) ([\d:]+)/.exec(at(0)) ?? [];
  const weekday = new Date(modified).toLocaleDateString('en-US', { weekday: 'long', timeZone: 'UTC' });
  const values: Readonly<Record<string, string>> = {
    tag: formatEntityTag(current),
    stale: '"stale-1"',
    toggled: formatEntityTag({ ...current, weak: !current.weak }),
    strong: formatEntityTag({ ...current, weak: false }),
    opaque: current.opaque,
    modified: at(0),
    before: at(-hour),
    after: at(hour / 2),
    tomorrow: formatHttpDate(Date.now() + 24 * hour),
    rfc850: `${weekday}, ${day}-${month}-${year.slice(2)} ${time} GMT`,
    asctime: `${weekday.slice(0, 3)} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`,
    iso: new Date(modified).toISOString(),
    epoch: String(modified / 1000),
    url,
  };
  return lines.split(' | ').map((line) => {
    const [, name = '', value = ''] = /^([^:]+): ?(.*)$/.exec(line) ?? [];
    return [name, value.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? assert.fail(key))] as const;
  });
}

function outcomeOf({ method, exists }: Scenario, status: number, after: string | undefined): Outcome {
  const success = status >= 200 && status < 300;
  const isWrite = method === 'PUT' || method === 'DELETE';
  const done = isWrite && after !== (exists === 'there' ? content : undefined);
  if (done && !success) return `written-${status}`;
  if (status === 206) return 'perform-range';
  if (success) return isWrite && !done ? 'unwritten' : 'perform';
  if (status === 304) return 'not-modified';
  return status === 412 ? 'precondition-failed' : `status-${status}`;
}
