import { deepEqual, equal } from 'node:assert/strict';
import { parse } from '../../../src/core/syntax/parse.ts';
import { runLines, runTarget } from '../../../src/core/syntax/runLines.ts';

const read = (text: string) =>
  runLines(parse(text)).map(({ target, values }) => ({ kind: target.kind, text: target.text, values }));

describe('a run line', () => {
  const rows: readonly (readonly [line: string, kind: string, target: string, values: Record<string, string>])[] = [
    ['run #LOGIN', 'request', 'LOGIN', {}],
    ['run #Request with blanks', 'request', 'Request with blanks', {}],
    ['run # LOGIN', 'request', 'LOGIN', {}],
    ['  run #LOGIN', 'request', 'LOGIN', {}],
    ['run #LOGIN (@a=1)', 'request', 'LOGIN', { a: '1' }],
    ['run #LOGIN (@a = x y, @b={{c}})', 'request', 'LOGIN', { a: 'x y', b: '{{c}}' }],
    ['run #POST https://h.test/a', 'request', 'POST https://h.test/a', {}],
    ['run ./a.http', 'file', './a.http', {}],
    ['run ../b.http (@v=1)', 'file', '../b.http', { v: '1' }],
    ['run ./run.http', 'file', './run.http', {}],
  ];
  for (const [line, kind, text, values] of rows) {
    it(`${line} names a ${kind}`, () => deepEqual(read(`### x\n${line}\n`), [{ kind, text, values }]));
  }

  it('stands where the document has it, above a request and in a block of its own', () => {
    const text = '### all\nrun #a\nrun ./b.http\n\n### one\nrun #c (@v=1)\nGET http://h.test/\n';
    deepEqual(
      runLines(parse(text)).map(({ target, start, end }) => [
        text.slice(start, end),
        text.slice(target.start, target.end),
      ]),
      [
        ['run #a', 'a'],
        ['run ./b.http', './b.http'],
        ['run #c (@v=1)', 'c'],
      ],
    );
  });

  it('is none in content, and none without a name', () => {
    deepEqual(read('POST http://h.test/\nContent-Type: text/plain\n\nrun #a\n\n###\nrun fast\n'), []);
  });

  it('reads hostile lines in linear time', () => {
    const started = performance.now();
    for (const filler of [' ', '(', '@a=', ', ', '#']) read(`run #${filler.repeat(60_000)}\n`);
    equal(performance.now() - started < 5000, true);
  });
});

describe('the request that a run line means', () => {
  const own = parse('### a\nGET http://h.test/own\n');
  const other = parse('### a\nGET http://h.test/other\n\n###\nPOST http://h.test/b\n');
  const imports = { files: [{ path: 'other.http', document: other }], flaws: new Map() };

  it('is one of this file before one that it imports', () => {
    equal(runTarget(own, imports, 'a')?.path, undefined);
    equal(runTarget(own, imports, 'a')?.placed.node.target.text, 'http://h.test/own');
  });

  it('may be named by method and URL', () => {
    const found = runTarget(own, imports, 'POST http://h.test/b');
    deepEqual([found?.path, found?.placed.index], ['other.http', 1]);
  });

  it('is none where neither has it', () => equal(runTarget(own, imports, 'c'), undefined));
});
