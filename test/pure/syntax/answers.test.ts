import { deepEqual, equal, ok } from 'node:assert/strict';
import { exchange, lookUp, noon, valueIn } from './reading.ts';

const file = '# @name save-it\nPUT /a\n###\n# @name never\nGET /b\n### read all\nGET /c';
const answered = exchange(
  [
    ['ETag', 'W/"v1"'],
    ['Vary', 'Accept'],
    ['vary', 'Cookie'],
    ['Set-Cookie', 'sid=abc=; Path=/'],
    ['Set-Cookie', 'lang=en'],
    ['Content-Type', 'application/json'],
  ],
  '{"id": 9007199254740993, "price": 1.10, "name": "a\\"\\u00e9", "@odata.etag": "W/\\"x\\"", "none": null, "yes": true,' +
    '"list": [{"c": 1}, {"d": [2, 3]}, {"c": 4e2}], "dup": 1, "dup": 2, "o": { "k": [] }, "a.b": 5}',
  [['If-Match', '"old"']],
);
const answer = (request: string) => (request === 'save-it' ? answered : undefined);
const value = (expression: string) => valueIn(file, expression, { answer });

const cases: readonly (readonly [string, string])[] = [
  ['save-it.response.headers.ETag', 'W/"v1"'],
  ['save-it.response.headers.etag', 'W/"v1"'],
  ["save-it.response.headers['ETag']", 'W/"v1"'],
  ['save-it.response.headers["etag"]', 'W/"v1"'],
  ['save-itResponse.headers.etag', 'W/"v1"'],
  ['save-it.response.headers.Vary', 'Accept, Cookie'],
  ['save-it.response.headers.Vary[1]', 'Cookie'],
  ["save-it.response.headers['Vary'][0]", 'Accept'],
  ['save-it.response.headers.Vary[2]', '!field-absent'],
  ['save-it.response.headers.Set-Cookie', 'sid=abc=; Path=/'],
  ['save-it.response.headers.Last-Modified', '!field-absent'],
  ['save-it.response.headers', '!expression-invalid'],
  ['save-it.request.headers.If-Match', '"old"'],
  ['save-it.request.body', ''],
  ['save-it.response.status', '200'],
  ['save-itResponse.statusCode', '200'],
  ['save-it.response.cookies.sid.value', 'abc='],
  ['save-it.response.cookies.lang', 'en'],
  ['save-it.response.cookies.none', '!field-absent'],
  ["save-it.response.cookies['sid'].value", 'abc='],
  ['save-it.response.cookies.sid.path', '/'],
  ['save-it.response.cookies.sid.domain', '!field-absent'],
  ['save-it.response.body.$.id', '9007199254740993'],
  ['save-it.response.body.$.price', '1.10'],
  ['save-it.response.body.$.name', 'a"é'],
  ["save-it.response.body.$['@odata.etag']", 'W/"x"'],
  ['save-it.response.body.$["a.b"]', '5'],
  ['save-it.response.body.$.none', 'null'],
  ['save-it.response.body.$.yes', 'true'],
  ['save-it.response.body.$.list[0].c', '1'],
  ['save-it.response.body.$.list[1].d[1]', '3'],
  ['save-it.response.body.$.list[-1].c', '4e2'],
  ['save-it.response.body.$.list[*].d', '[2, 3]'],
  ['save-it.response.body.$.list[9]', '!path-absent'],
  ['save-it.response.body.$.nothing', '!path-absent'],
  ['save-it.response.body.$.id.x', '!path-absent'],
  ['save-it.response.body.$.dup', '2'],
  ['save-it.response.body.$.o', '{ "k": [] }'],
  ['save-it.response.body.$..c', '1'],
  ['save-it.response.body.$..d[1]', '3'],
  ["save-it.response.body.$..['k']", '[]'],
  ['save-it.response.body.$..list[0].c', '1'],
  ['save-it.response.body.$..*', '9007199254740993'],
  ['save-it.response.body.$..none', 'null'],
  ['save-it.response.body.$..nothing', '!path-absent'],
  ['save-it.response.body.$..', '!expression-invalid'],
  ['save-it.response.body.$.list[1:].d', '[2, 3]'],
  ['save-it.response.body.$.list[-1:].c', '4e2'],
  ['save-it.response.body.$.list[?(@.d)].d[0]', '2'],
  ['save-it.response.body.$.list[?@.c == 4e2]', '{"c": 4e2}'],
  ['save-it.response.body.$..[?(@.k)].k', '[]'],
  ["save-it.response.body.$[?(@ == 'a\"é')]", 'a"é'],
  ['save-it.response.body.$.list[?(@.c == 9)]', '!path-absent'],
  ['save-it.response.body.$.list[?(@.c > 1)]', '!expression-invalid'],
  ['save-it.response.body.$.list[?(@.c]', '!expression-invalid'],
  ['save-it.response.body.//a', '!path-absent'],
  ['save-it.response.body.asJson.$.yes', 'true'],
  ['save-it.response.nothing', '!expression-invalid'],
  ['save-it.response', '!expression-invalid'],
  ['save-itResponse.parsedBody.o.k', '[]'],
  ['save-it.list[0].c', '1'],
  ['never.response.headers.ETag', '!request-not-sent'],
  ['never.id', '!request-not-sent'],
  ['read all.response.headers.ETag', '!request-not-sent'],
  ['nobody.response.headers.ETag', '!request-unknown'],
  ['nobody.id', '!undefined'],
];

