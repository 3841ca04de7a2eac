import assert from 'node:assert/strict';
import { explanationView, repairedView } from '../../../src/panel/explanationView.ts';
import { renderExplanation } from '../../../src/panel/render.ts';
import { shorten } from '../../../src/panel/renderTimeline.ts';
import { buttonsOf, headingsOf, pageOf, resources, tagsOf, textOf, unescaped } from './reading.ts';
import {
  conditionRequired,
  exchange,
  knownAfter,
  lostUpdate,
  notModified,
  refused,
  seen,
  success,
  told,
  zone,
} from './story.ts';

const repaired = () =>
  renderExplanation(repairedView(success, explanationView(refused, { zone }), { zone }), resources);

describe('the page', () => {
  it('has the sections of a 412, in order', () => {
    assert.deepEqual(headingsOf(pageOf(refused)), [
      'h1 The resource changed after you read it. Nothing was written.',
      'h2 What happened',
      'h2 How the server decided',
      'h2 Why',
      'h2 What is not known',
    ]);
  });

  it('has those of a 428', () => {
    assert.deepEqual(headingsOf(pageOf(conditionRequired)).slice(1), [
      'h2 What happened',
      'h2 How the server decided',
      'h2 Why',
      'h2 What was looked up',
    ]);
  });

  it('is short for a 304', () => {
    assert.deepEqual(headingsOf(pageOf(notModified)).slice(1), ['h2 What happened', 'h2 How the server decided']);
  });

  it('says what was expected of a write that went through', () => {
    assert.equal(headingsOf(pageOf(lostUpdate))[2], 'h2 Expected and observed');
    assert.match(textOf(pageOf(lostUpdate)), /Expected 412 Precondition Failed Observed 204/);
  });

  it('turns to the success after a repair, with the refusal folded', () => {
    assert.deepEqual(headingsOf(repaired()), ['h1 Repaired: 204, "v5"', 'h2 What happened', 'h2 Before the repair']);
    assert.match(repaired(), /<details class="earlier"><summary>412 Precondition Failed: /);
  });

  it('reads as one text, without the picture', () => {
    const text = textOf(pageOf(refused).replace(/<svg.*?<\/svg>/gs, ''));
    assert.equal(
      text,
      '412 Precondition Failed PUT /articles/1 09:41:20 · 38 ms ' +
        'The resource changed after you read it. Nothing was written. ' +
        'Refresh and retry Merge and retry Remove the condition Open the request Copy report Cancel ' +
        'Refreshing and retrying puts your content in place of theirs. Read the current version first if it matters. ' +
        'What happened 09:40:58 You read "v3" with GET. ' +
        '09:40:58 – 09:41:20 Somebody else changed it to "v4". ' +
        '09:41:20 You sent PUT with If-Match "v3": refused with 412, nothing was written. ' +
        '09:41:20 A look-up with HEAD answered 200 and "v4". ' +
        'How the server decided The preconditions of the request in the order in which a server evaluates them ' +
        'Step Field Sent The server has Result 1 If-Match "v3" "v4" ' +
        'Does not hold , stops here: 412 By strong comparison "v3" is not "v4". ' +
        'Not sent: If-Unmodified-Since, If-None-Match, If-Modified-Since, If-Range. The order is that of RFC 9110 §13.2.2 . ' +
        'Why Cause Likelihood Effort Someone else changed it likelihood high effort medium ' +
        'You read "v3" at 09:40:58 and wrote nothing since. The look-up at 09:41:20 saw "v4". ' +
        'A proxy rewrote the tag likelihood low effort hard No Via, no Age: nothing points to one. Probe the server ' +
        'What is not known Who wrote "v4". The server did not name its current ETag in the 412; few do. ' +
        'One HEAD was sent to see the current state: it answered 200 with "v4".',
    );
  });

  it('puts the focus on the preferred repair alone', () => {
    const buttons = buttonsOf(pageOf(refused));
    assert.deepEqual(
      buttons.map(({ title, focused }) => [title, focused]),
      [
        ['Refresh and retry', true],
        ['Merge and retry', false],
        ['Remove the condition', false],
        ['Open the request', false],
        ['Copy report', false],
        ['Probe the server', false],
      ],
    );
    assert.deepEqual(buttons[0]?.message, { type: 'repair', id: 'refresh-and-retry' });
  });

  it('opens the likeliest cause and folds the others', () => {
    assert.equal(pageOf(refused).match(/<details open>/g)?.length, 1);
    assert.equal(pageOf(refused).match(/<details>/g)?.length, 1);
  });

  it('allows its own style sheet and its one script, and nothing else', () => {
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(pageOf(refused)) ?? [];
    assert.deepEqual(unescaped(policy).split('; '), [
      "default-src 'none'",
      'style-src https://editor.test',
      "script-src 'nonce-n0nce'",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    assert.equal(pageOf(refused).match(/<script/g)?.length, 1);
    assert.match(pageOf(refused), /<script nonce="n0nce" src="https:\/\/editor\.test\/panelClient\.js"><\/script>/);
  });

  it('has no style and no handler in its markup', () => {
    for (const source of [refused, conditionRequired, notModified, lostUpdate]) {
      assert.doesNotMatch(pageOf(source), /\sstyle=|\son[a-z]+=|javascript:/);
    }
  });

  it('hides its pictures from screen readers', () => {
    const pictures = pageOf(refused).match(/<svg[^>]*>/g) ?? [];
    assert.ok(pictures.length > 3);
    assert.ok(pictures.every((picture) => picture.includes('aria-hidden="true"')));
  });

  it('says a state in a word beside each sign', () => {
    assert.match(pageOf(refused), /icon-failed.*?<\/svg><span><strong>Does not hold<\/strong>/s);
  });

  it('draws the change by others as a stretch', () => {
    assert.match(pageOf(refused), /class="event event-changed"><line class="span"/);
  });

  it('draws no picture of a single event', () => {
    assert.doesNotMatch(pageOf(told({ before: knownAfter(), fresh: undefined })), /class="timeline"/);
  });
});

describe('hostile values', () => {
  const attacks = ['"><script>alert(1)</script>', "' onload='x", '</title><b>', '<!--', '&lt;b&gt;', '`${x}`', ']]>'];

  for (const attack of attacks) {
    it(`stay text: ${attack}`, () => {
      const tag = `"${attack}"`;
      const source = told(
        {
          name: attack,
          exchange: exchange(
            'PUT',
            [['If-Match', tag]],
            { status: 412, reason: attack, headers: [['ETag', tag]] },
            '09:41:20',
          ),
          before: knownAfter(seen(tag, '09:40:58')),
          after: knownAfter(seen(tag, '09:40:58')),
          fresh: exchange('HEAD', [], { status: 200, headers: [['ETag', tag]] }, '09:41:20.400'),
        },
        {
          summary: attack,
          unknowns: [attack],
          deviation: { expected: 'perform', observed: 412, why: attack, blame: 'server' },
          causes: (refused.explanation?.causes ?? []).map((cause) => ({
            ...cause,
            title: attack,
            evidence: [attack],
            fixes: [{ id: 'refresh-and-retry', title: attack }],
          })),
        },
      );
      const page = pageOf(source, { notice: attack });
      const plain = pageOf(told({}, { deviation: { expected: 'perform', observed: 412, why: 'x', blame: 'server' } }), {
        notice: 'x',
      });
      const foreign = tagsOf(page).filter((name) => !tagsOf(plain).includes(name));
      assert.deepEqual(foreign, []);
      assert.equal(tagsOf(page).filter((name) => name === 'script').length, 1);
      assert.ok(textOf(page).includes(attack.trim()), 'the value is shown as it is');
    });
  }
});

describe('shorten', () => {
  it('keeps both ends of a long tag', () => {
    assert.equal(shorten('"33a64df551425fcc55e4d42a148795d9f25f89d4"', 16), '"33a64df55…89d4"');
  });

  it('leaves what fits', () => assert.equal(shorten('"v1"', 16), '"v1"'));
});
