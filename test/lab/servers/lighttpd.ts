import { join } from 'node:path';
import {
  freePort,
  isRoot,
  makeHome,
  openFolder,
  type Program,
  type Running,
  startServer,
  versionOf,
} from '../../support/serverProgram.ts';
import { folderStorage, type Subject } from '../subject.ts';

const configuration = (home: string, port: number): string => `
server.bind = "127.0.0.1"
server.port = ${port}
server.document-root = "${home}/root"
server.errorlog = "${home}/temp/error.log"
server.upload-dirs = ( "${home}/temp" )
server.stat-cache-engine = "disable"
${isRoot() ? 'server.username = "nobody"\nserver.groupname = "nogroup"' : ''}
server.modules = ( "mod_redirect", "mod_webdav", "mod_deflate" )
mimetype.assign = ( ".txt" => "text/plain", ".json" => "application/json" )
url.redirect = ( "^/moved/(.*)" => "/dav/$1" )
url.redirect-code = 307
$HTTP["url"] =~ "^/(dav|deflated)/" {
  webdav.activate = "enable"
  webdav.sqlite-db-name = "${home}/temp/locks.db"
}
$HTTP["url"] =~ "^/deflated/" {
  deflate.mimetypes = ( "text/plain", "application/json" )
  deflate.allowed-encodings = ( "gzip" )
}
`;

export interface LighttpdLab extends Running {
  readonly url: string;
  readonly plain: Subject;
  readonly deflated: Subject;
}

/** lighttpd with mod_webdav, at `/dav/` plain, at `/deflated/` behind mod_deflate; `/moved/` redirects to `/dav/`. */
export async function startLighttpdLab(program: Program): Promise<LighttpdLab> {
  const home = await makeHome('lighttpd');
  const plain = await openFolder(home, 'root', 'dav');
  const deflated = await openFolder(home, 'root', 'deflated');
  await openFolder(home, 'temp');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = ['-D', '-f', join(home, 'server.conf'), '-m', program.modules];
  const running = await startServer(program, args, { home, url, configuration: configuration(home, port) });
  const version = versionOf(program, ['-v'], /lighttpd\/([\d.]+)/);
  return {
    ...running,
    url,
    plain: {
      id: 'lighttpd',
      name: 'lighttpd mod_webdav',
      version,
      coding: 'identity',
      dav: 'yes',
      ...folderStorage(plain, `${url}/dav`),
    },
    deflated: {
      id: 'lighttpd-deflate',
      name: 'lighttpd mod_webdav + mod_deflate',
      version,
      coding: 'gzip',
      dav: 'yes',
      ...folderStorage(deflated, `${url}/deflated`),
    },
  };
}
