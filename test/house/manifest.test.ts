import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tokenModifiers, tokenTypes } from '../../src/core/service/tokenLegend.ts';
import { commandIds } from '../../src/editor/commandIds.ts';

const root = resolve(import.meta.dirname, '../../..');
const text = (path: string) => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(text('package.json'));
const all = (source: string, pattern: RegExp) => [...source.matchAll(pattern)].map(([, found]) => found ?? '').sort();

describe('the manifest', () => {
  it('names exactly the settings that are read', () => {
    const declared = manifest.contributes.configuration.flatMap((group: { properties: object }) =>
      Object.keys(group.properties),
    );
    const read = all(text('src/editor/settings.ts'), /read(?:<\w+>)?\('([\w.]+)'/g).map(
      (name) => `precondition.${name}`,
    );
    assert.deepEqual(declared.sort(), read);
  });

  it('contributes only commands that are registered', () => {
    const registered: ReadonlySet<string> = new Set(commandIds);
    const contributed: string[] = manifest.contributes.commands.map(({ command }: { command: string }) => command);
    assert.deepEqual(
      contributed.filter((command) => !registered.has(command)),
      [],
    );
  });

  it('uses only commands it contributes in menus and keys', () => {
    const contributed = new Set(manifest.contributes.commands.map(({ command }: { command: string }) => command));
    const menus = Object.values(manifest.contributes.menus).flat() as { command: string }[];
    for (const { command } of [...menus, ...manifest.contributes.keybindings])
      assert.ok(contributed.has(command), command);
  });

  it('names files that exist', () => {
    const { languages, grammars } = manifest.contributes;
    const paths: string[] = [
      manifest.icon,
      ...languages.map(({ configuration }: { configuration: string }) => configuration),
      ...grammars.map(({ path }: { path: string }) => path),
    ];
    for (const path of paths) assert.ok(existsSync(join(root, path)), path);
  });

  it('gives every semantic token that is not a standard one its description, and all of them colours', () => {
    const { semanticTokenTypes, semanticTokenModifiers, semanticTokenScopes } = manifest.contributes;
    const ids = (all: { id: string }[]) => all.map(({ id }) => id).sort();
    assert.deepEqual(ids(semanticTokenTypes), tokenTypes.filter((type) => type !== 'variable').sort());
    assert.deepEqual(ids(semanticTokenModifiers), tokenModifiers.filter((each) => each !== 'declaration').sort());
    const [{ scopes }] = semanticTokenScopes;
    for (const type of tokenTypes) assert.ok(type in scopes, type);
    for (const selector of Object.keys(scopes)) {
      const [type, ...modifiers] = selector.split('.');
      assert.ok(
        tokenTypes.some((each) => each === type),
        selector,
      );
      for (const modifier of modifiers)
        assert.ok(
          tokenModifiers.some((each) => each === modifier),
          selector,
        );
    }
  });

  it('pins every package to one version', () => {
    const versions: string[] = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
    for (const version of versions) assert.match(version, /^\d+\.\d+\.\d+$/);
  });

  it('promises no more of VS Code than the types it is checked against', () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']}`);
  });

  it('README lists every setting', () => {
    const readme = text('README.md');
    const declared = manifest.contributes.configuration.flatMap((group: { properties: object }) =>
      Object.keys(group.properties),
    );
    for (const name of declared) assert.ok(readme.includes(`\`${name}\``), name);
  });
});
