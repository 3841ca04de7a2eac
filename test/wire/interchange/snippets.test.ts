import assert from 'node:assert/strict';
import type { HttpRequest } from '../../../src/core/http/exchange.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import type { SnippetLanguage } from '../../../src/core/interchange/snippet/literal.ts';
import { snippet } from '../../../src/core/interchange/snippet/snippet.ts';
import { startDemoOrigin } from '../../../src/demo/origin.ts';
import { skip } from '../../support/skipping.ts';
import { type MeddlingProxy, meddlingProxy } from './meddlingProxy.ts';
import { folderWith, isHere, ranIn, runIn, toolchains } from './programs.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** Everything that ends a string, a comment or a line in one of the languages. */
const hostile = `a"b'c\\d\\u0022e\\u000af${'$'}{g}%s{h}\`*/ // # '''""" </script>`;
const hostileBody = `${hostile}\n\r\t\0\x1b\u2028\u2029\u0085\u202e😀é\n`;

const request = (method: string, url: string, headers: HeaderList, body?: Uint8Array): HttpRequest => ({
  method,
  url,
  headers,
  body,
});

const address = 'http://127.0.0.1:9/a;b=(c)?q="\\u0022\'`|^{x}[]&%20';
const samples: Readonly<Record<string, HttpRequest>> = {
  'a plain read': request('GET', address, [['Accept', hostile]]),
  'a plain write of text': request(
    'POST',
    address,
    [
      ['X', hostile],
      ['Content-Type', 'text/plain'],
      ['X', 'twice'],
    ],
    bytes(hostileBody),
  ),
  'a write of bytes': request('PUT', address, [['If-Match', '*']], Uint8Array.from([0, 255, 254, 1])),
  'a conditional read': request('GET', address, [
    ['If-None-Match', '"v1", W/"a,b"'],
    ['X', hostile],
  ]),
  'a conditional look': request('HEAD', address, [['If-Modified-Since', 'Sun, 06 Nov 1994 08:49:37 GMT']]),
  'a guarded write': request(
    'PUT',
    address,
    [
      ['If-Match', '"v1"'],
      ['Content-Type', 'text/plain'],
      ['X', hostile],
    ],
    bytes(hostileBody),
  ),
  'a guarded write of bytes': request('PATCH', address, [['If-Match', '"v1"']], Uint8Array.from([0, 255])),
  'a guarded deletion': request('DELETE', address, [
    ['If-Match', '"v1"'],
    ['Host', 'h.example'],
  ]),
  'a write guarded by date': request(
    'PUT',
    address,
    [['If-Unmodified-Since', 'Sun, 06 Nov 1994 08:49:37 GMT']],
    bytes('x'),
  ),
  'a large write': request('PUT', address, [['If-Match', '"v1"']], bytes('0123456789'.repeat(9000))),
};

const languages = Object.keys(toolchains) as SnippetLanguage[];

