import { readCredentials } from '../../core/http/authorization.ts';
import type { ProxyRules } from '../../core/http/network.ts';
import { type Failure, Interruption } from '../failure.ts';
import { type Host, meansHost } from './hostPattern.ts';
import type { ProxyCredentials } from './proxyCredentials.ts';

export interface ProxyServer {
  readonly kind: 'http' | 'socks5';
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  /** The value of `Proxy-Authorization` before the proxy has asked for another. */
  readonly authorization: string | undefined;
  /** Where it is known what the proxy has asked for. */
  readonly credentials?: ProxyCredentials;
  readonly username: string;
  readonly password: string;
  /** Its address without credentials. */
  readonly name: string;
  readonly tls: 'verify' | 'accept-any';
}

/** The proxy that the rules name for the host, if any. Throws an Interruption where it cannot be used. */
export function proxyFor(target: Host & { readonly secure: boolean }, rules: ProxyRules): ProxyServer | undefined {
  const address = target.secure ? rules.https : rules.http;
  if (address === undefined || address === '' || meansHost(rules.bypass, target)) return undefined;
  return readProxy(address, rules);
}

function readProxy(address: string, rules: ProxyRules): ProxyServer {
  const text = /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  if (!URL.canParse(text)) throw unsupported('its address cannot be read');
  const url = new URL(text);
  const kind = KINDS[url.protocol];
  if (kind === undefined || /^pac\+/i.test(text)) throw unsupported(`its address begins with ${url.protocol}//`);
  if (url.pathname.length > 1) throw unsupported(`its address names a file, ${url.pathname}`);
  const own = url.username === '' ? undefined : { user: decoded(url.username), password: decoded(url.password) };
  const { user: username, password, authorization } = own === undefined ? ofSetting(rules) : basic(own);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = Number(url.port) || DEFAULT_PORTS[url.protocol] || 80;
  return {
    kind,
    secure: url.protocol === 'https:',
    host,
    port,
    username,
    password,
    authorization,
    name: `${url.protocol}//${url.hostname}:${port}`,
    tls: rules.tls,
  };
}

const KINDS: Readonly<Record<string, ProxyServer['kind']>> = {
  'http:': 'http',
  'https:': 'http',
  'socks:': 'socks5',
  'socks5:': 'socks5',
  'socks5h:': 'socks5',
};

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'socks:': 1080,
  'socks5:': 1080,
  'socks5h:': 1080,
};

const unsupported = (cause: string): Interruption => new Interruption({ code: 'proxy-unsupported', cause });

interface Pair {
  readonly user: string;
  readonly password: string;
}

type Told = Pair & { readonly authorization: string | undefined };

const basic = ({ user, password }: Pair): Told => ({
  user,
  password,
  authorization: `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`,
});

/** In the spellings of `Authorization` in a file; what is Base64 already is read, as the proxy may ask for Digest. */
function ofSetting({ authorization }: ProxyRules): Told {
  const credentials = readCredentials(authorization ?? '');
  if (credentials.kind === 'basic') return basic(credentials);
  if (credentials.kind === 'digest') return { ...credentials, authorization: undefined };
  const [, pair] = /^basic\s+(\S+)$/i.exec(authorization ?? '') ?? [];
  const [, user = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(pair ?? '', 'base64').toString('utf8')) ?? [];
  return { user, password, authorization };
}

function decoded(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}

/** A failure of the way to the proxy, told of the proxy. */
export function atProxy({ host, port }: ProxyServer, failure: Failure): Failure {
  const peer = `${host}:${port}`;
  switch (failure.code) {
    case 'connect-refused':
    case 'dns-failed':
    case 'unreachable':
    case 'connection-reset':
      return { ...failure, code: 'proxy-unreachable', peer };
    default:
      return { ...failure, peer };
  }
}
