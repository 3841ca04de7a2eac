import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalogue } from '../../../src/core/conditional/explanation/causes/catalogue.ts';
import { findingClause } from '../../../src/core/conditional/explanation/causes/findingClause.ts';
import { explain } from '../../../src/core/conditional/explanation/explain.ts';
import type { CauseId, Explanation } from '../../../src/core/conditional/explanation/explanation.ts';
import { emptyMemory, remember } from '../../../src/core/conditional/memory/memory.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { exchange, explained, failed, recalled, remembering } from '../support/exchanges.ts';
import { at, date, get, type Staged, stories, URL } from './stories.ts';

const story = (name: string): Staged => stories.find((each) => each.name === name) ?? assert.fail(`no story "${name}"`);
const told = (name: string): Explanation => explained(story(name));

describe('the causes', () => {
  for (const each of stories) {
    it(`${each.name}: ${each.cause}`, () => {
      const { causes, confidence } = explained(each);
      assert.equal(causes[0]?.id, each.cause, JSON.stringify(causes, undefined, 1));
      assert.equal(confidence, each.sure);
    });
  }

  it('each say what was seen, and name a repair', () => {
    for (const each of stories) {
      for (const cause of explained(each).causes) {
        assert.ok(cause.fixes.length > 0, cause.id);
        if (cause.likelihood === 'high') assert.ok(cause.evidence.length > 0, `${each.name}: ${cause.id}`);
        for (const sentence of cause.evidence) assert.match(sentence, /^.{10,300}\.$/, sentence);
      }
    }
  });

  it('are at most three besides the proven ones, the likeliest first', () => {
    const order = { high: 0, medium: 1, low: 2 };
    for (const each of stories) {
      const ranks = explained(each).causes.map(({ likelihood }) => order[likelihood]);
      assert.deepEqual(
        ranks,
        [...ranks].sort((a, b) => a - b),
        each.name,
      );
      assert.ok(ranks.filter((rank) => rank > 0).length <= 3);
      const ids = explained(each).causes.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
    }
  });

  it('are nothing known where nothing is', () => {
    const { causes, confidence, summary } = explained({
      exchange: exchange('PUT', URL, 412, [], {
        sent: [
          ['If-Match', '*'],
          ['If-None-Match', '"z"'],
        ],
      }),
    });
    assert.deepEqual([causes.map(({ id }) => id), confidence], [['unknown'], 'unexplained']);
    assert.equal(summary, 'The server refused, and nothing known says why. Nothing was written.');
  });
});

describe('the catalogue of causes', () => {
  const ids = Object.keys(catalogue) as CauseId[];
  for (const id of ids) {
    it(`says of ${id} what it is and what to do`, () => {
      const { title, prior, repairs } = catalogue[id];
      assert.match(title, /^[A-Z].*[^.]$/);
      assert.match(findingClause(id), /^[a-z].*[^.]$/);
      assert.ok(repairs.length > 0 && prior >= 1 && prior <= 5);
    });
  }

  it('has a story for each cause, or one that suggests it', () => {
    const shown = new Set(stories.flatMap((each) => explained(each).causes.map(({ id }) => id)));
    const elsewhere: readonly CauseId[] = [
      'unknown',
      'auth-dependent',
      'cdn-rewrites-tag',
      'ius-clock',
      'rewritten-by-server',
      'subsecond',
      'redirect',
      'version-conflict',
      'parent-missing',
      'locked',
      'condition-unsupported',
      'asked-for-fresh',
      'conditions-combined',
      'restored-older',
      'tag-reused',
    ];
    assert.deepEqual(
      ids.filter((id) => !shown.has(id) && !elsewhere.includes(id)),
      [],
    );
  });
});