describe('a request copied as code', function () {
  this.timeout(120_000);

  for (const language of languages) {
    const tools = toolchains[language];

    describe(`in ${language}`, () => {
      before(function () {
        if (!isHere(tools.present, `${language} is not checked`)) this.skip();
      });

      for (const [name, sample] of Object.entries(samples)) {
        it(`${name} is a program`, () => {
          const folder = folderWith(language, snippet(sample, language));
          const { status, stdout, stderr } = runIn(folder, tools.check);
          assert.equal(status, 0, `${stdout}${stderr}\n${snippet(sample, language)}`);
        });
      }
    });

    describe(`in ${language}, run against an origin`, () => {
      let demo: Awaited<ReturnType<typeof startDemoOrigin>>;
      let proxy: MeddlingProxy | undefined;

      before(function () {
        const why = `${language} is not run`;
        if (!isHere(tools.present, why) || !isHere(tools.runs, why)) this.skip();
      });
      beforeEach(async () => {
        demo = await startDemoOrigin(0);
      });
      afterEach(async () => {
        await proxy?.close();
        await demo.close();
        proxy = undefined;
      });

      const ran = async (edits: number, path: string, sample: Omit<HttpRequest, 'url'>) => {
        proxy = await meddlingProxy(demo.url, edits);
        const folder = folderWith(language, snippet({ ...sample, url: `${proxy.url}${path}` }, language));
        const checked = runIn(folder, tools.check);
        assert.equal(checked.status, 0, checked.stderr);
        return { ...(await ranIn(folder, tools.run)), passed: proxy.passed };
      };

      const json = '{"title":"it\'s \\"new\\"","n":12345678901234567890}';
      const guarded = {
        method: 'PUT',
        headers: [
          ['If-Match', '"stale"'],
          ['Content-Type', 'application/json'],
        ],
        body: bytes(json),
      } as const;

      it('a write that somebody else comes before is read and written again', async () => {
        const { status, err, passed } = await ran(1, '/strong/1', guarded);
        assert.equal(status, 0, err);
        assert.deepEqual(
          passed.map(({ method, status }) => `${method} ${status}`),
          ['GET 200', 'PUT 412', 'GET 200', 'PUT 204'],
          err,
        );
        const tags = passed.filter(({ method }) => method === 'PUT').map(({ ifMatch }) => ifMatch);
        assert.equal(new Set(tags).size, 2);
        assert.equal(passed.at(-1)?.content, json);
      });

      it('a write that somebody else always comes before is given up', async () => {
        const { status, out, err, passed } = await ran(9, '/strong/1', guarded);
        assert.notEqual(status, 0);
        assert.match(out + err, /changed by somebody else/);
        assert.equal(passed.filter(({ status: answer }) => answer === 412).length, 3);
      });

      it('the tag is read without a content coding, which would have its own', async () => {
        const { status, err, passed } = await ran(0, '/gzip/1', guarded);
        assert.equal(status, 0, err);
        assert.equal(passed[0]?.acceptEncoding, 'identity');
      });

      it('a weak tag is not sent in If-Match', async () => {
        const { status, out, err, passed } = await ran(0, '/weak/1', guarded);
        assert.notEqual(status, 0);
        assert.match(out + err, /no strong ETag/);
        assert.deepEqual(
          passed.map(({ method }) => method),
          ['GET'],
        );
      });

      it('a date guards where the request had one', async () => {
        const { headers: _, ...rest } = guarded;
        const dated = {
          ...rest,
          headers: [
            ['If-Unmodified-Since', 'Sun, 06 Nov 1994 08:49:37 GMT'],
            ['Content-Type', 'application/json'],
          ],
        } as const;
        const { status, err, passed } = await ran(0, '/dated/1', dated);
        assert.equal(status, 0, err);
        assert.match(passed.at(-1)?.ifUnmodifiedSince ?? '', /GMT$/);
      });

      it('a creation where something exists is refused', async () => {
        const { status, out, err, passed } = await ran(0, '/strong/1', {
          ...guarded,
          headers: [
            ['If-None-Match', '*'],
            ['Content-Type', 'application/json'],
          ],
        });
        assert.notEqual(status, 0);
        assert.match(out + err, /exists there already/);
        assert.deepEqual(
          passed.map(({ status: answer }) => answer),
          [412],
        );
      });

      it('a conditional read lives with a 304', async function () {
        // Mono waits a minute on the connection after a 304; the program itself is checked above.
        if (language === 'csharp') skip(this, 'Mono waits a minute on the connection after a 304');
        const { status, out, err, passed } = await ran(0, '/strong/1', {
          method: 'GET',
          headers: [['If-None-Match', '"x"']],
          body: undefined,
        });
        assert.equal(status, 0, err);
        assert.deepEqual(
          passed.map(({ status: answer }) => answer),
          [200, 304],
        );
        const printed = out.match(/On lost updates/g) ?? [];
        assert.equal(printed.length, 2, out);
      });
    });
  }
});
