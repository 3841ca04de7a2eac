import { strict as assert } from 'node:assert';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, it } from 'mocha';
import { type DemoOrigin, startDemoOrigin } from '../../../src/demo/origin.ts';
import { type Fetch, recordHar } from '../../support/recordHar.ts';
import { folderOf, run } from './command.ts';
import { explainAnswer, read, sendLine } from './shapes.ts';

/** What a browser recorded at the demo origin; RECORD_HAR=1 records it anew. */
const recording = 'test/wire/cli/browser.har';

const json = { 'Content-Type': 'application/json' };
const put = (path: string, etag: string): Fetch => ({
  method: 'PUT',
  path,
  headers: { ...json, 'If-Match': etag },
  body: '{"title":"mine"}',
});
const get = (path: string, headers: Fetch['headers'] = {}): Fetch => ({ method: 'GET', path, headers });
const edit = (path: string): Fetch => ({ method: 'POST', path: `${path}/_edit` });

/** A page that reads, is overtaken, writes with an old tag, and looks again; then where a tag is ignored. */
const story: readonly Fetch[] = [
  get('/strong/1'),
  get('/strong/1', { 'If-None-Match': '{etag}' }),
  edit('/strong/1'),
  put('/strong/1', '{etag}'),
  get('/strong/1'),
  put('/strong/1', '{etag}'),
  get('/weak/1'),
  put('/weak/1', '{etag}'),
  { method: 'PUT', path: '/required/1', headers: json, body: '{}' },
  get('/ignored/1'),
  put('/ignored/1', '{etag}'),
  put('/ignored/1', '{etag}'),
  get('/ignored/1'),
];

const told = async (args: readonly string[], stdin?: string) => {
  const ran = await run(['explain', ...args], stdin === undefined ? {} : { stdin });
  assert.equal(ran.status, 0, ran.err);
  return ran;
};

async function summaries(args: readonly string[], stdin?: string): Promise<readonly string[]> {
  const { out } = await told([...args, '--format', 'json'], stdin);
  return read(explainAnswer, out).explanations.map(({ request, explanation }) =>
    [request.method, new URL(request.url).pathname, explanation.status, explanation.causes[0]?.id ?? '-'].join(' '),
  );
}

const expected = [
  'GET /strong/1 304 -',
  'PUT /strong/1 412 changed-by-other',
  'PUT /weak/1 412 weak-server',
  'PUT /required/1 428 no-condition',
  'PUT /ignored/1 204 precondition-ignored',
];

describe('explain', function () {
  this.timeout(60_000);
  let origin: DemoOrigin;
  before(async () => {
    origin = await startDemoOrigin(0);
  });
  after(() => origin.close());

  it('tells every condition that decided, in a HAR that Chromium records', async () => {
    const har = await recordHar(origin.url, story);
    if (process.env['RECORD_HAR'] === '1') await writeFile(recording, withoutPort(har, origin.url));
    assert.deepEqual(await summaries(['-'], har), expected);
  });

  it('tells the same of a recording that is kept', async () =>
    assert.deepEqual(await summaries([recording]), expected));

  it('numbers the entries by their place in the file', async () => {
    const { out } = await told([recording, '--format', 'json']);
    const { log } = JSON.parse(await readFile(recording, 'utf8')) as {
      log: { entries: { response: { status: number } }[] };
    };
    for (const { entry, explanation } of read(explainAnswer, out).explanations) {
      assert.equal(log.entries[entry]?.response.status, explanation.status);
    }
  });

  it('tells it as text, the entry counted from one', async () => {
    const { out } = await told([recording]);
    assert.match(out, /^\d+ {2}PUT http:\/\/127\.0\.0\.1:8412\/strong\/1 → 412\n/m);
    assert.match(out, /The resource changed after you read it\. Nothing was written\./);
  });

  it('tells a line of send, from standard input too, as send itself does', async () => {
    const text = `GET ${origin.url}/weak/2\n\n###\nPUT ${origin.url}/weak/1\nIf-Match: W/"v1"\n\nmine`;
    const folder = await folderOf({ 'a.http': text });
    const { out } = await run(['send', `${folder}/a.http`, '--format', 'json', '--request', '2']);
    const own = read(sendLine, out).explanation;
    const { out: again } = await told(['-', '--format', 'json'], out);
    assert.deepEqual(read(explainAnswer, again).explanations[0]?.explanation, own);
  });

  it('says on stderr when there is nothing to explain', async () => {
    const { out, err } = await told(['-', '--format', 'json'], '{"log":{"entries":[]}}');
    assert.deepEqual(JSON.parse(out), { version: 1, explanations: [] });
    assert.match(err, /^Nothing to explain: of 0 exchanges/);
  });

  const entry = '{"request":{"method":"GET","url":"http://h/","headers":[]},"response":null,"error":null}';
  const damaged: readonly (readonly [string, string, RegExp])[] = [
    ['nothing', '', /it is empty/],
    ['half a file', '{"log":{"entries":[{"requ', /it is not JSON/],
    ['a HAR without entries', '{"log":{"version":"1.2"}}', /no log\.entries/],
    ['other JSON', '{"a":1}', /neither HAR nor a line of/],
    ['an exchange without an answer', entry, /no status/],
    [
      'a damaged second line',
      `{"request":{"method":"GET","url":"http://h/","headers":[]},"response":{"status":200}}\n{"re`,
      /line 2 of it is not JSON/,
    ],
  ];
  for (const [name, stdin, message] of damaged) {
    it(`refuses ${name} in one line`, async () => {
      const { status, out, err } = await run(['explain', '-'], { stdin });
      assert.deepEqual([status, out], [2, '']);
      assert.match(err, /^precondition: [^\n]+\n$/);
      assert.match(err, message);
    });
  }
});

/** The fixture says nothing of the machine that it was made on. */
function withoutPort(har: string, url: string): string {
  const { log } = JSON.parse(har) as { log: Record<string, unknown> & { entries: Record<string, unknown>[] } };
  const entries = log.entries.map(({ serverIPAddress: _ip, _serverPort, pageref: _page, ...entry }) => entry);
  const { pages: _pages, ...kept } = log;
  return `${JSON.stringify({ log: { ...kept, entries } }, undefined, 1)}\n`
    .replaceAll(url, 'http://127.0.0.1:8412')
    .replaceAll(new URL(url).host, '127.0.0.1:8412');
}
