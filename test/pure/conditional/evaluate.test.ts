import assert from 'node:assert/strict';
import { type Current, NONE, UNKNOWN, unknownCurrent } from '../../../src/core/conditional/evaluation/current.ts';
import { evaluate } from '../../../src/core/conditional/evaluation/evaluate.ts';
import type { Trace } from '../../../src/core/conditional/evaluation/trace.ts';
import { parseEntityTag } from '../../../src/core/http/entityTag.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { readHttpDate } from '../../../src/core/http/httpDate.ts';

/** 2026-11-21 12:00:00 UTC. */
const NOON = Date.UTC(2026, 10, 21, 12);

const D1 = 'Sun, 06 Nov 1994 08:49:37 GMT';
const D2 = 'Sun, 06 Nov 1994 08:49:38 GMT';
const D3 = 'Sun, 06 Nov 1994 08:50:00 GMT';

/** `If-Match: "a" | Range: bytes=0-1` as a header list. */
const fields = (text: string): HeaderList =>
  text === ''
    ? []
    : text
        .split(' | ')
        .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()] as const);

const dateOf = (text: string): number => {
  const reading = readHttpDate(text, NOON);
  if (reading.kind !== 'date') throw new Error(text);
  return reading.epoch;
};

/** `?` unknown, `-` none, else the tag; dates likewise; `x` for a missing resource. */
function state(etag: string, modified = '?', date?: string): Current {
  if (etag === 'x') return { exists: false, etag: NONE, lastModified: NONE, date: undefined };
  if (etag === '?' && modified === '?') return unknownCurrent;
  const tag = parseEntityTag(etag);
  return {
    exists: true,
    etag: tag !== undefined ? { kind: 'known', value: tag } : etag === '-' ? NONE : UNKNOWN,
    lastModified: modified === '-' ? NONE : modified === '?' ? UNKNOWN : { kind: 'known', value: dateOf(modified) },
    date: date === undefined ? undefined : dateOf(date),
  };
}

const run = (method: string, headers: string, current: Current): Trace =>
  evaluate({ method, headers: fields(headers) }, current, NOON);
const told = ({ verdict, steps }: Trace): string => [verdict, ...steps.map(({ result }) => result)].join(' ');

type Row = readonly [method: string, headers: string, current: Current, expected: string];

function table(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    for (const [method, headers, current, expected] of rows) {
      const known = JSON.stringify(current).replace(/"(?:exists|kind|value|weak|opaque)":/g, '');
      it(`${method} ${headers} on ${known}: ${expected}`, () =>
        assert.equal(told(run(method, headers, current)), expected));
    }
  });
}

const A = state('"a"');
const WA = state('W/"a"');
const NO_TAG = state('-', D1);
const HERE: Current = { ...unknownCurrent, exists: true };

table('step 1: If-Match uses strong comparison', [
  ['PUT', 'If-Match: "a"', A, 'perform true'],
  ['PUT', 'If-Match: "b"', A, 'precondition-failed false'],
  ['PUT', 'If-Match: W/"a"', A, 'precondition-failed false'],
  ['PUT', 'If-Match: "a"', WA, 'precondition-failed false'],
  ['PUT', 'If-Match: W/"a"', WA, 'precondition-failed false'],
  ['PUT', 'If-Match: "A"', A, 'precondition-failed false'],
  ['PUT', 'If-Match: "b", "a"', A, 'perform true'],
  ['PUT', 'If-Match: "b" | If-Match: "a"', A, 'perform true'],
  ['PUT', 'If-Match: "b,c", "d"', A, 'precondition-failed false'],
  ['PUT', 'If-Match: "b,a"', A, 'precondition-failed false'],
  ['PUT', 'If-Match: ,,"a"', A, 'perform true'],
  ['PUT', 'If-Match: *', A, 'perform true'],
  ['PUT', 'If-Match: *', NO_TAG, 'perform true'],
  ['PUT', 'If-Match: "a"', NO_TAG, 'precondition-failed false'],
  ['PUT', 'If-Match: "*"', A, 'precondition-failed false'],
  ['GET', 'If-Match: "b"', A, 'precondition-failed false'],
  ['DELETE', 'If-Match: "a"', A, 'perform true'],
  ['POST', 'If-Match: "b"', A, 'precondition-failed false'],
  ['PATCH', 'if-match: "b"', A, 'precondition-failed false'],
  ['MKCOL', 'If-Match: "b"', A, 'precondition-failed false'],
]);

