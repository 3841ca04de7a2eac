import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { OLDEST_NODE, refuseNode, VERSION } from '../../../src/cli/version.ts';

describe('the version of Node', () => {
  for (const fine of ['20.18.1', '20.19.0', '21.0.0', '22.1.0', '100.0.0']) {
    it(`${fine} will do`, () => assert.equal(refuseNode(fine), undefined));
  }
  for (const old of ['20.18.0', '20.9.9', '18.20.4', '4.0.0']) {
    it(`${old} is refused in one sentence`, () => {
      assert.equal(refuseNode(old), `precondition needs Node 20.18.1 or newer; this is Node ${old}.`);
    });
  }
  it('is the one the package asks for, as is our own', () => {
    const { version, engines } = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.deepEqual([VERSION, `>=${OLDEST_NODE}`], [version, engines.node]);
  });
});
