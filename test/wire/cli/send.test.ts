import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import * as tls from 'node:tls';
import { after, before, describe, it } from 'mocha';
import { rawServer, saying } from '../transport/rawServer.ts';
import { type Demo, folderOf, type Ran, run, start, startDemo } from './command.ts';
import { lintAnswer, read, type SendLine, sendLine } from './shapes.ts';

let demo: Demo;

before(async () => {
  demo = await startDemo();
});

after(() => demo.stop());

/** Sends what stdin holds; `@o` stands for the demo origin. */
function send(text: string, ...args: readonly string[]): Promise<Ran> {
  return run(['send', '-', ...args], { stdin: text.replaceAll('@o', demo.url) });
}

async function lines(text: string, ...args: readonly string[]): Promise<readonly SendLine[]> {
  return linesOf(await send(text, '--format', 'json', ...args));
}

function linesOf({ out }: Ran): readonly SendLine[] {
  const parts = out.split('\n');
  assert.equal(parts.pop(), '', 'the last line ends');
  return parts.map((line) => read(sendLine, line));
}

const write = (method: string, url: string, tag: string): string =>
  `${method} ${url}\nContent-Type: application/json\nIf-Match: ${tag}\n\n{"body":"b"}\n`;

/** A guarded write that comes too late. */
const tooLate = (number: number): string =>
  `# @name create\nPUT @o/strong/${number}\nContent-Type: application/json\n\n{}\n` +
  `### read\n# @name read\nGET @o/strong/${number}\n### edit\nPOST @o/strong/${number}/_edit\n` +
  `### save\n# @name save\n${write('PUT', `@o/strong/${number}`, '{{read.response.headers.etag}}')}`;

