import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { skip } from '../support/skipping.ts';

/** The figures are the product's promise (README); scripts/lib/bundles.mjs holds the build to them. */
const weighs = (file: string, most: number) =>
  it(`${file} has at most ${most / 1000} kB`, function () {
    if (!existsSync(file)) skip(this, `${file} is not built yet: npm run package`);
    const { size } = statSync(file);
    assert.ok(size <= most, `it has ${size / 1000} kB`);
  });

describe('what is built', () => {
  weighs('dist/extension.cjs', 100_000);
  weighs('dist/rulePages.br', 40_000);
  weighs('precondition.vsix', 500_000);
});
