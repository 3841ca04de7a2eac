import assert from 'node:assert/strict';
import { probeOutcome } from '../../../src/exchange/validators/probe.ts';
import { options } from '../../pure/exchange/circumstances.ts';
import { etagOf, signal, startWorld, type World } from './world.ts';

describe('a probe of a server', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.close());

  const put = (path: string, etag: string): string => `PUT ${world.url}${path}\nIf-Match: ${etag}\n\nmine`;

  it('sends the requests it names, one after the other, and explains anew', async () => {
    const read = await world.send(`GET ${world.url}/robots/1\nUser-Agent: Mozilla/5.0`);
    const outcome = await world.send(put('/robots/1', etagOf(read)));
    assert.deepEqual(outcome.explanation?.causes[0]?.fixes[0], {
      id: 'probe-server',
      title: 'Ask as a browser does (1 request)',
    });
    const before = world.sent.length;
    const steps: string[] = [];
    const probed = await probeOutcome(world.ports, outcome, options, signal, (at, of, method) =>
      steps.push(`${at}/${of} ${method}`),
    );
    assert.deepEqual(steps, ['1/1 GET']);
    assert.deepEqual(
      world.sent.slice(before).map(({ method }) => method),
      ['GET'],
    );
    assert.match(probed.explanation?.summary ?? '', /refuses programs that do not call themselves a browser/);
    assert.equal(probed.probes.length, 1);
  });

  it('reads the content where somebody may have changed it, and says so when nothing but the tag moved', async () => {
    const read = await world.send(`GET ${world.url}/strong/1`);
    await fetch(`${world.url}/strong/1`, { method: 'PUT', body: read.exchange.response?.body.slice() ?? '' });
    const outcome = await world.send(put('/strong/1', etagOf(read)));
    assert.equal(outcome.explanation?.probe, 'content', JSON.stringify(outcome.explanation));
    const probed = await probeOutcome(world.ports, outcome, options, signal);
    assert.equal(probed.explanation?.causes[0]?.id, 'background-change');
  });

  it('that is cancelled leaves everything as it was', async () => {
    await world.send(`GET ${world.url}/nodes/1`);
    const outcome = await world.send(put('/robots/1', '"x"'));
    const before = world.sent.length;
    assert.equal(await probeOutcome(world.ports, outcome, options, AbortSignal.abort()), outcome);
    assert.equal(world.sent.length, before);
  });
});
