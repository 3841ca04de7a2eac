import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { firstValue, type HeaderList } from '../../../../src/core/http/headerList.ts';
import { lazyCookieJar } from '../../../../src/transport/cookies/lazyCookieJar.ts';
import { openCookieJar } from '../../../../src/transport/cookies/openCookieJar.ts';
import { createTransport } from '../../../../src/transport/send.ts';
import { ask, options } from '../asking.ts';

interface Site {
  readonly url: string;
  readonly seen: (string | undefined)[];
  readonly server: Server;
}

/** `/set?a=1&to=/x` sets what `c` says, one field each, and redirects where `to` is there. */
async function site(): Promise<Site> {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.cookie);
    const { searchParams } = new URL(request.url ?? '/', 'http://x');
    const to = searchParams.get('to');
    const gate = searchParams.has('gate') && request.headers.cookie === undefined;
    response.writeHead(gate || to !== null ? 302 : 200, {
      'Set-Cookie': gate ? ['passed=1'] : searchParams.getAll('c'),
      ...(gate ? { Location: request.url } : to === null ? {} : { Location: to }),
    });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, server };
}

let here: Site;
beforeEach(async () => {
  here = await site();
});
afterEach(() => {
  here.server.closeAllConnections();
  here.server.close();
});

const setting = (...cookies: readonly string[]) =>
  `/?${cookies.map((each) => `c=${encodeURIComponent(each)}`).join('&')}`;

describe('cookies of a server', () => {
  it('go out with the next request, and are among what is shown as sent', async () => {
    const cookies = lazyCookieJar();
    await ask(here.url + setting('sid=1; HttpOnly', 'lang=en'), { options: { cookies } });
    const exchange = await ask(`${here.url}/next`, { options: { cookies } });
    assert.equal(here.seen.at(-1), 'sid=1; lang=en');
    assert.equal(firstValue(exchange.request.headers, 'Cookie'), 'sid=1; lang=en');
  });

  it('do not go out without a jar', async () => {
    await ask(here.url + setting('sid=1'), { options: { cookies: lazyCookieJar() } });
    await ask(here.url);
    assert.equal(here.seen.at(-1), undefined);
  });

  it('stay in their own jar', async () => {
    await ask(here.url + setting('sid=1'), { options: { cookies: lazyCookieJar() } });
    await ask(here.url, { options: { cookies: lazyCookieJar() } });
    assert.equal(here.seen.at(-1), undefined);
  });

  it('are learned from a redirect and go along behind it', async () => {
    const exchange = await ask(`${here.url}${setting('sid=1')}&to=/home`, { options: { cookies: lazyCookieJar() } });
    assert.equal(here.seen.at(-1), 'sid=1');
    assert.equal(exchange.hops.length, 1);
  });

  it('make a redirect to the same URL no loop', async () => {
    const exchange = await ask(`${here.url}/?gate`, { options: { cookies: lazyCookieJar() } });
    assert.equal(exchange.response?.status, 200);
    assert.deepEqual(here.seen, [undefined, 'passed=1']);
  });

  it('end a redirect that sets one for ever at the limit', async () => {
    const exchange = await ask(`${here.url}${setting('a=1')}&to=${encodeURIComponent(setting('a=1'))}%26to%3D/`, {
      options: { cookies: lazyCookieJar(), maxRedirects: 0 },
    });
    assert.equal(exchange.error?.code, 'too-many-redirects');
  });

  it('written in the file win, and those of the jar come behind', async () => {
    const cookies = lazyCookieJar();
    await ask(here.url + setting('sid=1', 'lang=en'), { options: { cookies } });
    await ask(here.url, { options: { cookies }, headers: [['Cookie', 'sid=mine']] });
    assert.equal(here.seen.at(-1), 'sid=mine; lang=en');
  });

  it('can be cleared', async () => {
    const cookies = lazyCookieJar();
    await ask(here.url + setting('sid=1; Max-Age=1000'), { options: { cookies } });
    assert.equal((await cookies.list()).length, 1);
    await cookies.clear();
    await ask(here.url, { options: { cookies } });
    assert.equal(here.seen.at(-1), undefined);
  });

  it('are those of now, and not those of then, when the same fields are sent again', async () => {
    const cookies = lazyCookieJar();
    const transport = createTransport();
    const send = (headers: HeaderList, path: string) =>
      transport.send(
        { method: 'GET', url: here.url + path, headers, body: undefined },
        { ...options, cookies },
        new AbortController().signal,
      );
    await send([], setting('sid=old'));
    const shown = await send([], setting('sid=new'));
    assert.equal(firstValue(shown.request.headers, 'Cookie'), 'sid=old');
    await send([...shown.request.headers, ['Accept-Encoding', 'identity']], '/');
    assert.equal(here.seen.at(-1), 'sid=new');
    await transport.close();
  });

  it('can be listed and forgotten one by one', async () => {
    const cookies = lazyCookieJar();
    await ask(here.url + setting('sid=1; HttpOnly; SameSite=lax; Path=/', 'lang=en'), { options: { cookies } });
    const [first] = await cookies.list();
    assert.deepEqual(first, {
      name: 'sid',
      value: '1',
      domain: '127.0.0.1',
      path: '/',
      expires: undefined,
      attributes: ['HttpOnly', 'SameSite=Lax'],
    });
    assert.ok(first);
    await cookies.forget(first);
    assert.deepEqual(
      (await cookies.list()).map(({ name }) => name),
      ['lang'],
    );
  });

  it('outlive the process as a secret when they have a time of their own, and only then', async () => {
    let kept: string | undefined;
    const write = async (stored: string | undefined): Promise<void> => {
      kept = stored;
    };
    const storage = { read: async () => kept, write };
    await ask(here.url + setting('session=1', 'long=2; Max-Age=1000'), {
      options: { cookies: lazyCookieJar(storage) },
    });
    await ask(here.url, { options: { cookies: lazyCookieJar(storage) } });
    assert.equal(here.seen.at(-1), 'long=2');
    const jar = lazyCookieJar(storage);
    await jar.clear();
    assert.equal(kept, undefined);
  });
});

