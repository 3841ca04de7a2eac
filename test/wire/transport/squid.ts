import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ended, freePort, isRoot, makeHome } from '../../support/serverProgram.ts';
import { programPath, serving } from './networkProgram.ts';

/** A proxy that lets nobody through whom it does not know. */
export interface Squid {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Starts Squid with the lines `auth_param …` that `asking` makes of the command that knows who is let through; it
 * reads a line for each question. Undefined where there is no Squid.
 */
export async function startSquid(
  helper: string,
  asking: (command: string) => readonly string[],
): Promise<Squid | undefined> {
  const program = programPath('squid');
  if (program === undefined) return undefined;
  const home = await makeHome('squid');
  const port = await freePort();
  await writeFile(join(home, 'auth.sh'), `#!/bin/sh\n${helper}\n`, { mode: 0o755 });
  const lines = [
    `http_port 127.0.0.1:${port}`,
    ...asking(`/bin/sh ${home}/auth.sh`),
    'acl known proxy_auth REQUIRED',
    'http_access allow known',
    'http_access deny all',
    'cache deny all',
    'pid_filename none',
    'cache_log /dev/null',
    'access_log none',
    'shutdown_lifetime 0 seconds',
    ...(isRoot() ? ['cache_effective_user nobody'] : []),
  ];
  await writeFile(join(home, 'squid.conf'), lines.join('\n'));
  const squid = await serving(program, ['-N', '-f', join(home, 'squid.conf')], port);
  return {
    port,
    close: async () => {
      await ended(squid);
      await rm(home, { recursive: true, force: true });
    },
  };
}