describe('causes that are only suggested', () => {
  const suggests = (id: CauseId, explanation: Explanation): void =>
    assert.ok(
      explanation.causes.some((cause) => cause.id === id),
      JSON.stringify(explanation.causes.map((cause) => cause.id)),
    );

  it('the redirect that carried the condition along', () =>
    suggests('redirect', told('the condition was carried to another URL')));

  it('a tag read with other credentials', () => {
    const context = { environment: '', identity: 'reader', request: undefined, now: at(0) };
    const memory = remember(emptyMemory, get(0, [['ETag', '"v1"']]), context);
    const last = exchange('PUT', URL, 412, [], { sent: [['If-Match', '"v1"']], at: at(30) });
    const input = { exchange: last, fresh: undefined, memory, now: at(31), environment: '', identity: 'writer' };
    suggests('auth-dependent', explain({ ...input, before: recalled(memory, URL) }));
  });

  it('a CDN that makes tags of its own', () => {
    const past = [get(0, [['ETag', '"5e1f-62a"']])];
    const sent: HeaderList = [['If-Match', '"5e1f-62a"']];
    suggests(
      'cdn-rewrites-tag',
      explained({
        past,
        exchange: exchange('PUT', URL, 412, [], { sent, at: at(30) }),
        fresh: exchange(
          'HEAD',
          URL,
          200,
          [
            ['ETag', '"zz_(1)"'],
            ['CF-Ray', '1'],
          ],
          { at: at(31) },
        ),
      }),
    );
  });

  it('a date from another clock', () => {
    suggests(
      'ius-clock',
      explained({
        past: [get(0, [['Last-Modified', date(-60)]])],
        exchange: exchange('PUT', URL, 412, [['Date', date(330)]], {
          sent: [['If-Unmodified-Since', date(29)]],
          at: at(30),
        }),
        fresh: exchange('HEAD', URL, 200, [['Last-Modified', date(300)]], { at: at(31) }),
      }),
    );
  });

  it('two versions in one second', () => {
    suggests(
      'subsecond',
      explained({
        past: [
          get(0, [
            ['Last-Modified', date(0)],
            ['Date', date(0)],
          ]),
        ],
        exchange: exchange('PUT', URL, 412, [], { sent: [['If-Unmodified-Since', date(0)]], at: at(30) }),
        fresh: exchange('HEAD', URL, 200, [['Last-Modified', date(0)]], { at: at(31) }),
      }),
    );
  });

  it('a calendar server that rewrote what was saved', () => {
    suggests(
      'rewritten-by-server',
      explained({
        past: [exchange('PUT', URL, 201, [['ETag', '"mine"']], { at: at(0) })],
        exchange: exchange('PUT', URL, 412, [], { sent: [['If-Match', '"mine"']], at: at(30) }),
        fresh: exchange(
          'HEAD',
          URL,
          200,
          [
            ['ETag', '"theirs"'],
            ['Content-Type', 'text/calendar'],
          ],
          { at: at(31) },
        ),
      }),
    );
  });
});

