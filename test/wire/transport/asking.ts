import type { ContentStream, Exchange, SendOptions } from '../../../src/core/http/exchange.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { createTransport, type TransportSettings } from '../../../src/transport/send.ts';

/** Patience that a test can afford. */
export const options: SendOptions = {
  connectTimeout: 2000,
  headersTimeout: 2000,
  bodyTimeout: 2000,
  redirects: 'follow',
  maxRedirects: 5,
  bodyLimit: 1_000_000,
  tls: 'verify',
};

export interface Asking {
  readonly method?: string;
  readonly target?: '*';
  readonly headers?: HeaderList;
  readonly body?: string | Uint8Array;
  readonly stream?: ContentStream;
  readonly options?: Partial<SendOptions>;
  readonly settings?: TransportSettings;
  readonly signal?: AbortSignal;
}

/** Sends one request with a transport of its own. */
export async function ask(url: string, asking: Asking = {}): Promise<Exchange> {
  const {
    method = 'GET',
    headers = [],
    target,
    stream,
    body,
    settings,
    signal = new AbortController().signal,
  } = asking;
  const transport = createTransport(settings);
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const whole = { ...(target && { target }), ...(stream && { stream }) };
  return transport.send({ method, url, headers, body: bytes, ...whole }, { ...options, ...asking.options }, signal);
}

/** The content as text. */
export function text(exchange: Exchange): string | undefined {
  return exchange.response && Buffer.from(exchange.response.body).toString();
}
