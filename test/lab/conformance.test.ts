import assert from 'node:assert/strict';
import { createTransport, type Transport } from '../../src/transport/send.ts';
import { skip } from '../support/skipping.ts';
import { askAll, type Conformance, judge } from './conformance.ts';
import { keepResult } from './results.ts';
import type { Subject } from './subject.ts';
import { type Lab, startLab } from './subjects.ts';

/** Every place the lab knows, with the programs it takes. */
const places: readonly (readonly [id: string, ...needs: readonly string[]])[] = [
  ['apache', 'apache'],
  ['apache-deflate', 'apache'],
  ['nginx', 'nginx'],
  ['nginx-gzip', 'nginx'],
  ['nginx-apache', 'nginx', 'apache'],
  ['lighttpd', 'lighttpd'],
  ['lighttpd-deflate', 'lighttpd'],
  ['express'],
  ['express-static'],
  ['fastify'],
  ['koa'],
];

describe('the lab foretells what real servers answer', () => {
  let lab: Lab;
  let transport: Transport;
  const all: Conformance[] = [];
  const found = new Map<string, Promise<Conformance>>();

  before(async function () {
    this.timeout(60_000);
    lab = await startLab();
    transport = createTransport();
    // All at once: most of the time is spent waiting for somebody else.
    for (const subject of lab.subjects) {
      const asked = askTwice(subject);
      // Whoever waits for it below is told.
      asked.catch(() => undefined);
      found.set(subject.id, asked);
    }
  });
  after(async () => {
    await Promise.allSettled(found.values());
    await transport?.close();
    await lab?.stop();
  });

  async function askTwice(subject: Subject): Promise<Conformance> {
    const first = await askAll(transport, subject, 1);
    return judge(subject, first, await askAll(transport, subject, 2));
  }

  for (const [index, [id, ...needs]] of places.entries()) {
    describe(id, () => {
      let result: Conformance;

      before(async function () {
        this.timeout(120_000);
        const missing = needs.find((name) => lab.missing[name] !== undefined);
        if (missing !== undefined) skip(this, `${id} needs ${missing}: ${lab.missing[missing]}`);
        result = await (found.get(id) ?? assert.fail(`${id} was not started`));
        all.push(result);
        await keepResult('conformance', `${String(index).padStart(2, '0')}-${id}`, result);
      });

      it('before it knows the server, wherever the server keeps to the specification', () => {
        const unbent = result.judged.filter((each) => each.specified === each.foretold);
        assert.ok(unbent.length > 100, `only ${unbent.length}`);
        const wrong = unbent.filter((each) => each.specified !== undefined && each.specified !== each.observed);
        assert.deepEqual(wrong, []);
      });

      it('once it has learned the server, at least 99 of 100', () => {
        const wrong = result.judged.filter((each) => each.foretold !== each.observed);
        assert.ok(wrong.length <= result.judged.length / 100, JSON.stringify(wrong, undefined, 1));
      });

      it('also from what other requests taught, at least 19 of 20', () => {
        const wrong = result.fromOthers.filter((each) => each.foretold !== each.observed);
        assert.ok(wrong.length <= result.fromOthers.length / 20, JSON.stringify(wrong, undefined, 1));
      });

      it('with evidence for everything that it learned', () => {
        assert.deepEqual(
          result.traits.filter(({ evidence }) => evidence === ''),
          [],
        );
      });
    });
  }

  describe('all of them together', () => {
    it('once it has learned them from other requests, at least 99 of 100', () => {
      const judged = all.flatMap(({ fromOthers }) => fromOthers);
      const wrong = judged.filter((each) => each.foretold !== each.observed);
      assert.ok(wrong.length <= judged.length / 100, `${wrong.length} of ${judged.length}`);
    });
  });
});
