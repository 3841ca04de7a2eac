import type { HttpRequest } from '../../core/http/exchange.ts';
import type { ProxyRules } from '../../core/http/network.ts';
import { type ProxyServer, proxyFor } from './proxy.ts';
import { type KnownProxies, withKnownCredentials } from './proxyCredentials.ts';

/** The way to the server that answers for a URL. */
export interface Route {
  readonly secure: boolean;
  /** A name or an address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** In place of host and port. */
  readonly socketPath: string | undefined;
  readonly proxy: ProxyServer | undefined;
  /** The scheme and authority that the connection speaks for. */
  readonly origin: string;
  /** The request target as it stands in the request line (RFC 9112 §3.2). */
  readonly target: string;
}

/**
 * How the request gets to its server; `known` holds what proxies have asked for. Throws an Interruption where the
 * proxy that is named cannot be used.
 */
export function routeOf(
  request: Pick<HttpRequest, 'url' | 'target'>,
  rules: ProxyRules | undefined,
  known: KnownProxies,
): Route {
  const url = new URL(request.url);
  const secure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = Number(url.port) || (secure ? 443 : 80);
  const path = `${url.pathname}${url.search}`;
  const common = { secure, host, port, origin: url.origin, socketPath: undefined, proxy: undefined };
  const socket = host === 'unix' && url.port === '' ? UNIX_SOCKET.exec(path) : undefined;
  if (socket) return overSocket(common, socket);
  const named = rules && proxyFor({ secure, host, port }, rules);
  const proxy = named?.kind === 'http' ? withKnownCredentials(named, known) : named;
  const absolute = request.target === '*' || (proxy?.kind === 'http' && !secure);
  // undici writes no asterisk. The absolute form with an empty path names the same target (RFC 9112 §3.3).
  const target = request.target === '*' ? url.origin : absolute ? `${url.origin}${path}` : path;
  return { ...common, proxy, target };
}

/** `http://unix:/var/run/docker.sock:/v1.43/info`, as REST Client and httpYac spell it. */
const UNIX_SOCKET = /^([^:]+):(\/.*)?$/;

function overSocket(common: Omit<Route, 'target'>, [, path = '', target = '/']: RegExpExecArray): Route {
  const origin = common.secure ? 'https://localhost' : 'http://localhost';
  return { ...common, host: 'localhost', origin, socketPath: decodeURIComponent(path), target };
}
