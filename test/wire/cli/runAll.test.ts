import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { rawServer } from '../transport/rawServer.ts';
import { type Demo, folderOf, type Ran, run, startDemo } from './command.ts';
import { read, type SendLine, sendLine } from './shapes.ts';

let demo: Demo;

before(async () => {
  demo = await startDemo();
});

after(() => demo.stop());

/** Sends all that stdin holds, agreeing beforehand; `@o` stands for the demo origin. */
function sendAll(text: string, ...args: readonly string[]): Promise<Ran> {
  return run(['send', '-', '--yes', ...args], { stdin: text.replaceAll('@o', demo.url) });
}

async function lines(text: string): Promise<readonly SendLine[]> {
  const { out } = await sendAll(text, '--format', 'json');
  return out
    .trimEnd()
    .split('\n')
    .map((line) => read(sendLine, line));
}

const statuses = (all: readonly SendLine[]) => all.map(({ response }) => response?.status);
/** A PUT that succeeds once only. */
const make = (path: string) => `# @name make\nPUT @o${path}\nIf-None-Match: *\nContent-Type: application/json\n\n{}\n`;

describe('a run over a file whose first request needs the answer to a later write', () => {
  const text = (path: string) => `GET @o${path}\nX-Made: {{make.response.status}}\n\n###\n${make(path)}`;

  it('sends the write once, first, and tells of it in its place', async () => {
    const [first, second, ...more] = await lines(text('/strong/301'));
    assert.deepEqual([first?.response?.status, second?.response?.status, more.length], [200, 201, 0]);
    assert.equal(first?.dependencies[0]?.name, 'make');
    assert.deepEqual([first?.sentEarlier, second?.sentEarlier], [false, true]);
  });

  it('judges the assertions of the write in its turn', async () => {
    const { status, out } = await sendAll(`${text('/strong/302')}\n?? status == 201\n`);
    assert.equal(status, 0, out);
    assert.match(out, /Sent already/);
    assert.match(out, /✓ status == 201/);
  });

  it('has it once in a HAR', async () => {
    const { out } = await sendAll(text('/strong/303'), '--format', 'har');
    const har = JSON.parse(out) as { log: { entries: { request: { method: string } }[] } };
    assert.deepEqual(
      har.log.entries.map(({ request }) => request.method),
      ['PUT', 'GET'],
    );
  });
});

describe('a run over a file', () => {
  it('does not repeat a write whose answer got lost, for each request that needs it', async () => {
    let writes = 0;
    const server = await rawServer((socket) => {
      writes += 1;
      socket.destroy();
    });
    const needing = `GET @o/strong/1\nX-Made: {{make.response.status}}\n\n###\n`;
    const write = `# @name make\nPOST ${server.url}/\n\n{}\n\n###\n`;
    const all = await lines(`${write}${needing}${needing}`);
    await server.close();
    assert.equal(writes, 1);
    assert.deepEqual(statuses(all), [undefined, undefined, undefined]);
    assert.match(all[2]?.error?.message ?? '', /not sent twice/);
  });

  it('sends a write anew where # @forceRef says so', async () => {
    const all = await lines(`${make('/strong/304')}\n###\n# @forceRef make\nGET @o/strong/304\n`);
    assert.deepEqual([all[0]?.response?.status, all[1]?.dependencies[0]?.status], [201, 412]);
  });

  it('sends a read again in its turn, for it may have changed', async () => {
    const all = await lines(
      `POST @o/strong/1/_edit\nX: {{read.response.status}}\n\n###\n# @name read\nGET @o/strong/1\n`,
    );
    assert.equal(all[1]?.sentEarlier, false);
    assert.notEqual(all[1]?.validator.before?.etag, all[1]?.validator.after?.etag);
  });
});

describe('directives in a run over a file', () => {
  it('leave out what is disabled and say so; asked for by name it goes out', async () => {
    const text = `# @name a\n# @disabled\nGET @o/strong/1\n\n###\n# @name b\nGET @o/strong/2\n`;
    const { out, err, status } = await sendAll(text);
    assert.deepEqual([status, out.includes('/strong/1'), out.includes('/strong/2')], [0, false, true]);
    assert.match(err, /@disabled.*: a\./);
    assert.match((await sendAll(text, '--request', 'a')).out, /\/strong\/1/);
  });

  it('send each pass of a loop and judge it', async () => {
    const { out, status } = await sendAll(`# @loop for 2\nGET @o/strong/{{$index}}\n\n?? status == 200\n`);
    assert.equal(status, 1);
    assert.match(out, /✗ status == 200[\s\S]*✓ status == 200/);
  });

  it('wait before a request', async () => {
    const began = Date.now();
    const { status } = await sendAll('# @sleep 300\nGET @o/strong/1\n');
    assert.equal(status, 0);
    assert.ok(Date.now() - began >= 300);
  });
});

describe('a file that imports another', () => {
  it('uses its variables, and sends its named request from its own folder', async () => {
    const folder = await folderOf({
      'main.http': `# @import shared/base.http\n\n###\nGET {{origin}}/strong/1\nX-Made: {{make.response.status}}\n`,
      'shared/base.http': `@origin = ${demo.url}\n\n###\n# @name make\nPUT {{origin}}/strong/311\nIf-None-Match: *\nContent-Type: application/json\n\n< content.json\n\n>> made.txt\n`,
      'shared/content.json': '{"title": "from beside"}',
    });
    const { out, status } = await run(['send', join(folder, 'main.http'), '--yes', '--format', 'json']);
    const line = read(sendLine, out.trimEnd());
    assert.deepEqual([status, line.response?.status, line.dependencies[0]?.status], [0, 200, 201]);
    const made = await fetch(`${demo.url}/strong/311`);
    assert.match(await made.text(), /from beside/);
  });

  it('says which import is missing', async () => {
    const folder = await folderOf({ 'main.http': '# @import lost.http\nGET http://127.0.0.1:1/\n' });
    const { out, status } = await run(['lint', join(folder, 'main.http')]);
    assert.equal(status, 1);
    assert.match(out, /lost\.http/);
  });
});

describe('send with >> file', () => {
  it('writes the content beside the file, says where, and keeps a file that is there', async () => {
    const folder = await folderOf({ 'a.http': `GET ${demo.url}/strong/1\n\n>> out.json\n`, 'out.json': 'mine' });
    const file = join(folder, 'a.http');
    const { status, out } = await run(['send', file]);
    assert.equal(status, 0, out);
    assert.match(out, /out-1\.json/);
    assert.equal(await readFile(join(folder, 'out.json'), 'utf8'), 'mine');
    const line = read(sendLine, (await run(['send', file, '--format', 'json'])).out.trimEnd());
    assert.equal(line.saved[0]?.path, 'out-2.json');
    assert.equal((await readFile(join(folder, 'out-2.json'))).length, line.saved[0]?.bytes);
  });

  it('fails when it could not write, and shows the answer', async () => {
    const folder = await folderOf({ 'a.http': `GET ${demo.url}/strong/1\n\n>> ../out.json\n` });
    const { status, out } = await run(['send', join(folder, 'a.http')]);
    assert.equal(status, 1);
    assert.match(out, /200 OK/);
    assert.match(out, /not written to \.\.\/out\.json: it lies outside/);
  });
});
