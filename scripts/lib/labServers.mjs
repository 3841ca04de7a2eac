/**
 * The servers of the lab. Debian's packages are unpacked into the cache and not installed: that needs no root,
 * starts no service and leaves the system as it is. What cannot be had is named with the reason and the command.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureApache } from './apache.mjs';
import { isProgram, onPath, run } from './command.mjs';
import { inCache } from './paths.mjs';
import { describe, Problem } from './problem.mjs';
import { step } from './progress.mjs';

const wanted = {
  nginx: {
    packages: ['nginx'],
    program: 'usr/sbin/nginx',
    modules: 'usr/lib/nginx/modules',
    elsewhere: 'in Homebrew: brew install nginx, in Fedora: dnf install nginx',
  },
  lighttpd: {
    packages: ['lighttpd', 'lighttpd-mod-webdav', 'lighttpd-mod-deflate'],
    program: 'usr/sbin/lighttpd',
    modules: 'usr/lib/lighttpd',
    /** A distribution may part it into packages of which only some are there. */
    needs: ['mod_webdav.so', 'mod_deflate.so'],
    elsewhere: 'in Homebrew: brew install lighttpd, in Fedora: dnf install lighttpd lighttpd-mod_webdav',
  },
};

/**
 * These packages and what a system is short of for them. Asking needs no root. One of them that is installed is
 * fetched all the same: a server is run from one place, with its modules beside it.
 */
export async function packagesToFetch(apt, packages) {
  const plan = await run(apt, ['install', '-s', '--no-install-recommends', ...packages]);
  return [...new Set([...packages, ...[...plan.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name)])];
}

async function unpack(apt, name, { packages }, folder) {
  const fresh = `${folder}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  await run(apt, ['-q', 'download', ...(await packagesToFetch(apt, packages))], { cwd: fresh });
  for (const file of (await readdir(fresh)).filter((each) => each.endsWith('.deb'))) {
    await run('dpkg-deb', ['-x', join(fresh, file), fresh]);
    await rm(join(fresh, file));
  }
  await writeFile(join(fresh, 'unpacked'), `${name}\n`);
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
}

/** Where Debian keeps libraries, below a folder. */
async function libraryFolders(folder) {
  const names = await readdir(join(folder, 'usr', 'lib')).catch(() => []);
  return names.filter((name) => name.includes('-linux-')).map((name) => join(folder, 'usr', 'lib', name));
}

/** One that is installed already, wherever this system keeps such things. */
function installed(name, { modules, needs = [] }) {
  const program = ['/usr/sbin', '/usr/local/sbin'].map((folder) => `${folder}/${name}`).find(isProgram) ?? onPath(name);
  const folders = [`/${modules}`, `/usr/lib64/${name}`, `/opt/homebrew/lib/${name}`, `/usr/local/lib/${name}`];
  const folder = folders.find((each) => needs.every((file) => existsSync(join(each, file))));
  return program && folder ? { program, modules: folder, libraries: [] } : undefined;
}

async function ensureUnpacked(name, server) {
  const present = installed(name, server);
  if (present) return present;
  const apt = onPath('apt-get');
  const command = `sudo apt-get update && sudo apt-get install -y ${server.packages.join(' ')}`;
  if (!apt || !onPath('dpkg-deb')) {
    throw new Problem(
      `${name} is not installed, and there is no apt-get to fetch it. Install it: ${server.elsewhere}.`,
    );
  }
  const folder = inCache('lab', name);
  if (!existsSync(join(folder, 'unpacked'))) {
    await step(`Fetching ${name} from Debian`, () => unpack(apt, name, server, folder)).catch((error) => {
      throw new Problem(`${name} could not be fetched.`, { command, detail: describe(error) });
    });
  }
  const program = join(folder, server.program);
  if (!isProgram(program)) {
    throw new Problem(`${name} was fetched, but has no ${server.program}.`, { command });
  }
  return {
    program,
    modules: join(folder, server.modules),
    libraries: await libraryFolders(folder),
  };
}

/** What of the servers there is, and for each that is not, why and what would help. */
export async function ensureLabServers() {
  const servers = {};
  const missing = {};
  const attempt = async (name, ensure) => {
    try {
      servers[name] = await ensure();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      missing[name] = describe(error);
      console.log(`    without ${name}: ${missing[name].replaceAll('\n', '\n    ')}`);
    }
  };
  await attempt('apache', ensureApache);
  for (const [name, server] of Object.entries(wanted)) await attempt(name, () => ensureUnpacked(name, server));
  return { servers, missing };
}