table('what is no tag matches nothing, by the letter of the grammar', [
  ['PUT', 'If-Match: a', A, 'precondition-failed false'],
  ['PUT', "If-Match: 'a'", A, 'precondition-failed false'],
  ['PUT', 'If-Match: "a', A, 'precondition-failed false'],
  ['PUT', 'If-Match:', A, 'precondition-failed false'],
  ['PUT', 'If-Match: a', HERE, 'precondition-failed false'],
  ['GET', 'If-None-Match: a', A, 'perform true'],
  ['GET', 'If-None-Match: w/"a"', A, 'perform true'],
  ['GET', 'If-None-Match:', A, 'perform true'],
  ['GET', 'If-None-Match: a', HERE, 'perform true'],
  ['GET', 'If-Range: a | Range: bytes=0-1', A, 'perform false'],
]);

table('a wildcard beside other members is read differently by different servers', [
  ['PUT', 'If-Match: "a", *', A, 'perform true'],
  ['PUT', 'If-Match: "b", *', A, 'undetermined unknown'],
  ['PUT', 'If-Match: *, *', A, 'undetermined unknown'],
  ['PUT', 'If-Match: "b", *', state('x'), 'precondition-failed false'],
  ['PUT', 'If-None-Match: "b", *', state('x'), 'perform true'],
  ['PUT', 'If-None-Match: "a", *', A, 'precondition-failed false'],
]);

table('step 2: If-Unmodified-Since', [
  ['PUT', `If-Unmodified-Since: ${D1}`, state('?', D1), 'perform true'],
  ['PUT', `If-Unmodified-Since: ${D2}`, state('?', D1), 'perform true'],
  ['PUT', `If-Unmodified-Since: ${D1}`, state('?', D2), 'precondition-failed false'],
  ['GET', `If-Unmodified-Since: ${D1}`, state('?', D2), 'precondition-failed false'],
  ['PUT', `If-Unmodified-Since: Sunday, 06-Nov-94 08:49:37 GMT`, state('?', D2), 'precondition-failed false'],
  ['PUT', `If-Unmodified-Since: Mon, 06 Nov 1994 08:49:37 GMT`, state('?', D2), 'precondition-failed false'],
  ['PUT', 'If-Unmodified-Since: 1994-11-06', state('?', D2), 'perform ignored'],
  ['PUT', 'If-Unmodified-Since:', state('?', D2), 'perform ignored'],
  ['PUT', `If-Unmodified-Since: ${D1} | If-Unmodified-Since: ${D1}`, state('?', D2), 'perform ignored'],
  ['PUT', `If-Unmodified-Since: ${D1}, ${D1}`, state('?', D2), 'perform ignored'],
  ['PUT', `If-Unmodified-Since: ${D1}`, state('"a"', '-'), 'perform ignored'],
  ['PUT', `If-Unmodified-Since: ${D1}`, state('x'), 'perform ignored'],
  ['PUT', `If-Unmodified-Since: ${D1}`, state('"a"'), 'undetermined unknown'],
  ['PUT', `If-Match: "a" | If-Unmodified-Since: ${D1}`, state('"a"', D2), 'perform true ignored'],
  ['PUT', `If-Match: "b" | If-Unmodified-Since: ${D3}`, state('"a"', D2), 'precondition-failed false ignored'],
]);

