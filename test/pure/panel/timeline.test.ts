import assert from 'node:assert/strict';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import { timelineEntries } from '../../../src/panel/timelineEntries.ts';
import {
  conditionRequired,
  exchange,
  knownAfter,
  lostUpdate,
  notModified,
  refused,
  seen,
  told,
  zone,
} from './story.ts';

const sentences = (source: typeof refused) =>
  timelineEntries(source, zone).map(({ lane, from, to, sentence }) => {
    const when = lane === 'others' ? `${from.text}–${to.text}` : from.text;
    return `${when} ${sentence}`;
  });

/** The story's refusal with another history, in which `cause` is the first cause. */
function after(history: readonly Exchange[], cause = 'changed-by-other') {
  const causes = (refused.explanation?.causes ?? []).map((each, index) =>
    index === 0 ? { ...each, id: cause as never } : each,
  );
  return told({ before: knownAfter(...history) }, { causes });
}

const ownWrite = (time: string, ...headers: (readonly [string, string])[]) =>
  exchange('PUT', [['If-Match', '"v3"']], { status: 204, headers }, time);

const refusal = '09:41:20 You sent PUT with If-Match "v3": refused with 412, nothing was written.';
const lookUp = '09:41:20 A look-up with HEAD answered 200 and "v4".';

describe('the timeline', () => {
  it('puts somebody else’s change between our reading and the refusal', () => {
    assert.deepEqual(sentences(refused), [
      '09:40:58 You read "v3" with GET.',
      '09:40:58–09:41:20 Somebody else changed it to "v4".',
      refusal,
      lookUp,
    ]);
  });

  it('bounds the change by a later reading of ours', () => {
    const history = [seen('"v3"', '09:40:58'), seen('"v4"', '09:41:12')];
    assert.deepEqual(sentences(after(history)).slice(1, 3), [
      '09:40:58–09:41:12 Somebody else changed it to "v4".',
      '09:41:12 You read "v4" with GET.',
    ]);
  });

  it('puts our own write where somebody else’s change would be', () => {
    const history = [seen('"v3"', '09:40:58'), ownWrite('09:41:05', ['ETag', '"v4"'])];
    assert.deepEqual(sentences(after(history, 'own-write')), [
      '09:40:58 You read "v3" with GET.',
      '09:41:05 You wrote with PUT (204), which made it "v4".',
      refusal,
      lookUp,
    ]);
  });

  it('says when our write’s answer named no tag', () => {
    const history = [seen('"v3"', '09:40:58'), ownWrite('09:41:05')];
    assert.match(sentences(after(history, 'own-write'))[1] ?? '', /wrote with PUT \(204\); the answer named no tag\./);
  });

  it('sees a change after our own write', () => {
    const history = [seen('"v3"', '09:40:58'), ownWrite('09:41:05', ['ETag', '"v3b"']), seen('"v4"', '09:41:12')];
    assert.deepEqual(sentences(after(history)).slice(1, 4), [
      '09:41:05 You wrote with PUT (204), which made it "v3b".',
      '09:41:05–09:41:12 Somebody else changed it to "v4".',
      '09:41:12 You read "v4" with GET.',
    ]);
  });

  it('blames nobody when the cause is another one', () => {
    const all = sentences(after([seen('"v3"', '09:40:58')], 'weak-server'));
    assert.deepEqual(all, ['09:40:58 You read "v3" with GET.', refusal, lookUp]);
  });

  it('begins with the version that was sent', () => {
    const history = [seen('"v1"', '09:00:00'), seen('"v2"', '09:10:00'), seen('"v3"', '09:40:58')];
    assert.equal(sentences(after(history))[0], '09:40:58 You read "v3" with GET.');
  });

  it('keeps to what can be taken in at a glance', () => {
    const history = ['v3', 'v4', 'v5', 'v6', 'v7', 'v8', 'v9'].map((tag, index) => seen(`"${tag}"`, `09:40:5${index}`));
    assert.equal(sentences(after(history)).length, 6);
    assert.ok(sentences(after(history)).includes(refusal));
  });

  it('says the day of what was not today', () => {
    const yesterday = { ...seen('"v3"', '09:40:58'), endedAt: Date.parse('2026-11-20T09:40:58Z') };
    assert.equal(sentences(after([yesterday]))[0], '2026-11-20 09:40:58 You read "v3" with GET.');
  });

  it('shows a write that went through against its condition', () => {
    assert.deepEqual(sentences(lostUpdate), [
      '09:40:58 You read "v3" with GET.',
      '09:40:58–09:41:12 Somebody else changed it to "v4".',
      '09:41:12 You read "v4" with GET.',
      '09:41:20 You sent PUT with If-Match "v3": it went through with 204 all the same.',
      '09:41:20 A look-up with HEAD answered 200 and "v5".',
    ]);
  });

  it('shows a 304', () => {
    assert.deepEqual(sentences(notModified), [
      '09:40:58 You read "v3" with GET.',
      '09:41:20 You sent GET with If-None-Match "v3": answered with 304.',
    ]);
  });

  it('names our own write where no tag was ever seen', () => {
    const history = [exchange('PUT', [], { status: 204 }, '09:41:05')];
    assert.deepEqual(sentences(after(history, 'own-write')).slice(0, 2), [
      '09:41:05 You wrote with PUT (204); the answer named no tag.',
      refusal,
    ]);
  });

  it('says of a read nothing about writing', () => {
    const blocked = told({ exchange: exchange('GET', [], { status: 412 }, '09:41:20'), before: knownAfter() });
    assert.equal(sentences(blocked)[0], '09:41:20 You sent GET without a condition: refused with 412.');
  });

  it('says where a condition was lost on the way', () => {
    const { exchange: sent } = conditionRequired;
    const hops = [{ status: 307, url: 'http://example.test/old', droppedFields: ['Authorization', 'If-Match'] }];
    assert.match(
      sentences({ ...conditionRequired, exchange: { ...sent, hops } })[0] ?? '',
      /You sent PUT and lost If-Match at the redirect: refused/,
    );
  });

  it('shows a request without a condition', () => {
    assert.match(sentences(conditionRequired)[0] ?? '', /You sent PUT without a condition: refused with 428/);
  });
});
