import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { type Asking, ask } from './asking.ts';
import { type RawServer, saying } from './rawServer.ts';

let server: RawServer;

beforeEach(async () => {
  server = await saying('HTTP/1.1 204 No Content\r\n\r\n');
});

afterEach(() => server.close());

/** The bytes of the request as lines, the port replaced. */
async function wire(path: string, asking: Asking = {}): Promise<readonly string[]> {
  const { error } = await ask(server.url + path, asking);
  assert.equal(error, undefined);
  return (server.received[0] ?? '').replaceAll(String(server.port), 'PORT').split('\r\n');
}

describe('the bytes of a request', () => {
  it('hold nothing that was not written but host, connection and content-length', async () => {
    assert.deepEqual(await wire('/a?b=1'), [
      'GET /a?b=1 HTTP/1.1',
      'host: 127.0.0.1:PORT',
      'connection: keep-alive',
      '',
      '',
    ]);
  });

  it('name the server and no path where the server as a whole is asked', async () => {
    const [line] = await wire('', { method: 'OPTIONS', target: '*' });
    assert.equal(line, 'OPTIONS http://127.0.0.1:PORT HTTP/1.1');
  });

  it('keep order, case and duplicates of the fields', async () => {
    const headers: HeaderList = [
      ['if-NONE-match', '"a", "b"'],
      ['X-Z', '1'],
      ['If-None-Match', 'W/"c"'],
      ['Accept', '*/*'],
      ['x-z', ''],
    ];
    assert.deepEqual((await wire('/', { headers })).slice(3, 8), [
      'if-NONE-match: "a", "b"',
      'X-Z: 1',
      'If-None-Match: W/"c"',
      'Accept: */*',
      'x-z: ',
    ]);
  });

  it('carry a Host that was written in place of the own one', async () => {
    const lines = await wire('/', { headers: [['Host', 'example.test']] });
    assert.deepEqual(
      lines.filter((line) => /^host:/i.test(line)),
      ['host: example.test'],
    );
  });

  it('carry obs-text as single octets', async () => {
    assert.ok((await wire('/', { headers: [['If-Match', '"é"']] })).includes('If-Match: "\xe9"'));
  });

  it('keep the method as written', async () => {
    assert.equal((await wire('/', { method: 'purge' }))[0], 'purge / HTTP/1.1');
  });

  it('end with the content, its length before it', async () => {
    const lines = await wire('/', { method: 'PUT', body: 'né', headers: [['Content-Type', 'text/plain']] });
    assert.deepEqual(lines.slice(3), ['Content-Type: text/plain', 'content-length: 3', '', 'n\xc3\xa9']);
  });

  it('announce an empty PUT as empty', async () => {
    assert.ok((await wire('/', { method: 'PUT' })).includes('content-length: 0'));
  });

  it('carry content with GET when it was written', async () => {
    assert.equal((await wire('/', { body: 'q' })).at(-1), 'q');
  });

  it('turn user and password of the URL into Basic credentials', async () => {
    const { request } = await ask(server.url.replace('//', '//us%65r:p%C3%A4ss%zz@'));
    assert.deepEqual(request.headers, [['Authorization', `Basic ${Buffer.from('user:päss%zz').toString('base64')}`]]);
    assert.equal(request.url, `${server.url}/`);
    assert.ok(server.received[0]?.includes('Authorization: Basic '));
  });

  it('prefer the Authorization field to the one in the URL', async () => {
    const { request } = await ask(server.url.replace('//', '//u:p@'), { headers: [['authorization', 'Bearer x']] });
    assert.deepEqual(request.headers, [['authorization', 'Bearer x']]);
  });
});

describe('a request that cannot go out as written', () => {
  const refusals: readonly (readonly [string, Asking & { readonly url?: string }, RegExp])[] = [
    ['a tag in typographic quotes', { headers: [['If-Match', '“v1”']] }, /^If-Match holds .* Latin-1/],
    ['a line break in a value', { headers: [['If-Match', '"v1"\r\nX: y']] }, /^If-Match holds a control/],
    ['a NUL in a value', { headers: [['X', '\0']] }, /^X holds a control/],
    ['a space in a name', { headers: [['If Match', '"v1"']] }, /^a field name/],
    ['an empty name', { headers: [['', '"v1"']] }, /^a field name/],
    ['Transfer-Encoding', { headers: [['Transfer-Encoding', 'chunked']] }, /^Transfer-Encoding belongs/],
    ['Expect', { headers: [['expect', '100-continue']] }, /^expect belongs/],
    ['Upgrade', { headers: [['Upgrade', 'h2c']] }, /^Upgrade belongs/],
    ['a Connection option', { headers: [['Connection', 'close, X-Y']] }, /^Connection can be/],
    [
      'two Hosts',
      {
        headers: [
          ['Host', 'a'],
          ['host', 'a'],
        ],
      },
      /^Host stands there twice/,
    ],
    [
      'two lengths',
      {
        headers: [
          ['Content-Length', '0'],
          ['Content-Length', '0'],
        ],
      },
      /twice/,
    ],
    ['a wrong length', { method: 'PUT', body: 'abc', headers: [['Content-Length', '2']] }, /not the content's 3 bytes/],
    ['CONNECT', { method: 'CONNECT' }, /^CONNECT/],
    ['a method with a space', { method: 'GE T' }, /^the method/],
    ['another scheme', { url: 'ftp://127.0.0.1/' }, /ftp: and not http/],
    ['no URL', { url: 'nowhere' }, /^the URL cannot be read/],
  ];
  for (const [what, asking, cause] of refusals) {
    it(`is refused before a connection is opened: ${what}`, async () => {
      const { error, response } = await ask(asking.url ?? server.url, asking);
      assert.equal(error?.code, 'request-refused');
      assert.match(error.cause, cause);
      assert.equal(response, undefined);
      assert.deepEqual(server.received, []);
    });
  }

  it('never shows the value that was at fault', async () => {
    const { error } = await ask(server.url, { headers: [['Authorization', 'Bearer sécrèt\u2014']] });
    assert.doesNotMatch(JSON.stringify(error), /crèt/);
  });
});
