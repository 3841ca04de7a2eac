import { type ConfigurationScope, workspace } from 'vscode';
import type { HttpVersion, RedirectConditions, SendOptions } from '../core/http/exchange.ts';
import type { HeaderList } from '../core/http/headerList.ts';
import type { Severity } from '../core/service/problem.ts';
import type { Dialect } from '../core/syntax/dialect.ts';
import type { LookUpPolicy } from '../exchange/ports.ts';
import { setByUser } from './files/otherClients.ts';
import type { TlsSettings } from './sending/network.ts';

/** Behind which variables their values are shown. */
export type ShowValues = 'off' | 'fields' | 'everywhere';

/** The settings as the core takes them: milliseconds and bytes. */
export interface Settings {
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  readonly etagMaxAge: number;
  readonly showValues: ShowValues;
  readonly showPredictions: 'yes' | 'no';
  readonly environment: string;
  readonly dialect: Dialect;
  readonly lookUp: LookUpPolicy;
  readonly explain: 'automatic' | 'on-demand';
  readonly remember: 'yes' | 'no';
  readonly keepBodies: 'yes' | 'no';
  readonly history: 'yes' | 'no';
  readonly send: SendOptions;
  readonly tls: TlsSettings;
  /** Whether cookies of answers go out with later requests. */
  readonly cookies: 'yes' | 'no';
  /** Fields that go out with every request which does not have them. */
  readonly addedFields: HeaderList;
}

const maxRedirects = 10;

/** As good as no end: setTimeout takes no more. */
const endless = 2_147_483_647;

/** What another client's setting says, unless the user has set ours. */
function unlessSet<T>(
  scope: ConfigurationScope | undefined,
  ours: string,
  theirs: (scope: ConfigurationScope | undefined) => T | undefined,
): T | undefined {
  return setByUser(scope, 'precondition', ours) === undefined ? theirs(scope) : undefined;
}

/** Milliseconds; 0 means to wait for ever. */
function restClientTimeout(scope: ConfigurationScope | undefined): number | undefined {
  const timeout = setByUser(scope, 'rest-client', 'timeoutinmilliseconds');
  if (typeof timeout !== 'number' || !(timeout >= 0)) return undefined;
  return timeout === 0 ? endless : Math.min(timeout, endless);
}

function restClientFollows(scope: ConfigurationScope | undefined): boolean | undefined {
  const follow = setByUser(scope, 'rest-client', 'followredirect');
  return typeof follow === 'boolean' ? follow : undefined;
}

function restClientCookies(scope: ConfigurationScope | undefined): boolean | undefined {
  const remember = setByUser(scope, 'rest-client', 'rememberCookiesForSubsequentRequests');
  return typeof remember === 'boolean' ? remember : undefined;
}

/** Reads the settings that hold for the document. */
export function readSettings(scope: ConfigurationScope | undefined): Settings {
  const section = workspace.getConfiguration('precondition', scope);
  const read = <T>(name: string, fallback: T): T => section.get<T>(name) ?? fallback;
  const patience = unlessSet(scope, 'timeout', restClientTimeout) ?? read('timeout', 30) * 1000;
  const follow = unlessSet(scope, 'followRedirects', restClientFollows) ?? read('followRedirects', true);
  return {
    severities: read('rules', {}),
    etagMaxAge: read('etagMaxAge', 10) * 60_000,
    showValues: read<ShowValues>('showValues', 'fields'),
    showPredictions: read('showPredictions', true) ? 'yes' : 'no',
    environment: read('environment', ''),
    dialect: read<Dialect>('dialect', 'standard'),
    lookUp: read<LookUpPolicy>('lookUpAfterFailure', 'automatic'),
    explain: read('explainAutomatically', true) ? 'automatic' : 'on-demand',
    remember: read('rememberValidators', true) ? 'yes' : 'no',
    cookies: (unlessSet(scope, 'cookies', restClientCookies) ?? read('cookies', true)) ? 'yes' : 'no',
    keepBodies: read('keepBodies', true) ? 'yes' : 'no',
    history: read('history', true) ? 'yes' : 'no',
    send: {
      ...timeouts(patience, read('http.timeouts', {})),
      redirects: follow ? 'follow' : 'stop',
      redirectConditions: read<RedirectConditions>('redirects.conditions', 'stop'),
      maxRedirects,
      bodyLimit: read('maxBodyInEditor', 1_048_576),
      tls: 'verify',
      httpVersion: read<HttpVersion>('http.version', '1.1'),
    },
    tls: {
      authorities: read('tls.authorities', []),
      unverified: read('tls.unverifiedHosts', []),
      certificates: read('tls.clientCertificates', []),
    },
    addedFields: addedFields({
      'Accept-Encoding': read('http.acceptEncoding', ''),
      'User-Agent': read('http.userAgent', ''),
    }),
  };
}

const addedFields = (values: Readonly<Record<string, string>>): HeaderList =>
  Object.entries(values).filter(([, value]) => value !== '');

/** Seconds by phase, where they are set. */
function timeouts(usual: number, given: Readonly<Record<string, unknown>>) {
  const of = (phase: string): number => {
    const seconds = given[phase];
    return typeof seconds === 'number' && seconds > 0 ? Math.min(seconds * 1000, endless) : usual;
  };
  return { connectTimeout: of('connect'), headersTimeout: of('headers'), bodyTimeout: of('body') };
}
