import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDavIf } from '../../../src/core/http/davIf.ts';

/** The lists in short: `url: not<token> ["tag"]`. */
function told(value: string): string {
  const parsed = parseDavIf(value);
  if (parsed.kind === 'malformed') return `broken at ${parsed.at}`;
  return parsed.lists
    .map(({ resource, conditions }) => {
      const each = conditions.map((one) => {
        const what = one.kind === 'token' ? `<${one.token}>` : `[${one.tag.weak ? 'W/' : ''}${one.tag.opaque}]`;
        return `${one.not === 'yes' ? 'not ' : ''}${what}`;
      });
      return `${resource ?? '-'}: ${each.join(' ')}`;
    })
    .join(' | ');
}

describe('the If field of WebDAV (RFC 4918 §10.4)', () => {
  for (const [value, expected] of [
    ['(<urn:uuid:1>)', '-: <urn:uuid:1>'],
    ['(<urn:uuid:1> ["v1"]) (["v2"])', '-: <urn:uuid:1> [v1] | -: [v2]'],
    ['(Not <urn:uuid:1> [W/"v1"])', '-: not <urn:uuid:1> [W/v1]'],
    ['</a> (<t>) (["x"]) </b> (<u>)', '/a: <t> | /a: [x] | /b: <u>'],
    ['(["a)b"])', '-: [a)b]'],
    ['', 'broken at 0'],
    ['urn:uuid:1', 'broken at 0'],
    ['()', 'broken at 1'],
    ['(urn:uuid:1)', 'broken at 1'],
    ['([v1])', 'broken at 1'],
    ['("v1")', 'broken at 1'],
    ['(<t>) </a> (<t>)', 'broken at 6'],
    ['</a>', 'broken at 4'],
    ['(<t>', 'broken at 4'],
    ['(<t', 'broken at 1'],
  ] as const) {
    it(`reads ${JSON.stringify(value)}`, () => assert.equal(told(value), expected));
  }

  it('reads any text, and 64 KiB of it in linear time', () => {
    const unit = fc.constantFrom('(', ')', '<', '>', '[', ']', '"', 'Not ', ' ', 'a');
    fc.assert(fc.property(fc.string({ unit }), (value) => void parseDavIf(value)));
    for (const text of ['(', '<', '(<a>) ', '["', '(Not ', ' ']) {
      const began = performance.now();
      parseDavIf(text.repeat(Math.ceil(65_536 / text.length)));
      assert.ok(performance.now() - began < 2_000);
    }
  });
});