table('step 3: If-None-Match uses weak comparison, and answers reads and writes differently', [
  ['GET', 'If-None-Match: "a"', A, 'not-modified false'],
  ['HEAD', 'If-None-Match: "a"', A, 'not-modified false'],
  ['GET', 'If-None-Match: W/"a"', A, 'not-modified false'],
  ['GET', 'If-None-Match: "a"', WA, 'not-modified false'],
  ['GET', 'If-None-Match: W/"a"', WA, 'not-modified false'],
  ['GET', 'If-None-Match: "b"', A, 'perform true'],
  ['GET', 'If-None-Match: "b", "a"', A, 'not-modified false'],
  ['GET', 'If-None-Match: *', A, 'not-modified false'],
  ['GET', 'If-None-Match: "a"', NO_TAG, 'perform true'],
  ['PUT', 'If-None-Match: "a"', A, 'precondition-failed false'],
  ['PUT', 'If-None-Match: *', A, 'precondition-failed false'],
  ['PUT', 'If-None-Match: *', state('x'), 'perform true'],
  ['POST', 'If-None-Match: *', HERE, 'precondition-failed false'],
  ['PUT', 'If-None-Match: *', unknownCurrent, 'undetermined unknown'],
  ['DELETE', 'If-None-Match: "a"', WA, 'precondition-failed false'],
  ['PUT', 'If-None-Match: "b"', A, 'perform true'],
]);

table('step 4: If-Modified-Since', [
  ['GET', `If-Modified-Since: ${D1}`, state('?', D1), 'not-modified false'],
  ['GET', `If-Modified-Since: ${D2}`, state('?', D1), 'not-modified false'],
  ['GET', `If-Modified-Since: ${D1}`, state('?', D2), 'perform true'],
  ['HEAD', `If-Modified-Since: ${D1}`, state('?', D1), 'not-modified false'],
  ['PUT', `If-Modified-Since: ${D1}`, state('?', D1), 'perform ignored'],
  ['POST', `If-Modified-Since: ${D1}`, unknownCurrent, 'perform ignored'],
  ['GET', 'If-Modified-Since: never', state('?', D1), 'perform ignored'],
  ['GET', `If-Modified-Since: ${D1}`, state('"a"', '-'), 'perform ignored'],
  ['GET', `If-Modified-Since: ${D1} | If-Modified-Since: ${D2}`, state('?', D1), 'perform ignored'],
  ['GET', `If-None-Match: "b" | If-Modified-Since: ${D1}`, state('"a"', D1), 'perform true ignored'],
  ['GET', `If-None-Match: "a" | If-Modified-Since: ${D1}`, state('"a"', D2), 'not-modified false ignored'],
]);

table('step 5: If-Range', [
  ['GET', 'If-Range: "a" | Range: bytes=0-1', A, 'perform-range true'],
  ['GET', 'If-Range: "b" | Range: bytes=0-1', A, 'perform false'],
  ['GET', 'If-Range: W/"a" | Range: bytes=0-1', WA, 'perform false'],
  ['GET', 'If-Range: "a" | Range: bytes=0-1', WA, 'perform false'],
  ['GET', 'If-Range: W/"a" | Range: bytes=0-1', HERE, 'perform false'],
  ['GET', 'If-Range: "a", "b" | Range: bytes=0-1', A, 'perform false'],
  ['GET', 'If-Range: * | Range: bytes=0-1', A, 'perform false'],
  ['GET', 'If-Range: "a" | Range: bytes=0-1', NO_TAG, 'perform false'],
  ['GET', 'If-Range: "a" | Range: bytes=0-1', HERE, 'undetermined unknown'],
  ['GET', 'If-Range: "a"', A, 'perform ignored'],
  ['HEAD', 'If-Range: "a" | Range: bytes=0-1', A, 'perform ignored'],
  ['PUT', 'If-Range: "a" | Range: bytes=0-1', A, 'perform ignored'],
  ['GET', 'If-Range: "a" | Range: bytes=9-1', A, 'perform ignored'],
  ['GET', 'If-Range: "a" | Range: lines=0-1', A, 'undetermined true'],
  ['GET', `If-Range: ${D1} | Range: bytes=0-1`, state('?', D1, D2), 'perform-range true'],
  ['GET', `If-Range: ${D1} | Range: bytes=0-1`, state('?', D1, D1), 'perform false'],
  ['GET', `If-Range: ${D1} | Range: bytes=0-1`, state('?', D1), 'undetermined unknown'],
  ['GET', `If-Range: ${D2} | Range: bytes=0-1`, state('?', D1, D3), 'perform false'],
  ['GET', `If-Range: ${D2} | Range: bytes=0-1`, state('?', D1), 'perform false'],
  ['GET', `If-Range: ${D1} | Range: bytes=0-1`, state('"a"', '-'), 'perform false'],
  ['GET', 'If-None-Match: "a" | If-Range: "a" | Range: bytes=0-1', A, 'not-modified false ignored'],
  ['GET', 'If-None-Match: "b" | If-Range: "a" | Range: bytes=0-1', A, 'perform-range true true'],
  ['GET', 'Range: bytes=0-1', A, 'perform'],
]);

