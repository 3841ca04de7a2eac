import assert from 'node:assert/strict';
import { explanationView } from '../../../src/panel/explanationView.ts';
import { cell, code, prose } from '../../../src/panel/markdown.ts';
import { reportText } from '../../../src/panel/report.ts';
import { exchange, lostUpdate, refused, told, zone } from './story.ts';

const report = (source: typeof refused) => reportText(explanationView(source, { zone }));

describe('the report', () => {
  it('tells what the page tells', () => {
    assert.equal(
      report(refused),
      `# The resource changed after you read it. Nothing was written.

\`PUT /articles/1\` on \`api.example.org\` was answered with **412 Precondition Failed** at 2026-11-21T09:41:20.000Z (38 ms).

## What happened

- 2026-11-21T09:40:58.038Z: You read "v3" with GET.
- 2026-11-21T09:40:58.038Z – 2026-11-21T09:41:20.038Z: Somebody else changed it to "v4".
- 2026-11-21T09:41:20.000Z: You sent PUT with If-Match "v3": refused with 412, nothing was written.
- 2026-11-21T09:41:20.400Z: A look-up with HEAD answered 200 and "v4".

## How the server decided (RFC 9110 §13.2.2)

| Step | Field | Sent | The server has | Result |
| --- | --- | --- | --- | --- |
| 1 | If-Match | \`"v3"\` | \`"v4"\` | **does not hold**, stops here: 412. By strong comparison "v3" is not "v4". |

Not sent: If-Unmodified-Since, If-None-Match, If-Modified-Since, If-Range.

## Why

- **Someone else changed it** (\`changed-by-other\`, likelihood high, effort medium)
  - You read "v3" at 09:40:58 and wrote nothing since.
  - The look-up at 09:41:20 saw "v4".
- **A proxy rewrote the tag** (\`cdn-rewrites-tag\`, likelihood low, effort hard)
  - No Via, no Age: nothing points to one.

## What is not known

- Who wrote "v4".
- The server did not name its current ETag in the 412; few do.

One HEAD was sent to see the current state: it answered 200 with "v4".
`,
    );
  });

  it('does not pass off what is remembered for what the server has', () => {
    assert.match(report(refused), /\| The server has \|/);
    assert.match(report({ ...refused, fresh: undefined, lookUp: 'offered' }), /\| Last known \|/);
  });

  it('says what was expected of a write that went through', () => {
    assert.match(report(lostUpdate), /Expected 412 Precondition Failed, observed 204\./);
  });

  it('holds no secret', () => {
    const secret = exchange(
      'PUT',
      [
        ['If-Match', '"v3"'],
        ['Authorization', 'Bearer s3cret'],
        ['Cookie', 'sid=s3cret'],
        ['Proxy-Authorization', 'Basic s3cret'],
      ],
      { status: 412, headers: [['Set-Cookie', 'sid=s3cret']] },
      '09:41:20',
    );
    const request = { ...secret.request, url: 'https://me:s3cret@api.test/a?token=s3cret' };
    assert.doesNotMatch(report(told({ exchange: { ...secret, request } })), /s3cret/);
  });
});

describe('Markdown', () => {
  it('takes nothing in a sentence for markup', () =>
    assert.equal(prose('a *b* <c> [d](e)\n# f'), 'a \\*b\\* \\<c\\> \\[d\\](e) \\# f'));
  it('holds backticks in a longer fence', () => assert.equal(code('a``b'), '```a``b```'));
  it('pads what begins with a backtick', () => assert.equal(code('`a'), '`` `a ``'));
  it('keeps a bar inside its cell', () => assert.equal(cell('a|b'), '`a\\|b`'));
});
