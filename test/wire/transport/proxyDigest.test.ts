import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'mocha';
import type { Exchange, SendOptions } from '../../../src/core/http/exchange.ts';
import type { ProxyRules } from '../../../src/core/http/network.ts';
import { createTransport, type Transport } from '../../../src/transport/send.ts';
import { options, text } from './asking.ts';
import { selfSigned } from './certificate.ts';
import { type RawServer, saying, sayingSecurely } from './rawServer.ts';
import { type Squid, startSquid } from './squid.ts';

const good = selfSigned();
const known = createHash('md5').update('user:precondition:secret').digest('hex');
const helper = `while read -r line; do if [ "$line" = '"user":"precondition"' ]; then echo 'OK ha1="${known}"'; else echo ERR; fi; done`;

describe('a proxy that asks for Digest (Squid)', () => {
  let plain: RawServer;
  let secure: RawServer;
  let squid: Squid | undefined;
  let transport: Transport;

  before(async function () {
    squid = await startSquid(helper, (command) => [
      `auth_param digest program ${command}`,
      'auth_param digest realm precondition',
      'auth_param digest children 1',
      // The third answer with one nonce is outdated.
      'auth_param digest nonce_max_count 2',
    ]);
    if (squid === undefined) return this.skip();
    plain = await saying('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nplain');
    secure = await sayingSecurely(good, 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecure');
    transport = createTransport({ authorities: [good.cert] });
  });

  after(async () => {
    await Promise.all([transport?.close(), plain?.close(), secure?.close(), squid?.close()]);
  });

  const through = (userinfo: string, rules: Partial<ProxyRules> = {}): SendOptions => {
    const proxy = `http://${userinfo}127.0.0.1:${squid?.port}`;
    return {
      ...options,
      network: () => ({ proxy: { http: proxy, https: proxy, bypass: [], tls: 'verify', ...rules } }),
    };
  };
  const send = (url: string, how: SendOptions, over = transport, method = 'GET'): Promise<Exchange> =>
    over.send({ method, url, headers: [], body: undefined }, how, new AbortController().signal);
  const tls = () => secure.url.replace('http:', 'https:');
  const came = (exchange: Exchange) => text(exchange) ?? JSON.stringify(exchange.error);

  it('passes on plain requests, each challenge told as the proxy’s own', async () => {
    const exchange = await send(plain.url, through('user:secret@'));
    assert.equal(came(exchange), 'plain');
    const told = exchange.hops.map(({ kind, status, url }) => [kind, status, url]);
    assert.deepEqual(told, [['challenge', 407, `http://127.0.0.1:${squid?.port}`]]);
    assert.match(Buffer.from(exchange.wire?.sent ?? []).toString(), /Proxy-Authorization: Digest username="user"/);
    assert.doesNotMatch(plain.received.join(''), /Proxy-Authorization/i);
    assert.doesNotMatch(JSON.stringify({ ...exchange, wire: undefined, hops: [] }), /secret|Digest/);
  });

  it('is answered at once the next time, and again where its nonce is outdated', async () => {
    const rounds = [];
    for (let round = 0; round < 6; round += 1) rounds.push(await send(plain.url, through('user:secret@')));
    assert.deepEqual(rounds.map(came), Array(6).fill('plain'));
    const asked = rounds.map(({ hops }) => hops.length);
    assert.ok(asked.includes(0) && asked.includes(1), String(asked));
  });

  it('opens tunnels, and the host hears nothing of it', async () => {
    const rounds = [];
    for (let round = 0; round < 5; round += 1) rounds.push(came(await send(tls(), through('user:secret@'))));
    assert.deepEqual(rounds, Array(5).fill('secure'));
    assert.doesNotMatch(secure.received.join(''), /Proxy-Authorization/i);
  });

  it('passes on a request that changes something: what it asked about it had not passed on', async () => {
    const own = createTransport();
    const before = plain.received.length;
    assert.equal(came(await send(plain.url, through('user:secret@'), own, 'DELETE')), 'plain');
    await own.close();
    assert.equal(plain.received.length, before + 1);
  });

  for (const authorization of ['Digest user secret', 'Basic user:secret', `Basic ${btoa('user:secret')}`]) {
    it(`takes the credentials of the setting, spelled ${authorization.split(/[ :]/, 2).join(' ')} …`, async () => {
      const own = createTransport({ authorities: [good.cert] });
      assert.equal(came(await send(plain.url, through('', { authorization }), own)), 'plain');
      assert.equal(came(await send(tls(), through('', { authorization }), own)), 'secure');
      await own.close();
    });
  }

  it('never gets the password where the setting says Digest', async () => {
    const listening = await saying('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
    const proxy = { http: listening.url, https: listening.url, bypass: [], tls: 'verify' as const };
    const network = () => ({ proxy: { ...proxy, authorization: 'Digest user secret' } });
    await send('http://origin.test/', { ...options, network });
    await listening.close();
    assert.doesNotMatch(listening.received.join(''), /Authorization/i);
  });

  it('lets nobody through with a wrong password, and is not asked for ever', async () => {
    const refused = await send(plain.url, through('user:wrong@'));
    assert.equal(refused.response?.status, 407);
    const { error } = await send(tls(), through('user:wrong@'));
    assert.deepEqual([error?.code, error?.cause], ['proxy-authentication', '407']);
    assert.doesNotMatch(JSON.stringify(error), /wrong/);
  });
});