describe('a 412 explained', () => {
  it('names the condition that decided, and compares the values', () => {
    const explanation = told('somebody edits between GET and PUT');
    assert.equal(explanation.culprit, 'If-Match');
    assert.equal(explanation.verdict, 'precondition-failed');
    assert.deepEqual(
      explanation.steps.map(({ rule, field, result, because }) => [rule, field, result, because]),
      [['13.2.2-1', 'If-Match', 'false', '"v1" is not the current "v2", by strong comparison.']],
    );
  });

  it('explains why it was foretold otherwise: what was known had been overtaken', () => {
    assert.deepEqual(told('somebody edits between GET and PUT').deviation, {
      expected: 'perform',
      observed: 412,
      why: 'It was foretold because "v1" was current 30 s before. The resource changed after you read it.',
      blame: 'knowledge',
    });
    assert.equal(told('a tag without quotes').deviation, undefined);
  });

  it('says in plain words what happened and what came of it', () => {
    const summaries = [
      ['somebody edits between GET and PUT', 'The resource changed after you read it. Nothing was written.'],
      [
        'somebody edits, and the server gives no dates',
        'Most likely the resource changed after you read it. Nothing was written.',
      ],
      [
        'the tag of before our own PUT is sent again',
        'Your own earlier write changed the resource. Nothing was written.',
      ],
      [
        'a server of weak tags',
        'This server hands out weak tags, and If-Match never matches one. Nothing was written.',
      ],
      [
        'no condition, and a firewall behind it',
        'No condition was sent, so the server refused for a reason of its own. No content was sent.',
      ],
      ['the resource is gone', 'Nothing exists at this URL. Nothing was written.'],
      ['the resource exists already', 'The resource exists already. Nothing was written.'],
      [
        '428 to an unguarded write',
        'This server wants a condition on every write, and none was sent. Nothing was written.',
      ],
    ] as const;
    for (const [name, summary] of summaries) assert.equal(told(name).summary, summary);
  });

  it('puts the repair that fits first', () => {
    const repairs = [
      ['somebody edits between GET and PUT', 'refresh-and-retry'],
      ['the resource is gone', 'create-instead'],
      ['the resource exists already', 'update-instead'],
      ['a tag without quotes', 'fix-syntax'],
      ['428 to an unguarded write', 'add-precondition'],
      ['the tag of the compressed form', 'use-identity-coding'],
      ['an attempt whose answer was lost had got through', 'verify-first'],
    ] as const;
    for (const [name, repair] of repairs) assert.equal(told(name).causes[0]?.fixes[0]?.id, repair, name);
  });

  it('says what is not known', () => {
    const { unknowns } = told('somebody edits between GET and PUT');
    assert.ok(unknowns.some((sentence) => sentence.includes('did not name its current tag')));
    assert.ok(unknowns.some((sentence) => sentence.includes('Who made "v2"')));
    const without = explained({ ...story('somebody edits between GET and PUT'), fresh: undefined as never });
    assert.ok(without.unknowns.some((sentence) => sentence.includes('No look-up')));
  });

  it('does not miss a tag where there is none to name', () => {
    assert.deepEqual(told('the resource is gone').unknowns, []);
  });

  it('says that a tag never seen here comes from elsewhere, and blames others with less force', () => {
    const { causes, unknowns, summary } = explained({
      past: [get(0, [['ETag', '"v2"']])],
      exchange: exchange('PUT', URL, 412, [], { sent: [['If-Match', '"whatever"']], at: at(30) }),
      fresh: exchange('HEAD', URL, 200, [['ETag', '"v2"']], { at: at(31) }),
    });
    assert.ok(unknowns.includes('Where "whatever" comes from: no answer seen here has carried it.'));
    assert.notEqual(causes.find(({ id }) => id === 'changed-by-other')?.likelihood, 'high');
    assert.doesNotMatch(summary, /after you read it/);
  });

  it('to a request without a condition is not mended by adding one', () => {
    const repairs = told('no condition, and a firewall behind it').causes.flatMap(({ fixes }) =>
      fixes.map(({ id }) => id),
    );
    assert.deepEqual(repairs, ['probe-server', 'export-report']);
  });

  it('says that somebody changed it after our own write', () => {
    const { summary, causes } = told('the same, and somebody edits after our own PUT');
    assert.match(summary, /^You changed the resource yourself, and then somebody else changed it again\./);
    assert.deepEqual(
      causes.map(({ id }) => id),
      ['changed-by-other', 'own-write'],
    );
  });

  it('says that the look-up failed, and why', () => {
    const { unknowns, culprit, verdict } = explained({
      past: [get(0, [['ETag', '"v1"']])],
      exchange: exchange('PUT', URL, 412, [], { sent: [['If-Match', '"v1"']], at: at(30) }),
      fresh: failed('HEAD', URL, { at: at(31) }),
    });
    assert.ok(unknowns.some((sentence) => sentence.startsWith('The look-up failed. example.test:80 closed')));
    assert.deepEqual([culprit, verdict], ['If-Match', 'perform']);
  });

  it('to a GET takes the current tag from the answer itself', () => {
    const { steps, unknowns, summary } = explained({
      past: [get(0, [['ETag', '"v1"']])],
      exchange: exchange('GET', URL, 412, [['ETag', '"v2"']], { sent: [['If-Match', '"v1"']], at: at(30) }),
    });
    assert.equal(steps[0]?.because, '"v1" is not the current "v2", by strong comparison.');
    assert.ok(!unknowns.some((sentence) => sentence.includes('did not name')));
    assert.ok(summary.endsWith('No content was sent.'));
  });

  it('names If-Unmodified-Since where that was judged against the book', () => {
    assert.equal(told('the date is judged beside a tag that holds').culprit, 'If-Unmodified-Since');
  });

  it('suspects a change, and not the server, where only what was known before says that it should have held', () => {
    const { causes, summary, deviation } = explained({
      past: [get(0, [['ETag', '"v1"']])],
      exchange: exchange('PUT', URL, 412, [], { sent: [['If-Match', '"v1"']], at: at(30) }),
    });
    assert.equal(deviation?.blame, 'knowledge');
    assert.equal(summary, 'Most likely the resource changed after you read it. Nothing was written.');
    assert.deepEqual(
      causes.map(({ id, evidence }) => [id, evidence]),
      [['changed-by-other', ['"v1" was current 30 s before this request.']]],
    );
  });

  it('says that it should have held, where by all that is known it holds', () => {
    const { deviation, verdict } = told('two nodes that name themselves');
    assert.equal(verdict, 'perform');
    assert.deepEqual(deviation, {
      expected: 'perform',
      observed: 412,
      why: 'By the state that the look-up saw If-Match holds.',
      blame: 'server',
    });
  });

  it('does not believe a cache that vouches for the tag the origin refused', () => {
    const { deviation, verdict, steps } = told('a cache that still vouches for the old tag');
    assert.deepEqual([verdict, deviation?.blame, steps[0]?.result], ['precondition-failed', 'knowledge', 'unknown']);
  });

  it('without any condition is one by no rule', () => {
    const { deviation, steps, culprit } = told('no condition, and a firewall behind it');
    assert.deepEqual([steps, culprit, deviation?.expected], [[], undefined, 'perform']);
  });
});