describe('send as JSON', () => {
  it('is one line for each exchange, in the shape of the contract', async () => {
    const [create, seen, , save] = await lines(tooLate(20));
    assert.deepEqual([create?.index, create?.name, create?.response?.status], [0, 'create', 201]);
    assert.equal(create?.validator.before, null);
    assert.equal(seen?.response?.httpVersion, '1.1');
    assert.equal(seen.response?.body, undefined);
    assert.equal(seen.validator.after?.etag, seen.response?.headers.find(([name]) => name === 'ETag')?.[1]);
    assert.deepEqual(seen.validator.after?.source, { method: 'GET', status: 200 });
    assert.deepEqual([save?.index, save?.request.method, save?.request.bodyBytes], [3, 'PUT', 12]);
    assert.equal(save?.validator.before?.etag, seen.validator.after?.etag);
    assert.equal(save.prediction.verdict, 'perform');
  });

  it('explains a 412: who, how the server decided, why', async () => {
    const save = (await lines(tooLate(21))).at(-1);
    assert.equal(save?.response?.status, 412);
    const { explanation } = save;
    assert.deepEqual([explanation?.status, explanation?.culprit], [412, 'If-Match']);
    assert.equal(explanation?.verdict, 'precondition-failed');
    assert.equal(explanation.causes[0]?.id, 'changed-by-other');
    assert.equal(explanation.causes[0]?.likelihood, 'high');
    assert.match(save.validator.after?.etag ?? '', /^"v2-/, 'the look-up taught the current tag');
  });

  it('sends nothing of its own where that is asked for', async () => {
    const save = (await lines(tooLate(22), '--no-look-up')).at(-1);
    assert.equal(save?.explanation?.status, 412);
    assert.match(save.validator.after?.etag ?? '', /^"v1-/);
  });

  it('explains 304 and 428, and a write that went through against its condition', async () => {
    const [, unchanged] = await lines(
      '# @name r\nGET @o/weak/1\n###\nGET @o/weak/1\nIf-None-Match: {{r.response.headers.etag}}\n',
    );
    assert.deepEqual([unchanged?.response?.status, unchanged?.explanation?.status], [304, 304]);
    const [required] = await lines('PUT @o/required/1\nContent-Type: application/json\n\n{}\n');
    assert.deepEqual([required?.response?.status, required?.explanation?.causes[0]?.id], [428, 'no-condition']);
    const lost = `# @name r\nGET @o/ignored/1\n###\nPOST @o/ignored/1/_edit\n###\nGET @o/ignored/1\n###\n${write('PUT', '@o/ignored/1', '{{r.response.headers.etag}}')}`;
    const through = (await lines(lost)).at(-1);
    assert.equal(through?.response?.status, 204);
    assert.deepEqual(
      [through.explanation?.deviation?.expected, through.explanation?.deviation?.observed],
      ['precondition-failed', 204],
    );
  });

  it('shows every hop, and what was left behind there', async () => {
    const [moved] = await lines('GET @o/moved/23\nIf-None-Match: "x"\n');
    assert.deepEqual(moved?.hops, [{ status: 307, url: `${demo.url}/moved/23`, droppedFields: ['If-None-Match'] }]);
    assert.equal(moved.request.url, `${demo.url}/strong/23`);
    const [look] = await lines('# @no-redirect\nGET @o/moved/1\n');
    assert.deepEqual([look?.response?.status, look?.hops], [307, []]);
  });

  it('goes on without the guard of a write at a redirect and says so, and stops there where that is asked for', async () => {
    const text = write('PUT', '@o/moved/23', '"x"');
    const { out, err } = await send(text, '--format', 'json');
    const dropped = JSON.parse(out);
    assert.deepEqual(dropped.hops, [{ status: 307, url: `${demo.url}/moved/23`, droppedFields: ['If-Match'] }]);
    assert.equal(dropped.response?.status, 201);
    assert.deepEqual([dropped.explanation.causes[0]?.id, dropped.explanation.deviation?.observed], ['redirect', 201]);
    assert.match(err, /^request 1: The PUT was redirected and went on without If-Match: .+--redirect-conditions stop/);
    assert.equal(err.trimEnd().split('\n').length, 1);
    const [stopped] = await lines(text, '--redirect-conditions', 'stop');
    assert.deepEqual([stopped?.response?.status, stopped?.hops], [307, []]);
    assert.deepEqual(stopped?.stopped, { target: `${demo.url}/strong/23`, conditions: ['If-Match'] });
    assert.equal(stopped?.explanation?.causes[0]?.id, 'redirect');
    const read = await send('GET @o/moved/23\nIf-None-Match: "x"\n', '--format', 'json');
    assert.equal(read.err, '');
  });

  it('goes through the proxy that a request names, its variables replaced', async () => {
    const proxy = await saying('HTTP/1.1 204 No Content\r\n\r\n');
    const [answer] = await lines(`@p = ${proxy.url}\n# @proxy {{p}}\nGET http://origin.test/a\n`);
    await proxy.close();
    assert.equal(answer?.response?.status, 204);
    assert.match(proxy.received[0] ?? '', /^GET http:\/\/origin\.test\/a HTTP\/1\.1\r\n/);
  });

  it('trusts the authorities of the system where the runtime can read them, and else says what to do', async () => {
    const { status, err } = await send('GET @o/strong/1\n', '--system-ca');
    if ('getCACertificates' in tls) assert.deepEqual([status, err], [0, '']);
    else assert.match(`${status} ${err}`, /^2 .+cannot read this system's authorities.+--cacert/);
  });

  it('holds content where that is asked for, decoded', async () => {
    const [answer] = await lines('GET @o/gzip/1\nAccept-Encoding: gzip\n', '--include-body');
    assert.equal(JSON.parse(answer?.response?.body ?? '').title, 'On lost updates');
    assert.notEqual(answer?.response?.bodyBytes, answer?.response?.body?.length);
  });

  it('hides credentials', async () => {
    const server = await saying(
      'HTTP/1.1 200 OK\r\nSet-Cookie: s=secret1\r\nContent-Location: http://u:secret5@h/?token=secret6\r\nContent-Length: 0\r\n\r\n',
    );
    const text = [
      `GET ${server.url.replace('//', '//u:secret2@')}/\nCookie: a=secret3\nX-Api-Key: secret7\n`,
      `GET ${server.url}/?access_token=secret8\nAuthorization: Bearer secret4\n\n?? header set-cookie == none\n`,
      'GET http://u:secret9@[h/?access_token=secret0\n',
    ].join('###\n');
    for (const format of ['json', 'har', 'text', 'junit']) {
      const { out, err } = await send(text, '--format', format, '--include-body');
      assert.doesNotMatch(out + err, /secret\d|dTpzZWNyZXQy/, format);
    }
    assert.match(server.received.join(), /secret3[\s\S]*secret4/);
    await server.close();
  });
});

describe('send with # @retry', () => {
  it('says for whom, after what and how long it waits, beside the results', async () => {
    const server = await rawServer((socket) => {
      const first = server.received.length === 1;
      socket.end(`HTTP/1.1 ${first ? '503 Busy\r\nRetry-After: 1' : '200 OK'}\r\nContent-Length: 0\r\n\r\n`);
    });
    const folder = await folderOf({ 'a.http': `# @name busy\n# @retry 2\nGET ${server.url}/\n` });
    const { status, out, err } = await run(['send', `${folder}/a.http`, '--format', 'json']);
    assert.deepEqual([status, server.received.length], [0, 2]);
    assert.match(err, /^busy: 503 · attempt 2 of 3 in 1 s$|^busy: 503 · attempt 2 of 3 in 9\d\d ms$/m);
    assert.equal(out.trim().split('\n').length, 1);
    await server.close();
  });
});

describe('the exit status of send', () => {
  it('is 0 whatever the server says, unless --fail is given', async () => {
    assert.equal((await send('GET @o/nothing/1')).status, 0);
    assert.equal(
      (await send('CONNECT @o/strong/1')).status,
      1,
      'what is not sent as written is no failure of the network',
    );
    assert.equal((await send('GET @o/nothing/1', '--fail')).status, 1);
    assert.equal((await send('GET @o/strong/1', '--fail')).status, 0);
    assert.equal((await send('GET @o/nothing/1\n\n?? status == 404\n', '--fail')).status, 0);
    assert.equal((await send('GET @o/nothing/1\n\n?? body contains 404\n', '--fail')).status, 1);
  });

  it('is 1 when an assertion does not hold, and the answer says which', async () => {
    const text = 'GET @o/strong/1\n\n?? status == 200\n?? header etag == "v9"\n?? header x-none exists\n';
    const ran = await send(text, '--format', 'json');
    assert.equal(ran.status, 1);
    const [answer] = linesOf(ran);
    assert.deepEqual(
      answer?.assertions.map(({ passed }) => passed),
      [true, false, false],
    );
    assert.deepEqual(answer?.assertions[0], { text: 'status == 200', passed: true, message: null });
    assert.ok(answer?.assertions[1]?.message);
  });

  it('is 1 when a request cannot be sent as written, and the others are sent', async () => {
    const ran = await send('PUT @o/strong/1\nIf-Match: {{nobody}}\n\n{}\n###\nGET @o/strong/1\n', '--format', 'json');
    assert.equal(ran.status, 1);
    const [refused, sent] = linesOf(ran);
    assert.deepEqual(
      [refused?.response, refused?.error?.code, sent?.response?.status],
      [null, 'variable-undefined', 200],
    );
  });

  it('is 3 when the network fails, with one sentence on what to do', async () => {
    const ran = await run(['send', '-', '--format', 'json'], { stdin: 'GET http://127.0.0.1:1/\n' });
    assert.equal(ran.status, 3);
    const [answer] = linesOf(ran);
    assert.deepEqual([answer?.response, answer?.error?.code, answer?.explanation], [null, 'connect-refused', null]);
    assert.match(answer?.error?.message ?? '', /127\.0\.0\.1:1.*start the server/);
  });

  it('is 3 when the response breaks off, and what came is shown and not remembered', async () => {
    const server = await saying('HTTP/1.1 200 OK\r\nETag: "a"\r\nContent-Length: 9\r\n\r\nabc');
    const ran = await run(['send', '-', '--format', 'json', '--include-body'], { stdin: `GET ${server.url}/\n` });
    await server.close();
    const [answer] = linesOf(ran);
    assert.deepEqual([ran.status, answer?.response?.body, answer?.error?.code], [3, 'abc', 'body-incomplete']);
    assert.equal(answer?.validator.after, null);
  });

  it('is 2 when there is nothing to send', async () => {
    assert.equal((await send('# nothing\n')).status, 2);
  });

  it('is 3 when it is interrupted, and what was not sent is told', async () => {
    const server = await rawServer(() => child.kill('SIGINT'));
    const child = start(['send', '-', '--format', 'json']);
    child.stdin.end(`GET ${server.url}/\n###\nGET ${server.url}/2\n`);
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      err += String(chunk);
    });
    const status = await new Promise((resolve) => child.once('close', resolve));
    await server.close();
    assert.equal(status, 3);
    assert.equal(read(sendLine, out).error?.code, 'cancelled');
    assert.match(err, /^Interrupted: 1 of 2 requests were not sent\.\n$/);
  }).timeout(10_000);
});

describe('the memory of send', () => {
  it('is a file made when missing, kept between runs, and known to lint', async () => {
    const folder = await folderOf({ 'a.http': `GET ${demo.url}/nodes/1\n` });
    const memory = `${folder}/memory.json`;
    const sent = async () =>
      linesOf(await run(['send', `${folder}/a.http`, '--memory', memory, '--format', 'json']))[0];
    const first = await sent();
    assert.equal(first?.validator.before, null);
    const second = await sent();
    assert.equal(second?.validator.before?.etag, first.validator.after?.etag);
    await writeFile(`${folder}/b.http`, write('PUT', `${demo.url}/nodes/1`, first.validator.after?.etag ?? ''));
    const { files } = read(
      lintAnswer,
      (await run(['lint', `${folder}/b.http`, '--memory', memory, '--format', 'json'])).out,
    );
    const stale = files[0]?.problems.find(({ code }) => code === 'etag-stale-known');
    assert.ok(
      stale?.fixes.some((fix) => 'action' in fix && fix.edits === null),
      JSON.stringify(files),
    );
  });

  it('is replaced whole, without a trace beside it', async () => {
    const url = `${demo.url}/strong/1?access_token=very-secret`;
    const folder = await folderOf({ 'a.http': `GET ${url}\nAuthorization: Bearer very-secret\n` });
    await run(['send', `${folder}/a.http`, '--memory', `${folder}/memory.json`]);
    assert.deepEqual(await readdir(folder), ['a.http', 'memory.json', 'memory.json.bodies']);
    const stored = await readFile(`${folder}/memory.json`, 'utf8');
    assert.equal(JSON.parse(stored).version, 2);
    assert.doesNotMatch(stored, /very-secret/);
    if (process.platform !== 'win32') assert.equal((await stat(`${folder}/memory.json`)).mode & 0o777, 0o600);
  });

  it('keeps the contents of versions beside it, each by its hash, unless told not to', async () => {
    const folder = await folderOf({ 'a.http': `GET ${demo.url}/strong/1\n` });
    await run(['send', `${folder}/a.http`, '--memory', `${folder}/m`, '--no-bodies']);
    assert.deepEqual(await readdir(folder), ['a.http', 'm']);
    await run(['send', `${folder}/a.http`, '--memory', `${folder}/m`]);
    const [hash = ''] = await readdir(`${folder}/m.bodies`);
    const body = await readFile(`${folder}/m.bodies/${hash}`);
    assert.equal(createHash('sha256').update(body).digest('hex'), hash);
    const { resources } = JSON.parse(await readFile(`${folder}/m`, 'utf8'));
    assert.equal(resources[0].records[0].bodyHash, hash);
  });

  it('tells identities apart between runs without holding any', async () => {
    const folder = await folderOf({ 'a.http': `GET ${demo.url}/strong/1\nAuthorization: Bearer {{who}}\n` });
    const before = async (who: string) => {
      const args = ['send', `${folder}/a.http`, '--memory', `${folder}/m`, '--format', 'json', '--var', `who=${who}`];
      return linesOf(await run(args))[0]?.validator.before?.etag ?? null;
    };
    assert.deepEqual([await before('a'), await before('b'), await before('a')], [null, null, '"v1"']);
  });

  it('serves evaluate, which then knows what the server had', async () => {
    const folder = await folderOf({ 'a.http': `GET ${demo.url}/strong/1\n` });
    await run(['send', `${folder}/a.http`, '--memory', `${folder}/m`]);
    const args = [
      '--memory',
      `${folder}/m`,
      '--url',
      `${demo.url}/strong/1`,
      '--method',
      'PUT',
      '--header',
      'If-Match: "v0"',
    ];
    assert.equal(JSON.parse((await run(['evaluate', ...args])).out).verdict, 'precondition-failed');
  });
});

describe('the other formats of send', () => {
  const text =
    '### All is well\nGET @o/strong/1\n\n?? status == 200\n\n### Not so <well> "&\nGET @o/strong/1\nIf-None-Match: "v1"\n\n?? status == 200\n';

  it('JUnit has a case for each request', async () => {
    const { status, out } = await send(text, '--format', 'junit');
    assert.equal(status, 1);
    assert.match(
      out,
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="precondition" tests="2" failures="1" errors="0"/,
    );
    assert.match(out, /name="Not so &lt;well&gt; &quot;&amp;"/);
    assert.match(out, /<failure message="[^"<&]*(&#?\w+;[^"<&]*)*">[^<]*<\/failure>/);
  });

  it('HAR has an entry for each exchange', async () => {
    const { out } = await send(text, '--format', 'har', '--include-body');
    const { log } = JSON.parse(out);
    assert.deepEqual([log.version, log.creator.name, log.entries.length], ['1.2', 'precondition', 2]);
    const [first, second] = log.entries;
    assert.match(first.response.content.text, /"title"/);
    assert.deepEqual([second.response.status, second._explanation.status], [304, 304]);
    const parts = ['dns', 'connect', 'wait', 'receive'].map((name) => Math.max(0, first.timings[name]));
    assert.ok(Math.abs(parts.reduce((sum, part) => sum + part, 0) - first.time) < 1);
  });

  it('text says what was sent, what came, and what it means', async () => {
    const { out } = await send(tooLate(24));
    assert.match(out, /^save {2}PUT http.*\/strong\/24$/m);
    assert.match(out, /^ {2}HTTP\/1\.1 412 Precondition Failed · \d+ ms · \d+ B$/m);
    assert.match(out, /If-Match: false\. /);
    assert.doesNotMatch(out, /\x1b/);
  });

  it('text lets no answer move the cursor', async () => {
    const server = await saying(
      'HTTP/1.1 200 O\x9b2JK\r\nX: \x9b2J\r\nContent-Type: text/plain\r\n\r\na\x1b]0;title\x07b\r\nc',
    );
    const { out } = await run(['send', '-', '--include-body'], { stdin: `GET ${server.url}/\n` });
    await server.close();
    assert.doesNotMatch(out, /[\x1b\x07\x9b]/);
    assert.match(out, /a␛\]0;title␇b\nc/);
  });
});

describe('the samples', () => {
  it('go as they say, in their order, against a demo origin that has just started', async () => {
    const fresh = await startDemo();
    const names = (await readdir('samples')).filter((name) => name.endsWith('.http') && !name.startsWith('13'));
    assert.ok(names.length >= 12);
    for (const name of names.sort()) {
      const ran = await run(['send', `samples/${name}`, '--var', `origin=${fresh.url}`, '--format', 'json']);
      const failed = linesOf(ran).flatMap(({ assertions }) => assertions.filter(({ passed }) => !passed));
      assert.deepEqual([name, ran.status, failed], [name, 0, []]);
    }
    await fresh.stop();
  }).timeout(30_000);
});
