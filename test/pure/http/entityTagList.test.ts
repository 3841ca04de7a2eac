import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseEntityTag } from '../../../src/core/http/entityTag.ts';
import { scanEntityTags, type TagMember } from '../../../src/core/http/entityTagList.ts';
import { documents } from '../syntax/documents.ts';

/** `tag`, `star`, or the flaw with what was probably meant. */
const told = (member: TagMember): string =>
  member.kind === 'malformed' ? `${member.flaw} → ${member.repaired ?? 'nothing'}` : member.kind;
const kinds = (value: string): readonly string[] => scanEntityTags(value).map(told);

describe('lists of entity tags', () => {
  for (const [value, ...expected] of [
    ['"v1"', 'tag'],
    [' "v1" ', 'tag'],
    ['"v1", W/"v2"', 'tag', 'tag'],
    ['"v1","v2"\t,  "v3"', 'tag', 'tag', 'tag'],
    ['"a,b", "c"', 'tag', 'tag'],
    ['*', 'star'],
    ['"a", *', 'tag', 'star'],
    ['', ...[]],
    [' \t', ...[]],
    [',', 'empty', 'empty'],
    ['"a",,"b",', 'tag', 'empty', 'tag', 'empty'],
    ['{{etag}}', 'unresolved'],
    ['"{{}}"', 'tag'],
    ['{{}}{{etag}}', 'unresolved'],
    ['"{{version}}", "b"', 'unresolved', 'tag'],
    ['{{read.response.headers[\'etag, b\']}}, "c"', 'unresolved', 'tag'],
    ['"a{{b"', 'tag'],
    ['"a" , \t', 'tag', 'empty'],
    ['{a,b}}', 'etag-unquoted → "{a"', 'etag-unquoted → "b}}"'],
    ['{{a{b,c}}', 'etag-unquoted → "{{a{b"', 'etag-unquoted → "c}}"'],
    ['{{a},b}}', 'unresolved'],
    ['{{}} "a" {{b}}', 'unresolved'],
  ] as const) {
    it(`reads ${JSON.stringify(value)}`, () => assert.deepEqual(kinds(value), expected));
  }

  for (const [value, expected] of [
    ['v1', 'etag-unquoted → "v1"'],
    ['W/v1', 'etag-unquoted → W/"v1"'],
    ['33a64df5-gzip', 'etag-unquoted → "33a64df5-gzip"'],
    ['not a tag', 'etag-unquoted → nothing'],
    ['`v1`', 'etag-unquoted → "v1"'],
    ['*;', 'etag-unquoted → "*"'],
    ['「v1」', 'etag-smart-quotes → "v1"'],
    ['If-Modified-Since: Mon', 'etag-header-pasted → nothing'],
    ['If-Unmodified-Since: "v1"', 'etag-header-pasted → "v1"'],
    ['null', 'etag-unquoted → nothing'],
    ['undefined', 'etag-unquoted → nothing'],
    ['<etag>', 'etag-unquoted → nothing'],
    ['${etag}', 'etag-unquoted → nothing'],
    ['{etag}', 'etag-unquoted → nothing'],
    ['%ETAG%', 'etag-unquoted → nothing'],
    ['nullable', 'etag-unquoted → "nullable"'],
    ['$2', 'etag-unquoted → "$2"'],
    ['W/W/"v1"', 'etag-bad-weak-prefix → W/"v1"'],
    ["'v1'", 'etag-single-quoted → "v1"'],
    ["W/'v1'", 'etag-single-quoted → W/"v1"'],
    ['“v1”', 'etag-smart-quotes → "v1"'],
    ['«v1»', 'etag-smart-quotes → "v1"'],
    ['‘v1’', 'etag-smart-quotes → "v1"'],
    ['W/“v1”', 'etag-smart-quotes → W/"v1"'],
    ['"v1', 'etag-missing-quote → "v1"'],
    ['v1"', 'etag-missing-quote → "v1"'],
    ['W/"v1', 'etag-missing-quote → W/"v1"'],
    ['"a, "b"', 'etag-missing-quote → "a", "b"'],
    ['w/"v1"', 'etag-lowercase-weak → W/"v1"'],
    ['W"v1"', 'etag-bad-weak-prefix → W/"v1"'],
    ['W\\"v1"', 'etag-bad-weak-prefix → W/"v1"'],
    ['W/ "v1"', 'etag-bad-weak-prefix → W/"v1"'],
    ['W-"v1"', 'etag-bad-weak-prefix → W/"v1"'],
    ['"W/"v1""', 'etag-bad-weak-prefix → W/"v1"'],
    ['\\"v1\\"', 'etag-escaped-quotes → "v1"'],
    ['"\\"v1\\""', 'etag-escaped-quotes → "v1"'],
    ['W/\\"v1\\"', 'etag-escaped-quotes → W/"v1"'],
    ['%22v1%22', 'etag-escaped-quotes → "v1"'],
    ['&quot;v1&quot;', 'etag-escaped-quotes → "v1"'],
    ['""v1""', 'etag-escaped-quotes → "v1"'],
    ['"a b"', 'etag-illegal-char → "ab"'],
    ['{{ }}', 'etag-unquoted → nothing'],
    ['{{}}', 'etag-unquoted → "{{}}"'],
    ['{{\'}"}', 'etag-missing-quote → nothing'],
    ['“a", "b"', 'etag-smart-quotes → "a", "b"'],
    ['["a"]', 'etag-illegal-char → "a"'],
    ['(W/"a")', 'etag-illegal-char → W/"a"'],
    ['W/W/"a"', 'etag-bad-weak-prefix → W/"a"'],
    ['ETag="a"', 'etag-illegal-char → "a"'],
    ['\u200b"a"', 'etag-illegal-char → "a"'],
    ['"a".', 'etag-illegal-char → "a"'],
    ['"a" # the first', 'etag-illegal-char → "a"'],
    ['"a" b', 'etag-illegal-char → nothing'],
    ['a "b"', 'etag-illegal-char → nothing'],
    ['"a""b"', 'etag-illegal-char → "a", "b"'],
    ['W/"a"W/"b"', 'etag-illegal-char → W/"a", W/"b"'],
    ['"a"b"c"', 'etag-illegal-char → "abc"'],
    ['"a\x01"', 'etag-illegal-char → "a"'],
    ['"v1" "v2"', 'etag-list-missing-comma → "v1", "v2"'],
    ['"v1";W/"v2"|"v3"', 'etag-list-missing-comma → "v1", W/"v2", "v3"'],
    ['ETag: "v1"', 'etag-header-pasted → "v1"'],
    ['etag:v1', 'etag-header-pasted → "v1"'],
    ['"v1"\r', 'etag-header-pasted → "v1"'],
    ['ETag: W/"v1"', 'etag-header-pasted → W/"v1"'],
    ['If-Match : "v1"', 'etag-header-pasted → "v1"'],
    ['ETag:', 'etag-header-pasted → nothing'],
    ['my-etag: "v1"', 'etag-illegal-char → nothing'],
    ['v\r1', 'etag-unquoted → "v1"'],
    ['“it’s”', 'etag-smart-quotes → "it\'s"'],
    ['&#34;v1&#34;', 'etag-escaped-quotes → "v1"'],
    ['&#0034;v1&#0034;', 'etag-escaped-quotes → "v1"'],
    ['&#x22;v1&#x22;', 'etag-escaped-quotes → "v1"'],
    ['&#x0022;v1&#X0022;', 'etag-escaped-quotes → "v1"'],
    ['\\u0022v1\\u0022', 'etag-escaped-quotes → "v1"'],
    ['\\\\\\"v1\\\\\\"', 'etag-escaped-quotes → "v1"'],
    ['w/\\"v1\\"', 'etag-escaped-quotes → W/"v1"'],
    ['%22%22', 'etag-escaped-quotes → ""'],
    ['""""', 'etag-illegal-char → nothing'],
    ['""v1', 'etag-illegal-char → "v1"'],
    ["v1'", 'etag-unquoted → "v1"'],
    ["'v1", 'etag-unquoted → "v1"'],
    ["a'b'", 'etag-unquoted → "a\'b"'],
    ['"v1" \t "v2"', 'etag-list-missing-comma → "v1", "v2"'],
    ['"a""b"c', 'etag-illegal-char → "abc"'],
    ['"a, W/"b"', 'etag-missing-quote → "a", W/"b"'],
    ['"abc" def', 'etag-illegal-char → nothing'],
    ['abc "def"', 'etag-illegal-char → nothing'],
    ['ETag="abc"', 'etag-illegal-char → "abc"'],
    ['xW-"a"', 'etag-illegal-char → "xW-a"'],
    ['xW/"a"', 'etag-illegal-char → "xW/a"'],
  ] as const) {
    it(`names the flaw of ${JSON.stringify(value)}`, () => assert.deepEqual(kinds(value), [expected]));
  }

  for (const [value, remarks] of [
    ['"*"', ['etag-quoted-star']],
    ['"W/v1"', ['etag-bad-weak-prefix']],
    ['"é"', ['etag-non-ascii']],
    ['"a\\b"', ['etag-backslash']],
    ['"v1"', []],
  ] as const) {
    it(`remarks on the valid ${value}`, () => {
      const [member] = scanEntityTags(value);
      assert.deepEqual(member?.kind === 'tag' && member.remarks, remarks);
    });
  }

  it('gives each member its place in the value', () => {
    const value = ' "a" ,W/"b,c" , x';
    assert.deepEqual(
      scanEntityTags(value).map(({ start, end, text }) => [value.slice(start, end), text]),
      [
        ['"a"', '"a"'],
        ['W/"b,c"', 'W/"b,c"'],
        ['x', 'x'],
      ],
    );
  });

  const hostile = fc.string({
    unit: fc.constantFrom('"', "'", ',', 'W', '/', '\\', '{', '}', '*', ' ', '\t', 'a', '“', '%22', ';', '\r'),
  });

  it('keeps places in order, and repairs to what is valid, for any text', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (value) => {
        let last = 0;
        for (const member of scanEntityTags(value)) {
          assert.ok(member.start >= last && member.end >= member.start);
          assert.equal(value.slice(member.start, member.end), member.text);
          last = member.end;
          if (member.kind === 'malformed' && member.repaired !== undefined) {
            assert.ok(
              scanEntityTags(member.repaired).every(({ kind }) => kind === 'tag'),
              member.repaired,
            );
          }
          if (member.kind === 'tag') assert.deepEqual(member.tag, parseEntityTag(member.text));
        }
      }),
      { numRuns: documents },
    );
  });

  for (const [name, unit] of [
    ['tags', '"a",'],
    ['commas', ','],
    ['quotes', '"'],
    ['odd quotes', '"a"b" '],
    ['opening braces', '{{'],
    ['braces apart', '{{ a'],
    ['blanks', ' '],
    ['blanks after W', 'W   '],
    ['missing commas', '"a" '],
    ['escapes', '\\'],
    ['weak prefixes', 'W/"'],
    ['smart quotes', '“'],
    ['stars', '*'],
  ] as const) {
    it(`takes linear time on 64 KiB of ${name}`, () => {
      const value = unit.repeat(Math.ceil(65_536 / unit.length));
      const began = performance.now();
      scanEntityTags(`W${value}`);
      scanEntityTags(value);
      assert.ok(performance.now() - began < 2_000, `${performance.now() - began} ms`);
    });
  }

  it('reads 10,000 members', () => {
    const value = Array.from({ length: 10_000 }, (_, index) => `"v${index}"`).join(', ');
    assert.equal(scanEntityTags(value).length, 10_000);
  });
});