describe('a write that went through', () => {
  const write = (status: number, sent: HeaderList, past: Staged['past'] = []): Explanation =>
    explained({ past, exchange: exchange('PUT', URL, status, [], { sent, at: at(30), content: 'mine' }) });

  it('although its tag had been replaced is a lost update', () => {
    const { deviation, summary, culprit, verdict, status } = told('the server writes although the tag was replaced');
    assert.deepEqual([status, verdict, culprit], [204, 'precondition-failed', 'If-Match']);
    assert.deepEqual([deviation?.expected, deviation?.observed], ['precondition-failed', 204]);
    assert.ok(deviation?.why.includes('"v1" is not the current "v2"'), deviation?.why);
    assert.equal(summary, 'A lost update just happened: the server did not heed If-Match and wrote over "v2".');
  });

  it('with a tag never seen here may only show that our knowledge was old', () => {
    const { deviation, confidence, summary } = write(204, [['If-Match', '"v9"']], [get(0, [['ETag', '"v1"']])]);
    assert.equal(confidence, 'likely');
    assert.equal(
      deviation?.why,
      'Either If-Match was not heeded, or the tag had gone from "v1" to "v9" without our seeing it.',
    );
    assert.ok(summary.includes('may have been old'));
  });

  it('with a weak tag went against strong comparison, whatever was known', () => {
    assert.equal(write(204, [['If-Match', 'W/"v1"']]).deviation?.expected, 'precondition-failed');
  });

  it('with 201 created something, and so If-Match cannot have held', () => {
    assert.equal(write(201, [['If-Match', '"v1"']]).deviation?.observed, 201);
    assert.equal(write(201, [['If-None-Match', '*']]).deviation, undefined);
  });

  it('with 204 replaced something, and so If-None-Match: * cannot have held', () => {
    const { deviation, summary } = write(204, [['If-None-Match', '*']]);
    assert.equal(deviation?.expected, 'precondition-failed');
    assert.equal(summary, 'The server replaced what was there although If-None-Match: * forbids it.');
  });

  it('as predicted is no deviation', () => {
    const { deviation, causes, confidence } = write(204, [['If-Match', '"v1"']], [get(0, [['ETag', '"v1"']])]);
    assert.deepEqual([deviation, causes, confidence], [undefined, [], 'certain']);
    assert.equal(write(204, []).deviation, undefined);
    assert.equal(write(204, [['If-Match', '"v1"']]).deviation, undefined);
    assert.equal(write(404, [['If-Match', '"v1"']], [get(0, [['ETag', '"v2"']])]).deviation, undefined);
  });

  it('after its condition was left behind at a redirect says so', () => {
    const { causes, deviation, summary, confidence } = explained({
      exchange: exchange('PUT', URL, 204, [], {
        hops: [{ status: 307, url: 'http://example.test/b', droppedFields: ['Authorization', 'If-Match'] }],
      }),
    });
    assert.deepEqual([causes[0]?.id, confidence], ['redirect', 'certain']);
    assert.equal(summary, 'The request was redirected, and carried out there without its condition.');
    assert.equal(deviation?.why, `If-Match was not carried along to ${URL}, so nothing guarded the PUT.`);
    // A retry would lose it again.
    assert.deepEqual(
      causes[0]?.fixes.map(({ id }) => id),
      ['verify-first'],
    );
  });
});

