import { deepEqual, equal } from 'node:assert/strict';
import { parse } from '../../../src/core/syntax/parse.ts';
import { bodyOf, faultsOf, requestOf, requestsOf } from './reading.ts';

const blocks = (text: string) => parse(text).blocks.map(({ block }) => block.text);
const targets = (text: string) => requestsOf(text).map(({ target }) => target.text);
const names = (text: string) => requestsOf(text).map(({ name }) => name?.text);

describe('a file', () => {
  it('is one empty block when it is empty', () => deepEqual(blocks(''), ['']));
  it('is cut at the begin of separator lines', () => {
    deepEqual(blocks('GET /a\n###\nGET /b\n#### t\n'), ['GET /a\n', '###\nGET /b\n', '#### t\n']);
  });
  it('has no empty first block before a separator', () => deepEqual(blocks('### a\n### b'), ['### a\n', '### b']));
  it('may indent separators', () => deepEqual(blocks('/a\n \t### b'), ['/a\n', ' \t### b']));
  it('is not cut in mid-line', () => deepEqual(blocks('GET /a ### b\nX: ###'), ['GET /a ### b\nX: ###']));
  it('is not cut at two hashes', () => equal(blocks('## a\n## b').length, 1));
  for (const [name, end] of [
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['a lone CR', '\r'],
  ] as const) {
    it(`may end its lines by ${name}`, () => {
      const text = ['### t', 'PUT /a', '?b=1', 'X: y', '', 'body', '', '###', 'GET /b'].join(end);
      deepEqual(targets(text), ['/a?b=1', '/b']);
      equal(requestsOf(text)[0]?.title?.text, 't');
      equal(requestsOf(text)[0]?.headers[0]?.value.text, 'y');
    });
  }
  it('may begin with a byte order mark', () => {
    equal(parse('\uFEFF### t\nGET /a').blocks[0]?.block.separator?.title?.text, 't');
    deepEqual(targets('\uFEFFGET /a'), ['/a']);
    equal(requestOf('\uFEFFGET /a').start, 1);
  });
  it('may hold variables alone', () => {
    deepEqual(targets('@a = 1\n@b = 2'), []);
    deepEqual(faultsOf('@a = 1\n\n# c\n// d\n'), []);
  });
});

describe('a request name', () => {
  const spellings = [
    '# @name x',
    '#@name x',
    '## @name x',
    '// @name x',
    '//@name x',
    '# @name = x',
    '  # @name=x',
    '#\t@name\tx ',
  ];
  for (const spelling of spellings)
    it(`is read from ${spelling}`, () => deepEqual(names(`${spelling}\nGET /a`), ['x']));
  it('may have hyphens', () => deepEqual(names('# @name my-req\nGET /a'), ['my-req']));
  it('may stand after the request line', () => deepEqual(names('GET /a\n# @name x\nA: b'), ['x']));
  it('falls back on the title', () => deepEqual(names('### read it\nGET /a'), ['read it']));
  it('wins over the title, which stays', () => {
    const request = requestOf('### read it\n# @name x\nGET /a');
    deepEqual([request.name?.text, request.title?.text], ['x', 'read it']);
  });
  it('of an empty directive is the title', () => deepEqual(names('### t\n# @name\nGET /a'), ['t']));
  it('is not taken from a title by the second request', () =>
    deepEqual(names('### t\nGET /a\n\nGET /b'), ['t', undefined]));
});

describe('a comment', () => {
  it('may stand anywhere before the body', () => {
    const text = '# a\n// b\n/* c\n d */\nGET /a\n# e\nX: y\n // f\nZ: z\n\n';
    deepEqual(
      parse(text).blocks[0]?.block.comments.map(({ start, end }) => text.slice(start, end)),
      ['# a', '// b', '/* c\n d */', '# e', '// f'],
    );
    equal(requestOf(text).headers.length, 2);
  });
  it('is no directive without a letter after the @', () => {
    deepEqual(requestOf('# @\n# @ x\n# a@b.c\n# @foo(1)\nGET /a').directives, []);
  });
  it('that is never closed ends at the separator', () => deepEqual(targets('/* a\n### b\nGET /b'), ['/b']));
});

describe('a directive', () => {
  it('keeps its name and value as written', () => {
    const [first, second] = requestOf('# @no-redirect\n# @prompt who Your = name \nGET /a').directives;
    deepEqual([first?.name.text, first?.value.text], ['no-redirect', '']);
    deepEqual([second?.name.text, second?.value.text], ['prompt', 'who Your = name']);
  });
  it('belongs to the request line below it', () => {
    const [first, second] = requestsOf('GET /a\n\n# @name b\nGET /b');
    deepEqual([first?.directives.length, second?.name?.text], [0, 'b']);
  });
});

describe('a directive above a body', () => {
  it('is a comment, not one of the next request', () => {
    const [first, second] = requestsOf('PUT /a\nContent-Type: application/json\n\n# @name x\n{}\n\nGET /b');
    deepEqual([first?.directives.length, second?.directives.length], [0, 0]);
  });
});

