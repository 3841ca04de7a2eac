import { ok } from 'node:assert/strict';
import { parseMarkdown } from '../../../src/core/syntax/block/fences.ts';
import { documentRequests } from '../../../src/core/syntax/locate.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { resolveRequest } from '../../../src/core/syntax/resolving/resolve.ts';
import { references } from '../../../src/core/syntax/values/expand.ts';
import { createScope } from '../../../src/core/syntax/values/scope.ts';
import { exchange, inputs, valueIn } from './reading.ts';

const size = 32_000;
const many = (piece: string) => piece.repeat(Math.ceil((4 * size) / piece.length));

/** Milliseconds of processor time since then: the clock also counts what other processes take. */
function spent(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

/** Everything there is to do with a file. */
function readAll(text: string): void {
  const document = parse(text);
  const scope = createScope(document, inputs());
  for (const placed of documentRequests(document)) resolveRequest(placed, scope);
  for (const { block } of document.blocks) references(block.text);
}

const hostile: Readonly<Record<string, string>> = {
  'open references': `GET http://h\nA: ${many('{{')}`,
  'open references in many fields': `GET http://h\n${many('A{{: {{b\n')}`,
  'a reference full of characters that cannot be sent': `GET http://h\nA: {{${many('→')}}}`,
  'folded lines': `GET http://h\nA: b\n${many(' c\n')}`,
  blanks: `GET http://h\nA:${many(' ')}b\n\n${many(' \n')}`,
  hashes: many('#'),
  separators: many('###\n'),
  'hashes in one line': many(' ###x'),
  'carriage returns': many('\r'),
  'continuation lines': `GET http://h\n${many('&a=1\n')}`,
  'multipart bodies that are never closed': many('###\nPUT /a\nContent-Type: multipart/x; boundary=b\n\n--b\n'),
  'boundaries of their own': Array.from(
    { length: 800 },
    (_, at) => `###\nPUT /a\nContent-Type: multipart/x; boundary=b${at}\n\n###\n`,
  ).join(''),
  'comments that are never closed': many('/*\n###\n'),
  'scripts that are never closed': many('> {%\n###\n'),
  variables: Array.from({ length: 4000 }, (_, at) => `@v${at} = {{v${at + 1}}}{{v${at + 2}}}\n`).join(''),
  'form lines': `POST http://h\nContent-Type: application/x-www-form-urlencoded\n\n${many('a=1&\n')}`,
  'blanks in a form': `POST http://h\nContent-Type: application/x-www-form-urlencoded\n\n${many(' ')}x`,
  'epilogue lines in text': `POST http://h\nContent-Type: text/plain\n\n${many('?? a\nb\n')}`,
  'open quotes': `GET http://h\nA: {{$datetime ${many('"')}}}`,
  'curl commands': many('curl http://h -H "A: b"\n'),
  'quotes of curl that are never closed': many('curl "http://h\n\n'),
  'open references of curl': `curl http://h/${many('{{')}`,
  'words of curl': `curl http://h ${many(' -d a')}`,
  'continued lines of curl': `curl http://h ${many('\\\n')}`,
  'escapes of curl': `curl http://h -d $'${many('\\x41')}'`,
  'form fields of curl': `curl http://h ${many(' -F a=@b')}`,
  'scripts in braces': `GET http://h\n\n${many('{{@x\n')}`,
  'spread lines': `GET http://h\n${many('...a\n')}`,
  'response dots': `GET http://h\nA: {{${many('.response')}}}`,
};

describe('hostile text', () => {
  for (const [name, text] of Object.entries(hostile)) {
    it(`is read in linear time: ${name}`, () => {
      const start = process.cpuUsage();
      readAll(text);
      ok(spent(start) < 500);
    });
  }
  it('is read in linear time: fences in Markdown', () => {
    const start = process.cpuUsage();
    ok(parseMarkdown(many('```http\nGET /\n```\n~~~~\n')).blocks.length > 1000);
    ok(spent(start) < 500);
  });
  it('is read in linear time: nested JSON in an answer', () => {
    const start = process.cpuUsage();
    const json = exchange([], '[{"a":'.repeat(size));
    ok(valueIn('# @name x\nGET /', 'x.response.body.$[0].a[0].a', { answer: () => json }).startsWith('!'));
    ok(spent(start) < 500);
  });
});
