import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import { firstValue, type HeaderList } from '../../../src/core/http/headerList.ts';
import { type DemoOrigin, startDemoOrigin } from '../../../src/demo/origin.ts';
import { ask, text } from '../transport/asking.ts';

let origin: DemoOrigin;
let ahead = 0;

/** Starts at a round second, so that what depends on seconds does not depend on the moment of the test. */
const start = Math.floor(Date.now() / 1000) * 1000;

beforeEach(async () => {
  ahead = 0;
  origin = await startDemoOrigin(0, { clock: () => start + ahead });
});

afterEach(() => origin.close());

const json: HeaderList = [['Content-Type', 'application/json']];
const article = '{"title":"t","body":"b","version":7}';

async function send(method: string, path: string, headers: HeaderList = [], body?: string): Promise<Exchange> {
  const stop = { redirects: 'stop' } as const;
  const asking = body === undefined ? { method, headers, options: stop } : { method, headers, body, options: stop };
  const exchange = await ask(origin.url + path, asking);
  assert.equal(exchange.error, undefined);
  return exchange;
}

const put = (path: string, headers: HeaderList = [], body = article) => send('PUT', path, [...json, ...headers], body);
const edit = (path: string) => send('POST', `${path}/_edit`);

async function status(sending: Promise<Exchange>): Promise<number | undefined> {
  return (await sending).response?.status;
}

async function field(sending: Promise<Exchange>, name: string): Promise<string | undefined> {
  return firstValue((await sending).response?.headers ?? [], name);
}

const etag = (path: string, headers: HeaderList = []) => field(send('GET', path, headers), 'ETag');

const resources = ['strong', 'weak', 'dated', 'required', 'gzip', 'ignored', 'nodes', 'cached'];

