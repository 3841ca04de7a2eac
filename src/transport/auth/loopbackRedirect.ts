import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A place to which the authorization server sends the browser back. */
export interface ReturnPlace {
  readonly url: string;
  /** The parameters that the browser came with; undefined when it was given up or took too long. */
  arrived(signal: AbortSignal): Promise<URLSearchParams | undefined>;
  close(): void;
}

/** Nobody waits for ever for a page that was closed. */
const LONGEST_WAIT = 300_000;

const page = (sentence: string): string =>
  `<!doctype html><title>Precondition</title><style>body{font:16px system-ui;margin:4em auto;max-width:32em}</style><p>${sentence}`;

const DONE = page('Done. You can close this page and go back to the editor.');
const REFUSED = page('The authorization server refused. The editor says why; you can close this page.');
const STRANGER = page(
  'This answer belongs to nothing that the editor has asked: its <code>state</code> is another one. Nothing was taken from it. Send the request again.',
);

/**
 * A place on this machine (RFC 8252 §7.3), where a browser on it comes back. Listens where `wanted` says, else on a
 * port that is free, for the one answer that carries `state`; `stranger` is called at an answer with another.
 * Undefined when `wanted` is not on this machine or its port is taken.
 */
export async function loopbackRedirect(
  wanted: string | undefined,
  state: string,
  stranger: () => void,
): Promise<ReturnPlace | undefined> {
  const place = new URL(wanted ?? 'http://127.0.0.1:0/');
  if (place.protocol !== 'http:' || !/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(place.hostname))
    return undefined;
  let arrive: (came: URLSearchParams | undefined) => void = () => {};
  const arrival = new Promise<URLSearchParams | undefined>((resolve) => {
    arrive = resolve;
  });
  const server = createServer(({ url = '' }, response) => {
    const came = answerIn(url, place);
    const kind = came === undefined ? 'nothing' : came.get('state') === state ? 'ours' : 'stranger';
    const fields = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', Connection: 'close' };
    response.writeHead({ nothing: 404, ours: 200, stranger: 400 }[kind], fields);
    response.end({ nothing: '', ours: came?.has('error') === true ? REFUSED : DONE, stranger: STRANGER }[kind]);
    if (kind === 'ours') arrive(came);
    if (kind === 'stranger') stranger();
  });
  const host = place.hostname === '[::1]' ? '::1' : '127.0.0.1';
  const listening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(Number(place.port || (wanted === undefined ? 0 : 80)), host, () => resolve(true));
  });
  if (!listening) return undefined;
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${place.hostname}:${port}${place.pathname}`,
    arrived: (signal) => awaited(arrival, () => arrive(undefined), signal),
    close: () => {
      server.close();
      server.closeIdleConnections();
    },
  };
}

/** Waits for the arrival; gives it up when nobody comes, or the signal says so. */
export async function awaited<T>(arrival: Promise<T>, giveUp: () => void, signal: AbortSignal): Promise<T> {
  const timer = setTimeout(giveUp, LONGEST_WAIT);
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  try {
    return await arrival;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}

/** The parameters of an answer (RFC 6749 §4.1.2); undefined for whatever else browsers ask for. */
function answerIn(target: string, place: URL): URLSearchParams | undefined {
  if (!URL.canParse(target, place.origin)) return undefined;
  const { pathname, searchParams } = new URL(target, place.origin);
  const isAnswer = pathname === place.pathname && (searchParams.has('code') || searchParams.has('error'));
  return isAnswer ? searchParams : undefined;
}
