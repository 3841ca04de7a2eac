import { strict as assert } from 'node:assert';
import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import { firstValue, type HeaderList } from '../../../src/core/http/headerList.ts';
import type { Network } from '../../../src/core/http/network.ts';
import { ended, freePort } from '../../support/serverProgram.ts';
import { type Asking, ask, text } from './asking.ts';
import { programPath, ran, serving } from './networkProgram.ts';

const content = 'one line of content\n'.repeat(500);
let home: string;
let nginx: ChildProcess | undefined;
let ports: { readonly open: number; readonly guarded: number };
let authority: string;

/** An authority, a certificate for 127.0.0.1, and one for a client, as PEM and as PKCS #12 under a passphrase. */
function makeCertificates(openssl: string, folder: string): void {
  const make = (...args: readonly string[]): void => ran(openssl, args, folder);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  make(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    '/CN=precondition test CA',
  );
  for (const [name, subject, extension] of [
    ['server', '/CN=127.0.0.1', 'subjectAltName=IP:127.0.0.1'],
    ['client', '/CN=client', 'extendedKeyUsage=clientAuth'],
  ] as const) {
    make('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', subject, '-addext', extension);
    const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-copy_extensions', 'copy'];
    make('x509', '-req', '-in', `${name}.csr`, ...signed, '-out', `${name}.pem`);
  }
  make(
    'pkcs12',
    '-export',
    '-in',
    'client.pem',
    '-inkey',
    'client.key',
    '-out',
    'client.p12',
    '-passout',
    'pass:open sesame',
  );
}

const configuration = (): string => `
daemon off;
${userInfo().uid === 0 ? 'user root;' : ''}
pid ${home}/pid;
error_log ${home}/error.log;
events {}
http {
  access_log off;
  client_body_temp_path ${home}/temp; proxy_temp_path ${home}/temp; fastcgi_temp_path ${home}/temp;
  uwsgi_temp_path ${home}/temp; scgi_temp_path ${home}/temp;
  ssl_certificate ${home}/server.pem;
  ssl_certificate_key ${home}/server.key;
  types { text/plain txt; }
  root ${home}/root;
  gzip on; gzip_types text/plain; gzip_min_length 1;
  add_header X-Protocol $server_protocol always;
  server { listen 127.0.0.1:${ports.open} ssl http2; location = /moved { return 307 /a.txt; } }
  server {
    listen 127.0.0.1:${ports.guarded} ssl http2;
    ssl_client_certificate ${home}/ca.pem; ssl_verify_client on;
    add_header X-Client $ssl_client_s_dn always;
  }
}
`;

