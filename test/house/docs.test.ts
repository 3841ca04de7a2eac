import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rulesPage } from '../support/rulesPage.ts';

const root = resolve(import.meta.dirname, '../../..');

describe('docs/', () => {
  it('rules.md says what the catalogue says (npm run docs writes it)', () => {
    assert.equal(readFileSync(join(root, 'docs/rules.md'), 'utf8'), rulesPage());
  });

  it('every picture of the README exists', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path]) => path ?? '');
    assert.ok(pictures.length >= 4);
    for (const path of pictures) assert.ok(readFileSync(join(root, path)).length > 0, path);
  });
});
