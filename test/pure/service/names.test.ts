import { deepEqual, equal, match, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { definition, references, rename, renameTarget } from '../../../src/core/service/languageService.ts';
import { applyEdits } from '../../../src/core/span.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { countingExamples } from '../../support/examples.ts';
import { anyFile } from '../syntax/anyFile.ts';
import { caretIn } from './caret.ts';
import { contextOf, type World } from './world.ts';

/** Every spelling in which a file names the request `read` and the variable `base`. */
const file = `@base = http://h
@copy = {{base}}/x

### The article
# @name read
GET {{base}}/1?q={{%base}}

### Save
# @name save
# @ref read
PUT {{ base }}/1
If-Match: {{read.response.headers.etag}}
If-None-Match: {{read.response.headers['ETag']}}, {{readResponse.headers.etag}}
X-{{base}}: {{read.request.headers.x}} {{$etag read}} {{$lastModified "read"}} {{$processEnv %base}}

{"a": "{{read.response.body.$.a}}", "b": {{read.a}}, "c": "{{base}}", "d": "{{$datetime rfc1123}}"}

>> out-{{base}}.json
`;
const at = (needle: string, within = 0) => file.indexOf(needle) + within;
const namesAt = (offset: number) => references(parse(file), offset).map(({ start, end }) => file.slice(start, end));

/** The text after the rename, or the sentence that refuses it. */
function renamed(marked: string, newName: string, world: World = {}): string {
  const { document, offset } = caretIn(marked);
  const result = rename(document, offset, newName, contextOf(world));
  return result.kind === 'refused' ? result.why : applyEdits(document.text, result.edits);
}

describe('references', () => {
  it('finds a variable in every place that has variables', () => {
    deepEqual(new Set(namesAt(at('{{base}}'))), new Set(['base']));
    equal(namesAt(at('{{base}}')).length, 9);
    equal(namesAt(at('@base', 1)).length, 9);
  });

  it('finds a request in every spelling of its answers', () => {
    deepEqual(new Set(namesAt(at('{{readResponse', 5))), new Set(['read']));
    for (const place of [
      at('# @name read', 10),
      at('headers.etag'),
      at('{{read.a', 4),
      at('{{$etag read', 5),
      at('# @ref read', 9),
    ])
      equal(namesAt(place).length, 10);
  });

  it('tells the definition from the rest', () =>
    deepEqual(
      references(parse(file), at('{{base}}')).map(({ role }) => role),
      ['definition', ...Array.from({ length: 8 }, () => 'reference')],
    ));

  it('finds nothing where nothing is named', () => {
    for (const place of [at('GET'), at('$datetime', 2), at('"a":'), 0]) deepEqual(namesAt(place), []);
  });
});

describe('definition', () => {
  const target = (marked: string) => {
    const { document, offset } = caretIn(marked);
    const found = definition(document, offset);
    return found && [document.text.slice(found.target.start, found.target.end), found.target.start];
  };

  it('leads to the variable that counts, the last of its name', () =>
    deepEqual(target('@a = 1\n@a = 2\n\nGET http://{{¦a}}'), ['a', 8]));
  it('leads to the request that counts, the first of its name', () =>
    deepEqual(target('# @name r\nGET h.x\n###\n# @name r\nGET h.x\nX: {{rResponse.he¦aders.etag}}'), ['r', 8]));
  it('leads to a title that serves as name', () =>
    deepEqual(target('### r\nGET http://h\nX: {{r.response.head¦ers.etag}}'), ['r', 4]));
  it('leads to the directive that asks', () =>
    deepEqual(target('# @prompt who Who is it?\nGET http://{{who¦}}'), ['who', 10]));
  it('leads to a global variable', () => deepEqual(target('@global.a = 1\n\nGET http://{{¦a}}'), ['a', 8]));
  it('leads nowhere from what the file does not define', () => equal(target('GET http://{{¦a}}'), undefined));
});

describe('rename', () => {
  it('renames a variable in every place, and nothing else', () => {
    const result = rename(parse(file), at('{{base}}', 3), 'origin', contextOf());
    ok(result.kind === 'edits');
    equal(applyEdits(file, result.edits), file.replaceAll('base', 'origin'));
  });

  it('renames a request in every spelling, and nothing else', () => {
    const result = rename(parse(file), at('headers.etag'), 'fetch-it', contextOf());
    ok(result.kind === 'edits');
    equal(applyEdits(file, result.edits), file.replaceAll(/\bread(?=\b|Response)/g, 'fetch-it'));
  });

  it('gives what stands at the caret as what is to be renamed', () => {
    const { document, offset } = caretIn('@base = 1\n\nGET http://{{ ba¦se }}');
    deepEqual(renameTarget(document, offset, contextOf()), { kind: 'name', start: 25, end: 29, text: 'base' });
  });

  for (const [name, marked, newName, expected] of [
    ['a title', '### r¦\nGET h.x/{{r.response.status}}', 'my read', '### my read\nGET h.x/{{my read.response.status}}'],
    [
      'a global variable',
      '@global.a = 1\n\nGET h.x/{{a¦}}/{{global.a}}',
      'b',
      '@global.b = 1\n\nGET h.x/{{b}}/{{global.b}}',
    ],
    ['every definition', '@a¦ = 1\n@a = 2\n\nGET h.x/{{a}}', 'b', '@b = 1\n@b = 2\n\nGET h.x/{{b}}'],
    ['a prompt', '# @prompt a¦ What?\nGET h.x/{{a}}', 'b', '# @prompt b What?\nGET h.x/{{b}}'],
    [
      'inside a command of curl',
      "@a¦ = 1\n\ncurl 'http://h/'{{a}} -H \"B: {{a}}\" -d 'x\\'{{a}}\n",
      'b',
      "@b = 1\n\ncurl 'http://h/'{{b}} -H \"B: {{b}}\" -d 'x\\'{{b}}\n",
    ],
    ['to the same name', '@a¦ = 1', 'a', '@a = 1'],
  ] as const)
    it(`renames ${name}`, () => equal(renamed(marked, newName), expected));

  for (const [why, marked, newName, sentence] of [
    ['white space in a variable', '@a¦ = 1', 'b c', /variable cannot hold white space/],
    ['an equals sign', '@a¦ = 1', 'b=c', /equals sign/],
    ['braces', '### r¦\nGET h.x', 'b}}', /request cannot hold a brace/],
    ['an empty name', '@a¦ = 1', ' ', /at least one character/],
    ['blanks around', '@a¦ = 1', ' b', /neither begins nor ends/],
    ['a dollar', '@a¦ = 1', '$b', /does not begin with \$/],
    ['a taken name', '@a¦ = 1\n@b = 2', 'b', /Another variable of this file is called “b” already/],
    ['a taken request', '### r¦\nGET h.x\n### s\nGET h.x', 's', /Another request/],
    ['a name that captures', '@a¦ = 1\n### r\nGET h.x/{{r.x}}', 'r.x', /mean something else/],
    ['a name that reads otherwise', '# @name r¦\nGET h.x', '=b', /mean something else/],
    ['a built-in variable', 'GET h.x/{{$gu¦id}}', 'x', /built in/],
    ['an undefined variable', 'GET h.x/{{a¦}}', 'x', /“a” is not defined in this file/],
    ['an unknown request', 'GET h.x/{{r.response¦.status}}', 'x', /No request of this file is called “r”/],
    ['a place without a name', 'G¦ET h.x', 'x', /Only variables and the names of requests/],
  ] as const)
    it(`refuses ${why} with a sentence`, () => {
      match(renamed(marked, newName), sentence);
      match(renamed(marked, newName), /^[A-Z“].*\.$/);
    });

  it('says that a variable of the environment is renamed there', () =>
    match(renamed('GET h.x/{{a¦}}', 'x', { environment: { a: '1' } }), /environment/));

  it('comes back to the same text when it is undone by another rename', () => {
    const examples = countingExamples();
    fc.assert(
      fc.property(anyFile, fc.nat(200), (text, place) => {
        const document = parse(text);
        // Names stand behind these: anywhere else there is hardly ever something to rename.
        const names = [...text.matchAll(/\{\{\s*|@(?=\w)|# @name /g)].map((found) => found.index + found[0].length);
        const offset = names[place % names.length] ?? Math.min(place, text.length);
        const target = renameTarget(document, offset, contextOf());
        // A title may be what no name can be given anew.
        if (target.kind === 'refused' || /[{}]|^[$%]/.test(target.text)) return;
        const there = rename(document, offset, 'zz9', contextOf());
        if (there.kind === 'refused') return;
        const moved = applyEdits(text, there.edits);
        const before = there.edits.filter(({ start }) => start < target.start);
        const caret = target.start + before.reduce((sum, { start, end }) => sum + 3 - (end - start), 0);
        const back = rename(parse(moved), caret, target.text, contextOf());
        ok(back.kind === 'edits', back.kind === 'refused' ? back.why : '');
        equal(applyEdits(moved, back.edits), text);
        examples.count();
      }),
      { numRuns: 5000 },
    );
    examples.atLeast(50);
  });
});
