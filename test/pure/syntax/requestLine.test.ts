import { deepEqual, equal } from 'node:assert/strict';
import { faultsOf, requestOf, requestsOf } from './reading.ts';

function reads(text: string, method: string | undefined, target: string, httpVersion?: string): void {
  it(JSON.stringify(text), () => {
    const request = requestOf(text);
    deepEqual([request.method?.text, request.target.text, request.httpVersion?.text], [method, target, httpVersion]);
    deepEqual(faultsOf(text), []);
  });
}

describe('a request line', () => {
  describe('names a method and a target', () => {
    reads('GET https://h/p HTTP/1.1', 'GET', 'https://h/p', 'HTTP/1.1');
    reads('GET https://h/p', 'GET', 'https://h/p');
    reads('  PUT   https://h/p  ', 'PUT', 'https://h/p');
    reads('GET\thttps://h/p\tHTTP/2', 'GET', 'https://h/p', 'HTTP/2');
    reads('get https://h/p', 'get', 'https://h/p');
    reads('GET https://h/p http/1.1', 'GET', 'https://h/p', 'http/1.1');
    reads('GET {{base}}/p', 'GET', '{{base}}/p');
    reads('DELETE /a/b', 'DELETE', '/a/b');
    reads('OPTIONS *', 'OPTIONS', '*');
    reads('GET http://[::1]:8080/p', 'GET', 'http://[::1]:8080/p');
    reads('GET localhost', 'GET', 'localhost');
    reads('GET localhost:3000/x', 'GET', 'localhost:3000/x');
    reads('VERSION-CONTROL /x', 'VERSION-CONTROL', '/x');
  });
  describe('may name a method that the client does not know, in capitals before something like a URL', () => {
    reads('FROB https://h/p', 'FROB', 'https://h/p');
    reads('X-FROB /p', 'X-FROB', '/p');
    reads('FROB h.example/p', 'FROB', 'h.example/p');
    reads('FROB {{base}}', 'FROB', '{{base}}');
    reads('FROB *', 'FROB', '*');
  });
  describe('may be a bare target', () => {
    reads('https://h/p', undefined, 'https://h/p');
    reads('h.example/p', undefined, 'h.example/p');
    reads('localhost:8080', undefined, 'localhost:8080');
    reads('[::1]/p', undefined, '[::1]/p');
    reads('bücher.example/p HTTP/1.1', undefined, 'bücher.example/p', 'HTTP/1.1');
    reads('h.example/p?city=New York', undefined, 'h.example/p?city=New York');
    reads('{{base}}/p HTTP/1.1', undefined, '{{base}}/p', 'HTTP/1.1');
    reads('/p', undefined, '/p');
  });
  describe('keeps spaces inside the target', () => {
    reads('GET https://h/p?city=New York&x=1', 'GET', 'https://h/p?city=New York&x=1');
    reads('GET https://h/p?q=HTTP/1.1 x', 'GET', 'https://h/p?q=HTTP/1.1 x');
    reads('https://h/p?q={{ a b }}', undefined, 'https://h/p?q={{ a b }}');
    reads('GET https://h/p HTTP/1.1.1', 'GET', 'https://h/p HTTP/1.1.1');
  });
  describe('goes on over the lines below', () => {
    reads('GET https://h/p\n?a=1\n&b=2', 'GET', 'https://h/p?a=1&b=2');
    reads('GET https://h/p\n  ?a=1\n  &b=2 HTTP/1.1', 'GET', 'https://h/p?a=1&b=2', 'HTTP/1.1');
    reads('GET https://h\n/a\n/b', 'GET', 'https://h/a/b');
    reads('GET https://h\n    /a\n    # between\n    /b\n    HTTP/1.1', 'GET', 'https://h/a/b', 'HTTP/1.1');
    reads('GET https://h\n// between\n/a', 'GET', 'https://h/a');
    reads('GET\n  https://h/p', 'GET', 'https://h/p');
  });
  it('ends its continuation at a field line, indented or not', () => {
    const request = requestOf('GET https://h/p\n?a=1\n  Accept: */*\nX: y');
    equal(request.target.text, 'https://h/p?a=1');
    deepEqual(
      request.headers.map(({ name }) => name.text),
      ['Accept', 'X'],
    );
  });
  it('is faulty without a target, and still a request', () => {
    const text = 'GET HTTP/1.1\nHost: h';
    equal(requestOf(text).target.text, '');
    deepEqual(faultsOf(text), ['request-line-invalid: GET HTTP/1.1']);
  });
});

describe('text that is no request', () => {
  for (const text of [
    'hello',
    'this is prose',
    'see https://h/p',
    'README.md says so',
    'localhost is down',
    'Content-Type: text/plain',
    '{{unclosed',
    '@',
    '= 1',
  ]) {
    it(`is one fault: ${text}`, () => {
      deepEqual(requestsOf(text), []);
      deepEqual(faultsOf(text), [`request-line-invalid: ${text}`]);
    });
  }
  it('is one fault however many lines it has, and a request after it is found', () => {
    const text = 'some prose\nmore: prose\n\n{ "and": 1 }\nGET https://h/p\nA: b';
    deepEqual(faultsOf(text), ['request-line-invalid: some prose']);
    equal(requestOf(text).headers.length, 1);
  });
  it('is a curl command without a URL, which has a fault of its own', () => {
    deepEqual(faultsOf('curl \\\n  -H "A: b"\n\n@x = 1'), ['curl-unsupported: curl \\\n  -H "A: b"']);
  });
});