describe('a variable', () => {
  const value = (text: string) => {
    const node = parse(text).blocks[0]?.block.variables[0];
    return [node?.name.text, node?.value.text];
  };
  const cases: readonly (readonly [string, string, string])[] = [
    ['@a = b', 'a', 'b'],
    ['@a=b', 'a', 'b'],
    ['@a := {{b}}', 'a', '{{b}}'],
    ['@a b c', 'a', 'b c'],
    ['@a =', 'a', ''],
    ['@a', 'a', ''],
    ['@global.a = b', 'global.a', 'b'],
    ['@etag = "33a64df5"', 'etag', '"33a64df5"'],
    ['@etag = W/"a#b\\n" ', 'etag', 'W/"a#b\\n"'],
    ['@e = ""', 'e', ''.padEnd(2, '"')],
    ['@a = b = c', 'a', 'b = c'],
    ['  @a-b.c = //x', 'a-b.c', '//x'],
  ];
  for (const [text, name, expected] of cases) {
    it(`keeps its value byte for byte: ${text}`, () => deepEqual(value(text), [name, expected]));
  }
  it('may stand between fields', () => {
    const text = 'GET /a\nX: 1\n@v = 2\nY: 3';
    deepEqual(value(text), ['v', '2']);
    equal(requestOf(text).headers.length, 2);
  });
  it('is content inside a body', () => {
    const text = 'POST /a\nContent-Type: text/plain\n\n@a = 1';
    deepEqual(value(text), [undefined, undefined]);
    equal(bodyOf(text), '@a = 1');
  });
});

describe('several requests without a separator', () => {
  it('begin at a method and a URL in the header section', () => {
    const text = 'GET /a\nX: y\nGET https://h/b\nPOST {{c}}';
    deepEqual(targets(text), ['/a', 'https://h/b', '{{c}}']);
    deepEqual(faultsOf(text), ['separator-missing: GET https://h/b', 'separator-missing: POST {{c}}']);
  });
  it('begin after the blank line of a request without a body', () => {
    deepEqual(targets('GET /a\nX: y\n\n# c\nGET /b\n\n\nDELETE /c'), ['/a', '/b', '/c']);
    deepEqual(targets('POST /a\nContent-Type: application/json\n\nGET /b'), ['/a', '/b']);
  });
  it('begin after a JSON body, where no line of it could', () => {
    deepEqual(targets('PUT /a\nContent-Type: application/json\n\n{}\n\nGET /b'), ['/a', '/b']);
  });
  it('do not begin inside text', () => {
    deepEqual(targets('POST /a\nContent-Type: text/plain\n\nfirst\n\nGET /b'), ['/a']);
    deepEqual(targets('POST /a\nContent-Type: message/http\n\nGET /b HTTP/1.1'), ['/a']);
  });
  it('do not begin at an unknown method', () => deepEqual(targets('GET /a\n\nFROB /b'), ['/a']));
});

describe('a script before the request', () => {
  it('is kept apart and not sent', () => {
    const request = requestOf('### t\n< {%\n  request.x = 1;\n%}\n< ./pre.js\nGET /a\n\n');
    deepEqual(
      request.prologue.map(({ kind, text }) => [kind, text]),
      [
        ['script', '< {%\n  request.x = 1;\n%}'],
        ['script-file', '< ./pre.js'],
      ],
    );
    equal(request.body.kind, 'none');
    deepEqual(faultsOf('< {% x %}\nGET /a'), ['script-not-run: < {% x %}']);
  });
  it('may follow a request without a body', () => {
    const [first, second] = requestsOf('GET /a\n\n< {% x %}\nGET /b');
    deepEqual([first?.body.kind, second?.prologue.length], ['none', 1]);
  });
});

describe('a recorded response', () => {
  const recorded = (text: string) => parse(text).blocks.flatMap(({ block }) => block.responses);
  it('is read and never a request', () => {
    const text = '###\nHTTP/1.1 200 OK\nETag: "v1"\n\n{"a":1}\n\n### next\nGET /a';
    const [response] = recorded(text);
    deepEqual(
      [response?.status, response?.statusLine.text, response?.headers[0]?.value.text, response?.body.text],
      [200, 'HTTP/1.1 200 OK', '"v1"', '{"a":1}'],
    );
    deepEqual(targets(text), ['/a']);
    deepEqual(faultsOf(text), []);
  });
  it('may follow the request it answers', () => {
    const text = 'GET /a\n\nHTTP/1.1 304 Not Modified\nETag: "v1"\n';
    equal(recorded(text)[0]?.status, 304);
    equal(requestOf(text).body.kind, 'none');
  });
  it('may follow a body after a blank line', () => {
    const text = 'PUT /a\n\n{}\n\nHTTP/2 204';
    equal(recorded(text)[0]?.status, 204);
    equal(bodyOf(text), '{}');
  });
  it('is content inside other content', () => {
    deepEqual(recorded('POST /a\nContent-Type: text/plain\n\nx\nHTTP/1.1 200 OK'), []);
  });
});
