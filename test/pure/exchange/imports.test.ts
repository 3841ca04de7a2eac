import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { complete, definitionElsewhere, renameTarget } from '../../../src/core/service/languageService.ts';
import { blockImports, importedPaths } from '../../../src/core/syntax/imports.ts';
import { documentRequests } from '../../../src/core/syntax/locate.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { resolveRequest } from '../../../src/core/syntax/resolving/resolve.ts';
import { createScope } from '../../../src/core/syntax/values/scope.ts';
import { definedInEnvironment } from '../../../src/exchange/surroundings/definedInEnvironment.ts';
import { filesFrom, readImports } from '../../../src/exchange/surroundings/readImports.ts';
import { caretIn } from '../service/caret.ts';
import { contextOf } from '../service/world.ts';
import { circumstances } from './circumstances.ts';

describe('the lines that import', () => {
  const rows: readonly (readonly [text: string, ...paths: readonly string[]])[] = [
    ['# @import a.http\nGET http://h\n', 'a.http'],
    ['# @import a.http\n# @import ./b c.http\n\n###\nGET http://h\n', 'a.http', './b c.http'],
    ['// @import "a.http"\n', 'a.http'],
    ['import a.http\nGET http://h\n', 'a.http'],
    ['GET http://h\n# @import a.http\nA: b\n', 'a.http'],
    ['POST http://h\nContent-Type: text/plain\n\n# @import a.http\nimport b.http\n'],
    ['# what we import from a.http\nGET http://h/import\n'],
    ['# @importance high\nGET http://h\n'],
  ];

  for (const [text, ...paths] of rows) {
    it(`of ${JSON.stringify(text)} are ${paths.length}`, () => {
      const document = parse(text);
      deepEqual(importedPaths(document), paths);
      for (const { block } of document.blocks)
        for (const path of blockImports(block)) equal(block.text.slice(path.start, path.end), path.text);
    });
  }
});

const files = {
  'shared/base.http':
    '# @import deep.http\n@base = http://shared.test\n@both = shared\n\n### \n# @name login\nGET {{base}}/login\n',
  'shared/deep.http': '@deep = {{base}}/deep\n@both = deep\n# @import ../main.http\n',
  'main.http': '',
};
const text =
  '# @import shared/base.http\n@own = 1\n\n###\nGET {{deep}}/{{both}}/{{own}}\nA: {{login.response.status}}\n';

async function imported(main = text) {
  const { ports } = circumstances(undefined, files);
  return readImports(ports.files, parse(main), 'main.http');
}

describe('imported files', () => {
  it('give their variables, those they import too, the last of a name', async () => {
    const imports = await imported();
    const document = parse(text);
    const { scope } = circumstances().sending('');
    const [placed] = documentRequests(document);
    const resolved = placed && resolveRequest(placed, createScope(document, { ...scope, imports }));
    equal(resolved?.url, 'http://shared.test/deep/shared/1');
    deepEqual(
      resolved?.faults.map(({ code }) => code),
      ['request-not-sent-yet'],
    );
  });

  it('are each read once, a circle told where it begins, a missing one too', async () => {
    const { files: found, flaws } = await imported(`# @import lost.http\n# @import ./shared/base.http\n${text}`);
    deepEqual(
      found.map(({ path }) => path),
      ['shared/deep.http', 'shared/base.http'],
    );
    deepEqual([...flaws].sort(), [
      ['./shared/base.http', 'circle'],
      ['lost.http', 'missing'],
    ]);
  });

  it('come behind the own definitions and before the environment', async () => {
    const imports = await imported();
    const { scope } = circumstances().sending('');
    const inputs = {
      ...scope,
      imports,
      environment: { name: '', values: { base: 'environment', own: 'environment' } },
    };
    const { lookUp } = createScope(parse(text), inputs);
    deepEqual(
      ['own', 'base'].map((name) => {
        const found = lookUp(name);
        return found.kind === 'value' && found.value;
      }),
      ['1', 'http://shared.test'],
    );
  });

  it('are completed, defined and not renamed from elsewhere', async () => {
    const imports = await imported();
    const { document, offset } = caretIn(`${text}B: {{ba¦se}} {{login.response.status}}\n`);
    const context = contextOf({ imports });
    ok(
      complete(document, offset, context).some(
        ({ label, description }) => label === 'base' && /base\.http/.test(description ?? ''),
      ),
    );
    ok(complete(document, offset - 2, context).some(({ label }) => label.startsWith('login.response')));
    const place = definitionElsewhere(document, offset, context);
    ok(place?.kind === 'import');
    equal(place.file.document.text.slice(place.target.start, place.target.end), 'base');
    const login = definitionElsewhere(document, document.text.indexOf('login'), context);
    ok(login?.kind === 'import');
    equal(login.file.document.text.slice(login.target.start, login.target.end), 'login');
    const refused = renameTarget(document, offset, context);
    match(refused.kind === 'refused' ? refused.why : '', /defined in shared\/base\.http/);
  });

  it('name files from their own folder', async () => {
    const { ports } = circumstances(undefined, { 'a/b.txt': 'b', 'c.txt': 'c', '/d.txt': 'd' });
    const read = async (path: string) => new TextDecoder().decode(await filesFrom(ports.files, 'a/').read(path));
    deepEqual(await Promise.all(['b.txt', './b.txt', '../c.txt', '/d.txt'].map(read)), ['b', 'b', 'c', 'd']);
  });
});

describe('the place of a variable of the environment', () => {
  const json = '{"$shared": {"host": "s", "only": 1}, "dev": {"host": "d", "\\u0061bc": 2, "port": 1}}';
  const around = {
    '../http-client.env.json': json,
    'http-client.private.env.json': '{"dev": {"port": 2}}',
    '.env': 'A=1\nexport B = 2\n# C=3\n',
    'dev.env': 'A=9\n',
  };
  const rows: readonly (readonly [name: string, environment: string, path: string, before: string])[] = [
    ['host', 'dev', '../http-client.env.json', '"dev": {"'],
    ['host', '', '../http-client.env.json', '{"$shared": {"'],
    ['only', 'dev', '../http-client.env.json', '"s", "'],
    ['port', 'dev', 'http-client.private.env.json', '{"dev": {"'],
    ['A', 'dev', 'dev.env', ''],
    ['A', '', '.env', ''],
    ['B', 'dev', '.env', 'export '],
  ];

  for (const [name, environment, path, before] of rows) {
    it(`${name} in “${environment}” is in ${path}`, async () => {
      const { ports } = circumstances(undefined, around);
      const found = await definedInEnvironment(ports.files, 1, environment, name);
      equal(found?.path, path);
      equal(found?.text.slice(found.key.start, found.key.end), name);
      ok(found?.text.slice(0, found.key.start).endsWith(before));
    });
  }

  it('is unknown where no file has it', async () => {
    const { ports } = circumstances(undefined, around);
    equal(await definedInEnvironment(ports.files, 1, 'dev', 'C'), undefined);
  });

  it('is asked for with the environment that counts', () => {
    const { document, offset } = caretIn('GET {{ho¦st}}/1\n');
    const place = definitionElsewhere(document, offset, contextOf({ environment: { host: 'http://e.test' } }));
    deepEqual(place?.kind === 'environment' && [place.environment, place.name], ['test', 'host']);
    const own = caretIn('@host = http://f.test\nGET {{ho¦st}}/1\n');
    equal(definitionElsewhere(own.document, own.offset, contextOf({ environment: { host: 'x' } })), undefined);
  });
});
