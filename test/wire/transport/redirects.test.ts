import { strict as assert } from 'node:assert';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { ask, text } from './asking.ts';

interface Seen {
  readonly line: string;
  readonly fields: Readonly<Record<string, string | string[] | undefined>>;
  readonly content: string;
}

interface Site {
  readonly url: string;
  readonly seen: Seen[];
  readonly server: Server;
}

/** Answers `/302/to?there` with that status and Location, everything else with 200. */
async function site(): Promise<Site> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    seen.push({ line: `${request.method} ${request.url}`, fields: request.headers, content: await contentOf(request) });
    const [, status = '', location = ''] = /^\/(\d{3})\/to(?:\?(.*))?$/.exec(request.url ?? '') ?? [];
    response.writeHead(
      status === '' ? 200 : Number(status),
      location === '' ? {} : { Location: decodeURIComponent(location) },
    );
    response.end(status === '304' ? undefined : `at ${request.url}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, server };
}

async function contentOf(request: IncomingMessage): Promise<string> {
  let content = '';
  for await (const chunk of request) content += String(chunk);
  return content;
}

let here: Site;
let there: Site;

beforeEach(async () => {
  here = await site();
  there = await site();
});

afterEach(() => {
  for (const { server } of [here, there]) {
    server.closeAllConnections();
    server.close();
  }
});

const via = (status: number, location: string): string => `${here.url}/${status}/to?${encodeURIComponent(location)}`;

const everything: HeaderList = [
  ['If-Match', '"a"'],
  ['if-none-match', '"b"'],
  ['If-Modified-Since', 'Sun, 06 Nov 1994 08:49:37 GMT'],
  ['If-Unmodified-Since', 'Sun, 06 Nov 1994 08:49:37 GMT'],
  ['If-Range', '"c"'],
  ['If', '(["d"])'],
  ['Accept', 'text/plain'],
];

const secrets: HeaderList = [
  ['Authorization', 'Bearer x'],
  ['Cookie', 'a=b'],
  ['X-Api-Key', 'k'],
  ['X-Mine', 'y'],
];

describe('a redirect', () => {
  it('is followed, and the way is told', async () => {
    const exchange = await ask(via(302, '/next'));
    assert.equal(text(exchange), 'at /next');
    assert.equal(exchange.request.url, `${here.url}/next`);
    const [hop, ...more] = exchange.hops;
    assert.deepEqual([hop?.status, hop?.url, hop?.droppedFields, more], [302, via(302, '/next'), [], []]);
    assert.deepEqual([hop?.method, hop?.reason], ['GET', 'Found']);
    assert.deepEqual(hop?.headers?.[0], ['Location', '/next']);
    assert.match(Buffer.from(hop?.wire?.received ?? []).toString(), /^HTTP\/1\.1 302 Found\r\n/);
  });

  it('never takes preconditions along', async () => {
    const { hops, request } = await ask(via(307, '/next'), { headers: everything });
    const dropped = everything.slice(0, 6).map(([name]) => name);
    assert.deepEqual(hops[0]?.droppedFields, dropped);
    assert.deepEqual(request.headers, [['Accept', 'text/plain']]);
    assert.equal(here.seen[1]?.fields['if-match'], undefined);
  });

  it('keeps credentials and keys on the same origin and drops them on the way to another', async () => {
    const same = await ask(via(307, '/next'), { headers: secrets });
    assert.deepEqual(same.hops[0]?.droppedFields, []);
    const other = await ask(via(307, `${there.url}/next`), { headers: secrets });
    assert.deepEqual(other.hops[0]?.droppedFields, ['Authorization', 'Cookie', 'X-Api-Key']);
    assert.deepEqual(other.request.headers, [['X-Mine', 'y']]);
    assert.equal(there.seen[0]?.fields['authorization'], undefined);
  });

  it('drops credentials that stood in the URL as well', async () => {
    await ask(via(307, `${there.url}/next`).replace('//', '//u:p@'));
    assert.ok(here.seen[0]?.fields['authorization']);
    assert.equal(there.seen[0]?.fields['authorization'], undefined);
  });

  it('names its own host to another origin', async () => {
    await ask(via(307, `${there.url}/next`), { headers: [['Host', 'written.test']] });
    assert.equal(there.seen[0]?.fields['host'], there.url.slice('http://'.length));
  });

  const methods: readonly (readonly [number, string, string])[] = [
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [301, 'PUT', 'PUT'],
    [302, 'PATCH', 'PATCH'],
    [303, 'PUT', 'GET'],
    [303, 'POST', 'GET'],
    [303, 'HEAD', 'HEAD'],
    [307, 'POST', 'POST'],
    [308, 'PUT', 'PUT'],
  ];
  for (const [status, before, after] of methods) {
    it(`with ${status} turns ${before} into ${after}${before === after ? ', that is, leaves it' : ''}`, async () => {
      const body = before === 'HEAD' ? {} : { body: 'content', headers: [['Content-Type', 'text/plain']] as const };
      const { hops } = await ask(via(status, '/next'), { method: before, ...body });
      assert.equal(here.seen[1]?.line, `${after} /next`);
      assert.equal(here.seen[1]?.content, before === after && before !== 'HEAD' ? 'content' : '');
      assert.deepEqual(hops[0]?.droppedFields, before === after ? [] : ['Content-Type']);
    });
  }

  for (const status of [300, 304, 201]) {
    it(`is not what a ${status} with a Location is`, async () => {
      const { hops, response } = await ask(via(status, '/next'));
      assert.deepEqual([hops, response?.status], [[], status]);
    });
  }

  it('without a Location is the answer itself', async () => {
    const { response, error } = await ask(`${here.url}/301/to?`);
    assert.deepEqual([response?.status, error], [301, undefined]);
  });

  it('stops a guarded write, whose guard would be left behind', async () => {
    for (const name of ['If-Match', 'If-None-Match', 'If-Unmodified-Since', 'If']) {
      const { stopped, response, hops, error } = await ask(via(307, '/next'), {
        method: 'PUT',
        body: 'x',
        headers: [[name, '"a"']],
      });
      assert.deepEqual(stopped, { target: `${here.url}/next`, conditions: [name] });
      assert.deepEqual([response?.status, hops, error], [307, [], undefined]);
    }
    assert.equal(here.seen.length, 4);
  });

  it('stops no write that becomes a read', async () => {
    const { hops, stopped } = await ask(via(303, '/next'), {
      method: 'PUT',
      body: 'x',
      headers: [['If-Match', '"a"']],
    });
    assert.deepEqual([hops[0]?.droppedFields, stopped], [['If-Match'], undefined]);
  });

  it('takes a guarded write along without its guard only where that was asked for', async () => {
    const asking = { method: 'PUT', body: 'x', headers: [['If-Match', '"a"']] as const };
    const { hops } = await ask(via(308, '/next'), { ...asking, options: { redirectConditions: 'drop' } });
    assert.deepEqual(hops[0]?.droppedFields, ['If-Match']);
    assert.equal(here.seen[1]?.fields['if-match'], undefined);
  });

  it('takes conditions along to another spelling of the same resource, where that was asked for', async () => {
    const keep = { redirectConditions: 'keep' } as const;
    const asking = { method: 'PUT', body: 'x', headers: [['If-Match', '"a"']] as const, options: keep };
    const slash = createServer((request, response) => {
      const tidy = request.url?.endsWith('/');
      response.writeHead(tidy ? 200 : 308, tidy ? {} : { Location: `${request.url}/` });
      response.end(String(request.headers['if-match']));
    });
    await new Promise<void>((resolve) => slash.listen(0, '127.0.0.1', resolve));
    const exchange = await ask(`http://127.0.0.1:${(slash.address() as AddressInfo).port}/a`, asking);
    slash.close();
    assert.deepEqual([text(exchange), exchange.hops[0]?.droppedFields], ['"a"', []]);
    assert.deepEqual((await ask(via(308, '/next'), asking)).stopped?.conditions, ['If-Match']);
  });

  it('is shown and not followed where that was asked for', async () => {
    const { response, hops } = await ask(via(307, '/next'), { options: { redirects: 'stop' } });
    assert.deepEqual([response?.status, hops], [307, []]);
  });

  it('to itself is a loop', async () => {
    const server = createServer((_, response) => response.writeHead(302, { Location: '/' }).end('again'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const exchange = await ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    server.close();
    assert.deepEqual([exchange.error?.code, exchange.error?.cause], ['too-many-redirects', 'a loop']);
    assert.equal(text(exchange), 'again');
  });

  it('too many times is given up', async () => {
    const server = createServer((request, response) => response.writeHead(302, { Location: `${request.url}x` }).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { error, hops } = await ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
      options: { maxRedirects: 3 },
    });
    server.close();
    assert.deepEqual([error?.code, error?.cause, hops.length], ['too-many-redirects', 'more than 3', 3]);
  });

  for (const location of ['ftp://127.0.0.1/', 'http://[', 'javascript:alert(1)']) {
    it(`to ${location} is not followed`, async () => {
      const { error, response } = await ask(via(302, location));
      assert.equal(error?.code, 'redirect-invalid');
      assert.equal(response?.status, 302);
    });
  }
});
