import type { Dispatcher } from 'undici';
import send from 'undici/lib/api/api-request.js';
import Client from 'undici/lib/dispatcher/client.js';
import type { HttpRequest, HttpResponse, SendOptions, Timings } from '../core/http/exchange.ts';
import type { HeaderField, HeaderList } from '../core/http/headerList.ts';
import { Connection } from './connection.ts';
import { type Failure, failureOf } from './failure.ts';
import { receive } from './receive.ts';

/** What came of one request on one connection. */
export interface Attempt {
  readonly response: HttpResponse | undefined;
  readonly failure: Failure | undefined;
  readonly timings: Omit<Timings, 'total'>;
}

interface Head {
  readonly status: number;
  readonly reason: string;
  readonly headers: HeaderList;
  readonly body: Dispatcher.ResponseData['body'];
}

/** What does not change from send to send. */
export interface Surroundings {
  readonly bodyFile?: () => string;
  readonly authorities?: readonly string[];
}

/** Node's own 16 KiB is less than some identity providers need for their cookies. */
const MAX_HEADER_BYTES = 256 * 1024;

/** Sends the request once, without any interceptor, and reads the answer as far as it comes. */
export async function attempt(
  request: HttpRequest,
  options: SendOptions,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Attempt> {
  const patience = new HeaderPatience(options.headersTimeout);
  const connection = new Connection({
    timeout: options.connectTimeout,
    tls: options.tls,
    authorities: surroundings.authorities ?? [],
    onOpen: () => patience.start(connection),
  });
  const cancel = (): void => connection.interrupt({ code: 'cancelled', cause: 'cancelled' });
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel);
  const client = clientFor(request.url, connection);
  try {
    const head = await headOf(client, request).finally(() => patience.end());
    return await answered(head, connection, options, surroundings.bodyFile);
  } catch (error) {
    return { response: undefined, failure: failureOf(error, connection.phase), timings: connection.timings };
  } finally {
    signal.removeEventListener('abort', cancel);
    await client.destroy();
  }
}

/** undici's own timeouts are off: its clock ticks in half seconds, and ours also tell how long they waited. */
function clientFor(url: string, connection: Connection): Dispatcher {
  return new Client(new URL(url).origin, {
    connect: connection.connect,
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: MAX_HEADER_BYTES,
  });
}

function headOf(client: Dispatcher, { method, url, headers, body, target }: HttpRequest): Promise<Head> {
  const { origin, pathname, search } = new URL(url);
  const options = {
    method: method as Dispatcher.HttpMethod,
    // undici writes no asterisk. The absolute form with an empty path names the same target (RFC 9112 §3.3).
    path: target === '*' ? origin : `${pathname}${search}`,
    headers: headers.flat(),
    body: body === undefined ? null : Buffer.from(body.buffer, body.byteOffset, body.byteLength),
    responseHeaders: 'raw',
  } as const;
  return new Promise((resolve, reject) => {
    send.call(client, options, (error, data) => {
      if (error !== null) return reject(error);
      // With responseHeaders 'raw' this is a flat list of names and values.
      const headers = fieldLines(data.headers as unknown as readonly string[]);
      resolve({ status: data.statusCode, reason: data.statusText, headers, body: data.body });
    });
  });
}

async function answered(
  head: Head,
  connection: Connection,
  options: SendOptions,
  nameFile: (() => string) | undefined,
): Promise<Attempt> {
  const { status, reason, headers, body } = head;
  connection.phase = 'receiving';
  const interrupt = (failure: Failure): void => connection.interrupt(failure);
  const incoming = { status, headers, pieces: hasNoContent(status) ? nothing() : body, interrupt };
  const { failure, ...content } = await receive(incoming, options, nameFile);
  const complete = failure === undefined;
  const response = { status, reason, httpVersion: connection.httpVersion, headers, complete, ...content };
  return { response, failure, timings: connection.timings };
}

/**
 * A 304 may name the length that a 200 would have had (RFC 9110 §8.6), and undici then waits for those bytes and
 * reports them missing. What cannot have content is not read.
 */
const hasNoContent = (status: number): boolean => status === 204 || status === 304;

async function* nothing(): AsyncGenerator<Uint8Array> {}

function fieldLines(raw: readonly string[]): HeaderList {
  const lines: HeaderField[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2)
    lines.push([raw[index] ?? '', trimmedEnd(raw[index + 1] ?? '')]);
  return lines;
}

/** The parser drops white space before a value and not behind it. Not `trimEnd`: 0xA0 is no white space in a field. */
function trimmedEnd(value: string): string {
  let end = value.length;
  while (end > 0 && (value[end - 1] === ' ' || value[end - 1] === '\t')) end -= 1;
  return value.slice(0, end);
}

/** Waits for the header section, and does not count the time in which the request itself is still going out. */
class HeaderPatience {
  readonly #timeout: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(timeout: number) {
    this.#timeout = timeout;
  }

  start(connection: Connection): void {
    this.#timer = setTimeout(() => {
      if (connection.unsent > 0) this.start(connection);
      else connection.interrupt({ code: 'headers-timeout', cause: 'timeout', after: this.#timeout });
    }, this.#timeout);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
