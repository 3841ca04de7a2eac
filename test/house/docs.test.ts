import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ruleCodes, rulePages } from '../support/rulePages.ts';

const root = resolve(import.meta.dirname, '../../..');

describe('docs/', () => {
  const pages = rulePages();

  it('rules/ has the page of each rule and the index, and no other (npm run docs writes them)', () =>
    assert.deepEqual(readdirSync(join(root, 'docs/rules')).sort(), [...pages.keys()].sort()));

  for (const [name, page] of pages) {
    it(`rules/${name} says what the catalogue says`, () =>
      assert.equal(readFileSync(join(root, 'docs/rules', name), 'utf8'), page));
  }

  it('the setting of severities knows the id of each rule', () => {
    const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const [names] = contributes.configuration.flatMap(
      ({ properties }: { properties: Record<string, { propertyNames?: { enum: string[] } }> }) =>
        properties['precondition.rules']?.propertyNames?.enum === undefined
          ? []
          : [properties['precondition.rules'].propertyNames.enum],
    );
    assert.deepEqual(names, [...ruleCodes]);
  });

  it('every picture of the README exists', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path]) => path ?? '');
    assert.ok(pictures.length >= 4);
    for (const path of pictures) assert.ok(readFileSync(join(root, path)).length > 0, path);
  });
});
