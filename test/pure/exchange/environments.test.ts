import { deepEqual, equal } from 'node:assert/strict';
import { parseEnv } from 'node:util';
import type { Files } from '../../../src/exchange/ports.ts';
import { type OtherClients, readEnvironments } from '../../../src/exchange/surroundings/environments.ts';

/** Files by path, listed by folder. */
function filesOf(content: Readonly<Record<string, string>>): Files {
  const paths = Object.keys(content);
  return {
    read: async (path) => (content[path] === undefined ? undefined : new TextEncoder().encode(content[path])),
    list: async (folder) => paths.flatMap((path) => nameIn(folder, path)),
  };
}

function nameIn(folder: string, path: string): readonly string[] {
  const rest = path.startsWith(folder) ? path.slice(folder.length) : '/';
  return rest.includes('/') ? [] : [rest];
}

const json = (data: unknown) => JSON.stringify(data);

async function read(content: Readonly<Record<string, string>>, clients?: OtherClients, levels = 1) {
  return readEnvironments(filesOf(content), levels, parseEnv, clients);
}

async function valuesOf(content: Readonly<Record<string, string>>, name: string, clients?: OtherClients) {
  return { ...(await read(content, clients)).environments.values(name) };
}

async function headersOf(data: unknown, name: string, clients?: OtherClients) {
  const { environments } = await read({ 'http-client.env.json': json(data) }, clients);
  return environments.inputs(name).defaultHeaders;
}

const settings = (environments: readonly unknown[], defaultHeaders?: unknown) => ({ environments, defaultHeaders });

describe('environments', () => {
  it('are those of the nearer file before the farther, the private before the public', async () => {
    const content = {
      '../http-client.env.json': json({ dev: { a: 'far', b: 'far', c: 'far', d: 'far' }, live: {} }),
      '../http-client.private.env.json': json({ dev: { b: 'far private' } }),
      'http-client.env.json': json({ dev: { c: 'near' } }),
      'http-client.private.env.json': json({ dev: { d: 'near private' }, own: {} }),
    };
    deepEqual(await valuesOf(content, 'dev'), { a: 'far', b: 'far private', c: 'near', d: 'near private' });
    deepEqual((await read(content)).environments.names, ['dev', 'live', 'own']);
  });
  it('are httpYac’s $default while none is chosen, and it is none to choose', async () => {
    const content = {
      'http-client.env.json': json({ $shared: { a: 's' }, $default: { a: 'd', b: 'd' }, dev: { c: 'c' } }),
    };
    deepEqual(await valuesOf(content, ''), { a: 'd', b: 'd' });
    deepEqual(await valuesOf(content, 'dev'), { a: 's', c: 'c' });
    deepEqual((await read(content)).environments.names, ['dev']);
  });

  it('keep the clients that all share beside default fields', async () => {
    const content = {
      'http-client.env.json': json({
        $kulalaDefaultHeaders: { A: '1' },
        $shared: { Security: { Auth: { shop: { Scope: 'x' } } } },
      }),
    };
    deepEqual((await read(content)).environments.inputs('').auth?.['shop'], { Scope: 'x' });
  });

  it('share what $shared holds, which {{$shared}} reads besides', async () => {
    const content = { 'http-client.env.json': json({ $shared: { a: 's', b: 's' }, dev: { b: 'd' } }) };
    deepEqual(await valuesOf(content, 'dev'), { a: 's', b: 'd' });
    deepEqual(await valuesOf(content, ''), { a: 's', b: 's' });
    const { environment } = (await read(content)).environments.inputs('dev');
    deepEqual({ ...environment.shared }, { a: 's', b: 's' });
  });
  it('hold text; numbers and objects as they are written', async () => {
    const content = { 'http-client.env.json': json({ dev: { n: 1, t: true, o: { a: [1] } } }) };
    deepEqual(await valuesOf(content, 'dev'), { n: '1', t: 'true', o: '{"a":[1]}' });
  });
  it('make no variables of the JetBrains client’s security and TLS settings', async () => {
    const content = {
      'http-client.env.json': json({
        $schema: 'https://x.test/s',
        dev: {
          Security: { Auth: { id: { 'Client Secret': 's' } } },
          SSLConfiguration: { verifyHostCertificate: false },
        },
      }),
    };
    deepEqual(await valuesOf(content, 'dev'), {});
    deepEqual((await read(content)).environments.names, ['dev']);
  });
  it('go on without a file that is broken, and say so', async () => {
    const { environments, faults } = await read({
      'http-client.env.json': '[]',
      '../http-client.env.json': '{"a":{}}',
    });
    deepEqual(environments.names, ['a']);
    equal(faults.length, 1);
  });
  it('know no variable that objects have of themselves', async () => {
    const content = { 'http-client.env.json': '{"dev":{"__proto__":{"x":1}}}', '.env': 'constructor=c' };
    const { environments } = await read(content);
    deepEqual(Object.keys(environments.values('dev')), ['constructor', '__proto__']);
  });
});

