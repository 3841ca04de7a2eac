import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { firstValue, type HeaderList } from '../../../../src/core/http/headerList.ts';
import { createTransport } from '../../../../src/transport/send.ts';
import { type Apache, startApache } from '../../../support/apache.ts';
import { ask, options, text } from '../asking.ts';

const md5 = (content: string) => createHash('md5').update(content).digest('hex');
const sha1 = (content: string) => createHash('sha1').update(content).digest('base64');

const lines = (home: string) => `
<Location "/dav/digest">
  AuthType Digest
  AuthName "the vault"
  AuthDigestProvider file
  AuthUserFile "${home}/digest.users"
  AuthDigestNonceLifetime 1
  Require valid-user
</Location>
<Location "/dav/basic">
  AuthType Basic
  AuthName "the hall"
  AuthBasicProvider file
  AuthUserFile "${home}/basic.users"
  Require valid-user
</Location>`;

const authorized = (value: string): HeaderList => [['Authorization', value]];

describe('credentials before Apache', () => {
  let apache: Apache;
  before(async () => {
    apache = await startApache({
      modules: ['auth_basic', 'auth_digest', 'authn_core', 'authn_file', 'authz_user'],
      files: {
        'digest.users': `ann:the vault:${md5('ann:the vault:a secret')}\n`,
        'basic.users': `ann:{SHA}${sha1('a secret')}\nJäsøn:{SHA}${sha1('süß')}\n`,
      },
      lines,
    });
    // Folders behind both, made without credentials being asked of the file system.
    for (const name of ['digest', 'basic']) {
      const made = await ask(`${apache.url}/dav/${name}`, {
        method: 'MKCOL',
        headers: authorized(name === 'basic' ? 'Basic ann a secret' : 'Digest ann a secret'),
      });
      assert.equal(made.response?.status, 201);
    }
  });
  after(() => apache?.stop());
  const at = (path: string) => `${apache.url}/dav/${path}`;

  for (const value of [
    'Basic ann a secret',
    'Basic ann:a secret',
    `Basic ${Buffer.from('ann:a secret').toString('base64')}`,
  ]) {
    it(`lets in “${value}”`, async () => {
      const { response } = await ask(at('basic/a.txt'), { method: 'PUT', headers: authorized(value), body: 'x' });
      assert.ok([201, 204].includes(response?.status ?? 0), String(response?.status));
    });
  }

  it('lets in a name and password beyond ASCII, in UTF-8', async () => {
    const { response } = await ask(at('basic/'), {
      headers: [...authorized('Basic Jäsøn süß'), ['Depth', '0']],
      method: 'PROPFIND',
    });
    assert.equal(response?.status, 207);
  });

  it('does not let in a wrong password, and says so without asking again', async () => {
    const { response, hops } = await ask(at('basic/a.txt'), { headers: authorized('Basic ann wrong') });
    assert.equal(response?.status, 401);
    assert.deepEqual(hops, []);
  });

  it('answers a Digest challenge once, and shows it', async () => {
    const exchange = await ask(at('digest/b.txt'), {
      method: 'PUT',
      headers: [...authorized('Digest ann a secret'), ['If-None-Match', '*']],
      body: 'guarded',
    });
    assert.equal(exchange.response?.status, 201);
    assert.deepEqual(
      exchange.hops.map(({ kind, status, method, droppedFields }) => ({ kind, status, method, droppedFields })),
      [{ kind: 'challenge', status: 401, method: 'PUT', droppedFields: [] }],
    );
    assert.equal(firstValue(exchange.hops[0]?.sent ?? [], 'Authorization'), undefined);
    assert.equal(firstValue(exchange.request.headers, 'If-None-Match'), '*');
    const field = firstValue(exchange.request.headers, 'Authorization') ?? '';
    assert.match(field, /^Digest username="ann", realm="the vault", uri="\/dav\/digest\/b\.txt"/);
    assert.doesNotMatch(JSON.stringify(exchange), /a secret/);
  });

  it('a guard that does not hold is refused after the challenge, and nothing is written', async () => {
    const headers: HeaderList = [...authorized('Digest ann a secret'), ['If-Match', '"another"']];
    const exchange = await ask(at('digest/b.txt'), { method: 'PUT', headers, body: 'lost' });
    assert.equal(exchange.response?.status, 412);
    const read = await ask(at('digest/b.txt'), { headers: authorized('Digest ann a secret') });
    assert.equal(text(read), 'guarded');
  });

  it('computes the answer anew when what was sent is asked about by another method', async () => {
    const transport = createTransport();
    const send = (method: string, headers: HeaderList) =>
      transport.send(
        { method, url: at('digest/b.txt'), headers, body: undefined },
        options,
        new AbortController().signal,
      );
    const first = await send('GET', authorized('Digest ann a secret'));
    const second = await send('HEAD', [...first.request.headers, ['Accept-Encoding', 'identity']]);
    assert.equal(second.response?.status, 200);
    assert.deepEqual(second.hops, []);
    await transport.close();
  });

  it('does not try a wrong password twice', async () => {
    const { response, hops } = await ask(at('digest/b.txt'), { headers: authorized('Digest ann wrong') });
    assert.equal(response?.status, 401);
    assert.equal(hops.length, 1);
  });

  it('goes on with the same nonce in one transport, and takes a new one when it is stale', async () => {
    const transport = createTransport();
    const read = () =>
      transport.send(
        { method: 'GET', url: at('digest/b.txt'), headers: authorized('Digest ann a secret'), body: undefined },
        options,
        new AbortController().signal,
      );
    const first = await read();
    const second = await read();
    assert.deepEqual([first.hops.length, second.hops.length], [1, 0]);
    await new Promise((resolve) => setTimeout(resolve, 2200));
    const third = await read();
    assert.equal(third.response?.status, 200);
    assert.equal(third.hops.length, 1);
    assert.match(firstValue(third.hops[0]?.headers ?? [], 'WWW-Authenticate') ?? '', /stale=true/);
    await transport.close();
  });
});