describe('the answer of a named request', () => {
  for (const [expression, expected] of cases)
    it(`${expression} is ${expected}`, () => equal(value(expression), expected));
  it('is the whole body by * and without a path', () => {
    const text = exchange([], 'plain ü');
    for (const path of ['body.*', 'body'])
      equal(valueIn(file, `never.response.${path}`, { answer: () => text }), 'plain ü');
  });
  it('is decoded by its charset', () => {
    const latin = exchange([['Content-Type', 'text/plain; charset=ISO-8859-1']], '');
    const response = latin.response === undefined ? undefined : { ...latin.response, body: Uint8Array.of(0xfc) };
    equal(valueIn(file, 'never.response.body', { answer: () => ({ ...latin, response }) }), 'ü');
  });
  it('has an origin', () => {
    const found = lookUp(file, 'save-it.response.headers.ETag', { answer });
    deepEqual(found.kind === 'value' && found.origin, {
      kind: 'response',
      request: 'save-it',
      receivedAt: noon - 4000,
    });
  });
  it('is not there while the request only failed', () => {
    const failed = { ...answered, response: undefined };
    equal(valueIn(file, 'save-it.response.status', { answer: () => failed }), '!request-not-sent');
    equal(valueIn(file, 'save-it.request.headers.If-Match', { answer: () => failed }), '"old"');
  });
  it('may feed a variable', () => {
    equal(valueIn(`@tag = {{save-it.response.headers.ETag}}\n${file}`, 'tag', { answer }), 'W/"v1"');
  });
  it('is not followed without end', () => {
    equal(value(`save-it.response.body.$${'[*]'.repeat(20_000)}`), '!expression-invalid');
  });
  it('is searched in linear time, as deep as anybody nests', () => {
    const deep = exchange([], `${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    const { user } = process.cpuUsage();
    equal(valueIn(file, 'never.response.body.$..a..b', { answer: () => deep }), '!path-absent');
    ok(process.cpuUsage().user - user < 1_500_000);
  });
  it('has no path when it is no whole JSON text', () => {
    const broken = exchange([], '{"a": 1, "b": [1, 2');
    equal(valueIn(file, 'never.response.body.$.a', { answer: () => broken }), '!path-absent');
    equal(valueIn(file, 'never.response.body.$.a', { answer: () => exchange([], '<html>') }), '!path-absent');
    equal(valueIn(file, 'never.response.body.$', { answer: () => exchange([], '<html>') }), '!path-absent');
  });
});
