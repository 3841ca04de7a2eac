import { strict as assert } from 'node:assert';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'mocha';
import { folderOf, run, start, startDemo } from './command.ts';

const commands = ['send', 'lint', 'evaluate', 'explain', 'resolve', 'parse', 'demo'];

/** A usage error: status 2, nothing on stdout, one line on stderr that says this. */
async function refused(args: readonly string[], message: RegExp): Promise<void> {
  const { status, out, err } = await run(args);
  assert.equal(status, 2, err);
  assert.equal(out, '');
  assert.match(err, /^precondition: [^\n]+\n$/);
  assert.match(err, message);
}

describe('the command line', () => {
  it('says its version, which is the package’s', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    assert.deepEqual(await run(['--version']), { status: 0, out: `${version}\n`, err: '' });
  });

  it('lists its commands, and only those it has', async () => {
    const { status, out } = await run(['--help']);
    assert.equal(status, 0);
    assert.deepEqual(
      out.match(/^ {2}[a-z]+/gm)?.map((name) => name.trim()),
      commands,
    );
  });

  for (const command of commands) {
    it(`explains ${command}, whatever else is asked`, async () => {
      const { status, out, err } = await run([command, '--nonsense', '--help']);
      assert.deepEqual([status, err], [0, '']);
      assert.match(out, new RegExp(`^Usage: precondition ${command}`));
    });
  }

  const refusals: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['no command', [], /Name a command/],
    ['a command of another day', ['probe', 'http://h/'], /There is no command “probe”/],
    ['an option nobody knows', ['lint', '--nonsense', 'a.http'], /--nonsense/],
    ['an option without its value', ['send', 'a.http', '--request'], /--request/],
    ['a file that is not there', ['parse', 'nowhere.http'], /nowhere\.http cannot be read: there is no such file/],
    ['a folder', ['lint', '.'], /it is a folder/],
    ['no file', ['parse'], /Name a \.http file/],
    ['two files where one is meant', ['send', 'a.http', 'b.http'], /takes one file/],
    ['a format nobody knows', ['lint', 'a.http', '--format', 'yaml'], /text, json, sarif; yaml is none/],
    ['a variable without a value', ['resolve', 'samples/01-first-etag.http', '--var', 'x'], /NAME=VALUE/],
    ['a request that is not there', ['send', 'samples/11-robots.http', '--request', '7'], /numbers 1 to 2/],
    ['no method', ['evaluate'], /--method/],
    ['an empty method', ['evaluate', '--method', ''], /no method/],
    ['a method of two words', ['evaluate', '--method', 'P UT'], /no method/],
    ['a tag without quotes', ['evaluate', '--method', 'PUT', '--etag', 'v1'], /with its quotes/],
    ['a date that is none', ['evaluate', '--method', 'PUT', '--last-modified', 'soon'], /HTTP-date/],
    ['a header without a colon', ['evaluate', '--method', 'PUT', '--header', 'If-Match'], /Name: value/],
    ['what is missing and has a tag', ['evaluate', '--method', 'PUT', '--missing', '--etag', '"a"'], /neither/],
    ['a port that is none', ['demo', '--port', '99999'], /0 to 65535/],
  ];
  for (const [what, args, message] of refusals) {
    it(`refuses ${what} in one line`, () => refused(args, message));
  }

  it('refuses a memory that is none, and leaves the file alone', async () => {
    for (const content of ['GET http://h/', '[]', '{"name":"package"}']) {
      const folder = await folderOf({ 'a.http': 'GET http://h/', memory: content });
      await refused(['lint', `${folder}/a.http`, '--memory', `${folder}/memory`], /memory holds no validator memory/);
      assert.equal(await readFile(`${folder}/memory`, 'utf8'), content);
    }
  });

  for (const [what, content, why] of [
    ['damaged', '{"version":2,"resources":[{"resou', 'it is not JSON'],
    ['newer', '{"version":99,"resources":[]}', 'version 99'],
    ['empty', '', 'it is not JSON'],
  ] as const) {
    it(`keeps a memory that is ${what} aside, says so, and begins a new one`, async () => {
      const folder = await folderOf({ 'a.http': 'GET http://h/', memory: content });
      const { err } = await run(['lint', `${folder}/a.http`, '--memory', `${folder}/memory`]);
      assert.ok(err.includes('memory holds no validator memory') && err.includes(why), err);
      const aside = (await readdir(folder)).filter((name) => name.startsWith('memory.unreadable-'));
      assert.equal(aside.length, 1);
      assert.equal(await readFile(`${folder}/${aside[0]}`, 'utf8'), content);
      assert.equal(JSON.parse(await readFile(`${folder}/memory`, 'utf8')).version, 2);
    });
  }

  it('refuses an environment that is not among those there are', async () => {
    const folder = await folderOf({ 'a.http': 'GET http://h/', 'http-client.env.json': '{"dev":{},"live":{}}' });
    await refused(['resolve', `${folder}/a.http`, '--env', 'test'], /no environment test; there are dev, live/);
  });

  it('goes quietly when nobody reads on', async () => {
    const big = `${'### x\nPUT http://h/\nIf-Match: v1\n\n'.repeat(3000)}`;
    const child = start(['lint', '-', '--format', 'json']);
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += String(chunk);
    });
    child.stdout.once('data', () => child.stdout.destroy());
    child.stdin.end(big);
    await new Promise((resolve) => child.once('close', resolve));
    assert.equal(err, '');
  });
});

describe('demo', () => {
  it('prints its URL first, answers, and ends with status 0 when told to', async () => {
    const demo = await startDemo();
    assert.match(demo.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal((await fetch(`${demo.url}/strong/1`)).headers.get('etag'), '"v1"');
    assert.equal(await demo.stop(), 0);
  });

  it('says when the port is taken', async () => {
    const demo = await startDemo();
    const { port } = new URL(demo.url);
    await refused(['demo', '--port', port], new RegExp(`Port ${port} is taken`));
    await demo.stop();
  });
});
