import { deepEqual, match, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { recall } from '../../../src/core/conditional/memory/memory.ts';
import { responseFindings } from '../../../src/core/conditional/responses/responseFindings.ts';
import { resourceKey } from '../../../src/core/http/resource.ts';
import { responseProblems } from '../../../src/core/service/responseProblems.ts';
import { responseExamples } from './examples/responses.ts';
import { did, exchangeOf, got, host, memoryOf, type Seen } from './world.ts';

/** What there is to say of the last exchange of a story, the others being remembered. */
function judged(story: readonly Seen[], severities: Parameters<typeof responseProblems>[2] = {}) {
  const last = story.at(-1) ?? got('/1', []);
  const exchange = exchangeOf(last);
  const resource = resourceKey(`${host}${last.path}`);
  ok(resource);
  const before = recall(memoryOf(story.slice(0, -1)), { resource, headers: last.sent, environment: '', identity: '' });
  return responseProblems(exchange, before, severities);
}

const codes = (story: readonly Seen[]) => judged(story).map(({ code }) => code);

const told = (story: readonly Seen[]) =>
  story
    .map(({ method, status, headers }) => `${method} ${status} ${headers.map((each) => each.join(': ')).join(', ')}`)
    .join(' → ');

describe('findings on responses', () => {
  for (const { code, fires, silent } of responseExamples) {
    it(`${code} fires on ${told(fires)}`, () => {
      const found = judged(fires).find((each) => each.code === code);
      ok(found, codes(fires).join(', '));
      match(found.message, /^.{20,300}[.?]$/);
      ok(!/undefined|NaN|\[object/.test(found.message), found.message);
    });
    it(`${code} is silent on ${told(silent)}`, () => ok(!codes(silent).includes(code)));
  }

  it('say nothing of an answer as it should be', () => {
    const whole = got(
      '/1',
      [
        ['ETag', '"a"'],
        ['Last-Modified', 'Sat, 21 Nov 2026 08:00:00 GMT'],
      ],
      { ago: 9 },
    );
    deepEqual(codes([whole]), []);
    deepEqual(codes([whole, got('/1', [['ETag', '"a"']], { status: 304, sent: [['If-None-Match', '"a"']] })]), []);
    deepEqual(codes([whole, did('PUT', '/1', 412, [], { sent: [['If-Match', '"b"']] })]), []);
  });

  it('follow the setting, and off removes', () => {
    const story = [got('/1', [['ETag', 'a']])];
    deepEqual(judged(story, { 'response-etag-syntax': 'error' })[0]?.severity, 'error');
    deepEqual(judged(story, { 'response-etag-syntax': 'off' }), []);
  });

  it('name the field that shows it', () => deepEqual(judged([got('/1', [['ETag', 'a']])])[0]?.field, 'ETag'));

  it('have a 206 and an error page alone', () => {
    const before = got('/1', [['ETag', '"a"']], { ago: 60, body: 'whole' });
    deepEqual(codes([before, got('/1', [['ETag', '"a"']], { status: 206, body: 'part' })]), []);
    deepEqual(codes([before, got('/1', [['ETag', '"a"']], { status: 500, body: 'oops' })]), []);
  });

  it('bear any response', () => {
    const name = fc.constantFrom('ETag', 'Last-Modified', 'Date', 'Vary', 'Content-Length', 'Content-Encoding', 'Age');
    const value = fc.oneof(fc.string(), fc.constantFrom('"a"', 'W/"a"', '*', 'Sat, 21 Nov 2026 08:00:00 GMT', '9'));
    const field = fc.tuple(name, value);
    const sent = fc.array(fc.tuple(fc.constantFrom('If-None-Match', 'If-Match', 'If-Modified-Since', 'If'), value), {
      maxLength: 2,
    });
    const any = fc
      .tuple(
        fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'FROB'),
        fc.constantFrom(200, 204, 206, 304, 412, 428, 404),
        fc.array(field, { maxLength: 5 }),
        sent,
      )
      .map(([method, status, headers, asked]) => did(method, '/1', status, headers, { sent: asked }));
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 4 }), (story) => {
        for (const { message } of judged(story))
          ok(message.length > 0 && message.length < 400 && !/[\n\r]/.test(message));
      }),
      { numRuns: 300 },
    );
  });

  for (const [what, value] of [
    ['64 KiB of quotes', '"'.repeat(65_536)],
    ['10,000 tags', Array.from({ length: 10_000 }, (_, at) => `"${at}"`).join(',')],
    ['64 KiB of commas', ','.repeat(65_536)],
    ['NUL and bytes beyond ASCII', '\u0000\u00ff'.repeat(32_768)],
  ] as const) {
    it(`take linear time: ${what}`, function () {
      this.timeout(4000);
      const headers = [
        ['ETag', value],
        ['Vary', value],
        ['Last-Modified', value],
        ['Content-Encoding', value],
      ] as const;
      const exchange = exchangeOf(got('/1', headers, { sent: [['If-None-Match', value]] }));
      const resource = resourceKey(`${host}/1`);
      ok(resource);
      const before = recall(memoryOf([got('/1', [['ETag', '"a"']])]), {
        resource,
        headers: [],
        environment: '',
        identity: '',
      });
      const started = performance.now();
      responseFindings(exchange, before);
      ok(performance.now() - started < 1500);
    });
  }
});
