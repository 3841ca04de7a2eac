import { isIP, type Socket } from 'node:net';
import * as tls from 'node:tls';
import type { ClientCertificate, Network } from '../../core/http/network.ts';
import { Interruption } from '../failure.ts';
import { type Host, meansHost } from './hostPattern.ts';
import { socketStep } from './socketStep.ts';

/** What TLS is to be like. */
export interface Securing {
  readonly host: string;
  readonly port: number;
  readonly verify: 'verify' | 'accept-any';
  /** Application protocols, the preferred first (RFC 7301). */
  readonly protocols: readonly string[];
  readonly network: Network;
}

/**
 * Lets TLS begin on an open connection. The host is the one whose certificate is checked, whatever `Host` says. No
 * session is resumed (RFC 8446 §2.2): in a resumed one the server shows no certificate, and what is told of the
 * certificate and of the time TLS takes is to be that of this connection. Reads save the handshake by keeping the
 * connection instead.
 */
export function startTls(socket: Socket, securing: Securing, context: tls.SecureContext | undefined): tls.TLSSocket {
  const { host, verify, protocols } = securing;
  return tls.connect({
    socket,
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(context && { secureContext: context }),
    ALPNProtocols: [...protocols],
    rejectUnauthorized: verify === 'verify',
  });
}

/** Waits for the handshake, and for what the server says to the certificate it has asked for. */
export async function secured(socket: tls.TLSSocket): Promise<void> {
  await socketStep(socket, 'secureConnect');
}

const contexts = new WeakMap<Network, Map<ClientCertificate | undefined, Promise<tls.SecureContext | undefined>>>();

/** The certificates to trust and to show, read once for each network; undefined where the runtime's own will do. */
export function secureContextOf(network: Network, target: Host): Promise<tls.SecureContext | undefined> {
  const certificate = network.certificates?.find(({ host }) => meansHost([host], target));
  const known =
    contexts.get(network) ?? new Map<ClientCertificate | undefined, Promise<tls.SecureContext | undefined>>();
  contexts.set(network, known);
  const context = known.get(certificate) ?? makeContext(network.authorities ?? [], certificate);
  known.set(certificate, context);
  // A passphrase that was mistyped is asked for again.
  context.catch(() => known.delete(certificate));
  return context;
}

async function makeContext(
  authorities: readonly string[],
  certificate: ClientCertificate | undefined,
): Promise<tls.SecureContext | undefined> {
  if (certificate === undefined && authorities.length === 0) return undefined;
  // Naming any authority replaces the runtime's list, so that is only done when there is one to add.
  const ca = authorities.length === 0 ? {} : { ca: [...trusted(), ...authorities] };
  return openedContext({ ...ca, ...shown(certificate) }, certificate);
}

/** How often a passphrase may be mistyped before the connection is given up. */
const MOST_TRIES = 3;

async function openedContext(
  options: tls.SecureContextOptions,
  certificate: ClientCertificate | undefined,
): Promise<tls.SecureContext> {
  let passphrase = await certificate?.passphrase?.('none');
  for (let tries = 1; ; tries += 1) {
    try {
      const context = tls.createSecureContext({ ...options, ...(passphrase === undefined ? {} : { passphrase }) });
      if (passphrase !== undefined) certificate?.opened?.(passphrase);
      return context;
    } catch (error) {
      const isWrong = passphrase !== undefined && tries < MOST_TRIES && WRONG_PASSPHRASE.test(reasonOf(error));
      passphrase = isWrong ? await certificate?.passphrase?.('wrong') : undefined;
      if (passphrase === undefined) throw unusable(certificate, reasonOf(error));
    }
  }
}

function unusable(certificate: ClientCertificate | undefined, reason: string): Interruption {
  const isLocked = certificate?.passphrase !== undefined && WRONG_PASSPHRASE.test(reason);
  return new Interruption({
    code: 'client-certificate-unusable',
    cause: isLocked ? 'no passphrase opens it' : reason,
  });
}

/** OpenSSL's words for what a wrong passphrase leads to. */
const WRONG_PASSPHRASE = /bad.?decrypt|mac.verify|bad.password/i;

function shown(certificate: ClientCertificate | undefined): tls.SecureContextOptions {
  const part = (name: 'cert' | 'key' | 'pfx') => {
    const bytes = certificate?.[name];
    return bytes === undefined ? {} : { [name]: Buffer.from(bytes) };
  };
  return { ...part('cert'), ...part('key'), ...part('pfx') };
}

/** With what `NODE_EXTRA_CA_CERTS` names, where the runtime tells it. */
function trusted(): readonly string[] {
  const { getCACertificates } = tls as { readonly getCACertificates?: (type: 'default') => string[] };
  return getCACertificates?.('default') ?? tls.rootCertificates;
}

/** OpenSSL's words for it; they hold nothing of the key. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as Error & { code?: unknown };
  return typeof code === 'string' ? code : error.message.slice(0, 100);
}