describe('every resource of the demo origin', () => {
  for (const name of resources) {
    it(`${name} is JSON, and HEAD tells the same as GET`, async () => {
      const get = await send('GET', `/${name}/1`);
      assert.equal(JSON.parse(text(get) ?? '').version, 1);
      const head = await send('HEAD', `/${name}/1`);
      const alike = (exchange: Exchange) =>
        exchange.response?.headers.filter(([field]) => /^(Content-|Vary|Last-M|Cache-C|Accept-R)/.test(field));
      assert.deepEqual(alike(head), alike(get));
      assert.equal(head.response?.bodyBytes, 0);
    });

    it(`${name} is changed by somebody else`, async () => {
      assert.equal(await status(edit(`/${name}/1`)), 204);
      ahead = 20_000;
      assert.equal(JSON.parse(text(await send('GET', `/${name}/1`)) ?? '').editedBy, 'somebody else');
    });

    it(`${name} takes PUT, PATCH and DELETE`, async () => {
      const guard: HeaderList = [['If-Match', '*']];
      assert.equal(await status(put(`/${name}/1`, guard)), 204);
      const patch: HeaderList = [['Content-Type', 'application/merge-patch+json'], ...guard];
      assert.equal(await status(send('PATCH', `/${name}/1`, patch, '{"body":null,"more":[1]}')), 204);
      assert.deepEqual(JSON.parse(text(await send('GET', `/${name}/1`)) ?? ''), { title: 't', version: 7, more: [1] });
      ahead = 20_000;
      assert.equal(await status(send('DELETE', `/${name}/1`, guard)), 204);
      assert.equal(await status(send('GET', `/${name}/1`)), 404);
      assert.equal(await status(send('DELETE', `/${name}/1`, guard)), 404);
      assert.equal(await status(put(`/${name}/1`, [['If-None-Match', '*']])), 201);
    });

    it(`${name} refuses what it does not know, and says what it does`, async () => {
      const { response } = await send('POST', `/${name}/1`, json, '{}');
      assert.equal(response?.status, 405);
      assert.equal(firstValue(response.headers, 'Allow'), 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS');
      assert.equal(await status(send('OPTIONS', `/${name}/1`, [['If-Match', '"no"']])), 204);
    });
  }

  it('is listed', async () => {
    const list = JSON.parse(text(await send('GET', '/')) ?? '') as { resources: { path: string; sentence: string }[] };
    assert.deepEqual(
      list.resources.map(({ path }) => path),
      [...resources, 'robots', 'moved'].map((name) => `/${name}/1`),
    );
    assert.ok(list.resources.every(({ sentence }) => /^[A-Z].*\.$/.test(sentence)));
  });

  it('is forgotten with the server', async () => {
    await put('/strong/1');
    await origin.close();
    origin = await startDemoOrigin(0);
    assert.equal(await etag('/strong/1'), '"v1"');
  });

  it('is served on loopback alone', () => assert.match(origin.url, /^http:\/\/127\.0\.0\.1:\d+$/));
});

describe('/strong', () => {
  it('gives each version its own tag, also after a deletion and after a restart', async () => {
    const seen = [await etag('/strong/1'), await field(put('/strong/1'), 'ETag')];
    await edit('/strong/1');
    seen.push(await etag('/strong/1'));
    await send('DELETE', '/strong/1');
    seen.push(await field(put('/strong/1'), 'ETag'));
    await origin.close();
    origin = await startDemoOrigin(0);
    seen.push(await field(put('/strong/1'), 'ETag'));
    assert.equal(new Set(seen).size, seen.length, seen.join(' '));
  });

  it('answers the tag that a following GET has', async () => {
    assert.equal(await field(put('/strong/1'), 'ETag'), await etag('/strong/1'));
  });

  it('refuses a guarded write after somebody else, and changes nothing', async () => {
    await edit('/strong/1');
    const before = text(await send('GET', '/strong/1'));
    const refused = await put('/strong/1', [['If-Match', '"v1"']]);
    assert.equal(refused.response?.status, 412);
    assert.equal(firstValue(refused.response.headers, 'ETag'), undefined);
    assert.equal(text(await send('GET', '/strong/1')), before);
  });

  it('answers 304 with the fields that a 200 would have had, and no content', async () => {
    const { response } = await send('GET', '/strong/1', [['If-None-Match', '"v1"']]);
    assert.equal(response?.status, 304);
    for (const name of ['ETag', 'Cache-Control', 'Date']) assert.ok(firstValue(response.headers, name), name);
    assert.equal(firstValue(response.headers, 'Content-Type'), undefined);
  });

  it('answers 404 before any precondition, but for a PUT that would create', async () => {
    const guard: HeaderList = [['If-Match', '"v1"']];
    for (const method of ['GET', 'HEAD', 'DELETE', 'PATCH'])
      assert.equal(await status(send(method, '/strong/9', guard)), 404);
    assert.equal(await status(put('/strong/9', guard)), 412);
  });

  it('refuses what is no JSON before it looks at preconditions, and after it what only looks like it', async () => {
    const guard: HeaderList = [['If-Match', '"no"']];
    assert.equal(await status(send('PUT', '/strong/1', [['Content-Type', 'text/plain'], ...guard], 'x')), 415);
    assert.equal(await status(put('/strong/1', guard, '{')), 412);
    assert.equal(await status(put('/strong/1', [], '{')), 400);
  });

  it('answers a part, and the whole when If-Range fails', async () => {
    const part = await send('GET', '/strong/1', [['Range', 'bytes=0-2']]);
    assert.equal(part.response?.status, 206);
    assert.equal(text(part)?.length, 3);
    assert.match(firstValue(part.response.headers, 'Content-Range') ?? '', /^bytes 0-2\/\d+$/);
    assert.equal(
      await status(
        send('GET', '/strong/1', [
          ['Range', 'bytes=0-2'],
          ['If-Range', '"old"'],
        ]),
      ),
      200,
    );
    assert.equal(await status(send('GET', '/strong/1', [['Range', 'bytes=99999-']])), 416);
    assert.equal(await status(send('GET', '/strong/1', [['Range', 'bytes=-5']])), 206);
    assert.equal(await status(send('GET', '/strong/1', [['Range', 'lines=1-2']])), 200);
  });

  it('keeps a member named __proto__ as a member', async () => {
    await send('PATCH', '/strong/1', json, '{"__proto__":{"x":1}}');
    assert.match(text(await send('GET', '/strong/1')) ?? '', /"__proto__"/);
  });

  it('refuses content beyond its limit', async () => {
    assert.equal(await status(put('/strong/1', [], `"${'x'.repeat(1_100_000)}"`)), 413);
  });
});

describe('the faults on purpose', () => {
  it('/weak has weak tags alone: they revalidate and guard nothing', async () => {
    assert.equal(await etag('/weak/1'), 'W/"v1"');
    assert.equal(await field(send('GET', '/weak/1'), 'Last-Modified'), undefined);
    assert.equal(await status(send('GET', '/weak/1', [['If-None-Match', '"v1"']])), 304);
    for (const tag of ['W/"v1"', '"v1"']) assert.equal(await status(put('/weak/1', [['If-Match', tag]])), 412);
  });

  it('/dated has a date alone, the same for two versions of one second', async () => {
    assert.equal(await etag('/dated/1'), undefined);
    const seeded = await field(send('GET', '/dated/1'), 'Last-Modified');
    await edit('/dated/1');
    const changed = await field(send('GET', '/dated/1'), 'Last-Modified');
    assert.notEqual(changed, seeded);
    await edit('/dated/1');
    assert.equal(await field(send('GET', '/dated/1'), 'Last-Modified'), changed);
    assert.equal(
      await status(
        send('GET', '/dated/1', [
          ['Range', 'bytes=0-1'],
          ['If-Range', changed ?? ''],
        ]),
      ),
      200,
    );
    assert.equal(await status(put('/dated/1', [['If-Unmodified-Since', seeded ?? '']])), 412);
  });

  it('/required answers 428 to a write without a guard, not to be cached', async () => {
    const { response } = await put('/required/1');
    assert.equal(response?.status, 428);
    assert.equal(firstValue(response.headers, 'Cache-Control'), 'no-store');
    assert.equal(await status(put('/required/1', [['If-Match', '"v1"']])), 204);
  });

  it('/gzip has another tag when compressed, and writes know the plain one alone', async () => {
    const accept: HeaderList = [['Accept-Encoding', 'br;q=0.5, GZIP;q=0.1']];
    const { response } = await send('GET', '/gzip/1', accept);
    assert.equal(firstValue(response?.headers ?? [], 'Content-Encoding'), 'gzip');
    assert.equal(firstValue(response?.headers ?? [], 'Vary'), 'Accept-Encoding');
    assert.equal(await etag('/gzip/1', accept), '"v1-gzip"');
    assert.equal(await etag('/gzip/1', [['Accept-Encoding', 'gzip;q=0, *']]), '"v1"');
    assert.equal(await status(send('GET', '/gzip/1', [...accept, ['If-None-Match', '"v1-gzip"']])), 304);
    assert.equal(await status(put('/gzip/1', [['If-Match', '"v1-gzip"'], ...accept])), 412);
    assert.equal(await status(put('/gzip/1', [['If-Match', '"v1"']])), 204);
  });

  it('/ignored loses the update, but revalidates properly', async () => {
    await edit('/ignored/1');
    assert.equal(await status(put('/ignored/1', [['If-Match', '"v1"']])), 204);
    assert.equal(JSON.parse(text(await send('GET', '/ignored/1')) ?? '').version, 7);
    const current = (await etag('/ignored/1')) ?? '';
    assert.equal(await status(send('GET', '/ignored/1', [['If-None-Match', current]])), 304);
    assert.equal(await status(put('/ignored/1', [['If-None-Match', '*']])), 412);
  });

  it('/nodes take turns', async () => {
    assert.deepEqual([await etag('/nodes/1'), await etag('/nodes/1')], ['"v1-a"', '"v1-b"']);
    assert.equal(await status(put('/nodes/1', [['If-Match', '"v1-b"']])), 412);
    assert.equal(await status(put('/nodes/1', [['If-Match', '"v1-b"']])), 204);
    assert.equal(await field(send('GET', '/nodes/1'), 'X-Served-By'), 'node-a');
  });

  it('/cached serves the old tag for some seconds after a write', async () => {
    assert.equal(await field(send('GET', '/cached/1'), 'X-Cache'), 'MISS');
    assert.equal(await status(put('/cached/1', [['If-Match', '"v1"']])), 204);
    ahead = 4000;
    const hit = (await send('GET', '/cached/1', [['Cache-Control', 'no-cache']])).response?.headers ?? [];
    assert.deepEqual(
      ['ETag', 'Age', 'X-Cache', 'Via'].map((name) => firstValue(hit, name)),
      ['"v1"', '4', 'HIT', '1.1 demo-cache'],
    );
    assert.equal(await status(send('GET', '/cached/1', [['If-None-Match', '"v1"']])), 304);
    assert.equal(await status(put('/cached/1', [['If-Match', '"v1"']])), 412);
    ahead = 10_000;
    assert.match((await etag('/cached/1')) ?? '', /^"v2-/);
  });

  it('/robots answers 412 to what is no browser', async () => {
    assert.equal(await status(send('GET', '/robots/1')), 412);
    assert.equal(await status(send('GET', '/robots/1', [['User-Agent', 'Mozilla/5.0 (X11)']])), 200);
    assert.equal(await status(send('GET', '/robots/1', [['User-Agent', 'Mozilla/5.0']])), 200);
    assert.equal(await status(edit('/robots/1')), 204);
  });

  it('/moved redirects every method to the same name under /strong', async () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
      const { response } = await send(method, '/moved/1', [['If-Match', '"no"']]);
      assert.deepEqual([response?.status, firstValue(response?.headers ?? [], 'Location')], [307, '/strong/1']);
    }
    assert.equal(await status(edit('/moved/1')), 204);
    assert.match((await etag('/strong/1')) ?? '', /^"v2-/);
  });
});

describe('the demo origin as a process', () => {
  it('says when its port is taken', async () => {
    const port = Number(new URL(origin.url).port);
    await assert.rejects(startDemoOrigin(port), { code: 'EADDRINUSE' });
  });

  it('closes although a connection is held open', async () => {
    const open = await startDemoOrigin(0);
    await ask(`${open.url}/strong/1`);
    await open.close();
    assert.equal((await ask(`${open.url}/strong/1`)).error?.code, 'connect-refused');
  });

  it('has nothing at other paths', async () => {
    for (const path of ['/nothing', '/strong', '/strong/', '/strong/1/2', '/constructor/1']) {
      assert.equal(await status(send('GET', path)), 404, path);
    }
    assert.equal(await status(send('GET', '/strong/1/_edit')), 405);
    assert.equal(await status(send('POST', '/strong/77/_edit')), 404);
  });
});
