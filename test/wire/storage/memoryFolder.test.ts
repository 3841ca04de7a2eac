import { strict as assert } from 'node:assert';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forget } from '../../../src/core/conditional/memory/memory.ts';
import { shardOf } from '../../../src/core/conditional/memory/memoryShards.ts';
import { MemoryFolder, type MemoryTrouble } from '../../../src/storage/memoryFolder.ts';
import { exchange, keyOf, remembering } from '../../pure/support/exchanges.ts';

const url = (index: number): string => `http://example.test/${index}`;
const get = (index: number) => exchange('GET', url(index), 200, [['ETag', `"v${index}"`]]);

describe('a memory in a folder', () => {
  let folder = '';
  let troubles: MemoryTrouble[] = [];
  const open = () => new MemoryFolder(folder, (trouble) => troubles.push(trouble));
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'precondition-memory-'));
    troubles = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is empty where there is nothing', async () => {
    folder = join(folder, 'none');
    assert.equal((await open().load()).resources.size, 0);
    assert.deepEqual(troubles, []);
  });

  it('comes back as it was saved, origins and all', async () => {
    const memory = remembering(...Array.from({ length: 40 }, (_, index) => get(index)));
    const saving = open();
    saving.save(memory);
    saving.flush();
    assert.deepEqual(await open().load(), memory);
    assert.ok((await readdir(folder)).every((name) => /^validators-\d\d\.json$/.test(name)));
  });

  it('writes what changed, and leaves the rest alone', async () => {
    const memory = remembering(get(1), get(2));
    const saving = open();
    saving.save(memory);
    saving.flush();
    const names = await readdir(folder);
    for (const name of names) await writeFile(join(folder, name), 'untouched');
    saving.save(forget(memory, keyOf(url(2))));
    saving.flush();
    const touched = `validators-${String(shardOf(keyOf(url(2)))).padStart(2, '0')}.json`;
    for (const name of await readdir(folder)) {
      const text = await readFile(join(folder, name), 'utf8');
      assert.equal(text === 'untouched', name !== touched, name);
    }
  });

  it('gathers changes and saves them by itself', async () => {
    const saving = open();
    saving.save(remembering(get(1)));
    saving.save(remembering(get(1), get(2)));
    assert.deepEqual(await readdir(folder), []);
    for (let tries = 0; tries < 100 && (await readdir(folder)).length === 0; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.equal((await open().load()).resources.size, 2);
  });

  for (const [what, text, why] of [
    ['damaged', '{"version":2,"resour', 'it is not JSON'],
    ['newer', '{"version":9,"resources":[],"origins":[]}', 'version 9'],
    ['emptied by a crash', '', 'it is not JSON'],
  ] as const) {
    it(`keeps a part that is ${what} aside, and reads the others`, async () => {
      const saving = open();
      saving.save(remembering(get(1)));
      saving.flush();
      const bad = shardOf('another') === shardOf(keyOf(url(1))) ? '00' : '63';
      await writeFile(join(folder, `validators-${bad}.json`), text);
      const memory = await open().load();
      assert.equal(memory.resources.size, 1);
      const [trouble] = troubles;
      assert.ok(trouble?.kind === 'unreadable' && trouble.why.includes(why), JSON.stringify(troubles));
      assert.equal(await readFile(trouble.aside, 'utf8'), text);
      assert.ok(!(await readdir(folder)).includes(`validators-${bad}.json`));
    });
  }

  it('tells when it cannot be saved', async () => {
    await rm(folder, { recursive: true });
    await writeFile(folder, 'a file');
    const saving = open();
    saving.save(remembering(get(1)));
    saving.flush();
    assert.deepEqual(
      troubles.map(({ kind }) => kind),
      ['not-saved'],
    );
  });
});