describe('an explanation', () => {
  it('holds no userinfo', () => {
    const url = 'http://user:hunter2@example.test/a';
    const hops = [{ status: 307, url: 'http://user:hunter2@example.test/b', droppedFields: ['If-Match'] }];
    for (const status of [204, 412]) {
      assert.ok(
        !JSON.stringify(explained({ exchange: exchange('PUT', url, status, [], { hops }) })).includes('hunter2'),
      );
    }
  });

  it('does not take what is known of one URL for what another answered', () => {
    const past = [get(0, [['ETag', '"v1"']])];
    const elsewhere = exchange('PUT', 'http://example.test/b', 412, [], { sent: [['If-Match', '"v1"']], at: at(30) });
    const memory = remembering(...past);
    const { steps } = explain({
      exchange: elsewhere,
      before: recalled(memory, URL),
      fresh: undefined,
      memory,
      now: at(31),
      environment: '',
      identity: '',
    });
    assert.equal(steps[0]?.result, 'unknown');
  });
});

describe('a read', () => {
  const read = (status: number, fields: HeaderList, sent: HeaderList, past: Staged['past'] = []): Explanation =>
    explained({ past, exchange: exchange('GET', URL, status, fields, { sent, at: at(30) }) });

  it('answered 304 has its copy confirmed', () => {
    const { summary, verdict, culprit, causes, confidence, deviation } = read(
      304,
      [['ETag', '"v1"']],
      [['If-None-Match', '"v1"']],
    );
    assert.equal(summary, 'The copy with "v1" is still current, so its content was not sent again.');
    assert.deepEqual(
      [verdict, culprit, causes, confidence, deviation],
      ['not-modified', 'If-None-Match', [], 'certain', undefined],
    );
  });

  it('answered 304 by date says so', () => {
    const { summary, culprit } = read(304, [], [['If-Modified-Since', date(0)]]);
    assert.equal(culprit, 'If-Modified-Since');
    assert.equal(summary, 'It was not modified since that date, so its content was not sent again.');
  });

  it('answered 304 to * will never get content', () => {
    assert.ok(read(304, [], [['If-None-Match', '*']]).summary.includes('never asks for its content'));
  });

  it('answered 304 without a condition is a deviation', () => {
    assert.deepEqual(read(304, [], []).deviation, {
      expected: 'perform',
      observed: 304,
      why: 'No precondition was sent that a 304 could answer.',
      blame: 'server',
    });
  });

  it('answered 200 with another tag is what the condition asks for, whatever memory had expected', () => {
    const { deviation } = read(200, [['ETag', '"v2"']], [['If-None-Match', '"v1"']], [get(0, [['ETag', '"v1"']])]);
    assert.deepEqual(deviation, {
      expected: 'not-modified',
      observed: 200,
      why: 'It was foretold because "v1" was current 30 s before. Now it is "v2".',
      blame: 'knowledge',
    });
    assert.equal(read(200, [['ETag', '"v2"']], [['If-None-Match', '"v1"']]).deviation, undefined);
  });

  it('answered 200 with the very tag it has is a deviation', () => {
    const plain = read(200, [['ETag', '"v1"']], [['If-None-Match', '"v1"']]);
    assert.deepEqual([plain.deviation?.expected, plain.deviation?.observed], ['not-modified', 200]);
    assert.equal(plain.summary, 'The server sent the content again although your copy is current.');
    const noCache = read(
      200,
      [['ETag', '"v1"']],
      [
        ['If-None-Match', '"v1"'],
        ['Cache-Control', 'no-cache'],
      ],
    );
    assert.ok(noCache.deviation?.why.includes('no-cache'));
  });

  it('answered 200 although If-Match was false is a deviation, and no loss', () => {
    const { deviation, summary } = read(200, [['ETag', '"v2"']], [['If-Match', '"v1"']]);
    assert.equal(deviation?.expected, 'precondition-failed');
    assert.equal(summary, 'The server answered 200 although If-Match was false.');
  });

  it('answered 206 although If-Range was false would spoil the copy', () => {
    const { deviation, summary } = read(
      206,
      [['ETag', '"v2"']],
      [
        ['If-Range', '"v1"'],
        ['Range', 'bytes=5-'],
      ],
    );
    assert.deepEqual([deviation?.expected, deviation?.observed], ['perform', 206]);
    assert.ok(summary.includes('do not join'));
  });

  it('answered 206 to a Range without If-Range is as it should be', () => {
    assert.equal(
      read(
        206,
        [['ETag', '"v2"']],
        [
          ['If-None-Match', '"v1"'],
          ['Range', 'bytes=5-'],
        ],
      ).deviation,
      undefined,
    );
  });
});

