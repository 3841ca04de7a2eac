import { BlockList, isIP } from 'node:net';

/** A host as connections know it: a name or an address without brackets, and its port. */
export interface Host {
  readonly host: string;
  readonly port: number;
}

/**
 * Whether one of the patterns means the host: `name`, `name:port`, `.domain` and `*.domain` (the domain itself too,
 * as NO_PROXY has it), an address, `10.0.0.0/8`, `*`. Names are compared without case.
 */
export function meansHost(patterns: readonly string[], target: Host): boolean {
  return patterns.some((pattern) => matches(pattern.trim().toLowerCase(), target));
}

function matches(pattern: string, { host, port }: Host): boolean {
  if (pattern === '') return false;
  const [, bracketed, plain, wantedPort] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(pattern) ?? [];
  if (wantedPort !== undefined && Number(wantedPort) !== port) return false;
  const wanted = bracketed ?? plain ?? pattern;
  if (wanted === '*') return true;
  const name = host.toLowerCase().replace(/\.$/, '');
  if (wanted.includes('/')) return isInSubnet(wanted, name);
  const domain = wanted.replace(/^\*?\./, '');
  return name === domain || (isIP(name) === 0 && domain !== wanted && name.endsWith(`.${domain}`));
}

function isInSubnet(pattern: string, host: string): boolean {
  const [network = '', prefix = ''] = pattern.split('/');
  const family = isIP(network);
  if (family === 0 || isIP(host) !== family || !/^\d{1,3}$/.test(prefix)) return false;
  if (Number(prefix) > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  const type = family === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(network, Number(prefix), type);
  return list.check(host, type);
}
