import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import {
  links,
  references,
  selections,
  semanticTokens,
  valueHints,
} from '../../../src/core/service/languageService.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { anyFile } from '../syntax/anyFile.ts';
import { caretIn } from './caret.ts';
import { contextOf, exchangeOf, got, host, type World } from './world.ts';

const all = (text: string) => ({ start: 0, end: text.length });
const answers: World = {
  answers: { read: exchangeOf(got('/1', [['ETag', '"v3"']])) },
  environment: { tenant: 'acme' },
};

describe('semantic tokens', () => {
  const tokens = (text: string, world: World = {}) =>
    semanticTokens(parse(text), all(text), contextOf(world)).map(
      ({ start, end, type, modifiers }) => `${text.slice(start, end)}: ${[type, ...modifiers].join(' ')}`,
    );

  it('tell preconditions from other fields, and strong tags from weak ones', () =>
    deepEqual(tokens(`PUT ${host}/1\nIf-Match: "a", W/"b", *, c\nAccept: x\nif-none-match: "d"\n`), [
      'PUT: httpMethod',
      'If-Match: headerField precondition',
      '"a": entityTag strong',
      'W/"b": entityTag weak',
      'Accept: headerField',
      'if-none-match: headerField precondition',
      '"d": entityTag strong',
    ]));

  it('tell what is defined from what is not', () =>
    deepEqual(
      tokens(
        '@a = 1\n\n# @name read\nGET h.x/{{a}}/{{b}}/{{tenant}}\nX: {{read.response.status}} {{s.response.status}}\n',
        answers,
      ),
      [
        'a: variable declaration',
        'read: requestName declaration',
        'GET: httpMethod',
        'a: variable',
        'b: variable undefined',
        'tenant: variable',
        'X: headerField',
        'read: requestName',
        's: requestName undefined',
      ],
    ));

  it('do not call a request undefined that has not been sent', () =>
    ok(tokens('# @name r\nGET h.x\n###\nGET h.x/{{r.response.status}}').includes('r: requestName')));

  it('colour the tags of recorded answers', () =>
    ok(tokens('HTTP/1.1 200 OK\nETag: W/"a"\n').includes('W/"a": entityTag weak')));

  it('are those of the span alone', () => {
    const text = `GET ${host}/1\nA: 1\n\n###\nPUT ${host}/1\nB: 1\n\n###\nGET ${host}/1\n`;
    const start = text.indexOf('PUT');
    const found = semanticTokens(parse(text), { start, end: start + 3 }, contextOf());
    deepEqual(
      found.map((each) => text.slice(each.start, each.end)),
      ['PUT'],
    );
  });

  it('neither overlap nor leave their line, whatever the text', () =>
    fc.assert(
      fc.property(anyFile, (text) => {
        let end = 0;
        for (const token of semanticTokens(parse(text), all(text), contextOf())) {
          ok(token.start >= end && token.end > token.start && token.end <= text.length);
          ok(!/[\r\n]/.test(text.slice(token.start, token.end)));
          end = token.end;
        }
      }),
      { numRuns: 500 },
    ));
});

describe('selection', () => {
  const grown = (marked: string) => {
    const { document, offset } = caretIn(marked);
    return selections(document, offset).map(({ start, end }) => document.text.slice(start, end));
  };

  it('grows from a tag over its quotes to the value, the line, the fields, the request', () =>
    deepEqual(grown('###\nPUT http://h\nIf-Match: "a-¦1", W/"b"\nA: 1\n\n{}\n'), [
      'a-1',
      '"a-1"',
      '"a-1", W/"b"',
      'If-Match: "a-1", W/"b"',
      'If-Match: "a-1", W/"b"\nA: 1',
      'PUT http://h\nIf-Match: "a-1", W/"b"\nA: 1\n\n{}',
      '###\nPUT http://h\nIf-Match: "a-1", W/"b"\nA: 1\n\n{}\n',
    ]));

  it('grows through the values of JSON', () =>
    deepEqual(grown('PUT http://h\n\n{"a": [{"b": ¦12}]}').slice(0, 4), [
      '12',
      '{"b": 12}',
      '[{"b": 12}]',
      '{"a": [{"b": 12}]}',
    ]));

  it('grows from a variable over its braces', () =>
    deepEqual(grown('GET http://h/{{ba¦se}}/x').slice(0, 3), ['base', '{{base}}', 'http://h/{{base}}/x']));

  it('holds the caret and what was selected before, whatever the text', () =>
    fc.assert(
      fc.property(anyFile, fc.nat(200), (text, place) => {
        const offset = Math.min(place, text.length);
        let inner = { start: offset, end: offset };
        for (const span of selections(parse(text), offset)) {
          ok(span.start <= inner.start && span.end >= inner.end && span.end <= text.length);
          inner = span;
        }
      }),
      { numRuns: 500 },
    ));
});

