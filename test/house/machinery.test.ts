import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly reason?: string;
}

/** The scripts are plain JavaScript; what is used of them is typed here. */
interface Suite {
  runInNode(name: string, options: { files: string[]; timeout: number; grep?: string }): Promise<Outcome>;
}
interface Lock {
  withLock<T>(path: string, work: () => Promise<T>): Promise<T>;
}
interface Download {
  appear(folder: string, fill: (draft: string) => Promise<void>): Promise<void>;
}
interface LabServers {
  packagesToFetch(apt: string, packages: readonly string[]): Promise<readonly string[]>;
}
const script = async <T>(name: string): Promise<T> => (await import(resolve('scripts', 'lib', name))) as T;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'precondition-house-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the test runner', () => {
  const counted = async (source: string, grep?: string): Promise<Outcome> => {
    const file = join(folder, 'fixture.test.cjs');
    await writeFile(file, source);
    const { runInNode } = await script<Suite>('suite.mjs');
    return runInNode('fixture', { files: [file], timeout: 1_000, ...(grep === undefined ? {} : { grep }) });
  };
  const figures = ({ passed, failed, skipped }: Outcome) => [passed, failed, skipped];

  it('counts what passed, failed and was skipped', async () => {
    const outcome = await counted(
      "it('a', () => {}); it('b', () => { throw new Error('no'); }); it.skip('c', () => {});",
    );
    assert.deepEqual(figures(outcome), [1, 1, 1]);
  });

  it('counts a suite that dies half way as failed, and says where', async () => {
    const outcome = await counted("it('a', () => {}); it('b', () => process.exit(0));");
    assert.deepEqual(figures(outcome), [1, 1, 0]);
    assert.match(outcome.reason ?? '', /did not finish after "b" had begun/);
  });

  it('counts a file that cannot be loaded as failed, with the reason', async () => {
    const outcome = await counted("require('not-there');");
    assert.deepEqual(figures(outcome), [0, 1, 0]);
    assert.match(outcome.reason ?? '', /not-there/);
  });

  it('counts a suite without tests as failed', async () => {
    assert.deepEqual(figures(await counted('')), [0, 1, 0]);
    assert.deepEqual(figures(await counted("it.skip('only skipped', () => {});")), [0, 1, 1]);
  });

  it('lets a grep leave a suite empty', async () => {
    assert.deepEqual(figures(await counted("it('a', () => {});", 'nothing like it')), [0, 0, 0]);
  });

  it('counts a failing hook', async () => {
    assert.deepEqual(figures(await counted("before(() => { throw new Error('no'); }); it('a', () => {});")), [0, 1, 0]);
  });
});

describe('what is fetched', () => {
  it('appears whole', async () => {
    const { appear } = await script<Download>('download.mjs');
    await appear(join(folder, 'editor'), (draft) => writeFile(join(draft, 'file'), 'x'));
    assert.ok(existsSync(join(folder, 'editor', 'file')));
  });

  it('does not appear when fetching it was interrupted, and appears the next time', async () => {
    const { appear } = await script<Download>('download.mjs');
    const interrupted = appear(join(folder, 'editor'), async (draft) => {
      await writeFile(join(draft, 'half'), 'x');
      throw new Error('the line went dead');
    });
    await assert.rejects(interrupted, /went dead/);
    assert.equal(existsSync(join(folder, 'editor')), false);
    await appear(join(folder, 'editor'), (draft) => writeFile(join(draft, 'file'), 'x'));
    assert.equal(existsSync(join(folder, 'editor', 'half')), false);
  });
});

describe('the lock over the cache', () => {
  it('lets one in at a time', async () => {
    const { withLock } = await script<Lock>('lock.mjs');
    let inside = 0;
    let most = 0;
    const enter = () =>
      withLock(join(folder, 'lock'), async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((done) => setTimeout(done, 20));
        inside -= 1;
      });
    await Promise.all([enter(), enter()]);
    assert.equal(most, 1);
    assert.equal(existsSync(join(folder, 'lock')), false);
  });

  it('is taken over from a holder that died', async () => {
    const { withLock } = await script<Lock>('lock.mjs');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'lock'), JSON.stringify({ host: 'elsewhere', pid: 1 }));
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(join(folder, 'lock'), longAgo, longAgo);
    assert.equal(await withLock(join(folder, 'lock'), async () => 'in'), 'in');
  });
});

describe('a server that is unpacked', () => {
  it('is fetched whole, also where a part of it is installed', async () => {
    const apt = join(folder, 'apt-get');
    await writeFile(apt, '#!/bin/sh\necho "Inst server-mod-dav (1.0)"\necho "Inst liblua (5.4)"\n');
    await chmod(apt, 0o755);
    const { packagesToFetch } = await script<LabServers>('labServers.mjs');
    assert.deepEqual(await packagesToFetch(apt, ['server', 'server-mod-dav']), ['server', 'server-mod-dav', 'liblua']);
  });
});
