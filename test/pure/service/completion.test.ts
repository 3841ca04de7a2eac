import { deepEqual, equal, match, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { completePath } from '../../../src/core/service/completion/paths.ts';
import { complete, signature } from '../../../src/core/service/languageService.ts';
import { knownDirectives } from '../../../src/core/service/rules/directiveNames.ts';
import { directiveDocs } from '../../../src/core/service/words/directiveDocs.ts';
import { directiveKey } from '../../../src/core/syntax/block/directives.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { anyFile } from '../syntax/anyFile.ts';
import { accepted, caretIn, completionsAt, labelsAt } from './caret.ts';
import { contextOf, exchangeOf, got, host, type World, wrote } from './world.ts';

const put = (header: string) => `PUT ${host}/1\n${header}\n\n{}\n`;
const get = (header: string) => `GET ${host}/1\n${header}\n`;
const date = 'Sat, 21 Nov 2026 08:00:00 GMT';
const older = 'Fri, 20 Nov 2026 08:00:00 GMT';

/** v1 and a weak tag were read, v3 is there now. */
const story = [
  got('/1', [['ETag', '"v1"']], { ago: 300 }),
  got('/1', [['ETag', 'W/"w2"']], { ago: 200 }),
  got('/1', [['ETag', '"v3"']], { ago: 12, name: 'read' }),
  got('/2', [['ETag', '"other"']], { ago: 3 }),
];
const known: World = { story };

describe('completion of entity tags', () => {
  it('offers the known tags of this URL first, the current one at the head, those that cannot match last', () =>
    deepEqual(labelsAt(put('If-Match: ¦'), known), ['"v3"', '"v1"', 'W/"w2"', '*', '{{$etag}}']));

  it('offers a weak tag in its turn where it can match', () =>
    deepEqual(labelsAt(get('If-None-Match: ¦'), known).slice(0, 3), ['"v3"', 'W/"w2"', '"v1"']));

  it('says how strong and how old each is, and what became of it', () => {
    const [first, second, third] = completionsAt(put('If-Match: ¦'), known);
    equal(first?.description, 'strong · 12 s ago · current');
    equal(second?.description, 'strong · 5 min ago · replaced');
    equal(third?.description, 'weak · 3 min ago · never matches here');
    match(first?.documentation ?? '', /Seen 12 s ago .* by GET \\#read/);
    deepEqual([first?.preferred, second?.preferred], ['yes', 'no']);
  });

  for (const [typed, expected] of [
    ['If-Match: ¦', 'If-Match: "v3"'],
    ['If-Match:¦', 'If-Match: "v3"'],
    ['If-Match: "¦', 'If-Match: "v3"'],
    ['If-Match: "¦"', 'If-Match: "v3"'],
    ['If-Match: v¦', 'If-Match: "v3"'],
    ['If-Match: "v¦"', 'If-Match: "v3"'],
    ['If-Match: W/"¦"', 'If-Match: "v3"'],
    ['If-Match: "old¦"', 'If-Match: "v3"'],
    ['If-Match: "a", ¦', 'If-Match: "a", "v3"'],
    ['If-Match: "a",¦', 'If-Match: "a","v3"'],
    ['If-Match: "a", "¦", "b"', 'If-Match: "a", "v3", "b"'],
    ['If-Match: "¦, "b"', 'If-Match: "v3", "b"'],
    ['if-match: "¦"', 'if-match: "v3"'],
    ['If-Match : ¦', 'If-Match : "v3"'],
  ] as const)
    it(`writes the whole tag once, quotes and all, at ${typed}`, () =>
      equal(accepted(put(typed), '"v3"', known), put(expected)));

  it('is found by what is typed, with or without quotes', () => {
    const sought = (typed: string) =>
      completionsAt(put(typed), known).find(({ label }) => label === '"v3"')?.filterText;
    deepEqual(
      ['"¦"', 'v¦', '¦'].map((typed) => sought(`If-Match: ${typed}`)),
      ['"v3"', 'v3"', '"v3"'],
    );
  });

  it('leaves out what the list has already', () =>
    deepEqual(labelsAt(put('If-Match: "v3", ¦'), known), ['"v1"', 'W/"w2"']));

  it('offers nothing where a comma is missing, nor inside a reference', () => {
    deepEqual(labelsAt(put('If-Match: "a" ¦'), known), []);
    deepEqual(labelsAt(put('If-Match: {{t}}¦'), known), []);
  });

  it('offers the tags of whoever asks alone', () =>
    deepEqual(labelsAt(put('Authorization: Bearer x\nIf-Match: ¦'), known), ['*', '{{$etag}}']));

  it('knows a tag that a write of ours was answered with as the current one', () => {
    const own: World = { story: [...story, wrote('PUT', '/1', [['ETag', '"v4"']], { ago: 2 })] };
    equal(labelsAt(put('If-Match: ¦'), own)[0], '"v4"');
    equal(completionsAt(put('If-Match: ¦'), own)[1]?.description, 'strong · 12 s ago · replaced');
  });

  it('offers the answer of a named request to the same URL', () =>
    ok(labelsAt(`# @name r\nGET ${host}/1\n\n###\n${put('If-Match: ¦')}`).includes('{{r.response.headers.ETag}}')));

  it('offers no star and no reference in If-Range but strong tags and dates', () => {
    const dated: World = {
      story: [
        got('/1', [
          ['ETag', '"v3"'],
          ['Last-Modified', date],
        ]),
      ],
    };
    deepEqual(labelsAt(get('Range: bytes=0-\nIf-Range: ¦'), dated), ['"v3"', '{{$etag}}', date]);
  });
});

describe('completion of dates', () => {
  const dated: World = {
    story: [
      got(
        '/1',
        [
          ['Last-Modified', older],
          ['ETag', '"1"'],
        ],
        { ago: 90 },
      ),
      got(
        '/1',
        [
          ['Last-Modified', date],
          ['ETag', '"2"'],
        ],
        { ago: 20 },
      ),
    ],
  };

  it('offers the known Last-Modified, the current one first', () => {
    const found = completionsAt(get('If-Modified-Since: ¦'), dated);
    deepEqual(
      found.map(({ label, description }) => `${label}: ${description}`),
      [
        `${date}: seen 20 s ago by GET`,
        `${older}: replaced`,
        '{{$lastModified}}: the last known date of this URL, at each send',
        '{{$datetime rfc1123}}: now, at each send',
      ],
    );
  });

  it('replaces what is typed of a date', () =>
    equal(accepted(get('If-Modified-Since: Sat, 2¦ Nov'), date, dated), get(`If-Modified-Since: ${date}`)));
});

describe('completion of methods, names and values', () => {
  it('offers methods where a request may begin', () => {
    for (const text of ['¦', 'G¦', '### a\n¦', '### a\nP¦', '# @name x\nP¦', `GET ${host}/1\n\n###\n\nPU¦`])
      ok(labelsAt(text).includes('PUT'), text);
    equal(accepted('### a\nPU¦', 'PUT'), '### a\nPUT ');
  });

  it('offers methods for the one that is there', () =>
    equal(accepted(`GE¦T ${host}/1`, 'PUT'), `PUT  ${host}/1`.replace('  ', ' ')));

  it('offers none in content, in a comment, in a recorded answer', () => {
    for (const text of [
      '# ¦',
      `PUT ${host}/1\n\nG¦`,
      `PUT ${host}/1\n\n{\n¦\n}`,
      'HTTP/1.1 200 OK\n¦',
      '@a = ¦',
      '/*\n¦\n*/',
    ])
      deepEqual(labelsAt(text), [], text);
  });

  it('offers nothing inside a command of curl but variables', () => {
    deepEqual(labelsAt('curl http://h ¦', known), []);
    deepEqual(labelsAt('curl http://h \\\n  ¦-d x', known), []);
    ok(labelsAt('@a = 1\ncurl http://{{¦').includes('a'));
  });

  it('offers the URLs that are known, the last one used first', () =>
    deepEqual(labelsAt('GET ¦', known), [`${host}/2`, `${host}/1`]));

  it('offers field names with their documentation, the preconditions that suit the method first', () => {
    deepEqual(labelsAt(put('¦')).slice(0, 3), ['If-Match', 'If-None-Match', 'If-Unmodified-Since']);
    deepEqual(labelsAt(get('¦')).slice(0, 3), ['If-None-Match', 'If-Modified-Since', 'If-Range']);
    const [first] = completionsAt(put('If-¦'));
    match(first?.documentation ?? '', /412[\s\S]*rfc9110#section-13\.1\.1/);
    equal(first?.description, 'RFC 9110 §13.1.1');
  });

  it('writes the colon unless it is there, and asks for the value', () => {
    equal(accepted(put('If-¦'), 'If-Match'), put('If-Match: '));
    equal(accepted(put('If-¦: "a"'), 'If-Match'), put('If-Match: "a"'));
    equal(completionsAt(put('If-¦'))[0]?.continues, 'yes');
  });

  it('offers no field twice, none that the client writes, none of responses', () => {
    const labels = labelsAt(put('If-Match: "a"\n¦'));
    for (const name of ['If-Match', 'Content-Length', 'ETag', 'Last-Modified', 'Vary'])
      ok(!labels.includes(name), name);
    ok(labelsAt(put('If-Ma¦tch: "a"')).includes('If-Match'));
  });

  for (const [typed, label, expected] of [
    ['Content-Type: ¦', 'application/json', 'Content-Type: application/json'],
    ['Content-Type: app¦lication/xml', 'application/json', 'Content-Type: application/json'],
    ['Accept: text/html, app¦', 'application/json', 'Accept: text/html, application/json'],
    ['Cache-Control: no-cache,¦', 'no-store', 'Cache-Control: no-cache,no-store'],
    ['Cache-Control:no¦', 'no-store', 'Cache-Control: no-store'],
    ['Prefer: ret¦', 'return=representation', 'Prefer: return=representation'],
    ['accept-encoding: ¦', 'identity', 'accept-encoding: identity'],
  ] as const)
    it(`completes ${typed} with ${label}`, () => equal(accepted(put(typed), label), put(expected)));
});

describe('completion between braces', () => {
  const file = (line: string) =>
    `@base = ${host}\n@token = abc\n@global.g = 1\n\n# @name read\nGET {{base}}/1\n\n###\nPUT {{base}}/1\n${line}\n`;
  const answered: World = {
    environment: { tenant: 'acme' },
    answers: {
      read: exchangeOf(
        got('/1', [
          ['Content-Type', 'application/json'],
          ['Set-Cookie', 'sid=1; Path=/'],
          ['ETag', '"v3"'],
        ]),
        '{"id":9223372036854775807,"a b":{"c":[1,{"d":2}]}}',
      ),
    },
  };

  it('offers the variables of the file and of the environment with their values, secrets hidden', () => {
    const found = completionsAt(file('X: {{¦'), answered);
    const described = Object.fromEntries(found.map(({ label, description }) => [label, description]));
    equal(described['base'], `${host} · this file`);
    equal(described['tenant'], 'acme · environment');
    equal(described['token'], '•••• (3 characters, hidden) · this file');
    equal(described['g'], '1 · this file');
    ok(found.some(({ label }) => label === '$uuid'));
  });

  for (const [typed, label, expected] of [
    ['X: {{¦', 'base', 'X: {{base}}'],
    ['X: {{¦}}', 'base', 'X: {{base}}'],
    ['X: {{ ba¦ }}', 'base', 'X: {{ base }}'],
    ['X: {{ba¦se}}', 'tenant', 'X: {{tenant}}'],
    ['X: a{{t¦b', 'base', 'X: a{{base}}'],
    ['X: {{¦', 'read.response.headers.ETag', 'X: {{read.response.headers.ETag}}'],
    ['X: {{¦}}', 'read.response', 'X: {{read.response.}}'],
    ['X: {{read.¦}}', 'read.response', 'X: {{read.response.}}'],
    ['X: {{read.response.¦}}', 'headers', 'X: {{read.response.headers.}}'],
    ['X: {{read.response.headers.¦', 'ETag', 'X: {{read.response.headers.ETag}}'],
    ['X: {{readResponse.headers.e¦}}', 'ETag', 'X: {{readResponse.headers.ETag}}'],
    ['X: {{read.response.body.$.¦}}', 'id', 'X: {{read.response.body.$.id}}'],
    ['X: {{read.response.body.$.¦}}', 'a b', "X: {{read.response.body.$['a b']}}"],
    ["X: {{read.response.body.$['a b'].c[¦}}", '[1]', "X: {{read.response.body.$['a b'].c[1]}}"],
    ["X: {{read.response.body.$['a b'].c[1].¦}}", 'd', "X: {{read.response.body.$['a b'].c[1].d}}"],
    ['X: {{readResponse.parsedBody.¦}}', 'id', 'X: {{readResponse.parsedBody.id}}'],
    ['X: {{read.response.cookies.¦}}', 'sid', 'X: {{read.response.cookies.sid}}'],
    ['X: {{$u¦', '$uuid', 'X: {{$uuid}}'],
    ['X: {{$dat¦}}', '$datetime', 'X: {{$datetime }}'],
  ] as const)
    it(`completes ${typed} with ${label}`, () => equal(accepted(file(typed), label, answered), file(expected)));

  it('names the fields of the answer with their values, the tag first, cookies hidden', () => {
    const found = completionsAt(file('X: {{read.response.headers.¦}}'), answered);
    equal(found[0]?.label, 'ETag');
    equal(found[0]?.description, '"v3"');
    equal(found.find(({ label }) => label === 'Set-Cookie')?.description, '••••');
  });

  it('names the usual fields before there is an answer', () =>
    equal(labelsAt(file('X: {{read.response.headers.¦}}'))[0], 'ETag'));

  it('loses no digit of a member', () =>
    equal(
      completionsAt(file('X: {{read.response.body.$.¦}}'), answered)[0]?.description.startsWith('9223372036854775807'),
      true,
    ));

  it('works in targets, contents and variables too', () => {
    for (const text of [`@b = 1\nGET {{¦`, `@b = 1\nPOST ${host}\n\n{"a": {{¦}}}`, `@b = 1\n@c = {{¦`])
      ok(labelsAt(text).includes('b'), text);
  });
});

describe('completion of directives', () => {
  it('offers them with their arguments', () => {
    equal(accepted('# @na¦', 'name'), '# @name ');
    equal(accepted('// @¦', 'no-redirect'), '// @no-redirect');
    deepEqual(labelsAt('### @na¦'), []);
  });

  it('offers the requests that one can refer to', () =>
    deepEqual(labelsAt(`# @name a\nGET ${host}\n\n### b\nGET ${host}\n\n###\n# @ref ¦\nGET ${host}`), ['a', 'b']));

  for (const { name } of directiveDocs)
    it(`knows @${name} as a directive`, () => ok(knownDirectives.includes(directiveKey(name))));

  for (const [marked, label, active] of [
    ['# @prompt ¦', '# @prompt variable [description]', 0],
    ['# @prompt x ¦', '# @prompt variable [description]', 1],
    ['GET {{$datetime ¦}}', '$datetime format [offset] [unit]', 0],
    ['GET {{$datetime rfc1123 -1¦}}', '$datetime format [offset] [unit]', 1],
    ['GET {{$datetime "YYYY MM" -1 d¦}}', '$datetime format [offset] [unit]', 2],
  ] as const)
    it(`shows what belongs at ${marked}`, () => {
      const { document, offset } = caretIn(marked);
      const found = signature(document, offset);
      deepEqual([found?.label, found?.active], [label, active]);
    });

  it('shows no signature where nothing takes arguments', () => {
    for (const marked of ['# @raw ¦', 'GET {{$uuid ¦}}', '# @frob ¦', 'GET {{base ¦}}', 'X ¦']) {
      const { document, offset } = caretIn(marked);
      equal(signature(document, offset), undefined, marked);
    }
  });
});

describe('completion of files', () => {
  const folders: Record<string, readonly { name: string; kind: 'file' | 'folder' }[]> = {
    '': [
      { name: 'b.json', kind: 'file' },
      { name: 'data', kind: 'folder' },
      { name: '.env', kind: 'file' },
    ],
    'data/': [{ name: 'a b.json', kind: 'file' }],
  };
  const offered = async (marked: string) => {
    const { document, offset } = caretIn(marked);
    const found = await completePath(document, offset, async (path) => folders[path]);
    return found.map(({ edit }) => edit.newText);
  };

  it('offers folders first, then files, without the hidden ones', async () =>
    deepEqual(await offered(`POST ${host}\n\n< ¦`), ['data/', 'b.json']));
  it('goes into folders', async () => deepEqual(await offered(`POST ${host}\n\n<@utf8 data/¦`), ['a b.json']));
  it('offers hidden files to whoever asks', async () => ok((await offered(`POST ${host}\n\n>> .¦`)).includes('.env')));
  it('offers nothing elsewhere', async () => deepEqual(await offered(`POST ${host}\n\na < ¦`), []));
  it('offers nothing in a folder that is not there', async () =>
    deepEqual(await offered(`POST ${host}\n\n< nope/¦`), []));
});

describe('completion anywhere', () => {
  const context = contextOf(known);
  it('edits one line, around the caret, whatever the text', () =>
    fc.assert(
      fc.property(anyFile, fc.nat(200), (text, at) => {
        const offset = Math.min(at, text.length);
        for (const { edit, label } of complete(parse(text), offset, context)) {
          ok(edit.start <= offset && offset <= edit.end && edit.end <= text.length, label);
          ok(!/[\r\n]/.test(text.slice(edit.start, edit.end)), label);
        }
      }),
      { numRuns: 1000 },
    ));
});
