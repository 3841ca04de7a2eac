import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeChange } from '../../../src/exchange/history/describeChange.ts';
import type { History, Prompts } from '../../../src/exchange/ports.ts';
import { sendRequest } from '../../../src/exchange/sending/sendRequest.ts';
import { HistoryFolder } from '../../../src/storage/historyFolder.ts';
import { signal, startWorld, type World } from './world.ts';

describe('the history of what was sent', () => {
  let world: World;
  let folder = '';
  let kept: HistoryFolder;
  beforeEach(async () => {
    world = await startWorld();
    folder = await mkdtemp(join(tmpdir(), 'precondition-history-'));
    kept = new HistoryFolder(folder, (error) => assert.fail(String(error)));
  });
  afterEach(async () => {
    await kept.settled();
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  const history = (): History => ({
    begin: (startedAt) => ({ id: kept.idAt(startedAt), source: 'file:///a.http' }),
    alike: (entry) => kept.alike(entry),
    keep: (entry) => kept.keep(entry),
  });
  const send = async (text: string, prompts: Prompts = {}) => {
    const outcome = await sendRequest({ ...world.ports, prompts, history: history() }, world.sending(text), signal);
    return outcome.kind === 'sent' ? outcome : assert.fail(JSON.stringify(outcome.faults));
  };
  const told = async (text: string) => {
    const { historic } = await send(text);
    return historic && describeChange(historic.change, () => 'then');
  };
  const written = async () => {
    await kept.settled();
    const names = await readdir(folder);
    return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
  };

  it('says what changed since the send before', async () => {
    const read = `GET ${world.url}/strong/1\n`;
    assert.equal(await told(read), undefined);
    assert.equal(await told(read), 'Since then: nothing changed');
    await world.edit('/strong/1');
    assert.match(
      (await told(read)) ?? '',
      /^Since then: ETag "v1" → "v2\S*" · Last-Modified changed · content \+\d+ lines? −\d+ lines?$/,
    );
  });

  it('keeps each attempt, and compares with what came of the send before', async () => {
    const answers = [503, 503, 200, 503, 200];
    const server = createServer((_, response) => response.writeHead(answers.shift() ?? 500).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const text = `# @retry 3\nGET http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`;
    assert.equal(await told(text), undefined);
    assert.equal(await told(text), 'Since then: nothing changed');
    server.close();
    const entries = await kept.entries();
    assert.deepEqual(
      entries.map(({ attempt, exchange }) => [exchange.response?.status, attempt?.number, attempt?.of]),
      [
        [503, 1, 3],
        [503, 2, 3],
        [200, 3, 3],
        [503, 1, 2],
        [200, 2, 2],
      ],
    );
  });

  it('keeps the read by which a lost write was looked for', async () => {
    const server = createServer((request, response) => {
      if (request.method === 'PUT') request.socket.resetAndDestroy();
      else response.writeHead(200, { ETag: '"v2"', 'Content-Type': 'text/plain' }).end('new');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await send(`# @retry 1\nPUT ${url}\nAuthorization: Bearer tell-nobody\nIf-Match: "v1"\n\nnew\n`);
    server.close();
    const entries = await kept.entries();
    assert.deepEqual(
      entries.map(({ exchange: { request, response }, lookUp }) => [request.method, response?.status, lookUp]),
      [
        ['PUT', undefined, undefined],
        ['GET', 200, true],
      ],
    );
    assert.ok(!(await written()).includes('tell-nobody'));
  });

  it('does not compare what others sent', async () => {
    await told(`GET ${world.url}/strong/1\nAuthorization: Bearer one-person\n`);
    assert.match(
      (await told(`GET ${world.url}/strong/1\nAuthorization: Bearer another\n`)) ?? '',
      /other credentials\.$/,
    );
  });

  it('keeps failures too', async () => {
    await send('GET http://127.0.0.1:1/\n');
    assert.deepEqual(
      (await kept.entries()).map(({ exchange }) => exchange.error?.code),
      ['connect-refused'],
    );
  });

  it('writes no secret that was asked for or sent', async () => {
    const asking = { ask: async () => 'tell-nobody' };
    await send(`# @secret pin What?\nGET ${world.url}/strong/1?x={{pin}}\nX-Pin: {{pin}}\n`, asking);
    await send(`PUT ${world.url}/strong/1\nAuthorization: Bearer tell-nobody\n\n{"t": "tell-nobody"}\n`);
    const text = await written();
    assert.ok(text.includes('•••'));
    assert.ok(!text.includes('tell-nobody'), text);
  });

  it('is none where the user wants none', async () => {
    assert.equal((await world.send(`GET ${world.url}/strong/1\n`)).historic, undefined);
    assert.deepEqual(await readdir(folder), []);
  });
});
