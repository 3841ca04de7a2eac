import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderFiles } from '../../../src/cli/folderFiles.ts';
import { responseText } from '../../../src/exchange/answers/responseText.ts';
import { describeSave } from '../../../src/exchange/answers/saveAnswer.ts';
import type { Ports } from '../../../src/exchange/ports.ts';
import { type SentOutcome, sendRequest } from '../../../src/exchange/sending/sendRequest.ts';
import { scratchFolder } from '../../support/scratchFolder.ts';
import { etagOf, signal, startWorld, statusOf, type World } from './world.ts';

let world: World;
let root: string;

beforeEach(async () => {
  world = await startWorld();
  root = await scratchFolder({});
  await mkdir(join(root, 'api'));
});

afterEach(() => world.close());

/** Sends the first request from a file in `api`, in a repository that begins at `root`. */
async function send(text: string, more: Partial<Ports> = {}): Promise<SentOutcome> {
  const folder = join(root, 'api');
  const ports: Ports = { ...world.ports, files: folderFiles(folder, { root, folder }), ...more };
  const outcome = await sendRequest(ports, world.sending(text), signal);
  return outcome.kind === 'sent' ? outcome : assert.fail(JSON.stringify(outcome.faults));
}

const get = (line: string, ...fields: readonly string[]) =>
  [`GET ${world.url}/strong/1`, ...fields, '', line].join('\n');
const held = (...path: readonly string[]) => readFile(join(root, ...path), 'utf8');
const whyNot = ({ saves: [save] }: SentOutcome) =>
  save?.kind === 'not-saved' ? save.why : assert.fail('it was saved');
const bodyOf = ({ exchange }: SentOutcome) => new TextDecoder().decode(exchange.response?.body);

describe('a line >> file', () => {
  it('writes the content of the answer, byte for byte, beside the file, and the answer says where', async () => {
    const outcome = await send(get('>> out/answer.json'));
    assert.equal(await held('api', 'out', 'answer.json'), bodyOf(outcome));
    assert.deepEqual(outcome.saves, [{ kind: 'saved', path: 'out/answer.json', bytes: bodyOf(outcome).length }]);
    assert.match(responseText(outcome.exchange, outcome).text.split('\n')[1] ?? '', /^# .*out\/answer\.json/);
  });

  it('never writes over a file, but takes the next free number', async () => {
    for (const path of ['a.json', 'a-1.json', 'a-2.json']) {
      assert.equal((await send(get('>> a.json'))).saves[0]?.path, path);
    }
    await writeFile(join(root, 'api', 'plain'), 'mine');
    assert.equal((await send(get('>> plain'))).saves[0]?.path, 'plain-1');
    assert.equal(await held('api', 'plain'), 'mine');
  });

  it('takes quotes and variables in the path, those of this very answer among them', async () => {
    const text = `@kind = new\n# @name read\n${get('>> "{{kind}} {{read.response.status}}.json"')}`;
    assert.equal((await send(text)).saves[0]?.path, 'new 200.json');
  });

  it('says which variable has no value, and the answer is there all the same', async () => {
    const outcome = await send(get('>> {{nothing}}.json'));
    assert.equal(whyNot(outcome), '{{nothing}} has no value');
    assert.equal(statusOf(outcome), 200);
  });

  it('leaves no other file behind', async () => {
    await send(get('>> a.json\n>>! b.json'));
    assert.deepEqual((await readdir(join(root, 'api'))).sort(), ['a.json', 'b.json']);
  });

  it('says that files cannot be written where they cannot', async () => {
    const { place: _, ...files } = folderFiles(root);
    assert.match(whyNot(await send(get('>> a.json'), { files })), /cannot be written here/);
  });
});

describe('a line >>! file', () => {
  it('writes over the file', async () => {
    await writeFile(join(root, 'api', 'a.json'), 'old');
    const outcome = await send(get('>>! a.json'));
    assert.equal(await held('api', 'a.json'), bodyOf(outcome));
    assert.deepEqual(await readdir(join(root, 'api')), ['a.json']);
  });

  it('keeps what is there after a 304, which says that it is still good', async () => {
    const tag = etagOf(await send(get('>>! a.json')));
    const before = await held('api', 'a.json');
    const outcome = await send(get('>>! a.json', `If-None-Match: ${tag}`));
    assert.equal(statusOf(outcome), 304);
    assert.match(whyNot(outcome), /304/);
    assert.equal(await held('api', 'a.json'), before);
  });

  it('keeps what is there when no answer came', async () => {
    await writeFile(join(root, 'api', 'a.json'), 'old');
    const outcome = await send(get('>>! a.json').replace(world.url, 'http://127.0.0.1:1'));
    assert.match(whyNot(outcome), /did not come whole/);
    assert.equal(await held('api', 'a.json'), 'old');
  });
});

describe('an answer is not written', () => {
  const rows: readonly (readonly [name: string, line: string, why: RegExp])[] = [
    ['outside of the repository', '>>! ../../answer.json', /outside/],
    ['to an absolute path outside', '>>! /answer.json', /outside/],
    ['where programs take commands from', '>>! ../.git/hooks/post-checkout', /\.git/],
    ['where the editor takes commands from', '>>! ../.vscode/tasks.json', /\.vscode/],
    ['in the place of a folder', '>>! ../api', /folder/],
    ['through a link that leads outside', '>>! ../link/answer.json', /outside/],
    ['under a file', '>>! ../file/answer.json', /no folder/],
  ];

  for (const [name, line, why] of rows) {
    it(name, async () => {
      await symlink('/', join(root, 'link'));
      await writeFile(join(root, 'file'), '');
      const outcome = await send(get(line));
      assert.match(whyNot(outcome), why);
      assert.match(outcome.saves.map(describeSave).join(), /was not written to/);
    });
  }

  it('but up to the repository it is', async () => {
    assert.equal((await send(get('>> ../answers/a.json'))).saves[0]?.kind, 'saved');
    assert.ok((await held('answers', 'a.json')).length > 0);
  });
});
