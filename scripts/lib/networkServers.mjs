/** Servers and proxies that the transport is tried against. What cannot be had is told, and its tests are skipped. */
import { existsSync } from 'node:fs';
import { onPath } from './command.mjs';
import { describe } from './problem.mjs';
import { installSystemPackage } from './systemPackage.mjs';

const wanted = {
  nginx: { package: 'nginx', purpose: 'The test of TLS, HTTP/2 and client certificates' },
  squid: { package: 'squid', purpose: 'The test of an HTTP proxy' },
  tinyproxy: { package: 'tinyproxy', purpose: 'The test of another HTTP proxy' },
  microsocks: { package: 'microsocks', purpose: 'The test of a SOCKS proxy' },
  openssl: { package: 'openssl', purpose: 'The test of certificates' },
};

const find = (name) =>
  onPath(name) ?? [`/usr/sbin/${name}`, `/usr/local/sbin/${name}`].find((path) => existsSync(path));

/** The path of each program, as far as they are here or could be installed. */
export async function ensureNetworkServers() {
  const found = {};
  for (const [name, { package: wantedPackage, purpose }] of Object.entries(wanted)) {
    if (!find(name)) await tryInstalling(wantedPackage, purpose);
    const path = find(name);
    if (path) found[name] = path;
  }
  return found;
}

async function tryInstalling(name, purpose) {
  const elsewhere = `Install ${name} by your system's means.`;
  await installSystemPackage(name, { purpose, elsewhere }).catch((problem) => {
    process.stdout.write(`${describe(problem)}\n`);
  });
}
