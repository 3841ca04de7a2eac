import assert from 'node:assert/strict';
import { versionPair } from '../../../src/exchange/validators/versionPair.ts';
import { signal, startWorld, type World } from './world.ts';

describe('the two versions of a stale tag', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.close());

  const put = (tag: string) => `PUT ${world.url}/strong/1\nIf-Match: ${tag}\n\n{}\n`;
  const read = async () => (await world.send(`GET ${world.url}/strong/1\n`)).exchange;
  const pairOf = (text: string, earlier: Awaited<ReturnType<typeof read>>[] = []) =>
    versionPair({ ...world.ports, earlier: () => earlier }, world.sending(text), signal);

  it('are the one that was read and the one that is there', async () => {
    const seen = await read();
    await world.edit('/strong/1');
    const pair = await pairOf(put('"v1"'), [seen]);
    assert.ok(pair.kind === 'pair');
    assert.deepEqual([pair.before.label, pair.language], ['"v1"', 'json']);
    assert.match(pair.after.label, /^"v2/);
    assert.match(pair.before.text, /^\{\n {2}"title"/);
    assert.match(pair.after.text, /Somebody else was here first/);
    assert.deepEqual(world.sent.map(({ method }) => method).slice(1), ['GET']);
  });

  it('are not two when the content was not kept, and nothing is sent', async () => {
    const pair = await pairOf(put('"v1"'));
    assert.match(pair.kind === 'none' ? pair.why : '', /^The content of "v1" was not kept/);
    assert.deepEqual(world.sent, []);
  });

  it('are not two when the request names none', async () => {
    const pair = await pairOf(`GET ${world.url}/strong/1\n`);
    assert.match(pair.kind === 'none' ? pair.why : '', /names no version/);
  });

  it('are not two when the server no longer has one', async () => {
    const seen = await read();
    const gone = { ...seen, request: { ...seen.request, url: `${world.url}/strong/404` } };
    const pair = await pairOf(put('"v1"').replace('/strong/1', '/strong/404'), [gone]);
    assert.match(pair.kind === 'none' ? pair.why : '', /^The server answered 404/);
  });

  it('compares what a read asks for news of', async () => {
    const seen = await read();
    const pair = await pairOf(`GET ${world.url}/strong/1\nIf-None-Match: "v1"\n`, [seen]);
    assert.equal(pair.kind === 'pair' && pair.before.text === pair.after.text, true);
  });
});
