import assert from 'node:assert/strict';
import { obeyedFolder } from '../../../src/core/http/placement.ts';

describe('the folders that programs obey', () => {
  for (const folder of [
    '.git',
    '.hg',
    '.svn',
    '.vscode',
    '.IDEA',
    '.husky',
    '.github',
    '.devcontainer',
    'node_modules',
  ]) {
    it(`are such as ${folder}, wherever on the way`, () => {
      assert.equal(obeyedFolder([folder]), folder);
      assert.equal(obeyedFolder(['out', folder, 'a.json']), folder);
    });
  }
  it('are none that are only called like them', () =>
    assert.equal(obeyedFolder(['x.git', '.gitignore', 'my-node_modules', 'answers']), undefined));
  it('are named by the first of them', () => assert.equal(obeyedFolder(['.vscode', '.git']), '.vscode'));
});