describe('the .env family', () => {
  const content = {
    '../.env': 'a=far\nb=far',
    '.env': 'b=near\nc=near',
    '.env.dev': 'c=dev',
    'live.env': 'c=live',
    'env/.env': 'd=folder',
    'env/dev.env': 'e="two words" # why',
    'env/.env.test': 'e=test',
    '.env.example': 'x=no',
    '.envrc': 'x=no',
  };
  it('gives every environment what .env holds, and each its own files', async () => {
    deepEqual(await valuesOf(content, 'dev'), { a: 'far', b: 'near', c: 'dev', d: 'folder', e: 'two words' });
    deepEqual(await valuesOf(content, 'live'), { a: 'far', b: 'near', c: 'live', d: 'folder' });
  });
  it('names environments', async () => {
    deepEqual([...(await read(content)).environments.names].sort(), ['dev', 'live', 'test']);
  });
  it('is weaker than the JSON files', async () => {
    deepEqual(
      await valuesOf({ '.env.dev': 'a=env\nb=env', 'http-client.env.json': json({ $shared: { a: 's' } }) }, 'dev'),
      {
        a: 's',
        b: 'env',
      },
    );
  });
  it('is what $dotenv reads', async () => {
    const { dotenvVariable } = (await read(content)).environments.inputs('dev');
    deepEqual(
      [dotenvVariable?.('c'), dotenvVariable?.('none'), dotenvVariable?.('toString')],
      ['dev', undefined, undefined],
    );
  });
  it('is .env alone where no folder can be listed', async () => {
    const { read: readOne } = filesOf(content);
    const { environments } = await readEnvironments({ read: readOne }, 0, parseEnv);
    deepEqual({ ...environments.values('dev') }, { b: 'near', c: 'near', d: 'folder' });
  });
});

describe('other clients’ settings', () => {
  const clients = settings([
    { dev: { a: 'httpyac' } },
    { $shared: { s: 's' }, dev: { a: 'rest-client', b: 'rc' }, own: {} },
  ]);
  it('are environments too, weaker than any file', async () => {
    deepEqual(await valuesOf({ '.env': 'b=file' }, 'dev', clients), { s: 's', a: 'rest-client', b: 'file' });
    deepEqual((await read({}, clients)).environments.names, ['dev', 'own']);
  });
  it('may be anything', async () => {
    deepEqual(await valuesOf({}, 'dev', settings([undefined, 'x', [1], { dev: 5 }], ['x'])), {});
  });
});

describe('default header fields', () => {
  for (const key of ['$kulalaDefaultHeaders', '$default_headers', '$kulala_default_headers'])
    it(`are those under ${key}`, async () =>
      deepEqual(await headersOf({ dev: { [key]: { 'X-A': '{{a}}', 'X-N': 1, 'X-O': {} } } }, 'dev'), [
        ['X-A', '{{a}}'],
        ['X-N', '1'],
      ]));
  it('are no variables', async () => {
    deepEqual(await valuesOf({ 'http-client.env.json': json({ dev: { $default_headers: { a: 'b' } } }) }, 'dev'), {});
  });
  it('are the environment’s own before the shared ones before the settings’', async () => {
    const data = {
      $default_headers: { a: 'top' },
      $shared: { $default_headers: { B: 'shared' } },
      dev: { $default_headers: { b: 'dev' } },
    };
    deepEqual(await headersOf(data, 'dev', settings([], { A: 'rc', C: 'rc' })), [
      ['a', 'top'],
      ['C', 'rc'],
      ['b', 'dev'],
    ]);
    deepEqual(await headersOf(data, 'live'), [
      ['a', 'top'],
      ['B', 'shared'],
    ]);
  });
});
