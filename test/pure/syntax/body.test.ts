import { deepEqual, equal } from 'node:assert/strict';
import { parse } from '../../../src/core/syntax/parse.ts';
import { bodyOf, faultsOf, requestOf, requestsOf } from './reading.ts';

const json = 'PUT /a\nContent-Type: application/json\n\n';
const plain = 'PUT /a\nContent-Type: text/plain\n\n';
const markdown = 'PUT /a\nContent-Type: text/markdown\n\n';

function sends(head: string, lines: string, expected: string): void {
  it(`${head.split('\n')[1] || 'without a type'}: ${JSON.stringify(lines)}`, () => {
    equal(bodyOf(head + lines), expected);
    deepEqual(faultsOf(head + lines), []);
  });
}

describe('a body', () => {
  it('is none without content', () => {
    equal(requestOf('GET /a').body.kind, 'none');
    equal(requestOf('GET /a\n\n \n').body.kind, 'none');
    equal(requestOf('GET /a\n\n# only a comment\n// and another\n').body.kind, 'none');
  });
  describe('begins and ends at its first and last lines that are not blank', () => {
    sends(json, '\n\n{}\n\n \n', '{}');
    sends(plain, '  a \n\n b  \n', '  a \n\n b  ');
  });
  describe('loses comment lines where the type cannot have them', () => {
    sends(json, '{\n# a\n  // b\n"c": 1 // d\n}', '{\n"c": 1 // d\n}');
    sends('PUT /a\nContent-Type: application/problem+json; charset=utf-8\n\n', '// a\n{}\n# b', '{}');
    sends('PUT /a\nContent-Type: application/x-www-form-urlencoded\n\n', 'a=1\n# x\n&b=2', 'a=1\n&b=2');
    sends('GRAPHQL /a\n\n', 'query {\n # x\n a\n}', 'query {\n a\n}');
    sends('PUT /a\n\n', '# lead\n[\n# x\n1]', '[\n1]');
  });
  describe('keeps comment-like lines of any other type', () => {
    sends(markdown, '# Title\n// x\n> quote', '# Title\n// x\n> quote');
    sends(plain, '// a', '// a');
    sends('PUT /a\nContent-Type: application/yaml\n\n', 'a: 1\n# b\nc: 2', 'a: 1\n# b\nc: 2');
    sends('PUT /a\n\n', 'a\n# b', 'a\n# b');
    sends('PUT /a\nContent-Type: application/json\n# @raw\n\n', '\n# a\n{}\n> {% x %}', '\n# a\n{}\n> {% x %}');
  });
  it('keeps its spans when comments are left out', () => {
    const text = `${json}{\n# a\n"b": 1\n}`;
    const spans = requestOf(text).body.parts.map(({ start, end }) => text.slice(start, end));
    deepEqual(spans, ['{\n', '"b": 1\n}']);
  });
  it('is one of several kinds', () => {
    equal(requestOf(`${plain}a`).body.kind, 'text');
    equal(requestOf(`${plain}< a.txt`).body.kind, 'file');
    equal(requestOf(`${plain}a\n< a.txt`).body.kind, 'text');
    equal(requestOf('GRAPHQL /a\n\n{ a }').body.kind, 'graphql');
    equal(requestOf('POST /a\nX-Request-Type: GraphQL\n\n{ a }').body.kind, 'graphql');
    equal(requestOf('POST /a\nContent-Type: multipart/mixed; boundary=b\n\n--b--').body.kind, 'multipart');
  });
});

describe('a file in a body', () => {
  const file = (line: string) => {
    const [part] = requestOf(`${plain}${line}`).body.parts;
    return part?.kind === 'file' ? [part.path.text, part.variables, part.encoding] : undefined;
  };
  const cases: readonly (readonly [string, readonly unknown[] | undefined])[] = [
    ['< a.json', ['a.json', 'keep', undefined]],
    ['< ./with space/a b.json ', ['./with space/a b.json', 'keep', undefined]],
    ['< "q u.json"', ['q u.json', 'keep', undefined]],
    ['<@ a.json', ['a.json', 'replace', undefined]],
    ['<@latin1 a.json', ['a.json', 'replace', 'latin1']],
    ['< {{dir}}/a', ['{{dir}}/a', 'keep', undefined]],
    ['<a>', undefined],
    ['<', undefined],
    ['< ', undefined],
    ['<@', undefined],
  ];
  for (const [line, expected] of cases) it(JSON.stringify(line), () => deepEqual(file(line), expected));
  it('may stand between lines of text', () => equal(bodyOf(`${plain}a\n< f\nb\n`), 'a\n<f>\nb'));
});

