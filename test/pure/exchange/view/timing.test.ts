import assert from 'node:assert/strict';
import { timingBar, timingFigures, timingText } from '../../../../src/exchange/answers/view/timing.ts';
import { answered } from '../answers.ts';

const none = { dns: undefined, connect: undefined, tls: undefined, firstByte: undefined, total: 38 };
const whole = { dns: 2, connect: 4, tls: 8, firstByte: 20, download: 6, total: 41 };

describe('the time of an exchange', () => {
  for (const { what, timings, bar } of [
    { what: 'each phase by its share', timings: whole, bar: '░▒▓▓█████▄▄' },
    { what: 'what took next to nothing', timings: { ...none, connect: 0.01, firstByte: 100 }, bar: '▒██████████' },
    { what: 'nothing where nothing was measured', timings: none, bar: '' },
  ]) {
    it(`the bar has ${what}`, () => assert.equal(timingBar(timings), bar));
  }

  it('the figures leave out what did not happen', () =>
    assert.equal(
      timingFigures({ ...none, firstByte: 36.4, download: 1.25 }),
      'waiting 36 ms · download 1.3 ms · 38 ms in all',
    ));

  it('the document draws each phase where it lay, and says why one has no figure', () => {
    const text = timingText(
      answered({}, { timings: { ...none, connect: 10, firstByte: 10, download: 20, total: 45 } }),
    );
    const [first, , dns, connect, tls, waiting, download, , besides, , ...why] = text.split('\n');
    assert.equal(first, 'GET http://a.test/ · 45 ms');
    assert.deepEqual([dns, tls], ['DNS               –', 'TLS               –']);
    assert.equal(connect, `connect       10 ms  ${'▒'.repeat(6)}`);
    assert.equal(waiting, `waiting       10 ms  ${' '.repeat(6)}${'█'.repeat(6)}`);
    assert.equal(download, `download      20 ms  ${' '.repeat(12)}${'▄'.repeat(12)}`);
    assert.equal(besides, 'besides      5.0 ms  in this program');
    assert.deepEqual(why, ['DNS: an address needs none.', 'TLS: plain HTTP has none.', '']);
  });

  it('says that a connection was kept', () => {
    const connection = { peer: 'a.test:80', reused: true };
    assert.match(timingText(answered({}, { connection })), /kept from an exchange before/);
  });
});