describe('hints of values', () => {
  const hints = (text: string, where: 'fields' | 'everywhere' = 'fields', world: World = answers) =>
    valueHints(parse(text), all(text), where, contextOf(world)).map(({ label }) => label);
  const file =
    '@base = http://h\n@token = abc\n\n# @name read\nGET {{base}}/1\nIf-Match: {{read.response.headers.etag}}\nX: {{base}}\n\n{"a": "{{tenant}}"}\n';

  it('show the values in fields, or everywhere', () => {
    deepEqual(hints(file), ['"v3"', 'http://h']);
    deepEqual(hints(file, 'everywhere'), ['"v3"', 'http://h', 'http://h', 'acme']);
  });
  it('show no secret', () =>
    deepEqual(hints('@token = abc\n@v = abc\n\nGET h.x\nX: {{token}}\nAuthorization: Bearer {{v}}\nCookie: {{v}}\n'), [
      '••••',
      '••••',
      '••••',
    ]));
  it('show nothing that is not known, or made anew at each send', () =>
    deepEqual(hints('GET h.x\nX: {{nope}} {{$uuid}} {{gone.response.status}}\n'), []));
  it('cut what is long', () => ok((hints(`@a = ${'x'.repeat(300)}\n\nGET h.x\nX: {{a}}\n`)[0]?.length ?? 99) <= 40));
  it('are those of the span alone', () => {
    const found = valueHints(parse(file), { start: 0, end: file.indexOf('X:') }, 'fields', contextOf(answers));
    deepEqual(
      found.map(({ offset }) => file.slice(offset - 2, offset)),
      ['}}'],
    );
    equal(found.length, 1);
  });
});

describe('links', () => {
  const found = (text: string) =>
    links(parse(text), contextOf(answers)).map(({ start, end, target }) => [
      text.slice(start, end),
      target.kind === 'url' ? target.url : target.path,
    ]);

  it('lead from a target without variables, and from the files that are named', () =>
    deepEqual(
      found(
        'POST http://h/a?b\n\n< ./a b.json\n\n>> out.json\n\n###\n# @import other.http\nGET {{base}}/1\n\n<> old.http\n\n> after.js\n',
      ),
      [
        ['http://h/a?b', 'http://h/a?b'],
        ['./a b.json', './a b.json'],
        ['out.json', 'out.json'],
        ['old.http', 'old.http'],
        ['after.js', 'after.js'],
        ['other.http', 'other.http'],
      ],
    ));

  it('lead where the variables in a path lead', () => {
    deepEqual(found('POST h.x\n\n< {{tenant}}.json'), [['{{tenant}}.json', 'acme.json']]);
    deepEqual(found('POST h.x\n\n< {{nope}}.json'), []);
  });
  it('lead from no script', () => deepEqual(found('GET h.x\n\n> {%\n%}\n'), []));

  it('stand in the text, whatever the text', () =>
    fc.assert(
      fc.property(anyFile, fc.nat(200), (text, offset) => {
        for (const { start, end } of [...links(parse(text), contextOf()), ...references(parse(text), offset)])
          ok(start >= 0 && start < end && end <= text.length);
      }),
      { numRuns: 500 },
    ));
});