describe('a 304 to a write', () => {
  it('is no answer to one', () => {
    const { summary, deviation } = explained({
      exchange: exchange('PUT', URL, 304, [], { sent: [['If-None-Match', '"v1"']] }),
    });
    assert.equal(summary, '304 is no answer to PUT: whether anything was written is not known.');
    assert.equal(deviation?.observed ?? 304, 304);
  });
});

describe('no answer', () => {
  it('is told as what failed, with what was predicted', () => {
    const { status, summary, steps, confidence } = explained({
      exchange: failed('PUT', URL, { sent: [['If-Match', 'W/"a"']] }),
    });
    assert.deepEqual([status, steps.length, confidence], [0, 1, 'unexplained']);
    assert.ok(summary.startsWith('example.test:80 closed the connection'));
  });
});

describe('any exchange', () => {
  const value = fc.oneof(
    fc.constantFrom(
      '"v1"',
      'W/"v1"',
      '"v1-gzip"',
      '*',
      'v1',
      '{{x}}',
      '(<t>)',
      date(0),
      'gzip',
      'HIT',
      '5',
      'Accept',
      'Apache',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  const sent = fc.tuple(
    fc.constantFrom(
      'If-Match',
      'If-None-Match',
      'If-Modified-Since',
      'If-Unmodified-Since',
      'If-Range',
      'Range',
      'If',
      'Accept',
      'Overwrite',
      'User-Agent',
    ),
    value,
  );
  const field = fc.tuple(
    fc.constantFrom(
      'ETag',
      'Last-Modified',
      'Date',
      'Age',
      'X-Cache',
      'Vary',
      'Content-Encoding',
      'Server',
      'Via',
      'X-Served-By',
      'Content-Type',
    ),
    value,
  );
  const one = fc.record({
    method: fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'COPY'),
    status: fc.constantFrom(200, 201, 204, 206, 304, 307, 404, 412, 428, 500),
    fields: fc.array(field, { maxLength: 5 }),
    headers: fc.array(sent, { maxLength: 4 }),
    body: fc.constantFrom('', 'mine', '{"version":"v1"}', '{'),
  });
  const played = (
    { method, status, fields, headers, body }: typeof one extends fc.Arbitrary<infer T> ? T : never,
    seconds: number,
  ) => exchange(method, URL, status, fields, { sent: headers, body, content: body, at: at(seconds) });

  it('is explained in sentences, never with an exception', () => {
    fc.assert(
      fc.property(fc.array(one, { maxLength: 4 }), one, fc.option(one, { nil: undefined }), (past, last, fresh) => {
        const explanation = explained({
          past: past.map((each, index) => played(each, index)),
          exchange: played(last, 30),
          ...(fresh === undefined ? {} : { fresh: played({ ...fresh, method: 'GET' }, 31) }),
        });
        assert.match(explanation.summary, /^[^\r\n]{5,300}\.$/);
        const sentences = [...explanation.unknowns, ...explanation.causes.flatMap(({ evidence }) => evidence)];
        for (const sentence of sentences) assert.match(sentence, /^[^\r\n]{5,500}\.$/);
        if (last.status === 412 || last.status === 428) assert.ok(explanation.causes.length > 0);
        if (explanation.verdict === 'undetermined') assert.notEqual(last.status, 412);
      }),
      { numRuns: 5000 },
    );
  });

  it('takes linear time, whatever stands in it', () => {
    for (const unit of ['"a",', '{{', 'x', '(["a"]) ', '%41', '\\', '; ']) {
      const long = unit.repeat(Math.ceil(65_536 / unit.length));
      const fields: HeaderList = [
        ['ETag', '"v1"'],
        ...['Server', 'Via', 'X-Cache', 'Age', 'Date', 'Last-Modified', 'Vary'].map((name) => [name, long] as const),
      ];
      for (const name of ['If-Match', 'If-Unmodified-Since', 'If', 'If-None-Match']) {
        const began = process.cpuUsage();
        explained({
          past: [get(0, fields)],
          exchange: exchange('PUT', URL, 412, fields, { sent: [[name, long]], at: at(30) }),
          fresh: exchange('GET', URL, 200, fields, { at: at(31), body: long }),
        });
        // What this process computed; a machine with much else to do is no matter of linearity.
        const taken = process.cpuUsage(began).user / 1000;
        assert.ok(taken < 1000, `${taken} ms on ${name}: ${unit}`);
      }
    }
  });
});
