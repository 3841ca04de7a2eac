import { ok } from 'node:assert/strict';
import fc from 'fast-check';
import { request } from './examples/example.ts';
import { got, problemsOf } from './world.ts';

const fields = ['If-Match', 'If-None-Match', 'If-Modified-Since', 'If-Unmodified-Since', 'If-Range', 'If', 'Range'];
const story = [got('/1', [['ETag', '"v"']])];

/** The problems of a request whose field has this value, which a variable brings in whole. */
function judged(method: string, field: string, value: string): void {
  const text = request(method, `${field}: {{v}}`);
  const problems = problemsOf(text, { environment: { v: value }, story });
  for (const { code, message, start, end } of problems) {
    ok(message.length > 0 && message.length < 400 && !/[\r\n\0]/.test(message), `${code}: ${message.slice(0, 80)}`);
    ok(start >= 0 && start <= end && end <= text.length, code);
  }
}

const octets = fc
  .uint8Array({ maxLength: 200 })
  .map((bytes) => [...bytes].map((byte) => String.fromCharCode(byte)).join(''));
const pieces = fc
  .array(
    fc.constantFrom('"', '\\"', 'W/', '(', ')', '<', '>', '[', ']', ',', '\0', 'é', '“', '\t', ' ', 'GMT', '1', ';'),
    {
      maxLength: 60,
    },
  )
  .map((all) => all.join(''));

describe('hostile header values', function () {
  this.timeout(30_000);

  it('of any octets give precise problems or none', () =>
    fc.assert(
      fc.property(fc.constantFrom('GET', 'PUT', 'HEAD'), fc.constantFrom(...fields), fc.oneof(octets, pieces), judged),
      { numRuns: 500 },
    ));

  const long = (piece: string) => piece.repeat(Math.ceil(65_536 / piece.length));
  for (const [what, value] of [
    ['10,000 tags', Array.from({ length: 10_000 }, (_, at) => `"${at}"`).join(', ')],
    ['10,000 weak tags', Array.from({ length: 10_000 }, (_, at) => `W/"${at}"`).join(', ')],
    ['10,000 lists of If', Array.from({ length: 10_000 }, (_, at) => `(["${at}"])`).join(' ')],
    ['quotes in quotes', long('"\\"')],
    ['opening brackets', long('([<')],
    ['NUL', long('\0')],
    ['beyond ASCII', long('é“')],
    ['digits', long('1')],
    ['blanks', `"a"${long(' ')}"b"`],
    ['half dates', long('Sun, 06 Nov 1994 ')],
  ] as const) {
    it(`take linear time: ${what}`, () => {
      const started = performance.now();
      for (const field of fields) judged('PUT', field, value);
      ok(performance.now() - started < 15_000);
    });
  }
});
