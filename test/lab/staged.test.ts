import assert from 'node:assert/strict';
import { createTransport, type Transport } from '../../src/transport/send.ts';
import { skip } from '../support/skipping.ts';
import { keepResult } from './results.ts';
import { type Cutter, startCutter } from './servers/cutter.ts';
import { stories } from './stories.ts';
import { setStage, type Told, tagOf } from './story.ts';
import { mapStorage, type Subject } from './subject.ts';
import { type Lab, startLab } from './subjects.ts';

const places = [...new Set(stories.flatMap(({ at }) => at))];

describe('the lab stages refusals, and the true cause is named first', () => {
  let lab: Lab;
  let transport: Transport;
  let subjects: readonly Subject[];
  const cutters: Cutter[] = [];
  const told: Told[] = [];

  before(async function () {
    this.timeout(60_000);
    lab = await startLab();
    transport = createTransport();
    const cache = lab.nginx?.cache;
    const { subjects: applications } = lab.guarded;
    subjects = [
      ...lab.subjects,
      ...(cache ? [cache] : []),
      ...(await cutOff()),
      ...nodes(),
      guarded(),
      ...applications,
    ];
  });
  after(async () => {
    await keepResult('staged', 'stories', told);
    for (const each of cutters) await each.stop();
    await transport?.close();
    await lab?.stop();
  });

  /** The same servers behind something that loses answers. */
  async function cutOff(): Promise<readonly Subject[]> {
    const found: Subject[] = [];
    for (const server of [lab.apache, lab.lighttpd]) {
      if (server === undefined) continue;
      const cutter = await startCutter(server.url);
      cutters.push(cutter);
      const urlOf = (resource: string) => server.plain.urlOf(resource).replace(server.url, cutter.url);
      found.push({ ...server.plain, id: `${server.plain.id}, cut off`, name: `${server.plain.name}, cut off`, urlOf });
    }
    return found;
  }

  /** Two Apaches that take turns behind one address, with the same files. */
  function nodes(): readonly Subject[] {
    const [one, two] = lab.nodes.map(({ plain }) => plain);
    if (one === undefined || two === undefined || lab.nginx === undefined) return [];
    const { url } = lab.nginx;
    return [
      {
        ...one,
        id: 'nodes',
        name: 'two Apaches behind nginx',
        urlOf: (resource) => `${url}/nodes/${resource}`,
        store: async (...version) => {
          await one.store(...version);
          await two.store(...version);
        },
      },
    ];
  }

  function guarded(): Subject {
    const { handler, versions, url } = lab.fastify;
    return {
      ...handler,
      id: 'fastify, guarded',
      name: 'Fastify, guarded by the application',
      ...mapStorage(versions, `${url}/guarded`),
    };
  }

  it('a framework that answers 304 after it has written is found out', async () => {
    const { handler } = lab.fastify;
    const stage = setStage(handler, transport.send, 'afterwards.txt');
    await stage.theyWrote('It was the best of times.', 3600);
    const written = await stage.put();
    const { exchange, explanation } = await stage.put(`If-None-Match: ${tagOf(written)}`);
    assert.equal(exchange.response?.status, 304);
    assert.equal(await handler.stored('afterwards.txt'), 'mine');
    assert.match(explanation?.summary ?? '', /304 is no answer to PUT/);
  });

  for (const place of places) {
    describe(place, () => {
      for (const [index, story] of stories.entries()) {
        if (!story.at.includes(place)) continue;
        it(story.name, async function () {
          const subject = subjects.find(({ id }) => id === place);
          if (subject === undefined)
            return skip(this, `${place} is not here: ${Object.values(lab.missing).join('; ')}`);
          const stage = setStage(subject, transport.send, `story-${index}.txt`);
          const { probes = 0 } = story;
          let outcome = await story.play(stage);
          for (let asked = 0; asked < probes; asked += 1) outcome = await stage.probe(outcome);
          const { exchange, explanation } = outcome;
          const status = exchange.response?.status ?? 0;
          if (story.status === 'done') assert.ok(status >= 200 && status < 300, `answered ${status}`);
          else assert.equal(status, story.status ?? 412);
          const first = explanation?.causes[0]?.id ?? 'none';
          told.push({ server: subject.name, story: story.name, cause: story.cause, first, probes });
          assert.equal(first, story.cause, JSON.stringify(explanation, undefined, 1));
        });
      }
    });
  }
});