table('If-Range beside a Range that asks for bytes, for another unit, or for nothing', [
  ...['bytes=0-', 'bytes=-5', 'bytes=1-1', 'BYTES=0-1', 'bytes=0-1, 4-5', 'bytes=0-1,-1'].map(
    (range): Row => ['GET', `If-Range: "a" | Range: ${range}`, A, 'perform-range true'],
  ),
  ...[
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=2-1',
    'bytes=0-1,',
    'bytes=a-b',
    'bytes=0-1x',
    'bytes=x0-1',
    'bytes=0-1,x',
  ].map((range): Row => ['GET', `If-Range: "a" | Range: ${range}`, A, 'perform ignored']),
  ...['=0-1', 'by(tes=0-1', '(bytes=0-1', 'bytes)=0-1', '0-1'].map(
    (range): Row => ['GET', `If-Range: "a" | Range: ${range}`, A, 'perform ignored'],
  ),
  ...['x=0-1', 'lines=', 'items=a', 'no-bytes=0-1'].map(
    (range): Row => ['GET', `If-Range: "a" | Range: ${range}`, A, 'undetermined true'],
  ),
  ['GET', 'If-Range: "b" | Range: lines=0-1', A, 'perform false'],
  ['GET', `If-Range: ${D1} | If-Range: ${D1} | Range: bytes=0-1`, state('?', D1, D2), 'perform false'],
  ['GET', `If-Range: ${D1} | Range: bytes=0-1`, HERE, 'undetermined unknown'],
  ['GET', `If-Range: ${D1} | Range: bytes=0-1`, state('?', D2, D3), 'perform false'],
]);

table('§13.2.1: what comes before any precondition', [
  ['OPTIONS', 'If-Match: "b"', A, 'perform ignored'],
  ['TRACE', 'If-None-Match: "a"', A, 'perform ignored'],
  ['CONNECT', 'If-Match: "b"', A, 'perform ignored'],
  ['GET', 'If-Match: "a"', state('x'), 'perform ignored'],
  ['HEAD', 'If-None-Match: *', state('x'), 'perform ignored'],
  ['DELETE', 'If-Match: "a"', state('x'), 'perform ignored'],
  ['PUT', 'If-Match: "a"', state('x'), 'precondition-failed false'],
  ['PUT', 'If-Match: *', state('x'), 'precondition-failed false'],
  ['POST', 'If-Match: *', state('x'), 'precondition-failed false'],
  ['PUT', 'If-None-Match: "a"', state('x'), 'perform true'],
  ['PUT', '', unknownCurrent, 'perform'],
]);

table('order: what decides first hides what follows', [
  ['GET', 'If-Match: "b" | If-None-Match: "a"', A, 'precondition-failed false ignored'],
  ['GET', 'If-None-Match: "a" | If-Match: "a"', A, 'not-modified true false'],
  ['PUT', 'If-Match: "a" | If-None-Match: *', A, 'precondition-failed true false'],
  ['PUT', `If-Unmodified-Since: ${D1} | If-None-Match: "b"`, state('"a"', D2), 'precondition-failed false ignored'],
]);