describe('credentials before a server of ours', () => {
  let server: Server;
  let url: string;
  let seen: { readonly line: string; readonly authorization: string | undefined }[];
  let answer: (line: string, authorization: string | undefined) => readonly [number, Record<string, string>];
  beforeEach(async () => {
    seen = [];
    server = createServer((request, response) => {
      const line = `${request.method} ${request.url}`;
      seen.push({ line, authorization: request.headers.authorization });
      request.resume();
      response.writeHead(...answer(line, request.headers.authorization));
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const digest = (field: string) => (_line: string, authorization: string | undefined) =>
    authorization === undefined ? ([401, { 'WWW-Authenticate': field }] as const) : ([200, {}] as const);

  for (const [name, field, wanted] of [
    [
      'SHA-256',
      'Digest realm="r", nonce="n", qop="auth", algorithm=SHA-256',
      /algorithm=SHA-256.*response="[0-9a-f]{64}"/,
    ],
    ['a session', 'Digest realm="r", nonce="n", qop="auth", algorithm=MD5-sess', /algorithm=MD5-sess.*cnonce="/],
    ['auth-int', 'Digest realm="r", nonce="n", qop="auth-int"', /qop=auth-int/],
    [
      'a hashed name',
      'Digest realm="r", nonce="n", qop="auth", userhash=true',
      /username="[0-9a-f]{32}".*userhash=true/,
    ],
  ] as const) {
    it(`answers a challenge for ${name}`, async () => {
      answer = digest(field);
      assert.equal((await ask(url, { headers: authorized('Digest ann secret') })).response?.status, 200);
      assert.match(seen[1]?.authorization ?? '', wanted);
    });
  }

  it('sends no password in clear where Digest is asked for, whatever the challenge', async () => {
    answer = () => [401, { 'WWW-Authenticate': 'Basic realm="r"' }];
    assert.equal((await ask(url, { headers: authorized('Digest ann secret') })).response?.status, 401);
    assert.deepEqual(seen, [{ line: 'GET /', authorization: undefined }]);
  });

  it('counts the uses of a nonce, and asks for no second challenge', async () => {
    answer = digest('Digest realm="r", nonce="n", qop="auth"');
    const transport = createTransport();
    for (let turn = 0; turn < 2; turn += 1) {
      const request = { method: 'GET', url, headers: authorized('Digest ann secret'), body: undefined };
      await transport.send(request, options, new AbortController().signal);
    }
    assert.deepEqual(
      seen.map(({ authorization = 'none' }) => /nc=\d+/.exec(authorization)?.[0]),
      [undefined, 'nc=00000001', 'nc=00000002'],
    );
    await transport.close();
  });

  it('uses the next nonce that the server announces', async () => {
    answer = (_line, authorization) =>
      authorization === undefined
        ? [401, { 'WWW-Authenticate': 'Digest realm="r", nonce="one", qop="auth"' }]
        : [200, { 'Authentication-Info': 'qop=auth, nextnonce="two"' }];
    const transport = createTransport();
    for (let turn = 0; turn < 2; turn += 1) {
      await transport.send(
        { method: 'GET', url, headers: authorized('Digest ann secret'), body: undefined },
        options,
        new AbortController().signal,
      );
    }
    assert.match(seen[2]?.authorization ?? '', /nonce="two", nc=00000001/);
    await transport.close();
  });

  it('does not follow a server that finds every nonce stale for ever', async () => {
    const nonces = Array.from({ length: 9 }, (_, at) => `${at}`);
    answer = () => [401, { 'WWW-Authenticate': `Digest realm="r", nonce="${nonces.pop()}", qop="auth", stale=true` }];
    assert.equal((await ask(url, { headers: authorized('Digest ann secret') })).response?.status, 401);
    assert.equal(seen.length, 3);
  });

  it('computes the answer anew after a redirect on the same origin', async () => {
    answer = (line, authorization) => {
      if (authorization === undefined) return [401, { 'WWW-Authenticate': 'Digest realm="r", nonce="n", qop="auth"' }];
      return line === 'GET /a' ? [302, { Location: '/b' }] : [200, {}];
    };
    const exchange = await ask(`${url}/a`, { headers: authorized('Digest ann secret') });
    assert.equal(exchange.response?.status, 200);
    assert.deepEqual(
      exchange.hops.map(({ status }) => status),
      [401, 302],
    );
    assert.match(seen.at(-1)?.authorization ?? '', /uri="\/b"/);
    assert.doesNotMatch(JSON.stringify(exchange), /"Digest ann/);
  });

  it('signs for AWS what is sent, conditions included, and keeps the secret', async () => {
    answer = () => [200, {}];
    const headers: HeaderList = [
      ...authorized('AWS AKID verysecret region:eu-west-1 service:s3'),
      ['If-None-Match', '*'],
    ];
    const exchange = await ask(`${url}/bucket/key`, { method: 'PUT', headers, body: 'x' });
    assert.equal(exchange.response?.status, 200);
    assert.match(
      seen[0]?.authorization ?? '',
      /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/eu-west-1\/s3\/aws4_request, SignedHeaders=host;if-none-match;x-amz-content-sha256;x-amz-date, Signature=[0-9a-f]{64}$/,
    );
    assert.doesNotMatch(JSON.stringify(exchange), /verysecret/);
  });

  for (const value of ['AWS AKID', 'Digest ann', 'Basic']) {
    it(`sends nothing for “${value}”, and says how it is written`, async () => {
      const exchange = await ask(url, { headers: authorized(value) });
      assert.equal(exchange.error?.code, 'request-refused');
      assert.deepEqual(seen, []);
    });
  }
});
