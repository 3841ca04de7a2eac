import { deepEqual, equal } from 'node:assert/strict';
import { resolved, sentBody } from './reading.ts';

const urlOf = (text: string) => resolved(text).url;
const faults = (text: string) =>
  resolved(text).faults.map(({ code, start, end, subject }) => `${code} ${subject}: ${text.slice(start, end)}`);

describe('the URL of a request', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['GET http://h/p?x=1', 'http://h/p?x=1'],
    ['GET HTTPS://h/p#part', 'HTTPS://h/p'],
    ['h.example/p', 'http://h.example/p'],
    ['GET localhost:8080', 'http://localhost:8080'],
    ['GET [::1]:8080/p', 'http://[::1]:8080/p'],
    ['GET http://h/p?city=New York\t!', 'http://h/p?city=New%20York%09!'],
    ['GET http://h/ü?q=😀', 'http://h/%C3%BC?q=%F0%9F%98%80'],
    ['GET http://h/\ud800', 'http://h/%EF%BF%BD'],
    ['GET http://bücher.example/', 'http://b%C3%BCcher.example/'],
    ['GET http://h\n  /a\n  ?b=1\n  &c=2', 'http://h/a?b=1&c=2'],
    ['GET /p\nHost: h', 'http://h/p'],
    ['GET /p\nHost: h:8443', 'https://h:8443/p'],
    ['GET /p\nhost: h:443', 'https://h:443/p'],
    ['GET /p\nHost: {{h}}\n@h = h.example:81', 'http://h.example:81/p'],
    ['@base = http://h:1/api\nGET {{base}}/p', 'http://h:1/api/p'],
    ['@q = a b\nGET http://h/?q={{%q}}', 'http://h/?q=a%20b'],
    ['GET /p', undefined],
    ['OPTIONS *\nHost: h', 'http://h'],
    ['OPTIONS *', undefined],
    ['GET *\nHost: h', undefined],
    ['GET ftp://h/p', undefined],
    ['GET http://', undefined],
    ['GET http://h:99999/', undefined],
    ['GET {{base}}/p', undefined],
    ['GET some prose', undefined],
  ];
  for (const [text, expected] of cases)
    it(`${JSON.stringify(text)} is ${expected}`, () => equal(urlOf(text), expected));
  it('is a fault when there is none, without its password', () => {
    deepEqual(faults('GET /p'), ['url-invalid /p: /p']);
    deepEqual(faults('GET ftp://u:secret@h/p'), ['url-invalid ftp://h/p: ftp://u:secret@h/p']);
  });
  it('is not blamed besides a reference that is missing in it', () => {
    deepEqual(faults('GET {{base}}/p'), ['variable-undefined base: {{base}}']);
    deepEqual(faults('GET /p\nHost: {{h}}'), ['variable-undefined h: {{h}}']);
  });
});

describe('the method of a request', () => {
  const method = (text: string) => resolved(text).method;
  it('is GET unless it is named', () => equal(method('http://h'), 'GET'));
  it('is meant in capitals when it is known', () => equal(method('patch http://h'), 'PATCH'));
  it('stays as it is when it is not', () => equal(method('FROB http://h'), 'FROB'));
  it('of a GraphQL operation is POST', () => equal(method('GRAPHQL http://h\n\n{ a }'), 'POST'));
});

