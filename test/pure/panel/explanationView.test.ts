import assert from 'node:assert/strict';
import { explanationView, repairedView } from '../../../src/panel/explanationView.ts';
import { conditionRequired, exchange, lostUpdate, notModified, refused, seen, success, told, zone } from './story.ts';

const view = (source: typeof refused, extras = {}) => explanationView(source, { zone, ...extras });
const titles = (source: typeof refused, extras = {}) => view(source, extras).actions.map(({ title }) => title);

describe('explanationView', () => {
  it('has the finding for its headline', () => {
    assert.equal(view(refused).headline, 'The resource changed after you read it. Nothing was written.');
  });

  it('knows what kind of page it is', () => {
    const kinds = [refused, conditionRequired, notModified, lostUpdate, success].map((source) => view(source).kind);
    assert.deepEqual(kinds, ['refused', 'condition-required', 'not-modified', 'went-through', 'repaired']);
  });

  it('takes no failure for a success', () => {
    const answered = exchange('PUT', [['If-Match', '"v3"']], { status: 400, reason: 'Bad Request' }, '09:41:20');
    const { kind, headline, status } = view({ ...success, exchange: answered });
    assert.deepEqual(
      [kind, status, headline],
      ['failed', '400 Bad Request', 'Answered 400. Nothing known of conditions explains it.'],
    );
  });

  it('offers the preferred repair first, what leaves the write unguarded never first', () => {
    assert.deepEqual(titles(refused), [
      'Refresh and retry',
      'Merge and retry',
      'Remove the condition',
      'Open the request',
      'Copy report',
    ]);
    assert.deepEqual(
      view(refused).actions.map(({ weight }) => weight),
      ['primary', 'plain', 'quiet', 'quiet', 'quiet'],
    );
  });

  it('offers no repair that it cannot carry out', () => {
    const causes = (refused.explanation?.causes ?? []).map((cause) => ({
      ...cause,
      fixes: [{ id: 'export-report' as const, title: 'Report' }],
    }));
    assert.ok(!JSON.stringify(view(told({}, { causes })).causes).includes('export-report'));
  });

  it('is about a merge while one is under way, and sends only what is settled', () => {
    const merging = (state: 'clean' | 'open' | 'settled', conflicts: number) =>
      explanationView(refused, { zone, merge: { state, conflicts, theirs: '"v4"' } });
    const shown = (each: ReturnType<typeof merging>) => each.actions.slice(0, 3).map(({ title }) => title);
    assert.deepEqual(shown(merging('clean', 0)), [
      'Send, if it is still "v4"',
      'Show the difference',
      'Drop the merge',
    ]);
    assert.deepEqual(shown(merging('settled', 2)), shown(merging('clean', 0)));
    assert.deepEqual(shown(merging('open', 2)), ['Complete the merge', 'Open the merge editor', 'Drop the merge']);
    assert.match(merging('open', 2).notice ?? '', /^2 places were changed by both, you and "v4"\. Settle them/);
    assert.match(merging('open', 1).notice ?? '', /^One place was changed by both/);
    const inText = explanationView(refused, {
      zone,
      merge: { state: 'open', conflicts: 1, theirs: '"v4"', settledIn: 'text' },
    });
    assert.deepEqual(shown(inText).slice(0, 2), ['Show the conflicts', 'Drop the merge']);
    assert.match(inText.notice ?? '', /Settle it between the conflict markers, and save\. Nothing was sent yet\.$/);
  });

  it('tells every question that was asked, and the answers', () => {
    const asked = {
      ...refused,
      probes: [
        { kind: 'repeat' as const, exchanges: [seen('"a"', '09:41:21', 'HEAD'), seen('"b"', '09:41:22', 'HEAD')] },
      ],
    };
    assert.match(
      view(asked).lookUp ?? '',
      /2 HEADs were sent to tell the causes apart: they answered 200 with "a"; 200 with "b"\.$/,
    );
  });

  it('opens the request first when nothing can be repaired', () => {
    const [first] = view(told({}, { causes: [] })).actions;
    assert.deepEqual([first?.title, first?.weight], ['Open the request', 'primary']);
  });

  it('offers the look-up that the policy put off', () => {
    assert.ok(titles(told({ lookUp: 'offered', fresh: undefined })).includes('Look up the current version'));
    assert.ok(!titles(refused).includes('Look up the current version'));
  });

  it('offers to send again after an edit', () => {
    const after = titles(refused, { next: 'send-again', notice: 'x' });
    assert.deepEqual(after, ['Send again', 'Open the request', 'Copy report']);
  });

  it('warns where a retry puts our content over somebody else’s', () => {
    assert.match(view(refused).caution ?? '', /in place of theirs/);
    assert.equal(view(conditionRequired).caution, undefined);
  });

  it('has the values that were compared', () => {
    const [step] = view(refused).steps;
    assert.deepEqual(
      [step?.number, step?.sent, step?.held, step?.result, step?.stops],
      ['1', '"v3"', '"v4"', 'false', 'stops here: 412'],
    );
  });

  it('compares a write that went through with what was known before it', () => {
    const [step] = view(lostUpdate).steps;
    assert.deepEqual([step?.held, step?.stops], ['"v4"', undefined]);
  });

  it('cuts a value that would fill the page', () => {
    const huge = `"${'x'.repeat(60_000)}"`;
    const source = told({ exchange: exchange('PUT', [['If-Match', huge]], { status: 412 }, '09:41:20') });
    assert.match(view(source).steps[0]?.sent ?? '', /^"x{279}…x{39}" \(60002 characters\)$/);
    assert.ok(JSON.stringify(view(source)).length < 10_000);
  });

  it('says that there was no such resource', () => {
    const gone = exchange('HEAD', [], { status: 404 }, '09:41:20.400');
    assert.equal(view(told({ fresh: gone })).steps[0]?.held, 'no such resource');
  });

  it('says what was expected and what was observed', () => {
    assert.deepEqual(
      [view(lostUpdate).deviation?.expected, view(lostUpdate).deviation?.observed],
      ['412 Precondition Failed', '204'],
    );
  });

  it('names the fields that were not sent, in the RFC’s order', () => {
    assert.deepEqual(view(refused).unsent, ['If-Unmodified-Since', 'If-None-Match', 'If-Modified-Since', 'If-Range']);
  });

  it('shows host and path, and neither userinfo nor a secret of the query', () => {
    const secret = exchange('PUT', [], { status: 412 }, '09:41:20');
    const url = 'https://me:pw@api.test/a?id=1&access_token=t0ken&api_key=k';
    const { host, path } = view(told({ exchange: { ...secret, request: { ...secret.request, url } } })).request;
    assert.deepEqual([host, path], ['api.test', '/a?id=1&access_token=…&api_key=…']);
  });

  it('holds no header field but preconditions and validators', () => {
    assert.ok(!JSON.stringify(view(refused)).includes('s3cret'));
  });
});

describe('repairedView', () => {
  it('says what came of it, and keeps the way back', () => {
    const page = repairedView(success, view(refused), { zone, notice: 'The file now holds the server\'s "v4".' });
    assert.equal(page.headline, 'Repaired: 204, "v5"');
    assert.equal(page.kind, 'repaired');
    assert.equal(page.earlier?.headline, view(refused).headline);
    assert.deepEqual(page.earlier?.actions, []);
  });

  it('is the page of the new refusal when the retry was refused too', () => {
    const page = repairedView(refused, view(refused), { zone });
    assert.deepEqual([page.kind, page.earlier], ['refused', undefined]);
  });
});
