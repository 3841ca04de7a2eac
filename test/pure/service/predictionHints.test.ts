import { deepEqual, equal, match, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { predictionHints } from '../../../src/core/service/languageService.ts';
import { age, ageChange } from '../../../src/core/service/request/moment.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { anyFile } from '../syntax/anyFile.ts';
import { request } from './examples/example.ts';
import { contextOf, exchangeOf, got, host, now, type Seen, type World, wrote } from './world.ts';

const hintsOf = (text: string, world: World = {}) =>
  predictionHints(parse(text), { start: 0, end: text.length }, contextOf(world));

/** The labels, each behind the text that it follows. */
const shown = (text: string, world: World = {}) =>
  hintsOf(text, world).map(({ offset, label }) => `${text.slice(0, offset).split('\n').at(-1)} ${label}`);

const v3 = [got('/1', [['ETag', '"v3"']], { ago: 120, name: 'read' })];
const dated = [got('/1', [['Last-Modified', 'Sat, 21 Nov 2026 08:00:00 GMT']], { ago: 120 })];
const gone = [got('/1', [], { status: 404, ago: 90 })];

describe('the prediction behind a request line', () => {
  const table: readonly (readonly [what: string, text: string, story: readonly Seen[], label: string])[] = [
    ['a read of what is held', request('GET', 'If-None-Match: "v3"'), v3, '→ 304 likely'],
    [
      'a read of what was replaced',
      request('GET', 'If-None-Match: "v1"'),
      v3,
      '→ 200 likely: you hold "v1", the server had "v3" 2 min ago',
    ],
    ['a write with the tag that was seen', request('PUT', 'If-Match: "v3"'), v3, '→ 2xx likely'],
    [
      'a write with an older tag',
      request('PUT', 'If-Match: "v1"'),
      v3,
      '→ 412 likely: you hold "v1", the server had "v3" 2 min ago',
    ],
    ['a write with several', request('PUT', 'If-Match: "v1", "v2"'), v3, '→ 412 likely: the server had "v3" 2 min ago'],
    [
      'a weak form of the tag',
      request('PUT', 'If-Match: W/"v3"'),
      v3,
      '→ 412 likely: you hold W/"v3", the server had "v3" 2 min ago',
    ],
    [
      'a creation of what is there',
      request('PUT', 'If-None-Match: *'),
      v3,
      '→ 412 likely: the server had "v3" 2 min ago',
    ],
    [
      'a date that has passed',
      request('PUT', 'If-Unmodified-Since: Sat, 21 Nov 2026 07:00:00 GMT'),
      dated,
      '→ 412 likely: it was last modified 08:00:00 UTC when seen 2 min ago',
    ],
    [
      'the date that was seen',
      request('GET', 'If-Modified-Since: Sat, 21 Nov 2026 08:00:00 GMT'),
      dated,
      '→ 304 likely',
    ],
    ['a write where nothing was', request('PUT', 'If-Match: "v3"'), gone, '→ 412 likely: nothing was there 1 min ago'],
    ['a deletion of nothing', request('DELETE', 'If-Match: "v3"'), gone, '→ 404 likely: nothing was there 1 min ago'],
    ['a part', request('GET', 'Range: bytes=0-1', 'If-Range: "v3"'), v3, '→ 206 likely'],
    ['a field that is ignored', request('PUT', 'If-Modified-Since: Sat, 21 Nov 2026 07:00:00 GMT'), v3, '→ 2xx likely'],
  ];
  for (const [what, text, story, label] of table)
    it(`tells of ${what}`, () => deepEqual(shown(text, { story }), [`${text.split('\n')[0]} ${label}`]));

  it('is unknown where the nodes behind a URL disagree, but for what no tag decides', () => {
    const seen = (etag: string, ago: number) => got('/1', [['ETag', etag]], { ago });
    const story = [seen('"a"', 9), seen('"b"', 6), seen('"a"', 3)];
    const labelOf = (...lines: readonly string[]) => hintsOf(request('PUT', ...lines), { story })[0]?.label;
    equal(labelOf('If-Match: "a"'), '→ unknown: tags alternate here');
    equal(labelOf('If-None-Match: "a"'), '→ unknown: tags alternate here');
    match(labelOf('If-Match: *') ?? '', /^→ 2xx likely/);
    match(labelOf('If-None-Match: *') ?? '', /^→ 412 likely/);
    match(labelOf('If-Match: "x"') ?? '', /^→ 412 likely/);
  });

  it('is unknown where our own write left the tag unknown, and says since when', () =>
    match(
      shown(request('PUT', 'If-Match: "v3"'), { story: [...v3, wrote('PUT', '/1', [])] })[0] ?? '',
      / → unknown since your PUT 8 s ago$/,
    ));

  it('is unknown where only somebody else has seen the resource', () =>
    match(shown(request('GET', 'Authorization: x', 'If-None-Match: "v3"'), { story: v3 })[0] ?? '', / → unknown$/));

  it('is none where nothing is known, nothing is asked, or a variable has no value yet', () => {
    deepEqual(shown(request('PUT', 'If-Match: "v3"')), []);
    deepEqual(shown(request('PUT', 'If-Match: "v3"').replace('/1', '/2'), { story: v3 }), []);
    deepEqual(shown(request('PUT', 'Accept: */*'), { story: v3 }), []);
    deepEqual(shown(request('PUT', 'If-Match: {{tag}}'), { story: v3 }), []);
    deepEqual(shown(request('GET', 'If-Modified-Since: {{date}}'), { story: dated }), []);
  });

  it('follows the value of a variable', () => {
    const text = `# @name read\nGET ${host}/1\n\n###\n${request('PUT', 'If-Match: {{read.response.headers.etag}}')}`;
    const answers = { read: exchangeOf(got('/1', [['ETag', '"v1"']])) };
    deepEqual(shown(text, { story: v3 }), []);
    deepEqual(shown(text, { story: v3, answers }), [
      `PUT ${host}/1 → 412 likely: you hold "v1", the server had "v3" 2 min ago`,
    ]);
  });

  it('takes the server for what it was seen to be', () => {
    const ignored = wrote('PUT', '/1', [['ETag', '"v4"']], { ago: 60, sent: [['If-Match', '"v1"']] });
    const story = [...v3, ignored];
    deepEqual(shown(request('PUT', 'If-Match: "v1"'), { story }), [
      `PUT ${host}/1 → 2xx likely: If-Match was ignored here 1 min ago`,
    ]);
    const twice = got('/1', [], {
      ago: 30,
      status: 400,
      sent: [
        ['If-None-Match', '"a"'],
        ['If-None-Match', '"b"'],
      ],
    });
    deepEqual(shown(request('GET', 'If-None-Match: "a"', 'If-None-Match: "b"'), { story: [...v3, twice] }), [
      `GET ${host}/1 → 400 likely: this server was seen to answer so 30 s ago`,
    ]);
  });

  it('repeats what was seen once that is old', () =>
    match(
      shown(request('GET', 'If-None-Match: "v3"'), { story: v3, context: { etagMaxAge: 60_000 } })[0] ?? '',
      / → 304 likely: the server had "v3" 2 min ago$/,
    ));

  it('is that of the span alone', () => {
    const one = request('GET', 'If-None-Match: "v3"');
    const text = `${one}\n###\n${one}`;
    const start = text.lastIndexOf('GET');
    deepEqual(
      predictionHints(parse(text), { start, end: text.length }, contextOf({ story: v3 })).map(({ offset }) => offset),
      [text.indexOf('\n', start)],
    );
  });

  it('has the steps in its hover, with what they rest on and a link', () => {
    const [hint] = hintsOf(request('GET', 'If-None-Match: "v3"', 'If-Modified-Since: Sat, 21 Nov 2026 07:00:00 GMT'), {
      story: v3,
    });
    const lines = hint?.tooltip.split('\n').filter((line) => line !== '') ?? [];
    equal(lines[0], '**Prediction: 304**, by what GET \\#read saw 2 min ago.');
    match(lines[1] ?? '', /^1\. If\\-None\\-Match \*\*fails\*\*: /);
    match(lines[2] ?? '', /^2\. If\\-Modified\\-Since \*\*ignored\*\*: /);
    match(lines[3] ?? '', /^\[Refresh ETag\]\(command:precondition\.refreshEtag\?/);
  });

  it('makes no markup of what a server or a file says', () => {
    const tag = '"[x](command:evil)`<b>"';
    const [hint] = hintsOf(request('PUT', 'If-Match: "a[y](command:evil)"'), { story: [got('/1', [['ETag', tag]])] });
    ok(hint !== undefined);
    ok(!/(?<!\\)\]\(command:evil/.test(hint.tooltip), hint.tooltip);
  });

  it('is total', () => {
    fc.assert(
      fc.property(anyFile, (text) => {
        const hints = hintsOf(text, { story: v3 });
        ok(hints.every(({ offset, changesAt }) => offset <= text.length && changesAt > now));
      }),
      { numRuns: 200 },
    );
  });
});

describe('the age of a moment', () => {
  it('changes when it is said to, and not before', () => {
    for (const seconds of [0, 1, 7.4, 59, 59.5, 60, 61, 3599, 3600, 7300, 86_399, 86_400, 200_000]) {
      const then = now - seconds * 1000;
      const change = ageChange(then, now);
      ok(change > now, `${seconds}`);
      equal(age(then, change - 1), age(then, now), `${seconds} before`);
      ok(age(then, change) !== age(then, now), `${seconds} after`);
    }
  });
});

describe('a host that is not known', () => {
  it('has no prediction even for a request like a known one', () =>
    deepEqual(shown(request('GET', 'If-None-Match: "v3"').replace(host, 'http://y.test'), { story: v3 }), []));
});
