import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HistoryFolder, type HistoryLimits } from '../../../src/storage/historyFolder.ts';
import { answered } from '../../pure/exchange/answers.ts';
import { entryOf, readOf } from '../../pure/exchange/history/entries.ts';
import { skip } from '../../support/skipping.ts';

describe('a history in a folder', () => {
  let folder = '';
  let reported: unknown[] = [];
  const inside = () => join(folder, 'history');
  const open = (limits?: HistoryLimits) => new HistoryFolder(inside(), (error) => reported.push(error), limits);
  const keep = async (history: HistoryFolder, startedAt: number, body = ''): Promise<string> => {
    const id = history.idAt(startedAt);
    history.keep(entryOf(answered({ body }, { startedAt }), { id }));
    await history.settled();
    return id;
  };
  const times = async (history: HistoryFolder) => (await history.entries()).map(({ exchange }) => exchange.startedAt);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'precondition-history-'));
    reported = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is there in a later run, in the order of time', async () => {
    const history = open();
    for (const time of [1_000, 2_000, 1_700_000_000_000]) await keep(history, time);
    assert.deepEqual(await times(open()), [1_000, 2_000, 1_700_000_000_000]);
  });

  it('keeps the order of what began in one millisecond', () => {
    const history = open();
    const given = Array.from({ length: 50 }, () => history.idAt(1_000));
    assert.deepEqual([...given].sort(), given);
  });

  it('keeps so many, the latest', async () => {
    const history = open({ entries: 2, bytes: 1_000_000 });
    for (const time of [1, 2, 3]) await keep(history, time);
    assert.deepEqual(await times(history), [2, 3]);
    assert.equal((await readdir(inside())).length, 2);
  });

  it('keeps so many bytes', async () => {
    const history = open({ entries: 100, bytes: 5_000 });
    for (const time of [1, 2, 3]) await keep(history, time, 'x'.repeat(2_000));
    assert.deepEqual(await times(history), [2, 3]);
  });

  it('keeps none that is too large by itself', async () => {
    const history = open({ entries: 100, bytes: 1_000 });
    await keep(history, 1, 'x'.repeat(2_000));
    assert.deepEqual(await times(history), []);
  });

  it('forgets one, and all', async () => {
    const history = open();
    const first = await keep(history, 1);
    await keep(history, 2);
    await history.remove([first]);
    assert.deepEqual(await times(open()), [2]);
    await history.clear();
    assert.deepEqual(await times(open()), []);
    await assert.rejects(readdir(inside()));
  });

  it('is for its owner alone', async function () {
    if (process.platform === 'win32') skip(this, 'Windows has no permissions of that kind');
    await keep(open(), 1);
    assert.equal((await stat(inside())).mode & 0o077, 0);
    const [name = ''] = await readdir(inside());
    assert.equal((await stat(join(inside(), name))).mode & 0o077, 0);
  });

  it('passes over what cannot be read, and over other files', async () => {
    const history = open();
    const id = await keep(history, 1);
    await keep(history, 2);
    const file = join(inside(), (await readdir(inside())).find((name) => name.startsWith(id)) ?? assert.fail());
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, 50));
    await writeFile(join(inside(), 'other.json'), '{}');
    assert.deepEqual(await times(open()), [2]);
    assert.ok((await readdir(inside())).includes('other.json'));
  });

  const damages: readonly (readonly [what: string, text: string])[] = [
    ['nothing', ''],
    ['no JSON', '{"version": 1, "id": '],
    ['a list', '[]'],
    ['a later version', '{"version": 2}'],
    ['no exchange', '{"version": 1, "id": "000000001-00000000"}'],
    ['a deep nest', '['.repeat(100_000)],
    ['bytes that are no text', '\uFFFD\u0000'],
  ];
  for (const [what, text] of damages)
    it(`passes over a file that holds ${what}, keeps on, and clears it with the rest`, async () => {
      await keep(open(), 2);
      await writeFile(join(inside(), '000000001-00000000-000000000000-1.json'), text);
      const history = open();
      assert.deepEqual(await times(history), [2]);
      await keep(history, 3);
      assert.deepEqual(await times(history), [2, 3]);
      await history.clear();
      await assert.rejects(readdir(inside()));
      assert.deepEqual(reported, []);
    });

  it('takes an entry under another’s name for none', async () => {
    await keep(open(), 1);
    const [name = ''] = await readdir(inside());
    await rename(join(inside(), name), join(inside(), name.replace(/^\w+/, '000000009')));
    assert.deepEqual(await times(open()), []);
  });

  it('shows to a window what another one keeps and deletes', async () => {
    const [one, other] = [open(), open()];
    const first = await keep(one, 1);
    assert.deepEqual(await times(other), [1]);
    await keep(other, 2);
    assert.deepEqual(await times(one), [1, 2]);
    await other.remove([first]);
    assert.deepEqual(await times(one), [2]);
    await one.clear();
    assert.deepEqual(await times(other), []);
    await keep(other, 3);
    assert.deepEqual(await times(one), [3]);
    assert.deepEqual(reported, []);
  });

  it('loses nothing where two windows write, delete and look at the same time', async () => {
    const windows = [open(), open()];
    const ids = windows.map((history, window) =>
      Array.from({ length: 40 }, (_, index) => {
        const id = history.idAt(1_000 + index);
        history.keep(entryOf(answered({}, { startedAt: 1_000 + index }), { id }));
        if (index % 10 === window) void windows[1 - window]?.entries();
        return id;
      }),
    );
    await Promise.all(windows.map((history) => history.settled()));
    const gone = ids.map((own) => own.slice(0, 5));
    await Promise.all(windows.map((history, window) => history.remove(gone[1 - window] ?? [])));
    const kept = ids.flatMap((own) => own.slice(5)).sort();
    for (const history of [...windows, open()]) {
      assert.deepEqual(
        (await history.entries()).map(({ id }) => id),
        kept,
      );
    }
    assert.deepEqual(reported, []);
  });

  it('keeps to its bounds where two windows write', async () => {
    const windows = [open({ entries: 5, bytes: 1_000_000 }), open({ entries: 5, bytes: 1_000_000 })];
    for (let time = 1; time <= 20; time += 1) {
      const own = windows[time % 2] ?? assert.fail();
      await own.alike(readOf());
      await keep(own, time);
    }
    assert.deepEqual(await times(open()), [16, 17, 18, 19, 20]);
  });

  it('finds what was sent to the same URL with the same method, wherever a redirect led', async () => {
    const history = open();
    await keep(history, 1);
    const elsewhere = { ...answered().request, url: 'http://elsewhere.test/' };
    const id = history.idAt(2);
    history.keep(readOf({}, { id, asked: answered().request }, { startedAt: 2, request: elsewhere }));
    history.keep(readOf({}, { id: history.idAt(3) }, { request: elsewhere }));
    await history.settled();
    const found = await open().alike(readOf());
    assert.deepEqual(
      found.map(({ exchange }) => exchange.startedAt),
      [1, 2],
    );
  });

  it('opens for a send but the files that concern it', async () => {
    await keep(open(), 1);
    await keep(open(), 2);
    const [name = ''] = await readdir(inside());
    await rename(join(inside(), name), join(inside(), name.replace(/-\w{12}-/, '-000000000000-')));
    assert.deepEqual([(await open().entries()).length, (await open().alike(readOf())).length], [2, 1]);
  });

  const alike = async (history: HistoryFolder) => (await history.alike(readOf())).length;

  it('finds for a send what another window has kept and deleted', async () => {
    const [one, other] = [open(), open()];
    await keep(one, 1);
    assert.equal(await alike(other), 1);
    const second = await keep(other, 2);
    assert.equal(await alike(one), 2);
    await one.remove([second]);
    assert.deepEqual([await alike(other), await alike(one)], [1, 1]);
  });

  it('is looked through again for a send only where another window has changed it', async () => {
    const history = open();
    await keep(history, 1);
    await utimes(inside(), 1, 1);
    assert.equal(await alike(history), 1);
    await keep(open(), 2);
    await utimes(inside(), 1, 1);
    assert.equal(await alike(history), 1);
    await utimes(inside(), 2, 2);
    assert.equal(await alike(history), 2);
  });

  it('removes drafts that a crash left behind, not those of a window that is writing', async () => {
    await keep(open(), 1);
    for (const name of ['old.tmp', 'new.tmp']) await writeFile(join(inside(), name), 'x');
    await utimes(join(inside(), 'old.tmp'), 1, 1);
    await open().entries();
    const names = await readdir(inside());
    assert.deepEqual([names.includes('old.tmp'), names.includes('new.tmp')], [false, true]);
  });

  it('stays quick with thousands', async () => {
    const history = open();
    for (let index = 0; index < 2_500; index += 1) {
      const startedAt = 1_000 + index;
      history.keep(entryOf(answered({ body: 'x'.repeat(2_000) }, { startedAt }), { id: history.idAt(startedAt) }));
    }
    await history.settled();
    assert.equal((await readdir(inside())).length, 2_000);
    const start = performance.now();
    assert.equal((await open().entries()).length, 2_000);
    assert.ok(performance.now() - start < 10_000);
  }).timeout(60_000);

  it('says once that the folder cannot be written, and goes on', async () => {
    await writeFile(inside(), 'a file');
    const history = open();
    await keep(history, 1);
    await keep(history, 2);
    assert.deepEqual(await times(history), []);
    assert.equal(reported.length, 1);
  });
});
