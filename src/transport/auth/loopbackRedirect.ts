import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A place on this machine to which the authorization server sends the browser back (RFC 8252 §7.3). */
export interface LoopbackRedirect {
  readonly url: string;
  /** The URL that the browser came with; undefined when it was given up or took too long. */
  arrived(signal: AbortSignal): Promise<URL | undefined>;
  close(): void;
}

/** Nobody waits for ever for a page that was closed. */
const LONGEST_WAIT = 300_000;

const PAGE =
  '<!doctype html><title>Precondition</title><p>Done. You can close this page and go back to the editor.</p>';

/**
 * Listens where `wanted` says, else on a port that is free, for the one answer that carries `state`; what comes
 * without it is none. Undefined when `wanted` is not on this machine or its port is taken.
 */
export async function loopbackRedirect(
  wanted: string | undefined,
  state: string,
): Promise<LoopbackRedirect | undefined> {
  const place = new URL(wanted ?? 'http://127.0.0.1:0/');
  if (place.protocol !== 'http:' || !/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(place.hostname))
    return undefined;
  let arrive: (url: URL | undefined) => void = () => {};
  const arrival = new Promise<URL | undefined>((resolve) => {
    arrive = resolve;
  });
  const server = createServer((request, response) => {
    const url = URL.canParse(request.url ?? '', place.origin) ? new URL(request.url ?? '', place.origin) : undefined;
    const ours = url?.pathname === place.pathname && url.searchParams.get('state') === state;
    response.writeHead(ours ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8', Connection: 'close' });
    response.end(ours ? PAGE : '');
    if (ours) arrive(url);
  });
  const host = place.hostname === '[::1]' ? '::1' : '127.0.0.1';
  const listening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(Number(place.port || (wanted === undefined ? 0 : 80)), host, () => resolve(true));
  });
  if (!listening) return undefined;
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    arrived: (signal) => {
      const timer = setTimeout(() => arrive(undefined), LONGEST_WAIT);
      signal.addEventListener('abort', () => arrive(undefined), { once: true });
      if (signal.aborted) arrive(undefined);
      return arrival.finally(() => clearTimeout(timer));
    },
    close: () => {
      server.close();
      server.closeIdleConnections();
    },
  };
}
