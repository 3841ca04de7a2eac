import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import { applyEdits } from '../../../src/core/span.ts';
import type { Ports } from '../../../src/exchange/ports.ts';
import { contentEdit, type Merging, prepareMerge, sendMerged } from '../../../src/exchange/repairing/merge.ts';
import { type Sending, type SentOutcome, sendRequest } from '../../../src/exchange/sending/sendRequest.ts';
import { BodyFolder } from '../../../src/storage/bodyFolder.ts';
import { etagOf, signal, startWorld, statusOf, type World } from './world.ts';

const base = '{\n  "title": "On tags",\n  "body": "Read.",\n  "id": 9007199254740993\n}';
const mine = base.replace('Read.', 'Mine.');
const theirs = '{"title":"On entity tags","body":"Read.","id":9007199254740993}';

describe('a merge after a 412', () => {
  let world: World;
  let ports: Ports;
  let url: string;
  const seen: Exchange[] = [];

  beforeEach(async () => {
    world = await startWorld();
    seen.length = 0;
    ports = { ...world.ports, earlier: () => seen };
    url = `${world.url}/strong/9`;
    await fetch(url, { method: 'PUT', body: base, headers: { 'Content-Type': 'application/json' } });
  });
  afterEach(() => world.close());

  const sendingOf = (text: string): Sending => world.sending(text);

  async function send(text: string): Promise<SentOutcome> {
    const outcome = await sendRequest(ports, sendingOf(text), signal);
    assert.ok(outcome.kind === 'sent');
    seen.push(outcome.exchange);
    return outcome;
  }

  const putText = (etag: string, body = mine, at = url) =>
    `PUT ${at}\nContent-Type: application/json\nIf-Match: ${etag}\n\n${body}`;
  const they = (body: string) => fetch(url, { method: 'PUT', body, headers: { 'Content-Type': 'application/json' } });
  const stored = async () => (await fetch(url)).text();

  /** Read, overtaken by somebody, refused. */
  async function overtaken(by: string): Promise<{ text: string; outcome: SentOutcome }> {
    const read = await send(`GET ${url}`);
    await they(by);
    const text = putText(etagOf(read));
    const outcome = await send(text);
    assert.equal(statusOf(outcome), 412);
    return { text, outcome };
  }

  async function merging(text: string, outcome: SentOutcome): Promise<Merging> {
    const merged = await prepareMerge(ports, sendingOf(text), outcome, signal);
    return merged.kind === 'merging' ? merged : assert.fail(merged.why);
  }

  it('begins with a version that an earlier session kept', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'precondition-merge-'));
    const kept = new BodyFolder(folder, (error) => assert.fail(String(error)));
    ports = { ...ports, bodies: kept };
    const { text, outcome } = await overtaken(theirs);
    seen.length = 0;
    const { merge } = await merging(text, outcome);
    assert.ok(merge.kind === 'merged');
    assert.equal(merge.text, mine.replace('On tags', 'On entity tags'));
    await kept.settled();
    await rm(folder, { recursive: true });
    const { bodies: _, ...without } = ports;
    assert.equal((await prepareMerge(without, sendingOf(text), outcome, signal)).kind, 'impossible');
  });

  it('keeps both changes, and every digit, and goes out under the tag that was merged', async () => {
    const { text, outcome } = await overtaken(theirs);
    const { merge, theirs: tag, ...rest } = await merging(text, outcome);
    assert.ok(merge.kind === 'merged');
    assert.equal(merge.text, mine.replace('On tags', 'On entity tags'));
    assert.equal(await stored(), theirs);
    const sent = await sendMerged(ports, sendingOf(text), { merge, theirs: tag, ...rest }, merge.text, signal);
    assert.ok(sent.kind === 'sent');
    assert.equal(statusOf(sent), 204);
    assert.deepEqual(
      sent.exchange.request.headers.filter(([name]) => name === 'If-Match'),
      [['If-Match', tag]],
    );
    assert.equal(await stored(), merge.text);
  });

  it('fails again when somebody writes after the merge', async () => {
    const { text, outcome } = await overtaken(theirs);
    const merged = await merging(text, outcome);
    await they(theirs.replace('On entity', 'Off'));
    const sent = await sendMerged(ports, sendingOf(text), merged, 'merged', signal);
    assert.equal(sent.kind === 'sent' && statusOf(sent), 412);
  });

  it('names the places where both changed, and leaves them to the user', async () => {
    const { text, outcome } = await overtaken(theirs.replace('Read.', 'Theirs.'));
    const { merge } = await merging(text, outcome);
    assert.ok(merge.kind === 'conflicts');
    assert.deepEqual(merge.conflicts, [{ at: '/body', base: '"Read."', theirs: '"Theirs."', mine: '"Mine."' }]);
    assert.match(merge.sides.mine, /On entity tags/);
  });

  it('starts from our own write, where its answer gave the tag', async () => {
    const read = await send(`GET ${url}`);
    const written = await send(putText(etagOf(read), base));
    await they(theirs);
    const text = putText(etagOf(written));
    const { merge } = await merging(text, await send(text));
    assert.equal(merge.kind === 'merged' && merge.text, mine.replace('On tags', 'On entity tags'));
  });

  it('brings back what a server let us write over', async () => {
    url = `${world.url}/ignored/9`;
    await they(base);
    const read = await send(`GET ${url}`);
    await they(theirs);
    await send(`GET ${url}`);
    const text = putText(etagOf(read), mine, url);
    const outcome = await send(text);
    assert.equal(statusOf(outcome), 204);
    const { merge } = await merging(text, outcome);
    assert.equal(merge.kind === 'merged' && merge.text, mine.replace('On tags', 'On entity tags'));
  });

  const refusals: readonly (readonly [string, () => Promise<{ text: string; outcome: SentOutcome }>, RegExp])[] = [
    ['a version that was never read', async () => play(putText('"elsewhere"')), /nothing to start from/],
    ['a PATCH', async () => play(`PATCH ${url}\nIf-Match: "x"\n\n{}`), /A PATCH does not carry the whole content/],
    [
      'content that has a digest',
      async () => play(putText('"x"').replace('If-Match', 'Content-MD5: abc\nIf-Match')),
      /Content-MD5/,
    ],
    ['no content', async () => play(`PUT ${url}\nIf-Match: "x"`), /no text/],
  ];
  const play = async (text: string) => ({ text, outcome: await send(text) });
  for (const [name, staged, why] of refusals) {
    it(`is refused for ${name}, in a sentence`, async () => {
      const { text, outcome } = await staged();
      const merged = await prepareMerge(ports, sendingOf(text), outcome, signal);
      assert.match(merged.kind === 'impossible' ? merged.why : 'merged', why);
    });
  }

  it('is refused where the server holds nothing any more', async () => {
    const read = await send(`GET ${url}`);
    await fetch(url, { method: 'DELETE' });
    const text = putText(etagOf(read));
    const merged = await prepareMerge(ports, sendingOf(text), await send(text), signal);
    assert.match(merged.kind === 'impossible' ? merged.why : 'merged', /no such resource now \(404\)/);
  });

  it('is put into the file when the user takes it, and nothing else of the file changes', async () => {
    const text = `${putText('"v1"')}\n\n### next\nGET ${url}\n`;
    const edit = await contentEdit(ports, sendingOf(text), theirs);
    assert.ok(edit !== undefined);
    assert.equal(applyEdits(text, [edit]), `${putText('"v1"', theirs)}\n\n### next\nGET ${url}\n`);
  });

  for (const [name, body, content] of [
    ['would end the request', mine, 'a\n### b\nc'],
    ['would read another file', mine, '< other.json'],
    ['holds a variable', mine, '{"a":"{{b}}"}'],
    ['has its content in a file', '< body.json', theirs],
  ] as const) {
    it(`is not put into the file where it ${name}`, async () =>
      assert.equal(await contentEdit(ports, sendingOf(putText('"v1"', body)), content), undefined));
  }
});