describe('the fields of a request', () => {
  const fields = (text: string) => resolved(text).headers.map(({ field }) => field);
  it('are the file’s, expanded, in order, with duplicates', () => {
    deepEqual(fields('@t = "v1"\nPUT http://h\nIf-Match: {{t}}, "b"\nX: 1\nIf-Match: W/{{t}}'), [
      ['If-Match', '"v1", "b"'],
      ['X', '1'],
      ['If-Match', 'W/"v1"'],
    ]);
  });
  it('keep an unresolved reference as written', () => {
    const text = 'PUT http://h\nIf-Match: {{x.response.headers.ETag}}';
    deepEqual(fields(text), [['If-Match', '{{x.response.headers.ETag}}']]);
    deepEqual(faults(text), ['variable-undefined x.response.headers.ETag: {{x.response.headers.ETag}}']);
  });
  it('say when a request has not been sent yet', () => {
    const text = '# @name x\nGET /\n\nPUT http://h\nIf-Match: {{x.response.headers.ETag}}';
    deepEqual(faults(text), ['request-not-sent-yet x.response.headers.ETag: {{x.response.headers.ETag}}']);
  });
  it('name the reference that is to blame', () => {
    deepEqual(faults('@a = {{b}}\n@b = {{a}}\nGET http://h\nX: {{a}}'), ['variable-cycle a: {{a}}']);
    deepEqual(faults('@a = {{b}}\nGET http://h\nX: {{a}}'), ['variable-undefined b: {{a}}']);
  });
  it('may have references in their names', () => {
    deepEqual(fields('@n = Match\nGET http://h\nIf-{{n}}: "a"'), [['If-Match', '"a"']]);
    deepEqual(faults('@n = a b\nGET http://h\nX-{{n}}: 1'), ['header-name-invalid X-a b: X-{{n}}']);
  });
  it('cannot carry what a variable smuggles in', () => {
    const given = { options: { v: 'a\r\nX: y' } };
    const text = 'GET http://h\nA: b{{v}}';
    const [fault] = resolved(text, given).faults;
    deepEqual([fault?.code, text.slice(fault?.start, fault?.end)], ['header-value-invalid', '{{v}}']);
  });
  it('cannot carry characters beyond Latin-1', () =>
    deepEqual(faults('GET http://h\nA: b“c'), ['header-value-invalid A: “']));
  it('map a folded value to the lines it comes from', () => {
    const text = '@t = "v1"\nPUT http://h\nIf-Match: {{t}},\n  {{t}}';
    const [header] = resolved(text).headers;
    equal(header?.field[1], '"v1", "v1"');
    deepEqual(
      header?.value.pieces.map(({ source }) => text.slice(source.start, source.end)),
      ['{{t}}', ',', '\n  ', '{{t}}'],
    );
  });
});

describe('the body of a request', () => {
  const json = 'PUT http://h\nContent-Type: application/json\n\n';
  it('has its references replaced', () => equal(sentBody(`@a = 1\n${json}{"a": {{a}}}`), '{"a": 1}'));
  it('says what is missing, and where', () =>
    deepEqual(faults(`${json}{"a": {{a}}}`), ['variable-undefined a: {{a}}']));
  it('has lines that end in LF whatever the file has', () => {
    equal(sentBody('PUT http://h\r\n\r\na\r\nb\r\n'), 'a\nb');
    equal(sentBody('PUT http://h\r\rx\ry'), 'x\ny');
    equal(sentBody('# @raw\r\nPUT http://h\r\n\r\na\r\nb'), 'a\r\nb');
  });
  it('keeps the line ends of a value', () =>
    equal(sentBody('PUT http://h\n\na\n{{v}}', { options: { v: 'x\r\ny' } }), 'a\nx\r\ny'));
  it('of a multipart type has CRLF, and one at the end', () => {
    const text = 'POST http://h\nContent-Type: multipart/form-data; boundary=b\n\n--b\nA: x\n\n< a.bin\n--b--\n';
    equal(sentBody(text), '--b\r\nA: x\r\n\r\n<a.bin>\r\n--b--\r\n');
  });
  it('of a form is one line', () => {
    const form = 'POST http://h\nContent-Type: application/x-www-form-urlencoded\n\n';
    equal(sentBody(`${form}a=1\n  &b=2&\n# no\nc=3\n`), 'a=1&b=2&c=3');
    equal(sentBody(`${form}a=1\nb=2`), 'a=1\nb=2');
  });
  it('of JSON lines ends its last line', () => {
    equal(sentBody('POST http://h\nContent-Type: application/x-ndjson\n\n{"a":1}\n{"b":2}\n'), '{"a":1}\n{"b":2}\n');
  });
  it('of a GraphQL operation is JSON with the variables as written', () => {
    const query = 'query Q($id: ID!) {\n  a(id: $id)\n}\n\nfragment F on A { b }';
    const text = `POST http://h\nX-Request-Type: GraphQL\nX: y\n\n${query}\n\n{"id": 9007199254740993}\n`;
    equal(
      sentBody(text),
      `{"query":${JSON.stringify(query)},"operationName":"Q","variables":{"id": 9007199254740993}}`,
    );
    deepEqual(
      resolved(text).headers.map(({ field }) => field[0]),
      ['X'],
    );
    equal(sentBody('GRAPHQL http://h\n\n{ a }\n\n'), '{"query":"{ a }"}');
  });
  it('names its files, expanded', () =>
    equal(sentBody('@d = dir\nPUT http://h\n\n< ./{{d}}/a.json'), '<./dir/a.json>'));
});
