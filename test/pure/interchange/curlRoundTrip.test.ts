import assert from 'node:assert/strict';
import fc from 'fast-check';
import { curlCommand } from '../../../src/core/interchange/curlCommand.ts';
import { importCurl } from '../../../src/core/interchange/importCurl.ts';
import type { Shell } from '../../../src/core/interchange/shell/shell.ts';
import { sentBy } from './importing.ts';

const shells: readonly Shell[] = ['bash', 'cmd', 'powershell'];
const runs = Number(process.env['PRECONDITION_RUNS'] ?? 500);

const mark = '"\\\'^%!&|<>()[]{}$`@#~;,*?+=-/.: ';
const anyChar = fc.oneof(
  fc.constantFrom(...mark),
  fc.constantFrom('{{', '}}', '\\{\\{', '{{a}}', '%PATH%', '$HOME', '###', '‘', '“', 'é', '😀', 'a', 'b', '0'),
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 3 }),
);
const text = (chars = anyChar) => fc.array(chars, { maxLength: 30 }).map((all) => all.join(''));
const fieldText = text(
  fc.oneof(
    fc.constantFrom(...mark, '{{', '}}', '\\{\\{', '{{a}}', 'a', '0'),
    fc.string({ unit: 'grapheme-ascii', maxLength: 2 }),
  ),
);
const name = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/)
  .filter(
    (each) =>
      !/^(?:te|host|upgrade|expect|connection|keep-alive|content-.*|x-request-type|accept|authorization|cookie)$/i.test(
        each,
      ),
  );
const field = fc.tuple(
  name,
  fieldText.map((value) => value.trim()),
);
const condition = fc.tuple(
  fc.constantFrom('If-Match', 'If-None-Match'),
  fc.constantFrom('"v1"', 'W/"a,b"', '"a\\b", "c d"', '*', '""'),
);
const line = fc.oneof(
  text(),
  fc.constantFrom(
    '',
    '### no separator',
    '# @name x',
    '// c',
    '< file',
    '> {% x %}',
    '?? status == 1',
    'GET http://x/',
    'HTTP/1.1 200 OK',
    '@a = 1',
    '@echo off',
    '{',
    '}',
  ),
);
const content = fc
  .array(line, { minLength: 1, maxLength: 6 })
  .map((lines) => lines.join('\n'))
  .filter((body) => body !== '');

const request = fc.record({
  method: fc.constantFrom('GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE', 'OPTIONS', 'PROPFIND'),
  path: text(fc.constantFrom(...'abc019-._~!$&\'()*+,;=:@/%[]{}|^`"<>\\', 'é', '{{', '{{a}}')),
  headers: fc.array(fc.oneof(field, condition), { maxLength: 5 }),
  type: fc.option(
    fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded', 'application/x-ndjson'),
    { nil: undefined },
  ),
  body: fc.option(content, { nil: undefined }),
});

describe('a request goes to curl and comes back the same', () => {
  for (const shell of shells) {
    it(`through ${shell}`, function () {
      this.timeout(60_000);
      fc.assert(
        fc.property(request, ({ method, path, headers, type, body }) => {
          const typed = type === undefined ? headers : [...headers, ['Content-Type', type] as const];
          // A body needs a method in this dialect only where a request line could follow; curl HEAD has none.
          const sentBody = method === 'HEAD' ? undefined : body;
          const url = `http://h.example/${path}`
            .replaceAll(/[^\x21-\x7e]/gu, encodeURIComponent)
            .replaceAll('{{', '%7B%7B');
          const bytes = sentBody === undefined ? undefined : new TextEncoder().encode(sentBody);
          const command = curlCommand({ method, url, headers: typed, body: bytes }, shell).text;
          const imported = importCurl(command, shell);
          assert.deepEqual(
            imported.notes.map(({ kind }) => kind).filter((kind) => kind !== 'url-pattern'),
            [],
            imported.text,
          );
          assert.deepEqual(
            sentBy(imported.text),
            [{ method, url, headers: typed, body: sentBody ?? '' }],
            imported.text,
          );
        }),
        { numRuns: runs },
      );
    });
  }
});
