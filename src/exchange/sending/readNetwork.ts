import type { ClientCertificate, EarlierPassphrase, Network, ProxyRules } from '../../core/http/network.ts';
import { isObject } from '../surroundings/environmentLayer.ts';

/** The settings that say how the outside is reached, before any file is read. */
export interface NetworkSettings {
  readonly proxy: ProxyRules | undefined;
  /** Paths of PEM files. */
  readonly authorities: readonly string[];
  readonly unverified: readonly string[];
  /** `{host, cert, key, pfx, passphrase}`: paths, and whether there is a passphrase to ask for. Checked here. */
  readonly certificates: readonly unknown[];
}

export interface NetworkPorts {
  /** Rejects where there is no such file; the message says why. */
  read(path: string): Promise<Uint8Array>;
  /** Asks for the passphrase of the certificate for that host. */
  passphrase(host: string, earlier: EarlierPassphrase): Promise<string | undefined>;
  /** Told the passphrase that opened it. */
  opened?(host: string, passphrase: string): void;
}

/** Reads the files that the settings name. Rejects with a sentence where one cannot be used. */
export async function readNetwork(settings: NetworkSettings, ports: NetworkPorts): Promise<Network> {
  const { proxy, unverified } = settings;
  const authorities = await Promise.all(settings.authorities.map(async (path) => text(await ports.read(path))));
  const certificates = await Promise.all(settings.certificates.map((each) => readCertificate(each, ports)));
  return {
    ...(proxy && { proxy }),
    ...(authorities.length > 0 && { authorities }),
    ...(unverified.length > 0 && { unverified }),
    ...(certificates.length > 0 && { certificates }),
  };
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

async function readCertificate(given: unknown, ports: NetworkPorts): Promise<ClientCertificate> {
  const { host, cert, key, pfx, passphrase } = isObject(given) ? given : {};
  if (typeof host !== 'string' || host === '') throw new Error('a client certificate without a host');
  const isPair = typeof cert === 'string' && typeof key === 'string';
  if (!isPair && typeof pfx !== 'string') {
    throw new Error(`the client certificate for ${host} has neither cert and key nor pfx`);
  }
  const asked: Pick<ClientCertificate, 'passphrase' | 'opened'> =
    passphrase === true
      ? {
          passphrase: (earlier) => ports.passphrase(host, earlier),
          opened: (right) => ports.opened?.(host, right),
        }
      : {};
  if (typeof pfx === 'string') return { host, pfx: await ports.read(pfx), ...asked };
  return { host, cert: await ports.read(String(cert)), key: await ports.read(String(key)), ...asked };
}
