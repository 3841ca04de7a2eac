import { existsSync } from 'node:fs';
import { isProgram, onPath } from './command.mjs';
import { Problem } from './problem.mjs';
import { installSystemPackage } from './systemPackage.mjs';

/** Where distributions keep the server and where its modules: Debian, Fedora, macOS with and without Homebrew. */
const programs = ['/usr/sbin/apache2', '/usr/sbin/httpd', '/opt/homebrew/bin/httpd', '/usr/local/bin/httpd'];
const moduleFolders = [
  '/usr/lib/apache2/modules',
  '/usr/lib64/httpd/modules',
  '/usr/libexec/apache2',
  '/opt/homebrew/lib/httpd/modules',
  '/usr/local/lib/httpd/modules',
];

function find() {
  const program = programs.find(isProgram) ?? onPath('apache2', 'httpd');
  const modules = moduleFolders.find((folder) => existsSync(`${folder}/mod_dav_fs.so`));
  return program && modules ? { program, modules } : undefined;
}

/**
 * Apache's program and modules. Debian's `apache2-bin` holds just these: no service, no site, no
 * configuration, so nothing is left running or starts at boot.
 */
export async function ensureApache() {
  const present = find();
  if (present) return present;
  await installSystemPackage('apache2-bin', {
    purpose: 'The tests against a real WebDAV server',
    elsewhere:
      'Install the Apache HTTP server with mod_dav (in Fedora: dnf install httpd, in Homebrew: brew install httpd).',
  });
  const installed = find();
  if (installed) return installed;
  throw new Problem('Apache was installed and its mod_dav_fs cannot be found.');
}
