import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'mocha';
import { createTransport } from '../../../src/transport/send.ts';
import { faultOf, leaksAfter, sayLeaks } from './leaks.ts';
import { type Misbehaviour, meet, outcomeOf } from './misbehaviour.ts';
import { chaosPage } from './page.ts';
import { misbehaviours } from './table.ts';

async function outcome(each: Misbehaviour): Promise<string> {
  const peer = await each.start();
  const transport = createTransport();
  try {
    return outcomeOf(await meet(transport, each, peer));
  } finally {
    await transport.close();
    await peer.close();
  }
}

for (const { title, cases } of misbehaviours) {
  describe(`a peer that misbehaves: ${title}`, () => {
    for (const each of cases) {
      it(`${each.does}: ${each.outcome}`, async () => {
        assert.equal(await outcome(each), each.outcome);
      });
    }
  });
}

describe('peers that misbehave', () => {
  it('are at least sixty, and docs/chaos.md tells of each (npm run chaos writes it)', () => {
    assert.ok(misbehaviours.flatMap(({ cases }) => cases).length >= 60);
    const page = resolve(import.meta.dirname, '../../../../docs/chaos.md');
    assert.equal(readFileSync(page, 'utf8'), chaosPage());
  });

  const exchanges = Number(process.env['PRECONDITION_CHAOS'] ?? 400);

  it(`leave nothing behind after ${exchanges} exchanges`, async function () {
    this.timeout(120_000 + exchanges * 200);
    const found = await leaksAfter(exchanges);
    process.stdout.write(`      ${sayLeaks(found)}\n`);
    assert.equal(faultOf(found), undefined);
  });
});
