import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BodyFolder, LARGEST_BODY } from '../../../src/storage/bodyFolder.ts';
import { skip } from '../../support/skipping.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('bodies in a folder', () => {
  let folder = '';
  let reported: unknown[] = [];
  const open = (limit?: number) => new BodyFolder(join(folder, 'bodies'), (error) => reported.push(error), limit);
  const names = () => readdir(join(folder, 'bodies'));
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'precondition-bodies-'));
    reported = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are found by the SHA-256 of their bytes, also by a later run', async () => {
    const first = open();
    const hash = first.keep(bytes('one')) ?? assert.fail();
    await first.settled();
    assert.equal(hash, createHash('sha256').update('one').digest('hex'));
    const store = open();
    store.keep(bytes('two'));
    await store.settled();
    assert.equal(new TextDecoder().decode(await open().read(hash)), 'one');
  });

  it('are kept once when they are equal', async () => {
    const store = open();
    assert.equal(store.keep(bytes('one')), store.keep(bytes('one')));
    await store.settled();
    assert.equal((await names()).length, 1);
  });

  it('make room by the least recently used', async () => {
    const store = open(100);
    const [a, b, c] = ['a', 'b', 'c'].map((letter) => store.keep(bytes(letter.repeat(40))) ?? assert.fail());
    await store.settled();
    assert.deepEqual([...(await names())].sort(), [b, c].sort());
    await store.read(b ?? '');
    store.keep(bytes('d'.repeat(40)));
    await store.settled();
    assert.ok((await names()).includes(b ?? ''));
    assert.equal(await store.read(a ?? ''), undefined);
    assert.equal(await store.read(c ?? ''), undefined);
  });

  it('are not kept when empty or too large', () => {
    assert.equal(open().keep(bytes('')), undefined);
    assert.equal(open().keep(new Uint8Array(LARGEST_BODY + 1)), undefined);
  });

  it('are none when a file was changed from outside', async () => {
    const store = open();
    const hash = store.keep(bytes('one')) ?? assert.fail();
    await store.settled();
    await writeFile(join(folder, 'bodies', hash), 'other');
    assert.equal(await store.read(hash), undefined);
    assert.deepEqual(await names(), []);
  });

  it('are read by nothing but a hash', async () => {
    await writeFile(join(folder, 'secret'), 'x');
    assert.equal(await open().read('../secret'), undefined);
    assert.equal(await open().read(''), undefined);
  });

  it('are nobody else’s to read', async function () {
    if (process.platform === 'win32') skip(this, 'Windows has no permissions of that kind');
    const store = open();
    const hash = store.keep(bytes('one')) ?? assert.fail();
    await store.settled();
    assert.equal((await stat(join(folder, 'bodies', hash))).mode & 0o777, 0o600);
  });

  it('are gone when all is forgotten', async () => {
    const store = open();
    const hash = store.keep(bytes('one')) ?? assert.fail();
    await store.clear();
    assert.equal(await store.read(hash), undefined);
    store.keep(bytes('one'));
    assert.notEqual(await store.read(hash), undefined);
  });

  it('tell once of a folder that cannot be written', async () => {
    await writeFile(join(folder, 'bodies'), 'a file');
    const store = open();
    store.keep(bytes('one'));
    store.keep(bytes('two'));
    await store.settled();
    assert.equal(reported.length, 1);
  });
});