describe('a real nginx', () => {
  before(async function () {
    const [program, openssl] = [programPath('nginx'), programPath('openssl')];
    if (program === undefined || openssl === undefined) return this.skip();
    home = await mkdtemp(join(tmpdir(), 'precondition-nginx-'));
    await mkdir(join(home, 'root'));
    await mkdir(join(home, 'temp'));
    makeCertificates(openssl, home);
    authority = await readFile(join(home, 'ca.pem'), 'utf8');
    await writeFile(join(home, 'root', 'a.txt'), content);
    ports = { open: await freePort(), guarded: await freePort() };
    await writeFile(join(home, 'nginx.conf'), configuration());
    nginx = await serving(program, ['-p', home, '-c', join(home, 'nginx.conf')], ports.open);
  });

  after(async () => {
    await ended(nginx);
    if (home !== undefined) await rm(home, { recursive: true, force: true });
  });

  const fetched = (network: Network, asking: Asking = {}, port = ports.open, path = '/a.txt'): Promise<Exchange> =>
    ask(`https://127.0.0.1:${port}${path}`, { ...asking, options: { network: () => network, ...asking.options } });

  const trusting = (): Network => ({ authorities: [authority] });
  const field = ({ response }: Exchange, name: string) => response && firstValue(response.headers, name);
  const latin1 = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('latin1');

  describe('nginx over TLS', () => {
    it('is believed with its authority, and not without', async () => {
      assert.equal(text(await fetched(trusting())), content);
      assert.equal((await fetched({})).error?.code, 'tls-untrusted');
    });

    it('is taken unverified only as an exception, which is told', async () => {
      const { connection, response } = await fetched({ unverified: [`127.0.0.1:${ports.open}`] });
      assert.equal(response?.status, 200);
      assert.match(connection?.tls?.unverified ?? '', /UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET/);
      assert.equal((await fetched({ unverified: ['127.0.0.1:1'] })).error?.code, 'tls-untrusted');
    });

    it('compresses, weakens its tag for that, and is decoded with its fields kept', async () => {
      const exchange = await fetched(trusting(), { headers: [['Accept-Encoding', 'gzip']] });
      assert.equal(text(exchange), content);
      assert.deepEqual([field(exchange, 'Content-Encoding'), field(exchange, 'ETag')?.slice(0, 2)], ['gzip', 'W/']);
    });
  });

  describe('nginx over HTTP/2', () => {
    const two = { httpVersion: '2' } as const;

    it('is spoken to where that was asked for', async () => {
      const exchange = await fetched(trusting(), { options: two });
      assert.deepEqual([exchange.response?.httpVersion, field(exchange, 'X-Protocol')], ['2', 'HTTP/2.0']);
      assert.deepEqual([exchange.response?.reason, text(exchange)], ['OK', content]);
      assert.equal((await fetched(trusting())).response?.httpVersion, '1.1');
    });

    it('answers 304 and 412 to conditions, also to one of two lines', async () => {
      const etag = field(await fetched(trusting(), { options: two }), 'etag') ?? '';
      const conditional = (headers: HeaderList) => fetched(trusting(), { options: two, headers });
      const twice = await conditional([
        ['If-None-Match', '"x"'],
        ['If-None-Match', etag],
      ]);
      assert.deepEqual([twice.response?.status, twice.response?.reason], [304, 'Not Modified']);
      assert.equal((await conditional([['If-Match', '"x"']])).response?.status, 412);
    });

    it('has a wire of fields: the pseudo fields, then those that were written', async () => {
      const { wire } = await fetched(trusting(), { options: two, headers: [['Accept', 'text/plain']] });
      assert.equal(wire?.form, 'fields');
      const lines = [
        ':method: GET',
        ':scheme: https',
        `:authority: 127.0.0.1:${ports.open}`,
        ':path: /a.txt',
        'accept: text/plain',
      ];
      assert.equal(latin1(wire?.sent), `${lines.join('\r\n')}\r\n\r\n`);
      assert.match(latin1(wire?.received), /^:status: 200\r\n(?:[a-z-]+: .*\r\n)+\r\none line/);
    });

    it('follows redirects as ever', async () => {
      const exchange = await fetched(trusting(), { options: two }, ports.open, '/moved');
      assert.deepEqual([text(exchange), exchange.hops[0]?.status], [content, 307]);
    });

    it('cuts large content to the limit and counts it', async () => {
      const { response } = await fetched(trusting(), { options: { ...two, bodyLimit: 10 } });
      assert.deepEqual([response?.body.length, response?.bodyBytes, response?.complete], [10, content.length, true]);
    });

    it('can be cancelled', async () => {
      const { error } = await fetched(trusting(), { options: two, signal: AbortSignal.abort() });
      assert.equal(error?.code, 'cancelled');
    });
  });

  describe('nginx with client certificates', () => {
    const host = '127.0.0.1';
    const guarded = (network: Network, asking: Asking = {}) => fetched(network, asking, ports.guarded);

    for (const httpVersion of ['1.1', '2'] as const) {
      it(`lets one in that shows a certificate and its key, over HTTP/${httpVersion}`, async () => {
        const [cert, key] = await Promise.all(['client.pem', 'client.key'].map((name) => readFile(join(home, name))));
        if (cert === undefined || key === undefined) assert.fail();
        const exchange = await guarded(
          { ...trusting(), certificates: [{ host, cert, key }] },
          { options: { httpVersion } },
        );
        assert.deepEqual([exchange.response?.status, field(exchange, 'x-client')], [200, 'CN=client']);
      });
    }

    it('lets one in that shows PKCS #12, its passphrase asked for once', async () => {
      const pfx = await readFile(join(home, 'client.p12'));
      let asked = 0;
      const passphrase = async () => {
        asked += 1;
        return 'open sesame';
      };
      const network = { ...trusting(), certificates: [{ host, pfx, passphrase }] };
      for (let each = 0; each < 2; each += 1) assert.equal((await guarded(network)).response?.status, 200);
      assert.equal(asked, 1);
    });

    for (const [what, answers, outcome] of [
      ['a wrong passphrase, which is asked for again', ['wrong', 'open sesame'], 200],
      ['three wrong ones', ['wrong', 'wronger', 'wrongest', 'open sesame'], 'client-certificate-unusable'],
      ['one that nobody gives', [], 'client-certificate-unusable'],
    ] as const) {
      it(`comes to what it has to with ${what}`, async () => {
        const left: string[] = [...answers];
        const [asked, opened]: [string[], string[]] = [[], []];
        const pfx = await readFile(join(home, 'client.p12'));
        const passphrase = async (earlier: string) => {
          asked.push(earlier);
          return left.shift();
        };
        const certificates = [{ host, pfx, passphrase, opened: (right: string) => void opened.push(right) }];
        const exchange = await guarded({ ...trusting(), certificates });
        assert.equal(exchange.response?.status ?? exchange.error?.code, outcome);
        if (outcome !== 200) assert.equal(exchange.error?.cause, 'no passphrase opens it');
        assert.deepEqual(asked, ['none', 'wrong', 'wrong'].slice(0, Math.max(1, Math.min(3, answers.length))));
        assert.deepEqual(opened, outcome === 200 ? ['open sesame'] : []);
        assert.doesNotMatch(JSON.stringify(exchange), /sesame|wrong/);
      });
    }

    it('waits for whoever types the passphrase, beyond the time to connect, and lets it be given up', async () => {
      const pfx = await readFile(join(home, 'client.p12'));
      const slowly = (milliseconds: number) => () =>
        new Promise<string>((resolve) => setTimeout(() => resolve('open sesame'), milliseconds));
      const certificates = [{ host, pfx, passphrase: slowly(2500) }];
      const options = { connectTimeout: 1500 };
      const { response, timings } = await guarded({ ...trusting(), certificates }, { options });
      assert.equal(response?.status, 200);
      assert.ok(timings.total < 2500, `${timings.total} ms`);
      const control = new AbortController();
      setTimeout(() => control.abort(), 100);
      const never = [{ host, pfx, passphrase: slowly(60_000) }];
      const exchange = await guarded({ ...trusting(), certificates: never }, { options, signal: control.signal });
      assert.equal(exchange.error?.code, 'cancelled');
    });

    it('refuses one that shows none', async () => {
      assert.equal((await guarded(trusting())).response?.status, 400);
    });
  });
});
