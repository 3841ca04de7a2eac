import { type ConfigurationScope, workspace } from 'vscode';
import type { SendOptions } from '../core/http/exchange.ts';
import type { Severity } from '../core/service/problem.ts';
import type { Dialect } from '../core/syntax/dialect.ts';
import type { LookUpPolicy } from '../exchange/ports.ts';
import { setByUser } from './otherClients.ts';

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
  readonly send: SendOptions;
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
    keepBodies: read('keepBodies', true) ? 'yes' : 'no',
    send: {
      connectTimeout: patience,
      headersTimeout: patience,
      bodyTimeout: patience,
      redirects: follow ? 'follow' : 'stop',
      maxRedirects,
      bodyLimit: read('maxBodyInEditor', 1_048_576),
      tls: 'verify',
    },
  };
}
