import assert from 'node:assert/strict';
import { repair } from '../../../src/exchange/repairing/repair.ts';
import { refreshEtag } from '../../../src/exchange/validators/refreshEtag.ts';
import { etagOf, signal, startWorld, statusOf, type World } from './world.ts';

describe('a curl command in a file', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.close());

  const write = (tag: string) =>
    `curl -X PUT ${world.url}/strong/1 -H "If-Match: ${tag.replaceAll('"', '\\"')}" --json '{"a": 1}'`;

  it('is sent as the request it means', async () => {
    const read = await world.send(`curl ${world.url}/strong/1`);
    assert.equal(statusOf(await world.send(write(etagOf(read)))), 204);
    assert.deepEqual(world.sent[1]?.headers, [
      ['If-Match', etagOf(read)],
      ['Content-Type', 'application/json'],
      ['Accept', 'application/json'],
    ]);
  });

  it('is told the fresh tag, and left as it is', async () => {
    const refreshed = await refreshEtag(world.ports, world.sending(write('"old"')), signal);
    assert.match((refreshed.kind === 'outside' && refreshed.where) || '', /curl command/);
  });

  it('has its tag refreshed where a variable of the file holds it', async () => {
    const text = `@tag = "old"\ncurl -X PUT ${world.url}/strong/1 -H 'If-Match: {{tag}}'`;
    const refreshed = await refreshEtag(world.ports, world.sending(text), signal);
    assert.deepEqual(refreshed.kind === 'edits' && refreshed.edits.map(({ start, end }) => text.slice(start, end)), [
      '"old"',
    ]);
  });

  it('goes out with the fresh tag after refresh and retry, the file as it was', async () => {
    const text = write('"old"');
    const outcome = await world.send(text);
    assert.equal(statusOf(outcome), 412);
    const repaired = await repair(world.ports, world.sending(text), outcome, 'refresh-and-retry', signal);
    assert.ok(repaired.kind === 'repaired' && repaired.outcome?.kind === 'sent');
    assert.deepEqual(repaired.edits, []);
    assert.equal(statusOf(repaired.outcome), 204);
  });

  it('is not rewritten by a repair', async () => {
    const text = write('"old"');
    const outcome = await world.send(text);
    const repaired = await repair(world.ports, world.sending(text), outcome, 'remove-precondition', signal);
    assert.match((repaired.kind === 'not-repaired' && repaired.why) || '', /curl command/);
  });
});
