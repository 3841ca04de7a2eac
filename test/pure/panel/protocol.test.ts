import assert from 'node:assert/strict';
import { readFromPanel, readToPanel } from '../../../src/panel/protocol.ts';

const reads = (message: unknown) =>
  it(`reads ${JSON.stringify(message)}`, () => assert.deepEqual(readFromPanel(message), message));
const drops = (message: unknown) =>
  it(`drops ${JSON.stringify(message) ?? 'undefined'}`, () => assert.equal(readFromPanel(message), undefined));

describe('protocol', () => {
  reads({ type: 'repair', id: 'refresh-and-retry' });
  reads({ type: 'open-request' });
  reads({ type: 'copy-report' });
  reads({ type: 'look-up' });
  for (const type of [
    'send-again',
    'cancel',
    'merge-send',
    'merge-show',
    'merge-complete',
    'merge-discard',
    'take-content',
  ])
    reads({ type });
  drops({ type: 'repair' });
  drops({ type: 'repair', id: 7 });
  drops({ type: 'repair', id: 'x'.repeat(100) });
  drops({ type: 'delete-everything' });
  drops({});
  drops([]);
  drops('repair');
  drops(JSON.parse('null'));
  drops(undefined);

  it('passes on nothing but the fields of the message', () => {
    assert.deepEqual(readFromPanel({ type: 'look-up', command: 'rm' }), { type: 'look-up' });
  });

  it('reads what the editor says', () => {
    assert.deepEqual(readToPanel({ type: 'busy', note: 'Sending…' }), { type: 'busy', note: 'Sending…' });
    assert.deepEqual(readToPanel({ type: 'idle', note: '' }), { type: 'idle', note: '' });
  });

  it('drops anything else that a window is told', () => {
    for (const message of [{ type: 'busy' }, { type: 'sing', note: '' }, 3, undefined]) {
      assert.equal(readToPanel(message), undefined);
    }
  });
});