table('unknown stays unknown, unless every possibility ends alike', [
  ['PUT', 'If-Match: "a"', unknownCurrent, 'undetermined unknown'],
  ['PUT', 'If-Match: W/"a"', unknownCurrent, 'precondition-failed false'],
  ['PUT', 'If-Match: a', unknownCurrent, 'precondition-failed false'],
  ['DELETE', 'If-Match: W/"a"', unknownCurrent, 'undetermined unknown'],
  ['GET', 'If-None-Match: "a"', unknownCurrent, 'undetermined unknown'],
  ['GET', 'If-None-Match: *', HERE, 'not-modified false'],
  ['PUT', 'If-Match: "a" | If-None-Match: *', HERE, 'precondition-failed unknown false'],
  ['PUT', 'If-Match: "a" | If-None-Match: *', unknownCurrent, 'precondition-failed unknown unknown'],
  ['PUT', 'If-None-Match: *', { ...unknownCurrent, etag: A.etag }, 'precondition-failed false'],
  ['PUT', 'If-None-Match: *', { ...unknownCurrent, etag: NONE }, 'precondition-failed false'],
  ['PUT', 'If-None-Match: *', { ...unknownCurrent, lastModified: NONE }, 'precondition-failed false'],
  ['PUT', 'If-None-Match: *', { ...unknownCurrent, lastModified: NO_TAG.lastModified }, 'precondition-failed false'],
  ['GET', 'If-None-Match: "a" | If-Range: "a" | Range: bytes=0-1', HERE, 'undetermined unknown unknown'],
  ['PUT', 'If-Match: {{etag}}', A, 'undetermined unknown'],
  ['PUT', 'If-Match: "a", {{etag}}', A, 'perform true'],
  ['PUT', 'If-Match: "b", {{etag}}', A, 'undetermined unknown'],
  ['GET', 'If-None-Match: "{{v}}"', A, 'undetermined unknown'],
  ['GET', 'If-Modified-Since: {{date}}', state('?', D1), 'undetermined unknown'],
  ['GET', 'If-Range: {{etag}} | Range: bytes=0-1', A, 'undetermined unknown'],
]);

table('the If field of WebDAV: AND inside a list, OR between lists', [
  ['PUT', 'If: (["a"])', A, 'perform true'],
  ['PUT', 'If: (["b"])', A, 'precondition-failed false'],
  ['PUT', 'If: (["b"]) (["a"])', A, 'perform true'],
  ['PUT', 'If: (Not ["b"])', A, 'perform true'],
  ['PUT', 'If: (["a"] Not ["a"])', A, 'precondition-failed false'],
  ['PUT', 'If: (["a"])', WA, 'undetermined unknown'],
  ['PUT', 'If: (<urn:uuid:1>)', A, 'undetermined unknown'],
  ['PUT', 'If: (<urn:uuid:1> ["b"])', A, 'precondition-failed false'],
  ['PUT', 'If: (<urn:uuid:1>) (Not <DAV:no-lock>)', A, 'perform true'],
  ['PUT', 'If: (<DAV:no-lock>)', A, 'precondition-failed false'],
  ['PUT', 'If: <http://other.test/> (["b"])', A, 'undetermined unknown'],
  ['PUT', 'If: urn:uuid:1', A, 'undetermined unknown'],
  ['PUT', 'If: (["a"])', state('x'), 'precondition-failed false'],
  ['PUT', 'If-Match: "a" | If: (["b"])', A, 'precondition-failed true false'],
  ['PUT', 'If-Match: "b" | If: (["a"])', A, 'precondition-failed false ignored'],
  ['DELETE', 'If: (["a"])', state('x'), 'perform ignored'],
  ['PUT', 'If: (["b"] <urn:uuid:1>)', A, 'precondition-failed false'],
  ['PUT', 'If: (Not <urn:uuid:1>)', A, 'undetermined unknown'],
  ['PUT', 'If: (Not ["a"])', state('x'), 'perform true'],
  ['PUT', 'If: (["a"])', NO_TAG, 'precondition-failed false'],
  ['PUT', 'If: (["a"])', HERE, 'undetermined unknown'],
  ['PUT', 'If: (["a"])', unknownCurrent, 'undetermined unknown'],
  ['PUT', 'If: (["b"]) (<urn:uuid:1>)', A, 'undetermined unknown'],
  ['PUT', 'If: <http://other.test/> (["b"])', state('x'), 'undetermined unknown'],
  ['PUT', 'If: (["{{tag}}"])', A, 'undetermined unknown'],
]);

