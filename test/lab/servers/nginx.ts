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

/** A cache that keeps what it has for an hour, whatever was written meanwhile, also through itself. */
const cached = (origin: string): string => `
    location /cache/ {
      proxy_cache lab;
      proxy_cache_valid 200 1h;
      add_header X-Cache $upstream_cache_status always;
      proxy_pass ${origin}/dav/;
    }`;

const configuration = (home: string, port: number, origin: string, nodes: readonly string[]): string => `
daemon off;
worker_processes 1;
error_log ${home}/error.log;
pid ${home}/nginx.pid;
${isRoot() ? 'user nobody nogroup;' : ''}
events { worker_connections 64; }
http {
  access_log off;
  client_body_temp_path ${home}/temp/body;
  proxy_temp_path ${home}/temp/proxy;
  fastcgi_temp_path ${home}/temp/fastcgi;
  uwsgi_temp_path ${home}/temp/uwsgi;
  scgi_temp_path ${home}/temp/scgi;
  types { text/plain txt; application/json json; }
  gzip_types text/plain application/json;
  gzip_min_length 1;
  gzip_proxied any;
  proxy_cache_path ${home}/temp/cache keys_zone=lab:1m;
  ${nodes.length === 0 ? '' : `upstream nodes { ${nodes.map((node) => `server ${node};`).join(' ')} }`}
  server {
    listen 127.0.0.1:${port};
    root ${home}/root;
    location /dav/ { dav_methods PUT DELETE MKCOL COPY MOVE; }
    location /gzip/ { gzip on; dav_methods PUT DELETE; }
    ${origin === '' ? '' : `location /proxy/ { gzip on; proxy_pass ${origin}/dav/; }`}
    ${origin === '' ? '' : cached(origin)}
    ${nodes.length === 0 ? '' : 'location /nodes/ { proxy_pass http://nodes/dav/; }'}
  }
}
`;

export interface NginxLab extends Running {
  readonly url: string;
  readonly plain: Subject;
  readonly zipped: Subject;
  /** In front of an Apache, when there is one. */
  readonly proxy: Subject | undefined;
  /** The same behind a cache. */
  readonly cache: Subject | undefined;
}

export interface Behind {
  readonly subject: Subject;
  readonly url: string;
  readonly version: string;
  /** Hosts that take turns at `/nodes/`. */
  readonly nodes: readonly string[];
}

/** nginx with its own files at `/dav/`, compressed at `/gzip/`, and as a compressing proxy at `/proxy/`. */
export async function startNginxLab(program: Program, behind: Behind | undefined): Promise<NginxLab> {
  const home = await makeHome('nginx');
  const plain = await openFolder(home, 'root', 'dav');
  const zipped = await openFolder(home, 'root', 'gzip');
  await openFolder(home, 'temp');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const text = configuration(home, port, behind?.url ?? '', behind?.nodes ?? []);
  const args = ['-e', join(home, 'error.log'), '-p', home, '-c', join(home, 'server.conf')];
  const running = await startServer(program, args, { home, url, configuration: text });
  const version = versionOf(program, ['-v'], /nginx\/([\d.]+)/);
  return {
    ...running,
    url,
    plain: {
      id: 'nginx',
      name: 'nginx dav',
      version,
      coding: 'identity',
      dav: 'no',
      ...folderStorage(plain, `${url}/dav`),
    },
    zipped: {
      id: 'nginx-gzip',
      name: 'nginx dav + gzip',
      version,
      coding: 'gzip',
      dav: 'no',
      ...folderStorage(zipped, `${url}/gzip`),
    },
    proxy: behind && {
      ...behind.subject,
      id: 'nginx-apache',
      name: 'nginx gzip in front of Apache mod_dav',
      version: `${version} and ${behind.version}`,
      coding: 'gzip',
      urlOf: (resource) => `${url}/proxy/${resource}`,
    },
    cache: behind && {
      ...behind.subject,
      id: 'nginx-cache',
      name: 'nginx cache in front of Apache mod_dav',
      urlOf: (resource) => `${url}/cache/${resource}`,
    },
  };
}
