import { readFile } from 'node:fs/promises';
import * as tls from 'node:tls';
import type { RedirectConditions, SendOptions } from '../core/http/exchange.ts';
import { environmentProxies } from '../exchange/sending/proxyRules.ts';
import { type NetworkSettings, readNetwork } from '../exchange/sending/readNetwork.ts';
import { SEND_OPTIONS } from './sendOptions.ts';
import { UsageError } from './usageError.ts';

/** The options that say how the outside is reached. */
export const networkOptions = {
  timeout: { type: 'string' },
  http2: { type: 'boolean' },
  'redirect-conditions': { type: 'string' },
  proxy: { type: 'string' },
  noproxy: { type: 'string' },
  cacert: { type: 'string', multiple: true },
  'system-ca': { type: 'boolean' },
  insecure: { type: 'string', multiple: true },
  cert: { type: 'string' },
  key: { type: 'string' },
  pfx: { type: 'string' },
} as const;

export const networkHelp = `  --timeout SECONDS               for the connection, the header section, and between two pieces
                                  of the content; 30 by default
  --http2                         speaks HTTP/2 where the server does
  --redirect-conditions WHAT      drop (the default) goes on without the If-* fields and says so,
                                  stop stops a guarded write at a redirect, keep takes them
                                  along to another spelling of the same resource, else stops
  --proxy URL, --noproxy HOSTS    in place of HTTP_PROXY, HTTPS_PROXY and NO_PROXY; http, https
                                  and socks5, with user:password@ where it asks
  --cacert FILE                   trusts the authorities in this PEM file as well
  --system-ca                     trusts the authorities of this system as well (Node 22.15 or newer)
  --insecure HOST                 takes any certificate of this host; the answer says so
  --cert FILE --key FILE          shows this client certificate, or --pfx FILE; the passphrase is
                                  in PRECONDITION_PASSPHRASE
`;

export interface NetworkValues {
  readonly timeout?: string | undefined;
  readonly http2?: boolean | undefined;
  readonly 'redirect-conditions'?: string | undefined;
  readonly proxy?: string | undefined;
  readonly noproxy?: string | undefined;
  readonly cacert?: string[] | undefined;
  readonly 'system-ca'?: boolean | undefined;
  readonly insecure?: string[] | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly pfx?: string | undefined;
}

/** The bounds of every send of this run, and how the outside is reached. */
export async function sendOptionsOf(values: NetworkValues): Promise<SendOptions> {
  const network = await readNetwork(settingsOf(values), {
    read: readNamed,
    passphrase: async (_, earlier) => (earlier === 'wrong' ? undefined : process.env['PRECONDITION_PASSPHRASE']),
  }).catch((error: unknown) => {
    throw error instanceof UsageError ? error : new UsageError(error instanceof Error ? error.message : String(error));
  });
  const authorities = values['system-ca'] ? [...(network.authorities ?? []), ...systemAuthorities()] : [];
  const trusting = authorities.length === 0 ? network : { ...network, authorities };
  return {
    ...SEND_OPTIONS,
    ...patienceOf(values.timeout),
    ...(values.http2 ? { httpVersion: '2' } : {}),
    redirectConditions: conditionsOf(values['redirect-conditions']),
    network: () => trusting,
  };
}

/** Asked for only: a system's list takes longer to read than many a send takes. */
function systemAuthorities(): readonly string[] {
  const { getCACertificates } = tls as { readonly getCACertificates?: (type: 'system') => string[] };
  if (getCACertificates !== undefined) return getCACertificates('system');
  const file = 'Name the file of your authorities with --cacert';
  throw new UsageError(`Node ${process.versions.node} cannot read this system's authorities, 22.15 can. ${file}.`);
}

function settingsOf(values: NetworkValues): NetworkSettings {
  const { proxy, noproxy, cacert = [], insecure = [], cert, key, pfx } = values;
  const bypass = (noproxy ?? '').split(/[\s,]+/);
  const given = proxy === undefined ? undefined : ({ http: proxy, https: proxy, bypass, tls: 'verify' } as const);
  const environment = environmentProxies((name) => process.env[name]);
  const inherited = environment && { ...environment, bypass: [...environment.bypass, ...bypass] };
  const shown = cert !== undefined || key !== undefined || pfx !== undefined;
  return {
    proxy: given ?? inherited,
    authorities: cacert,
    unverified: insecure,
    certificates: shown ? [{ host: '*', cert, key, pfx, passphrase: true }] : [],
  };
}

function patienceOf(text: string | undefined): Partial<SendOptions> {
  if (text === undefined) return {};
  const milliseconds = Number(text) * 1000;
  if (!(milliseconds > 0) || milliseconds > 2_147_483_647) {
    throw new UsageError(`--timeout takes a number of seconds; ${text} is none.`);
  }
  return { connectTimeout: milliseconds, headersTimeout: milliseconds, bodyTimeout: milliseconds };
}

const CHOICES: readonly RedirectConditions[] = ['stop', 'drop', 'keep'];

/**
 * The editor stops a guarded write at a redirect, for a person is there to press *Send to the target*. Nobody is there
 * to press anything in a script: it follows as other clients do and tells what it left behind, on stderr, in
 * `hops[].droppedFields` and in the explanation.
 */
const UNATTENDED: RedirectConditions = 'drop';

function conditionsOf(text: string | undefined): RedirectConditions {
  const chosen = CHOICES.find((choice) => choice === (text ?? UNATTENDED));
  if (chosen === undefined)
    throw new UsageError(`--redirect-conditions can be ${CHOICES.join(', ')}; ${text} is none of them.`);
  return chosen;
}

async function readNamed(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UsageError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}
