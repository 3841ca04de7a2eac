import assert from 'node:assert/strict';
import fc from 'fast-check';
import { curlCommand } from '../../../src/core/interchange/curlCommand.ts';
import { importCurl } from '../../../src/core/interchange/importCurl.ts';
import type { Shell } from '../../../src/core/interchange/shell/shell.ts';
import { documents, patience } from '../syntax/documents.ts';
import { anyHttpRequest } from './anyHttpRequest.ts';
import { sentBy } from './importing.ts';

const shells: readonly Shell[] = ['bash', 'cmd', 'powershell'];

describe('a request goes to curl and comes back the same', () => {
  for (const shell of shells) {
    it(`through ${shell}`, function () {
      this.timeout(patience);
      fc.assert(
        fc.property(anyHttpRequest, ({ method, path, headers, type, body }) => {
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
        { numRuns: documents },
      );
    });
  }
});
