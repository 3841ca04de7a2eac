import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import { type Demo, folderOf, type Ran, run, startDemo } from './command.ts';
import { read, resolveAnswer, sendLine } from './shapes.ts';

let demo: Demo;

before(async () => {
  demo = await startDemo();
});

after(() => demo.stop());

const sendJson = async (text: string, ...args: readonly string[]) => {
  const { out, status } = await send(text, '--format', 'json', ...args);
  return { status, line: read(sendLine, out) };
};

/** Sends what stdin holds; `@o` stands for the demo origin. */
function send(text: string, ...args: readonly string[]): Promise<Ran> {
  return run(['send', '-', ...args], { stdin: text.replaceAll('@o', demo.url) });
}

describe('send of a request that needs another’s answer', () => {
  const saved =
    '# @name save\nPUT @o/strong/1\nIf-Match: {{read.response.headers.etag}}\n\n{}\n###\n# @name read\nGET @o/strong/1\n';
  const made =
    '# @name use\nGET @o/strong/31\nX: {{make.response.status}}\n###\n# @name make\nPUT @o/strong/31\n\n{}\n';

  it('sends a read first and tells of it', async () => {
    const { line, status } = await sendJson(saved, '--request', 'save');
    assert.equal(status, 0);
    assert.equal(line.response?.status, 204);
    const read = { name: 'read', method: 'GET', url: `${demo.url}/strong/1`, status: 200, error: null };
    assert.deepEqual(line.dependencies, [read]);
    assert.match((await send(saved, '--request', 'save')).out, /^sent first: read {2}GET http:\S+ · 200\nsave {2}PUT /);
  });

  it('has it as an entry of its own in a HAR', async () => {
    const { log } = JSON.parse((await send(saved, '--request', 'save', '--format', 'har')).out);
    assert.deepEqual(
      log.entries.map(({ comment }: { comment: string }) => comment),
      ['read', 'save'],
    );
  });

  it('does not send one that changes something, unless told to', async () => {
    const refused = await sendJson(made, '--request', 'use');
    assert.equal(refused.status, 1);
    assert.equal(refused.line.error?.code, 'dependency-failed');
    const agreed = await sendJson(made, '--request', 'use', '--yes');
    assert.equal(agreed.line.response?.status, 200);
    assert.equal(agreed.line.dependencies[0]?.method, 'PUT');
  });

  it('says that nobody is there to answer a question, and takes the answer as a variable', async () => {
    const asking = '# @prompt n Which one?\nGET @o/strong/{{n}}\n';
    const refused = await sendJson(asking);
    assert.equal(refused.line.error?.code, 'prompt-unanswered');
    assert.match(refused.line.error.message, /“Which one\?”/);
    assert.equal((await sendJson(asking, '--var', 'n=1')).line.response?.status, 200);
  });
});

describe('{{$etag}} on the command line', () => {
  it('is what earlier requests of the run, or the memory, have seen', async () => {
    const folder = await folderOf({});
    const memory = ['--memory', `${folder}/memory.json`];
    const put = 'PUT @o/strong/1\nIf-Match: {{$etag}}\n\n{}\n';
    assert.equal((await sendJson(put, ...memory)).line.error?.code, 'variable-undefined');
    await sendJson('GET @o/strong/1\n', ...memory);
    assert.equal((await sendJson(put, ...memory)).line.response?.status, 204);
  });
});

describe('environments on the command line', () => {
  it('come from the .env family and from other clients’ settings too', async () => {
    const folder = await folderOf({
      '.vscode/settings.json': `{
        // as the editor has them
        "rest-client.environmentVariables": { "$shared": { "v": "1" }, "dev": { "host": "rc", "b": "{{$shared v}}" } },
        "rest-client.defaultHeaders": { "X-Default": "{{b}}" },
      }`,
      '.env.dev': 'host=dotenv',
      'below/a.http': 'GET http://{{host}}/{{b}}/{{$dotenv host}}\n',
    });
    const { status, out, err } = await run(['resolve', `${folder}/below/a.http`, '--env', 'dev']);
    assert.equal(status, 0, err);
    const [request] = read(resolveAnswer, out).requests;
    assert.equal(request?.url, 'http://dotenv/1/dotenv');
    assert.deepEqual(request.headers, [['X-Default', '1']]);
  });
});
