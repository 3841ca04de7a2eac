import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HistoryFolder, type HistoryLimits } from '../../../src/storage/historyFolder.ts';
import { answered } from '../../pure/exchange/answers.ts';
import { entryOf } from '../../pure/exchange/history/entries.ts';

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

  it('is for its owner alone', async () => {
    await keep(open(), 1);
    assert.equal((await stat(inside())).mode & 0o077, 0);
    const [name = ''] = await readdir(inside());
    assert.equal((await stat(join(inside(), name))).mode & 0o077, 0);
  });

  it('passes over what cannot be read, and over other files', async () => {
    const history = open();
    const id = await keep(history, 1);
    await keep(history, 2);
    await writeFile(join(inside(), `${id}.json`), (await readFile(join(inside(), `${id}.json`), 'utf8')).slice(0, 50));
    await writeFile(join(inside(), 'other.json'), '{}');
    assert.deepEqual(await times(open()), [2]);
  });

  it('says once that the folder cannot be written, and goes on', async () => {
    await writeFile(inside(), 'a file');
    const history = open();
    await keep(history, 1);
    await keep(history, 2);
    assert.deepEqual(await times(history), []);
    assert.equal(reported.length, 1);
  });
});