describe('a tagged list of the If field', () => {
  for (const [resource, expected] of [
    ['/a', 'precondition-failed false'],
    ['http://example.test/a', 'precondition-failed false'],
    ['http://EXAMPLE.test:80/a', 'precondition-failed false'],
    ['/b', 'undetermined unknown'],
    ['http://other.test/a', 'undetermined unknown'],
    ['http://[/', 'undetermined unknown'],
  ] as const) {
    it(`of <${resource}> is judged where it names the request itself: ${expected}`, () => {
      const request = { method: 'PUT', url: 'http://example.test/a', headers: fields(`If: <${resource}> (["b"])`) };
      assert.equal(told(evaluate(request, A, NOON)), expected);
    });
  }
});

describe('the order of the steps', () => {
  it('is that of §13.2.2, whatever the order of the fields', () => {
    const headers = `If: (["a"]) | If-Range: "a" | If-Modified-Since: ${D1} | If-None-Match: "a" | If-Unmodified-Since: ${D1} | If-Match: "a"`;
    assert.deepEqual(
      run('GET', headers, A).steps.map(({ rule }) => rule),
      ['13.2.2-1', '13.2.2-2', '13.2.2-3', '13.2.2-4', '13.2.2-5', '4918-10.4'],
    );
  });
});

describe('the reason of a step', () => {
  const because = (method: string, headers: string, current: Current): string =>
    run(method, headers, current).steps[0]?.because ?? '';

  for (const [headers, current, ...parts] of [
    ['If-Match: W/"a"', WA, 'W/"a" does not match W/"a"', 'strong comparison', 'both are weak'],
    ['If-Match: W/"a"', A, 'the tag sent is weak', 'strong comparison'],
    ['If-Match: "a"', WA, 'the current tag is weak', 'strong comparison'],
    ['If-Match: "v3"', state('"v4"'), '"v3" is not the current "v4"', 'strong comparison'],
    ['If-Match: W/"b"', A, 'W/"b" is weak', '"a"'],
    ['If-Match: "b", "c"', A, 'None of the 2 tags', '"a"'],
    ['If-Match: W/"a"', unknownCurrent, 'W/"a" is weak', 'strong comparison', 'never matches'],
    ['If-Match: "a"', unknownCurrent, 'not known', '"a"'],
    ['If-Match: abc', A, 'abc is no entity tag'],
    ['If-Match:', A, 'empty'],
    ['If-Match: "a"', NO_TAG, 'no entity tag'],
    ['If-Match: "a"', state('x'), 'Nothing exists'],
    ['If-Match: *', state('x'), 'nothing does'],
    ['If-None-Match: W/"a"', A, 'W/"a" matches the current "a"', 'weak comparison'],
    ['If-None-Match: *', A, 'something does'],
    ['If-None-Match: *', unknownCurrent, 'whether anything exists', 'not known'],
    ['If-None-Match: *', state('x'), 'nothing does'],
    ['If-None-Match: "a"', state('x'), 'Nothing exists'],
    ['If-None-Match: "a"', A, '"a" is the current tag', 'weak comparison'],
    ['If-None-Match: "b"', A, '"b" is not the current "a"', 'weak comparison'],
    ['If-None-Match: "b", "c"', A, 'None of the 2 tags', '"a"', 'weak comparison'],
    ['If-None-Match: "a"', NO_TAG, 'no entity tag'],
    ['If-None-Match: "a"', HERE, 'not known', '"a"'],
    ['If-None-Match: "b", "c"', HERE, 'not known', '"b", "c"'],
    ['If-None-Match: b', HERE, 'b is no entity tag'],
    ['If-None-Match: b', A, 'b is no entity tag'],
    ['If-None-Match: {{tag}}', A, '{{tag}}', 'no value yet'],
    ['If-Match: {{tag}}', HERE, '{{tag}}', 'no value yet'],
    ['If-Match: "b", *', A, '*', 'beside other members'],
    ['If-Match: "b", *, {{tag}}', A, '{{tag}}', 'no value yet'],
    ['If-Match: *', A, 'something exist', 'it does'],
    ['If: (["a"])', A, 'One of its lists holds'],
    ['If: (["b"])', A, 'Its list does not hold'],
    ['If: (["b"]) (["c"])', A, 'None of its 2 lists holds'],
    ['If: (<urn:uuid:1>)', A, 'depends on locks', 'not known'],
    ['If: (["{{tag}}"])', A, '{{tag}}', 'no value yet'],
    ['If: urn:uuid:1', A, 'breaks the grammar of If'],
    ['If-Match: "a"', A, '"a" is the current tag', 'strong comparison'],
    ['If-Match: W/"a", W/"b"', HERE, 'All tags listed are weak', 'never matches'],
    ['If-Match: W/"a", "b"', A, 'W/"a" does not match "a"', 'the tag sent is weak'],
    ['If-Match: "b", "c"', HERE, '"b", "c"', 'not known'],
    [`If-Unmodified-Since: ${D1}`, state('?', D1), 'not after 06 Nov 1994 08:49:37 GMT'],
    [`If-Unmodified-Since: ${D1}`, state('?', '-'), 'no modification date'],
    [`If-Unmodified-Since: ${D1}`, state('x'), 'Nothing exists'],
    [`If-Unmodified-Since: ${D1}`, HERE, 'not known', '06 Nov 1994 08:49:37 GMT'],
    ['If-Unmodified-Since:', HERE, 'empty value', 'no HTTP-date'],
    ['If-Unmodified-Since: {{date}}', HERE, '{{date}}', 'no value yet'],
    [`If-Unmodified-Since: ${D1} | If-Unmodified-Since: ${D1}`, HERE, 'More than one date'],
    [`If-Unmodified-Since: ${D1}`, state('?', D2), '06 Nov 1994 08:49:38 GMT', 'after 06 Nov 1994 08:49:37 GMT'],
    ['If-Unmodified-Since: soon', state('?', D2), 'soon is no HTTP-date', 'ignored'],
  ] as const) {
    it(`${headers} on ${JSON.stringify(current.etag)} names ${parts.join(', ')}`, () => {
      const sentence = because('PUT', headers, current);
      for (const part of parts) assert.ok(sentence.includes(part), sentence);
      assert.match(sentence, /\.$/);
    });
  }

  for (const [method, headers, silenced, ...parts] of [
    ['PUT', `If-Match: "a" | If-Unmodified-Since: ${D1}`, 'If-Unmodified-Since', 'If-Match is present'],
    ['GET', `If-None-Match: "b" | If-Modified-Since: ${D1}`, 'If-Modified-Since', 'If-None-Match is present'],
    ['PUT', `If-Modified-Since: ${D1}`, 'If-Modified-Since', 'GET and HEAD only', 'PUT'],
    ['HEAD', 'If-Range: "a" | Range: bytes=0-1', 'If-Range', 'GET only', 'HEAD'],
    ['GET', 'If-Range: "a"', 'If-Range', 'no Range field'],
    ['PUT', 'If-Match: "b" | If: (["a"])', 'If', 'Not reached'],
    ['GET', 'If-Range: "a" | Range: bytes', 'If-Range', 'Range field is malformed'],
    ['PUT', 'If-Match: "b" | If-None-Match: *', 'If-None-Match', 'Not reached', 'If-Match had already decided'],
    ['OPTIONS', 'If-Match: "b"', 'If-Match', 'OPTIONS selects no representation'],
  ] as const) {
    it(`${silenced} has no say in ${method} ${headers}: ${parts.join(', ')}`, () => {
      const step = run(method, headers, A).steps.find(({ field }) => field === silenced);
      assert.equal(step?.result, 'ignored');
      for (const part of parts) assert.ok(step.because.includes(part), step.because);
    });
  }

  for (const [value, current, ...parts] of [
    ['"a"', A, '"a" is the current tag', 'strong comparison'],
    ['"b"', A, '"b" is not the current "a", by strong', 'the whole content is sent'],
    ['"a"', WA, '"a" is not the current W/"a", which is weak', 'the whole content is sent'],
    ['W/"a"', HERE, 'W/"a" is weak', 'strong comparison', 'the whole content is sent'],
    ['"a"', NO_TAG, 'no entity tag', 'the whole content is sent'],
    ['"a"', HERE, 'not known', '"a"'],
    ['', A, 'An empty value is neither'],
    ['"a", "b"', A, '"a", "b" is neither one entity tag nor a date'],
    ['{{tag}}', A, '{{tag}} has no value yet'],
    [D1, NO_TAG, 'Date of that response'],
    [D1, state('"a"', '-'), 'no modification date', 'the whole content is sent'],
    [D1, HERE, 'last modified is not known'],
    [D2, NO_TAG, '08:49:38 GMT is not exactly', '08:49:37 GMT', 'the whole content is sent'],
    [D1, state('?', D1, D1), 'is a weak date', 'within a second'],
    [D1, state('?', D1, D2), 'exactly when it was last modified', 'strong date'],
  ] as const) {
    it(`of If-Range: ${value} on ${JSON.stringify(current)} names ${parts.join(', ')}`, () => {
      const sentence = because('GET', `Range: bytes=0-1 | If-Range: ${value}`, current);
      for (const part of parts) assert.ok(sentence.includes(part), sentence);
    });
  }

  for (const [current, ...parts] of [
    [state('?', D1), 'not after 06 Nov 1994 08:49:37 GMT'],
    [state('?', D2), '06 Nov 1994 08:49:38 GMT, after 06 Nov 1994 08:49:37 GMT'],
  ] as const) {
    it(`of If-Modified-Since on ${JSON.stringify(current)} names ${parts.join(', ')}`, () => {
      const sentence = because('GET', `If-Modified-Since: ${D1}`, current);
      for (const part of parts) assert.ok(sentence.includes(part), sentence);
    });
  }

  it('is one short line, whatever was sent', () => {
    for (const value of [
      `"${'x'.repeat(65_536)}"`,
      'x'.repeat(65_536),
      'a\r\nb\0c',
      '"a",'.repeat(10_000),
      `W/"${'y'.repeat(9000)}"`,
    ]) {
      const sentence = evaluate({ method: 'PUT', headers: [['If-Match', value]] }, A, NOON).steps[0]?.because ?? '';
      assert.ok(sentence.length < 300 && !/[\r\n\0]/.test(sentence), sentence);
    }
  });
});

describe('the 2xx allowed in place of a 412, where it is not known whether anything exists', () => {
  for (const [method, headers, allowed] of [
    ['PUT', 'If-Match: W/"a"', true],
    ['PUT', 'If-Match: "a" | If-None-Match: *', true],
    ['PUT', 'If-Match: "a"', false],
    ['PUT', 'If: (<DAV:no-lock>)', false],
    ['PUT', 'If-None-Match: *', false],
  ] as const) {
    it(`${method} ${headers}: ${allowed ? 'may be answered 2xx' : 'has none'}`, () =>
      assert.equal('allowance' in run(method, headers, unknownCurrent), allowed));
  }
});
