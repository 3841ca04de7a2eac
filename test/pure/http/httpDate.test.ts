import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatHttpDate, type HttpDateReading, readHttpDate } from '../../../src/core/http/httpDate.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
/** The example of RFC 9110 §5.6.7. */
const EXAMPLE = Date.UTC(1994, 10, 6, 8, 49, 37);
const read = (text: string): HttpDateReading => readHttpDate(text, NOW);

describe('HTTP-dates (RFC 9110 §5.6.7)', () => {
  for (const [text, form] of [
    ['Sun, 06 Nov 1994 08:49:37 GMT', 'imf-fixdate'],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 'rfc850'],
    ['Sun Nov  6 08:49:37 1994', 'asctime'],
  ] as const) {
    it(`reads the ${form} ${text}`, () => assert.deepEqual(read(text), { kind: 'date', epoch: EXAMPLE, form }));
  }

  it('allows a leap second', () => {
    const reading = read('Sat, 31 Dec 2016 23:59:60 GMT');
    assert.deepEqual(reading, { kind: 'date', epoch: Date.UTC(2017, 0, 1), form: 'imf-fixdate' });
  });

  for (const [year, expected] of [
    ['76', 2076],
    ['77', 1977],
    ['26', 2026],
    ['94', 1994],
  ] as const) {
    it(`takes the two-digit year ${year} for ${expected}`, () => {
      const reading = readHttpDate(`Sunday, 06-Nov-${year} 08:49:37 GMT`, NOW);
      assert.equal(reading.kind === 'date' && new Date(reading.epoch).getUTCFullYear(), expected);
    });
  }

  it('sees that a weekday does not fit, and reads the date all the same', () => {
    assert.deepEqual(read('Mon, 06 Nov 1994 08:49:37 GMT'), {
      kind: 'date',
      epoch: EXAMPLE,
      form: 'imf-fixdate',
      flaw: 'date-wrong-weekday',
    });
  });

  for (const [text, flaw, meant] of [
    ['', 'date-invalid', undefined],
    ['yesterday', 'date-invalid', undefined],
    ['"v1"', 'date-invalid', undefined],
    ['1994-11-06T08:49:37Z', 'date-iso8601', EXAMPLE],
    ['1994-11-06T09:49:37+01:00', 'date-iso8601', EXAMPLE],
    ['1994-11-06T08:49:37.123Z', 'date-iso8601', EXAMPLE],
    ['1994-11-06', 'date-iso8601', Date.UTC(1994, 10, 6)],
    ['784111777', 'date-epoch', EXAMPLE],
    ['784111777000', 'date-epoch', EXAMPLE],
    ['12345678', 'date-invalid', undefined],
    ['19941106', 'date-iso8601', Date.UTC(1994, 10, 6)],
    ['Sun Nov 6 08:49:37 1994', 'date-case-or-digits', EXAMPLE],
    ['Sun, 06 Nov 1994 08:49:37 GMT.', 'date-trailing-text', EXAMPLE],
    ['Sun, 06 Nov 1994 10:49:37 GMT+2', 'date-not-gmt', EXAMPLE],
    ['Sun, 06 Nov 1994 05:49:37 -3', 'date-not-gmt', EXAMPLE],
    ['Sun, 06 Nov 1994 08:49:37 UTC', 'date-not-gmt', EXAMPLE],
    ['Sun, 06 Nov 1994 10:49:37 +0200', 'date-not-gmt', EXAMPLE],
    ['Sun, 06 Nov 1994 09:49:37 CET', 'date-not-gmt', EXAMPLE],
    ['Sun, 06 Nov 1994 08:49:37 Z', 'date-not-gmt', EXAMPLE],
    ['Sun, 06 Nov 1994 08:49:37', 'date-not-gmt', EXAMPLE],
    ['Sun, 06 Nov 1994 08:49:37 XYZ', 'date-not-gmt', undefined],
    ['Sun Nov 06 1994 09:49:37 GMT+0100 (CET)', 'date-not-gmt', EXAMPLE],
    ['Fri, 31 Feb 2025 08:49:37 GMT', 'date-out-of-range', Date.UTC(2025, 1, 28, 8, 49, 37)],
    ['Sun, 06 Nov 1994 24:00:00 GMT', 'date-out-of-range', Date.UTC(1994, 10, 7)],
    ['Sun, 06 Nov 1994 08:49:61 GMT', 'date-out-of-range', Date.UTC(1994, 10, 6, 8, 49, 59)],
    ['Sun, 6 Nov 1994 08:49:37 GMT', 'date-case-or-digits', EXAMPLE],
    ['sun, 06 nov 1994 08:49:37 gmt', 'date-case-or-digits', EXAMPLE],
    ['Sun, 06 Nov 94 08:49:37 GMT', 'date-case-or-digits', EXAMPLE],
    ['Sun,  06 Nov 1994 08:49:37 GMT', 'date-case-or-digits', EXAMPLE],
    ['Sun 06 Nov 1994 08:49:37 GMT', 'date-case-or-digits', EXAMPLE],
    ['Sunday, 06-Nov-1994 08:49:37 GMT', 'date-case-or-digits', EXAMPLE],
    ['So, 06 Nov 1994 08:49:37 GMT', 'date-case-or-digits', EXAMPLE],
    ['dim., 06 Nov 1994 08:49:37 GMT', 'date-case-or-digits', EXAMPLE],
    ['on Sun, 06 Nov 1994 08:49:37 GMT', 'date-case-or-digits', EXAMPLE],
    ['Nov 06 1994 08:49:37 GMT', 'date-case-or-digits', EXAMPLE],
    ['Sun, 06 Nov 1994 08:49:37 GMT soon', 'date-trailing-text', EXAMPLE],
    ['"Sun, 06 Nov 1994 08:49:37 GMT"', 'date-quoted', EXAMPLE],
    ["'1994-11-06T08:49:37Z'", 'date-quoted', EXAMPLE],
    ['Sun, 06 Nov 1994 08:49:37 GMT; length=123', 'date-trailing-text', EXAMPLE],
    ['Sun, 06 Nov 1994 08:49:37 GMT and so on', 'date-trailing-text', EXAMPLE],
    ['Sun, 06 Nov 1994 08:49:37.5 GMT', 'date-subsecond', EXAMPLE],
  ] as const) {
    it(`names the flaw of ${JSON.stringify(text)}`, () => {
      assert.deepEqual(read(text), { kind: 'invalid', flaw, epoch: meant });
    });
  }

  // Each zone names the same moment at its own hour.
  for (const [zone, hours] of [
    ['UT', 0],
    ['UTC', 0],
    ['WET', 0],
    ['WEST', 1],
    ['BST', 1],
    ['CET', 1],
    ['CEST', 2],
    ['EET', 2],
    ['EEST', 3],
    ['MSK', 3],
    ['EST', -5],
    ['EDT', -4],
    ['CST', -6],
    ['CDT', -5],
    ['MST', -7],
    ['MDT', -6],
    ['PST', -8],
    ['PDT', -7],
    ['+0530', 5.5],
    ['-0330', -3.5],
    ['+05:30', 5.5],
    ['GMT+1', 1],
    ['UTC-2', -2],
  ] as const) {
    it(`counts ${zone} from Greenwich`, () => {
      const local = new Date(EXAMPLE + hours * 3_600_000).toISOString().slice(11, 19);
      assert.deepEqual(read(`Sun, 06 Nov 1994 ${local} ${zone}`), {
        kind: 'invalid',
        flaw: 'date-not-gmt',
        epoch: EXAMPLE,
      });
    });
  }

  for (const [text, flaw, meant] of [
    // Quotes of all kinds, and only around the whole.
    ['“Sun, 06 Nov 1994 08:49:37 GMT”', 'date-quoted', EXAMPLE],
    ['\\"Sun, 06 Nov 1994 08:49:37 GMT\\"', 'date-quoted', EXAMPLE],
    ['" Sun, 06 Nov 1994 08:49:37 GMT "', 'date-quoted', EXAMPLE],
    ['"784111777"', 'date-quoted', EXAMPLE],
    ['"soon"', 'date-invalid', undefined],
    ['  784111777  ', 'date-epoch', EXAMPLE],
    ['78411177', 'date-invalid', undefined],
    ['78411177700000', 'date-invalid', undefined],
    ['x784111777', 'date-invalid', undefined],
    ['784111777x', 'date-invalid', undefined],
    // ISO 8601 in its forms.
    ['19941106T084937Z', 'date-iso8601', EXAMPLE],
    ['1994-11-06 08:49:37', 'date-iso8601', EXAMPLE],
    ['1994-11-06T08:49', 'date-iso8601', EXAMPLE - 37_000],
    ['1994-11-06T08:49:37,5Z', 'date-iso8601', EXAMPLE],
    ['1994-11-06T08:49:37 Z', 'date-iso8601', EXAMPLE],
    ['1994-11-06T10:49:37+0200', 'date-iso8601', EXAMPLE],
    ['1994-11-06T14:19:37+05:30', 'date-iso8601', EXAMPLE],
    ['1994-13-06', 'date-iso8601', undefined],
    ['1994-11-31', 'date-iso8601', undefined],
    ['19941306', 'date-invalid', undefined],
    ['x1994-11-06', 'date-invalid', undefined],
    ['1994-11-06x', 'date-invalid', undefined],
    // Words in other orders, spellings and amounts.
    ['06 Nov 1994 08:49 GMT', 'date-case-or-digits', EXAMPLE - 37_000],
    ['Sun, 06 November 1994 08:49:37 GMT', 'date-case-or-digits', EXAMPLE],
    ['Sun., 06 Nov. 1994 08:49:37 GMT', 'date-case-or-digits', EXAMPLE],
    ['1994 Nov 06 08:49:37 GMT', 'date-case-or-digits', EXAMPLE],
    ['Nov 6 1994 8:49:37 GMT', 'date-case-or-digits', EXAMPLE],
    ['Sun, 06 Jan 1994 08:49:37 GMT.', 'date-trailing-text', Date.UTC(1994, 0, 6, 8, 49, 37)],
    ['Sun, 06 Nov 1994 08:49:37,25 GMT', 'date-trailing-text', EXAMPLE],
    ['Sun, 06 Nov 1994 08:49:37 GMT 1', 'date-trailing-text', EXAMPLE],
    ['Sun, 06 Nov 1994 08:49:37 08:50:00 GMT', 'date-trailing-text', EXAMPLE],
    ['Sun, 06 Nov Dec 1994 08:49:37 GMT', 'date-trailing-text', EXAMPLE],
    ['06 1994 08:49:37 GMT', 'date-invalid', undefined],
    ['Nov 1994 08:49:37 GMT', 'date-invalid', undefined],
    ['06 Nov 1994 GMT', 'date-invalid', undefined],
    ['06 xNov 1994 08:49:37 GMT', 'date-invalid', undefined],
    ['Mon Nov  6 08:49:37 1994x', 'date-invalid', undefined],
    // Parts out of range, one at a time.
    ['Sun, 06 Nov 1994 24:00:00 GMT', 'date-out-of-range', Date.UTC(1994, 10, 7)],
    ['Sun, 06 Nov 1994 24:01:00 GMT', 'date-out-of-range', Date.UTC(1994, 10, 6, 23, 1)],
    ['Sun, 06 Nov 1994 24:00:01 GMT', 'date-out-of-range', Date.UTC(1994, 10, 6, 23, 0, 1)],
    ['Sun, 06 Nov 1994 25:00:00 GMT', 'date-out-of-range', Date.UTC(1994, 10, 6, 23)],
    ['Sun, 06 Nov 1994 08:60:37 GMT', 'date-out-of-range', Date.UTC(1994, 10, 6, 8, 59, 37)],
    ['Sun, 00 Nov 1994 08:49:37 GMT', 'date-out-of-range', Date.UTC(1994, 10, 1, 8, 49, 37)],
    ['Thu, 30 Feb 2024 08:49:37 GMT', 'date-out-of-range', Date.UTC(2024, 1, 29, 8, 49, 37)],
    ['Thu, 29 Feb 1900 08:49:37 GMT', 'date-out-of-range', Date.UTC(1900, 1, 28, 8, 49, 37)],
    ['Sun, 32 Dec 1994 08:49:37 GMT', 'date-out-of-range', Date.UTC(1994, 11, 31, 8, 49, 37)],
    // Something stands before or after what would else be a part of the date.
    ['x"Sun, 06 Nov 1994 08:49:37 GMT"', 'date-trailing-text', EXAMPLE],
    ['"Sun, 06 Nov 1994 08:49:37 GMT"x', 'date-trailing-text', EXAMPLE],
    ['06 Nov 1994 x08:49:37 GMT', 'date-invalid', undefined],
    ['06 Nov 1994 08:49:37x GMT', 'date-invalid', undefined],
    ['06 Nov 1994x 08:49:37 GMT', 'date-invalid', undefined],
    ['06 1Nov 1994 08:49:37 GMT', 'date-invalid', undefined],
    ['06 Nov1 1994 08:49:37 GMT', 'date-invalid', undefined],
    ['x06-Nov-94 08:49:37 GMT', 'date-invalid', undefined],
    ['06-Nov-94x 08:49:37 GMT', 'date-invalid', undefined],
    ['x94 06 Nov 1994 08:49:37 GMT', 'date-trailing-text', EXAMPLE],
    ['06 Nov 1994 08:49:37 GMT 3Sun', 'date-trailing-text', EXAMPLE],
    ['06 Nov 1994 08:49:37 GMT Sun3', 'date-trailing-text', EXAMPLE],
    ['06 Nov 1994 08:49:37 GMT Sun', 'date-case-or-digits', EXAMPLE],
    ['06 Nov 1994 08:49:37 GMT, ', 'date-case-or-digits', EXAMPLE],
    ['06 Nov 1994 08:49:37.123 GMT', 'date-subsecond', EXAMPLE],
    ['06 Nov 1994 08:49:37 and gmt', 'date-not-gmt', undefined],
    ['06 Nov 1994 08:49:37 ABCDEF', 'date-not-gmt', EXAMPLE],
    // asctime, loosely.
    ['Sunday Nov  06  08:49:37  1994', 'date-case-or-digits', EXAMPLE],
    ['Sun  Nov  16  8:49:37  1994', 'date-case-or-digits', EXAMPLE + 10 * 86_400_000],
    ['x Sun Nov 6 08:49:37 1994', 'date-not-gmt', EXAMPLE],
    ['Fri, 31 Feb 2025 08:49:37', 'date-out-of-range', Date.UTC(2025, 1, 28, 8, 49, 37)],
    // Of a number the reading nearer to now: in seconds, or in milliseconds.
    ['0999999999', 'date-epoch', 999_999_999_000],
    ['500000000000', 'date-epoch', 500_000_000_000],
    // A date before a semicolon, in any form.
    ['784111777; length=1', 'date-trailing-text', EXAMPLE],
    ['1994-11-06 ; x', 'date-trailing-text', Date.UTC(1994, 10, 6)],
    ['x; Sun, 06 Nov 1994 08:49:37 GMT', 'date-invalid', undefined],
    // What is too long, or nothing at all before the semicolon.
    [`06 Nov 1994 08:49:37 GMT ${'x'.repeat(95)}`, 'date-trailing-text', EXAMPLE],
    [`06 Nov 1994 08:49:37 GMT ${'x'.repeat(96)}`, 'date-invalid', undefined],
    [`06 Nov 1994 08:49:37 GMT ${'x'.repeat(95)};`, 'date-trailing-text', EXAMPLE],
    [`06 Nov 1994 08:49:37 GMT ${'x'.repeat(96)};`, 'date-invalid', undefined],
    [`06 Nov 1994 08:49:37 GMT; ${'x'.repeat(480 - 26)}`, 'date-trailing-text', EXAMPLE],
    [`06 Nov 1994 08:49:37 GMT; ${'x'.repeat(481 - 26)}`, 'date-invalid', undefined],
    [';length=1', 'date-invalid', undefined],
    [`Sun, 06 Nov 1994 08:49:37 GMT ${'x'.repeat(200)}`, 'date-invalid', undefined],
    [`Sun, 06 Nov 1994 08:49:37 GMT; ${'x'.repeat(60)}`, 'date-trailing-text', EXAMPLE],
  ] as const) {
    it(`makes of ${JSON.stringify(text.slice(0, 60))} (${text.length}) ${flaw}`, () => {
      assert.deepEqual(read(text), { kind: 'invalid', flaw, epoch: meant });
    });
  }

  it('reads the year 99 as such when it has four digits', () => {
    const reading = read('Fri, 06 Nov 0099 08:49:37 GMT');
    assert.equal(reading.epoch !== undefined && new Date(reading.epoch).getUTCFullYear(), 99);
  });

  it('two dates in one value are no date', () => {
    const twice = 'Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT';
    assert.equal(read(twice).kind, 'invalid');
  });

  it('writes every second so that it reads back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000_000_000, max: 200_000_000_000 }), (seconds) => {
        assert.deepEqual(read(formatHttpDate(seconds * 1000)), {
          kind: 'date',
          epoch: seconds * 1000,
          form: 'imf-fixdate',
        });
      }),
    );
  });

  it('drops fractions of a second when it writes', () => {
    assert.equal(formatHttpDate(EXAMPLE + 999), 'Sun, 06 Nov 1994 08:49:37 GMT');
  });

  it('stays calm at any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void read(text)),
      { numRuns: 2000 },
    );
    const word = fc.constantFrom('Sun', 'Nov', '06', '1994', '08:49:37', 'GMT', ',', '-', '+0200', '"', ';', '.5', 'T');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => void read(words.join(' '))),
      { numRuns: 2000 },
    );
  });

  for (const unit of ['1', ' ', 'Sun, ', '"', ';', '08:49:37 ', '-', '“', '1994-11-06']) {
    it(`takes linear time on 64 KiB of ${JSON.stringify(unit)}`, () => {
      const began = performance.now();
      read(unit.repeat(Math.ceil(65_536 / unit.length)));
      assert.ok(performance.now() - began < 1_000);
    });
  }
});