describe('what follows a body', () => {
  const epilogue = (text: string) => requestOf(text).epilogue.map(({ kind, text: written }) => [kind, written]);
  it('is no content', () => {
    const text = `${json}{}\n\n> {%\n client.test();\n%}\n> ./check.js\n>> out.json\n>>! out.json\n<> saved.http\n?? status == 200\n`;
    equal(bodyOf(text), '{}');
    deepEqual(epilogue(text), [
      ['script', '> {%\n client.test();\n%}'],
      ['script-file', '> ./check.js'],
      ['save', '>> out.json'],
      ['save', '>>! out.json'],
      ['response-reference', '<> saved.http'],
      ['assertion', '?? status == 200'],
    ]);
  });
  it('is no content after text either', () => {
    const text = `${plain}a\n\n>> out.txt\n# done\n`;
    equal(bodyOf(text), 'a');
    deepEqual(epilogue(text), [['save', '>> out.txt']]);
  });
  it('was content when text follows', () => {
    equal(bodyOf(`${markdown}a\n>> quoted twice\nb`), 'a\n>> quoted twice\nb');
    equal(bodyOf(`${markdown}>> quoted twice\nb`), '>> quoted twice\nb');
    deepEqual(epilogue(`${markdown}a\n>> quoted twice\nb`), []);
  });
  it('may be a script that is never closed', () => {
    deepEqual(epilogue(`${json}{}\n> {%\n x\n### next`), [['script', '> {%\n x']]);
  });
  it('may follow a request without a body', () =>
    deepEqual(epilogue('GET /a\n\n> {% x %}'), [['script', '> {% x %}']]));
  it('leaves a later request alone', () => {
    equal(requestsOf(`${json}{}\n> {% x %}\nGET /b`).length, 2);
  });
});

describe('a multipart body', () => {
  const head = 'POST /a\nContent-Type: multipart/form-data; boundary=b\n\n';
  it('keeps everything up to its closing delimiter but files', () => {
    const lines =
      '--b\nContent-Disposition: form-data; name="x"\n\n# not a comment\n### not a separator\n> {% x %}\n--b\n\n< a.bin\n--b--';
    equal(bodyOf(head + lines), lines.replace('< a.bin', '<a.bin>'));
    equal(parse(head + lines).blocks.length, 1);
  });
  it('ends at its closing delimiter', () => {
    const text = `${head}--b\n\n### x\n--b--\n\n> {% y %}\n###\nGET /b`;
    deepEqual(
      requestsOf(text).map(({ epilogue }) => epilogue.length),
      [1, 0],
    );
  });
  it('may quote its boundary, or take it from a variable', () => {
    equal(parse('POST /a\nContent-Type: multipart/mixed; boundary="b c"; x=y\n\n--b c\n###\n--b c--').blocks.length, 1);
    equal(parse('POST /a\nContent-Type: multipart/mixed; boundary={{b}}\n\n--{{b}}\n###\n--{{b}}--').blocks.length, 1);
  });
  it('that is never closed ends at the separator', () => {
    const document = parse(`${head}--b\n\nx\n### next\nGET /b`);
    equal(document.blocks.length, 2);
    equal(document.blocks[0]?.block.openBoundary, 'b');
  });
  it('does not run into the next request that uses its boundary', () => {
    equal(requestsOf(`${head}--b\n\nx\n###\n${head}--b--`).length, 2);
  });
  it('of an OData batch keeps its inner separators and boundaries', () => {
    const text =
      'POST /$batch\nContent-Type: multipart/mixed; boundary=batch\n\n--batch\nContent-Type: multipart/mixed; boundary=set\n\n' +
      '--set\n###\nPATCH /x HTTP/1.1\nIf-Match: "1"\n\n{}\n--set--\n--batch--\n### next\nGET /b';
    equal(requestsOf(text).length, 2);
    equal(parse(text).blocks.length, 2);
  });
});
