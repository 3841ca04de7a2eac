import { strict as assert } from 'node:assert';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { describeTransportError } from '../../../src/core/http/describeTransportError.ts';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import type { ProxyRules } from '../../../src/core/http/network.ts';
import { ended, freePort } from '../../support/serverProgram.ts';
import { type Asking, ask, text } from './asking.ts';
import { selfSigned } from './certificate.ts';
import { programPath, serving } from './networkProgram.ts';
import { type RawServer, rawServer, saying, sayingSecurely } from './rawServer.ts';
import { type Squid, startSquid } from './squid.ts';

const through = (proxy: string, rules: Partial<ProxyRules> = {}): Asking['options'] => ({
  network: () => ({ proxy: { http: proxy, https: proxy, bypass: [], tls: 'verify', ...rules } }),
});

const good = selfSigned();
let plain: RawServer;
let secure: RawServer;

describe('proxies', () => {
  before(async () => {
    plain = await saying('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nplain');
    secure = await sayingSecurely(good, 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecure');
  });

  after(async () => {
    await plain.close();
    await secure.close();
  });

  const securely = (proxy: string, rules: Partial<ProxyRules> = {}): Promise<Exchange> =>
    ask(secure.url.replace('http:', 'https:'), {
      options: through(proxy, rules) ?? {},
      settings: { authorities: [good.cert] },
    });

  /** What every proxy has to carry, with and without the right credentials. */
  function carries(address: () => string, scheme: 'http' | 'socks5'): void {
    const at = (credentials: string): string => `${scheme}://${credentials}${address()}`;

    it('plain requests', async () => {
      const exchange = await ask(plain.url, { options: through(at('us%65r:secret@')) ?? {} });
      assert.equal(text(exchange), 'plain', JSON.stringify(exchange.error));
      assert.equal(exchange.connection?.proxy, at(''));
      assert.doesNotMatch(JSON.stringify({ ...exchange, wire: undefined }), /secret/);
    });

    it('TLS from end to end', async () => {
      const exchange = await securely(at('user:secret@'));
      assert.equal(text(exchange), 'secure', JSON.stringify(exchange.error));
      assert.doesNotMatch(Buffer.from(exchange.wire?.sent ?? []).toString(), /Proxy-Authorization/i);
      assert.doesNotMatch(secure.received.join(''), /Proxy-Authorization/i);
    });

    it('nothing without the credentials', async () => {
      const { error } = await securely(at('user:wrong@'));
      assert.equal(error?.code, 'proxy-authentication', JSON.stringify(error));
      assert.equal(error.peer, address());
    });
  }

  describe('Squid', () => {
    let squid: Squid | undefined;
    let port = 0;

    before(async function () {
      squid = await startSquid(
        'while read -r user password; do if [ "$user:$password" = "user:secret" ]; then echo OK; else echo ERR; fi; done',
        (command) => [
          `auth_param basic program ${command}`,
          'auth_param basic realm precondition',
          'auth_param basic children 1',
        ],
      );
      if (squid === undefined) return this.skip();
      port = squid.port;
    });

    after(() => squid?.close());

    carries(() => `127.0.0.1:${port}`, 'http');

    it('gives its own answer to a plain request without credentials', async () => {
      const { response, error } = await ask(plain.url, { options: through(`http://127.0.0.1:${port}`) ?? {} });
      assert.deepEqual([response?.status, error], [407, undefined]);
    });

    it('takes the credentials of a setting', async () => {
      const authorization = `Basic ${Buffer.from('user:secret').toString('base64')}`;
      assert.equal(text(await securely(`http://127.0.0.1:${port}`, { authorization })), 'secure');
    });
  });

  describe('Tinyproxy', () => {
    let home: string;
    let proxy: ChildProcess | undefined;
    let port = 0;

    before(async function () {
      const program = programPath('tinyproxy');
      if (program === undefined) return this.skip();
      home = await mkdtemp(join(tmpdir(), 'precondition-tinyproxy-'));
      port = await freePort();
      const lines = [`Port ${port}`, 'Listen 127.0.0.1', 'Timeout 60', 'Allow 127.0.0.1', 'BasicAuth user secret'];
      await writeFile(join(home, 'conf'), `${lines.join('\n')}\nLogLevel Critical\nMaxClients 20\n`);
      proxy = await serving(program, ['-d', '-c', join(home, 'conf')], port);
    });

    after(async () => {
      await ended(proxy);
      if (home !== undefined) await rm(home, { recursive: true, force: true });
    });

    carries(() => `127.0.0.1:${port}`, 'http');
  });

  describe('microsocks', () => {
    let proxy: ChildProcess | undefined;
    let port = 0;

    before(async function () {
      const program = programPath('microsocks');
      if (program === undefined) return this.skip();
      port = await freePort();
      proxy = await serving(program, ['-i', '127.0.0.1', '-p', String(port), '-u', 'user', '-P', 'secret'], port);
    });

    after(() => ended(proxy));

    carries(() => `127.0.0.1:${port}`, 'socks5');

    it('tells of a host that is not there', async () => {
      const { error } = await ask('http://127.0.0.1:1/', {
        options: through(`socks5://user:secret@127.0.0.1:${port}`) ?? {},
      });
      assert.equal(error?.code, 'proxy-refused');
    });
  });

  describe('a proxy', () => {
    it('that is not there is told apart from the host', async () => {
      const port = await freePort();
      const { error } = await ask(plain.url, { options: through(`127.0.0.1:${port}`) ?? {} });
      assert.deepEqual([error?.code, error?.peer], ['proxy-unreachable', `127.0.0.1:${port}`]);
    });

    it('that would not connect is told with its status', async () => {
      const stubborn = await saying('HTTP/1.1 503 Service Unavailable\r\n\r\n');
      const { error } = await securely(stubborn.url);
      await stubborn.close();
      assert.deepEqual([error?.code, error?.cause], ['proxy-refused', '503']);
    });

    it('that hangs up is told', async () => {
      const silent = await rawServer((socket) => socket.destroy());
      const { error } = await securely(silent.url);
      await silent.close();
      assert.equal(error?.code, 'proxy-unreachable');
    });

    it('gets the absolute form of a plain request, and of credentials those that are its own', async () => {
      const recorder = await saying('HTTP/1.1 204 No Content\r\n\r\n');
      await ask('http://origin.test/a?b', { options: through(recorder.url.replace('//', '//u:p@')) ?? {} });
      await recorder.close();
      const [line, ...fields] = (recorder.received[0] ?? '').split('\r\n');
      assert.equal(line, 'GET http://origin.test/a?b HTTP/1.1');
      assert.ok(fields.includes('host: origin.test') && fields.includes('Proxy-Authorization: Basic dTpw'));
    });

    for (const scheme of ['socks4', 'quic']) {
      it(`of the kind ${scheme} is refused in words`, async () => {
        const { error } = await ask(plain.url, { options: through(`${scheme}://127.0.0.1:1`) ?? {} });
        assert.deepEqual([error?.code, error?.cause], ['proxy-unsupported', `its address begins with ${scheme}://`]);
      });
    }

    for (const [what, address, cause] of [
      ['a PAC file', 'http://wpad.test/proxy.pac', 'its address names a file, /proxy.pac'],
      [
        'a PAC file, spelled as curl and others do',
        'pac+http://wpad.test/proxy.pac',
        'its address begins with pac+http://',
      ],
    ] as const) {
      it(`that is ${what} is refused before anything is sent, and what to set instead is said`, async () => {
        const { error } = await ask(plain.url, { options: through(address) ?? {} });
        assert.deepEqual([error?.code, error?.cause], ['proxy-unsupported', cause]);
        assert.match(
          error === undefined ? '' : describeTransportError(error),
          /PAC file is not read\. Set http\.proxy to /,
        );
      });
    }

    it('is passed by for the hosts that are named', async () => {
      const exchange = await ask(plain.url, { options: through('127.0.0.1:1', { bypass: ['127.0.0.0/8'] }) ?? {} });
      assert.equal(text(exchange), 'plain');
    });

    it('is that of the request before that of the settings', async () => {
      const recorder = await saying('HTTP/1.1 204 No Content\r\n\r\n');
      const proxy = { http: recorder.url, https: recorder.url, bypass: [], tls: 'verify' } as const;
      const { response } = await ask('http://origin.test/', { options: { ...through('127.0.0.1:1'), proxy } });
      await recorder.close();
      assert.equal(response?.status, 204);
      assert.match(recorder.received[0] ?? '', /^GET http:\/\/origin\.test\/ /);
    });

    it('is passed by where the request says so', async () => {
      const exchange = await ask(plain.url, { options: { ...through('127.0.0.1:1'), proxy: 'never' } });
      assert.equal(text(exchange), 'plain');
    });
  });
});
