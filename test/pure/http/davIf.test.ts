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

  for (const [value, why] of [
    ['', 'a list in parentheses is missing'],
    ['(<t>) </a> (<t>)', 'lists with and without a resource are mixed'],
    ['</a', 'a "<" is not closed'],
    ['(<t', 'a "<" is not closed'],
    ['</a> x', 'a resource is not followed by a list'],
    ['</a>', 'a resource is not followed by a list'],
    ['x', 'a list begins with "("'],
    ['()', 'the list is empty'],
    ['("v1")', 'a lock token stands in < >, an entity tag in [ ]'],
    ['(knot <t>)', 'a lock token stands in < >, an entity tag in [ ]'],
    ['([v1])', 'between [ and ] stands one quoted tag'],
    ['(["v1")', 'between [ and ] stands one quoted tag'],
    ['(["v1" "v2"])', 'between [ and ] stands one quoted tag'],
    ['([])', 'between [ and ] stands one quoted tag'],
  ] as const) {
    it(`says why ${JSON.stringify(value)} is malformed`, () => {
      const parsed = parseDavIf(value);
      assert.equal(parsed.kind === 'malformed' && parsed.why, why);
    });
  }

  it('tells a negated condition from one that is not, and a tag from a token', () => {
    assert.deepEqual(parseDavIf('(nOT <t> ["v"])'), {
      kind: 'lists',
      lists: [
        {
          resource: undefined,
          conditions: [
            { not: 'yes', kind: 'token', token: 't' },
            { not: 'no', kind: 'etag', tag: { weak: false, opaque: 'v' } },
          ],
        },
      ],
    });
  });

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
