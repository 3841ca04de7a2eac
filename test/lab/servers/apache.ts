import { apacheArguments, apacheConfiguration } from '../../support/apache.ts';
import {
  freePort,
  makeHome,
  openFolder,
  type Program,
  type Running,
  startServer,
  versionOf,
} from '../../support/serverProgram.ts';
import { folderStorage, type Subject } from '../subject.ts';

const lines = (etag: string): string => `
FileETag ${etag}
Redirect 307 /moved/ /dav/
<Location "/deflated">
  Dav On
  SetOutputFilter DEFLATE
</Location>
`;

export interface ApacheLab extends Running {
  readonly url: string;
  readonly version: string;
  readonly plain: Subject;
  readonly deflated: Subject;
}

/** Apache with mod_dav, at `/dav/` plain, at `/deflated/` behind mod_deflate; `/moved/` redirects to `/dav/`. */
export async function startApacheLab(program: Program, etag = 'MTime Size'): Promise<ApacheLab> {
  const home = await makeHome('apache');
  const plain = await openFolder(home, 'docroot', 'dav');
  const deflated = await openFolder(home, 'docroot', 'deflated');
  await openFolder(home, 'locks');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const configuration = apacheConfiguration(program, { home, port, modules: ['alias'], lines: lines(etag) });
  const running = await startServer(program, apacheArguments(home), { home, url, configuration });
  const version = versionOf(program, ['-v'], /Apache\/([\d.]+)/);
  return {
    ...running,
    url,
    version,
    plain: {
      id: 'apache',
      name: 'Apache mod_dav',
      version,
      coding: 'identity',
      dav: 'yes',
      ...folderStorage(plain, `${url}/dav`),
    },
    deflated: {
      id: 'apache-deflate',
      name: 'Apache mod_dav + mod_deflate',
      version,
      coding: 'gzip',
      dav: 'yes',
      ...folderStorage(deflated, `${url}/deflated`),
    },
  };
}
