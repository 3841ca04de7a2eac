import { type ConfigurationScope, workspace } from 'vscode';
import type { SendOptions } from '../core/http/exchange.ts';
import type { Severity } from '../core/service/problem.ts';
import type { LookUpPolicy } from '../exchange/ports.ts';

/** Behind which variables their values are shown. */
export type ShowValues = 'off' | 'fields' | 'everywhere';

/** The settings as the core takes them: milliseconds and bytes. */
export interface Settings {
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  readonly etagMaxAge: number;
  readonly showValues: ShowValues;
  readonly environment: string;
  readonly lookUp: LookUpPolicy;
  readonly explain: 'automatic' | 'on-demand';
  readonly remember: 'yes' | 'no';
  readonly send: SendOptions;
}

const maxRedirects = 10;

/** Reads the settings that hold for the document. */
export function readSettings(scope: ConfigurationScope | undefined): Settings {
  const section = workspace.getConfiguration('precondition', scope);
  const read = <T>(name: string, fallback: T): T => section.get<T>(name) ?? fallback;
  const timeout = read('timeout', 30) * 1000;
  return {
    severities: read('rules', {}),
    etagMaxAge: read('etagMaxAge', 10) * 60_000,
    showValues: read<ShowValues>('showValues', 'fields'),
    environment: read('environment', ''),
    lookUp: read<LookUpPolicy>('lookUpAfterFailure', 'automatic'),
    explain: read('explainAutomatically', true) ? 'automatic' : 'on-demand',
    remember: read('rememberValidators', true) ? 'yes' : 'no',
    send: {
      connectTimeout: timeout,
      headersTimeout: timeout,
      bodyTimeout: timeout,
      redirects: read('followRedirects', true) ? 'follow' : 'stop',
      maxRedirects,
      bodyLimit: read('maxBodyInEditor', 1_048_576),
      tls: 'verify',
    },
  };
}