describe('a cookie jar', () => {
  const at = (url: string, method = 'GET', askedFor = url) => ({ url, method, askedFor });
  const rows: readonly (readonly [
    name: string,
    from: string,
    cookie: string,
    to: string,
    wanted: string | undefined,
  ])[] = [
    ['sends a cookie to its own host', 'https://a.example/', 'a=1', 'https://a.example/x', 'a=1'],
    [
      'sends none to a subdomain unless it is for the domain',
      'https://a.example/',
      'a=1',
      'https://b.a.example/',
      undefined,
    ],
    [
      'sends that of a domain to its subdomains',
      'https://a.example/',
      'a=1; Domain=a.example',
      'https://b.a.example/',
      'a=1',
    ],
    ['sends none to another host', 'https://a.example/', 'a=1', 'https://b.example/', undefined],
    ['takes none for a foreign domain', 'https://a.example/', 'a=1; Domain=b.example', 'https://b.example/', undefined],
    ['takes none for a public suffix', 'https://a.co.uk/', 'a=1; Domain=co.uk', 'https://b.co.uk/', undefined],
    ['sends a secure one over TLS alone', 'https://a.example/', 'a=1; Secure', 'http://a.example/', undefined],
    ['minds the path', 'https://a.example/', 'a=1; Path=/in', 'https://a.example/out', undefined],
    ['lets one go that is over', 'https://a.example/', 'a=1; Max-Age=0', 'https://a.example/', undefined],
    [
      'takes a __Host- cookie that keeps its promise',
      'https://a.example/',
      '__Host-a=1; Secure; Path=/',
      'https://a.example/',
      '__Host-a=1',
    ],
    [
      'takes no __Host- cookie for a domain',
      'https://a.example/',
      '__Host-a=1; Secure; Path=/; Domain=a.example',
      'https://a.example/',
      undefined,
    ],
    ['takes no __Secure- cookie without Secure', 'https://a.example/', '__Secure-a=1', 'https://a.example/', undefined],
    ['knows localhost', 'http://localhost:8080/', 'a=1', 'http://localhost:8080/', 'a=1'],
  ];
  for (const [name, from, cookie, to, wanted] of rows) {
    it(name, async () => {
      const jar = await openCookieJar();
      await jar.learn(at(from), [cookie]);
      assert.equal(await jar.fieldFor(at(to)), wanted);
    });
  }

  for (const [sameSite, method, wanted] of [
    ['Strict', 'GET', undefined],
    ['Lax', 'GET', 'a=1'],
    ['Lax', 'POST', undefined],
    ['None', 'POST', 'a=1'],
  ] as const) {
    it(`sends a SameSite=${sameSite} cookie ${wanted === undefined ? 'not ' : ''}with a ${method} to which another site redirected`, async () => {
      const jar = await openCookieJar();
      await jar.learn(at('https://a.example/'), [`a=1; SameSite=${sameSite}; Secure`]);
      assert.equal(await jar.fieldFor(at('https://a.example/', method, 'https://other.test/')), wanted);
      assert.equal(await jar.fieldFor(at('https://a.example/', method, 'https://www.a.example/')), 'a=1');
    });
  }

  it('opens empty what was damaged', async () => {
    for (const stored of ['', '{', 'null', '[]', '{"cookies":[{"key":1},null,"x"]}']) {
      assert.deepEqual(await (await openCookieJar(stored)).list(), []);
    }
  });

  it('is bounded, whatever a server sets', async () => {
    const jar = await openCookieJar();
    const flood = Array.from({ length: 5000 }, (_, at) => `c${at}=1`);
    await jar.learn(at('https://a.example/'), [`big=${'x'.repeat(10_000)}`, ...flood]);
    assert.equal((await jar.list()).length, 179);
  });
});
