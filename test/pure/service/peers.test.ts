import { deepEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../../../src/core/syntax/parse.ts';
import { corpusFolder } from '../../support/corpus.ts';
import { problemsOf } from './world.ts';

const textOf = (file: string) => readFileSync(join(corpusFolder, file), 'utf8').replaceAll('\r\n', '\n');
const imports = {
  files: [{ path: 'files/imported.http', document: parse(textOf('files/imported.http')) }],
  flaws: new Map(),
};

/** Each problem of more than information, by its rule and the text that it marks. */
function marked(file: string): readonly string[] {
  const text = textOf(file);
  return problemsOf(text, { imports, context: { fileAt: () => 'there' } })
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ code, start, end }) => `${code} ${text.slice(start, end)}`);
}

describe('a file as users of another client write it has no problem that is none', () => {
  const files: readonly (readonly [file: string, problems: readonly string[]])[] = [
    // A guard that waits for an answer has no value before it: nothing was ever sent here.
    ['likeRestClient.http', ['etag-variable-unresolved {{getCreatedComment.response.headers.ETag}}']],
    // What a script would set has no value here.
    [
      'likeHttpyac.http',
      [
        'variable-undefined {{signature}}',
        'etag-variable-unresolved {{petsResponse.headers.etag}}',
        'etag-variable-unresolved {{pet.etag}}',
      ],
    ],
    ['likeKulala.http', ["etag-variable-unresolved {{GET_DATA.response.headers['ETag']}}", 'variable-undefined {{x}}']],
    [
      'likeJetbrains.http',
      [
        'variable-undefined {{auth_token}}',
        'etag-variable-unresolved {{tag}}',
        'header-folded en,\n  de',
        'etag-variable-unresolved {{$etag}}',
      ],
    ],
    ['likeOdata.http', ["etag-variable-unresolved {{product.response.body.$['@odata.etag']}}"]],
  ];
  for (const [file, problems] of files) it(file, () => deepEqual(marked(file), problems));
});
