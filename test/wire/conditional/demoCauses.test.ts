import assert from 'node:assert/strict';
import type { CauseId, Explanation } from '../../../src/core/conditional/explanation/explanation.ts';
import type { SentOutcome } from '../../../src/exchange/sending/sendRequest.ts';
import { etagOf, startWorld, statusOf, type World } from '../exchange/world.ts';

/** What the demo origin does wrong on purpose, and what the explanation must make of it. */
describe('the causes at the demo origin', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.close());

  const text = (method: string, path: string, ...fields: readonly string[]): string =>
    [`${method} ${world.url}${path}`, ...fields, ...(method === 'PUT' ? ['', '{"title":"mine"}'] : [])].join('\n');
  const get = (path: string, ...fields: readonly string[]): Promise<SentOutcome> =>
    world.send(text('GET', path, ...fields));
  const put = (path: string, ...fields: readonly string[]): Promise<SentOutcome> =>
    world.send(text('PUT', path, 'Content-Type: application/json', ...fields));

  function explanationOf(outcome: SentOutcome): Explanation {
    return outcome.explanation ?? assert.fail(`no explanation of a ${statusOf(outcome)}`);
  }

  function first(outcome: SentOutcome, status: number, id: CauseId): Explanation {
    const explanation = explanationOf(outcome);
    assert.equal(statusOf(outcome), status);
    assert.equal(explanation.causes[0]?.id, id, JSON.stringify(explanation, undefined, 1));
    return explanation;
  }

  it('strong: somebody else changed it', async () => {
    const read = await get('/strong/1');
    await world.edit('/strong/1');
    const { summary, confidence } = first(await put('/strong/1', `If-Match: ${etagOf(read)}`), 412, 'changed-by-other');
    assert.deepEqual(
      [summary, confidence],
      ['The resource changed after you read it. Nothing was written.', 'certain'],
    );
  });

  it('strong: we changed it ourselves', async () => {
    const read = await get('/strong/1');
    await put('/strong/1', `If-Match: ${etagOf(read)}`);
    first(await put('/strong/1', `If-Match: ${etagOf(read)}`), 412, 'own-write');
  });

  it('strong: somebody else changed it after our own write', async () => {
    const read = await get('/strong/1');
    const written = await put('/strong/1', `If-Match: ${etagOf(read)}`);
    await world.edit('/strong/1');
    const { causes } = explanationOf(await put('/strong/1', `If-Match: ${etagOf(written)}`));
    // Within one second the dates tell nothing, and then the answer to our own PUT is suspect too.
    assert.equal(causes[0]?.id, 'changed-by-other', JSON.stringify(causes));
  });

  it('strong: deleted meanwhile', async () => {
    const read = await get('/strong/1');
    await fetch(`${world.url}/strong/1`, { method: 'DELETE' });
    first(await put('/strong/1', `If-Match: ${etagOf(read)}`), 412, 'missing');
  });

  it('strong: it exists already', async () => {
    first(await put('/strong/1', 'If-None-Match: *'), 412, 'exists');
  });

  it('strong: a tag without quotes', async () => {
    const read = await get('/strong/1');
    first(await put('/strong/1', `If-Match: ${etagOf(read).replaceAll('"', '')}`), 412, 'garbled-tag');
  });

  it('strong: the tag of another URL', async () => {
    await put('/strong/2');
    const other = await get('/strong/2');
    first(await put('/strong/1', `If-Match: ${etagOf(other)}`), 412, 'wrong-url');
  });

  it('weak: a tag that can never match', async () => {
    const read = await get('/weak/1');
    first(await put('/weak/1', `If-Match: ${etagOf(read)}`), 412, 'weak-server');
  });

  it('dated: modified after the date', async () => {
    const read = await get('/dated/1');
    const date = read.exchange.response?.headers.find(([name]) => name === 'Last-Modified')?.[1] ?? '';
    await world.edit('/dated/1');
    first(await put('/dated/1', `If-Unmodified-Since: ${date}`), 412, 'ius-real-change');
  });

  it('dated: there are no tags', async () => {
    await get('/dated/1');
    first(await put('/dated/1', 'If-Match: "v1"'), 412, 'server-no-etag');
  });

  it('required: a condition is asked for', async () => {
    const { causes } = first(await put('/required/1'), 428, 'no-condition');
    assert.equal(causes[0]?.fixes[0]?.id, 'add-precondition');
  });

  it('gzip: the tag of the compressed form', async () => {
    const read = await get('/gzip/1', 'Accept-Encoding: gzip');
    first(await put('/gzip/1', `If-Match: ${etagOf(read)}`), 412, 'coding-suffix');
  });

  it('ignored: the lost update', async () => {
    const old = await get('/ignored/1');
    await world.edit('/ignored/1');
    await get('/ignored/1');
    const { deviation, confidence } = first(
      await put('/ignored/1', `If-Match: ${etagOf(old)}`),
      204,
      'precondition-ignored',
    );
    assert.deepEqual([deviation?.expected, deviation?.observed, confidence], ['precondition-failed', 204, 'certain']);
  });

  it('nodes: two that disagree', async () => {
    const read = await get('/nodes/1');
    first(await put('/nodes/1', `If-Match: ${etagOf(read)}`), 412, 'flapping');
  });

  it('nodes: two that disagree, seen twice', async () => {
    await get('/nodes/1');
    const read = await get('/nodes/1');
    first(await put('/nodes/1', `If-Match: ${etagOf(read)}`), 412, 'flapping');
  });

  it('cached: a cache that gives an old tag', async () => {
    await get('/cached/1');
    await world.edit('/cached/1');
    const read = await get('/cached/1');
    const { verdict, deviation } = first(await put('/cached/1', `If-Match: ${etagOf(read)}`), 412, 'cached-stale-tag');
    assert.deepEqual([verdict, deviation?.blame], ['precondition-failed', 'knowledge']);
  });

  it('cached: a cache that does not notice our own write', async () => {
    const read = await get('/cached/1');
    await put('/cached/1', `If-Match: ${etagOf(read)}`);
    const again = await get('/cached/1');
    assert.equal(etagOf(again), etagOf(read));
    first(await put('/cached/1', `If-Match: ${etagOf(again)}`), 412, 'cached-stale-tag');
  });

  it('robots: a 412 that has nothing to do with conditions', async () => {
    first(await get('/robots/1'), 412, 'no-condition');
    first(await put('/robots/1', 'If-Match: "v1"'), 412, 'no-condition');
  });

  it('moved: a condition that was for another URL stops the write there', async () => {
    const outcome = await put('/moved/1', 'If-Match: "elsewhere"');
    const { deviation, summary } = first(outcome, 307, 'redirect');
    assert.deepEqual([deviation, outcome.exchange.hops], [undefined, []]);
    assert.match(summary, /stopped there/);
  });
});
