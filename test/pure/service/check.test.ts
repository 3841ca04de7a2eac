import { deepEqual, equal, ok } from 'node:assert/strict';
import { Checker } from '../../../src/core/service/check/checker.ts';
import { check } from '../../../src/core/service/languageService.ts';
import { parse, update } from '../../../src/core/syntax/parse.ts';
import { request, withContent } from './examples/example.ts';
import { codesOf, contextOf, exchangeOf, fixed, got, host, problemsOf, unmarked, type World, wrote } from './world.ts';

const date = 'Sat, 21 Nov 2026 08:00:00 GMT';
const severityOf = (code: string, text: string, world: World = {}) =>
  problemsOf(text, world).find((each) => each.code === code)?.severity;

/** The stretch of the text that the problem covers. */
function placeOf(code: string, text: string, world: World = {}): string | undefined {
  const problem = problemsOf(text, world).find((each) => each.code === code);
  return problem === undefined ? undefined : unmarked(text).text.slice(problem.start, problem.end);
}

describe('check', () => {
  it('has nothing to say of a plain read and of a guarded write', () => {
    deepEqual(codesOf(request('GET', 'Accept: */*')), []);
    deepEqual(codesOf(withContent('PUT', 'If-Match: "v1"', 'Content-Type: application/json')), []);
  });

  it('has nothing to say of an empty file, of variables alone, of comments', () => {
    for (const text of ['', '\n\n', '@a = 1\n', '# note\n', '###\n']) deepEqual(codesOf(text), []);
  });

  it('names a target that comes to nothing', () => {
    const [problem] = problemsOf('@empty =\nGET {{empty}}\n');
    equal(problem?.code, 'url-invalid');
    ok(problem.message.startsWith('An empty target'));
  });

  it('blames a method without a target once', () => deepEqual(codesOf('GET\n'), ['request-line-invalid']));

  it('counts offsets over the whole document', () => {
    const text = `GET ${host}/\n\n### second\n${request('PUT', 'If-Match: «v1»')}`;
    const { start, end } = unmarked(text);
    const [problem] = problemsOf(text);
    deepEqual([problem?.start, problem?.end, problem?.request], [start, end, 1]);
  });

  it('comes in the order of the text', () => {
    const starts = problemsOf(`${request('PUT', 'If-Match: v1', 'If-Range: W/"a"')}\n###\nGTE ${host}\n`).map(
      (each) => each.start,
    );
    deepEqual(
      starts,
      [...starts].sort((a, b) => a - b),
    );
    ok(starts.length >= 3);
  });
});

describe('a tag on a resource that is gone', () => {
  const gone = { story: [got('/1', [], { status: 404 })] };
  const message = (method: string) =>
    problemsOf(request(method, 'If-Match: "a"'), gone).find(({ code }) => code === 'im-on-missing')?.message ?? '';

  for (const [method, status] of [
    ['PUT', '412'],
    ['PATCH', '412'],
    ['POST', '412'],
    ['GET', '404'],
    ['DELETE', '404'],
  ] as const) {
    it(`is foretold a ${status} on ${method}, as the algorithm has it`, () =>
      ok(message(method).includes(` ${status}.`)));
  }

  it('is told how to create with PUT alone', () => {
    ok(message('PUT').includes('If-None-Match: *'));
    ok(!message('DELETE').includes('If-None-Match'));
  });
});

describe('a severity', () => {
  it('is an error for an empty condition on a write and a warning elsewhere', () => {
    equal(severityOf('conditional-empty-value', request('PUT', 'If-Match:')), 'error');
    equal(severityOf('conditional-empty-value', request('GET', 'If-None-Match:')), 'warning');
  });

  it('is an error for a date that removes the guard of a write and a warning for one that costs a 304', () => {
    equal(severityOf('date-iso8601', request('PUT', 'If-Unmodified-Since: 2026-11-21')), 'error');
    equal(severityOf('date-iso8601', request('GET', 'If-Modified-Since: 2026-11-21')), 'warning');
  });

  it('is lower where only a date speaks for a lost update', () => {
    equal(severityOf('write-unconditional', request('PUT'), { story: [got('/1', [['ETag', '"a"']])] }), 'warning');
    equal(
      severityOf('write-unconditional', request('PUT'), { story: [got('/1', [['Last-Modified', date]])] }),
      'information',
    );
  });

  it('follows the setting, and off removes', () => {
    const text = request('PUT', 'If-Match: v1');
    equal(severityOf('etag-unquoted', text, { context: { severities: { 'etag-unquoted': 'hint' } } }), 'hint');
    deepEqual(codesOf(text, { context: { severities: { 'etag-unquoted': 'off' } } }), []);
  });
});

describe('a member with a variable', () => {
  it('gets no syntax code while the variable has no value', () => {
    for (const value of ['{{nope}}', '"{{nope}}"', '"a", {{nope}}', 'W/"{{nope}}"', "'{{nope}}'"]) {
      deepEqual(codesOf(request('PUT', `If-Match: ${value}`)), ['etag-variable-unresolved'], value);
    }
    deepEqual(codesOf(request('GET', 'If-Modified-Since: {{nope}}')), ['etag-variable-unresolved']);
  });

  it('leaves the other members to be judged', () => {
    deepEqual(codesOf(request('PUT', 'If-Match: {{nope}}, v1')), ['etag-variable-unresolved', 'etag-unquoted']);
  });

  it('is judged by its value, at the reference', () => {
    equal(placeOf('etag-unquoted', `@v = v1\n${request('PUT', 'If-Match: "a", {{v}}')}`), '{{v}}');
    equal(placeOf('weak-in-if-match', request('PUT', 'If-Match: {{v}}'), { environment: { v: 'W/"a"' } }), '{{v}}');
    equal(
      placeOf('etag-illegal-char', request('PUT', 'If-Match: "{{v}}-x"'), { environment: { v: 'a b' } }),
      '"{{v}}-x"',
    );
  });

  it('may hold a whole list', () => {
    deepEqual(codesOf(`@v = "a", b\n${request('PUT', 'If-Match: {{v}}')}`), ['etag-unquoted']);
  });

  it('is refused on a read too, as a warning', () => {
    equal(severityOf('etag-variable-unresolved', request('GET', 'If-None-Match: {{nope}}')), 'warning');
    equal(severityOf('etag-variable-unresolved', request('PUT', 'If-Match: {{nope}}')), 'error');
  });

  it('may come from an answer', () => {
    const text = `# @name read\nGET ${host}/1\n###\n${request('PUT', 'If-Match: {{read.response.headers.etag}}')}`;
    const answers = { read: exchangeOf(got('/1', [['ETag', 'W/"a"']])) };
    equal(placeOf('weak-in-if-match', text, { answers }), '{{read.response.headers.etag}}');
  });

  it('names the field that the answer has when the reference nearly does', () => {
    const text = `# @name read\nGET ${host}/1\n###\n${request('PUT', 'If-Match: {{read.response.headers.etga}}')}`;
    const [problem] = problemsOf(text, { answers: { read: exchangeOf(got('/1', [['ETag', '"a"']])) } });
    deepEqual(
      problem?.fixes.map(({ title }) => title),
      ['Use {{read.response.headers.etag}}'],
    );
  });
});

describe('one thing is said once', () => {
  const story = [got('/1', [['ETag', '"v3"']], { ago: 60 }), got('/1', [['ETag', '"v4"']])];

  it('a garbled tag is not also stale', () =>
    deepEqual(codesOf(request('PUT', 'If-Match: v3'), { story }), ['etag-unquoted']));

  it('a stale tag is not also predicted to fail', () =>
    deepEqual(codesOf(request('PUT', 'If-Match: "v3"'), { story }), ['etag-stale-known']));

  it('a weak tag in If-Match is not also unknown', () =>
    deepEqual(codesOf(request('PUT', 'If-Match: W/"v9"'), { story }), ['weak-in-if-match']));

  it('a missing resource is not also a stale tag', () =>
    deepEqual(
      codesOf(request('PUT', 'If-Match: "v3"'), { story: [...story, got('/1', [], { status: 404, ago: 1 })] }),
      ['im-on-missing'],
    ));

  it('typographic quotes are not also characters that cannot be sent', () => {
    deepEqual(codesOf(request('PUT', 'If-Match: “v1”')), ['etag-smart-quotes']);
    deepEqual(codesOf(`@v = “v1”\n${request('PUT', 'If-Match: {{v}}')}`), ['etag-smart-quotes']);
  });

  it('a line break that a variable brings along is not also a character that cannot be sent', () =>
    deepEqual(codesOf(request('PUT', 'If-Match: {{v}}'), { environment: { v: '"v1"\r' } }), ['etag-header-pasted']));

  it('a date in the wrong field is not also two bad tags', () =>
    deepEqual(codesOf(request('PUT', `If-Match: ${date}`)), ['date-in-tag-header']));

  it('a reference without a value is not also an undefined variable', () =>
    deepEqual(codesOf(request('PUT', 'If-Match: {{nope}}')), ['etag-variable-unresolved']));

  it('a write that cannot be guarded by its misspelled field is not also unconditional', () =>
    deepEqual(codesOf(request('PUT', 'If_Match: "v4"'), { story }), ['conditional-misspelled']));

  it('two stars in two fields are one contradiction', () =>
    deepEqual(codesOf(request('PUT', 'If-Match: *', 'If-None-Match: *')), ['im-star-inm-star']));
});

describe('against the memory', () => {
  const story = [
    got('/1', [['ETag', '"v3"']], { ago: 60, name: 'old' }),
    got('/1', [['ETag', '"v4"']], { ago: 8, name: 'read' }),
  ];

  it('a stale tag names what replaced it, when and by whose sight, and what would come of it', () => {
    const [problem] = problemsOf(request('PUT', 'If-Match: "v3"'), { story });
    equal(
      problem?.message,
      '"v3" was replaced by "v4" (GET #read saw it at 09:41:12 UTC). This PUT would be refused with 412.',
    );
    deepEqual(
      problem?.fixes.map(({ title }) => title),
      ['Refresh ETag from the server', 'Use "v4" (known)'],
    );
    equal(problem?.fixes[0]?.preferred, 'yes');
  });

  it('points to the request of the file that saw it', () => {
    const text = `# @name read\n«GET ${host}/1»\n###\n${request('PUT', 'If-Match: "v3"')}`;
    const { start, end } = unmarked(text);
    const [problem] = problemsOf(text, { story });
    deepEqual(
      problem?.related.map((each) => [each.start, each.end]),
      [[start, end]],
    );
  });

  it('a moment is told as the caller shows it', () => {
    const [problem] = problemsOf(request('PUT', 'If-Match: "v3"'), { story, context: { formatTime: () => 'ten' } });
    ok(problem?.message.includes('saw it at ten'));
  });

  it("a tag of another variant is that variant's, and not stale", () => {
    const variants = [
      got(
        '/1',
        [
          ['ETag', '"de"'],
          ['Vary', 'Accept-Language'],
        ],
        { ago: 60, sent: [['Accept-Language', 'de']] },
      ),
      got(
        '/1',
        [
          ['ETag', '"en"'],
          ['Vary', 'Accept-Language'],
        ],
        { sent: [['Accept-Language', 'en']] },
      ),
    ];
    const text = request('PUT', 'Accept-Language: en', 'If-Match: "de"');
    ok(!codesOf(text, { story: variants }).includes('etag-stale-known'));
  });

  it('what another identity saw says nothing of this request', () => {
    const other = [got('/1', [['ETag', '"v4"']], { sent: [['Authorization', 'Basic x']] })];
    deepEqual(codesOf(request('PUT', 'If-Match: "v3"'), { story: other, context: { environment: 'else' } }), []);
  });

  it('an old member beside the current one does no harm', () => {
    deepEqual(codesOf(request('PUT', 'If-Match: "v3", "v4"'), { story }), []);
  });

  it('a tag seen again after our own write is not outdated by it', () => {
    const again = [...story, wrote('PUT', '/1', [], { ago: 5 }), got('/1', [['ETag', '"v4"']], { ago: 2 })];
    deepEqual(codesOf(request('PUT', 'If-Match: "v4"'), { story: again }), []);
  });

  it('our own write without a tag in its answer makes every tag before it suspect', () => {
    const written = [...story, wrote('PUT', '/1', [], { ago: 5 })];
    const [problem] = problemsOf(request('PUT', 'If-Match: "v4"'), { story: written });
    equal(problem?.code, 'etag-own-write-stale');
    deepEqual(
      problem?.fixes.map(({ kind }) => kind),
      ['refresh-etag'],
    );
  });

  it('costs nothing of credentials where nothing is remembered', () => {
    let hashed = 0;
    const hashIdentity = () => {
      hashed += 1;
      return '#';
    };
    check(parse(request('PUT', 'Authorization: Basic x', 'If-Match: "a"')), contextOf({ context: { hashIdentity } }));
    equal(hashed, 0);
  });
});

describe('hostile values', () => {
  it('stay on one line in a message, visible, and cut', () => {
    const [problem] = problemsOf(request('PUT', 'If-Match: {{v}}'), {
      environment: { v: `a\nb\u202e${'x'.repeat(500)}` },
    });
    ok(problem !== undefined && !/[\n\u202e]/.test(problem.message), problem?.message);
    ok((problem?.message.length ?? 999) < 300);
  });

  for (const [name, value] of [
    ['10,000 members', Array.from({ length: 10_000 }, (_, i) => `"${i}"`).join(',')],
    ['10,000 garbled members', Array.from({ length: 10_000 }, (_, i) => `v${i}`).join(',')],
    ['10,000 times the same member', Array.from({ length: 10_000 }, () => '"a"').join(',')],
    ['64 KiB of commas', ','.repeat(65_536)],
    ['64 KiB of quotes', '"'.repeat(65_536)],
    ['64 KiB of braces', '{'.repeat(65_536)],
  ] as const) {
    it(`take linear time: ${name}`, function () {
      this.timeout(20_000);
      const started = process.cpuUsage();
      problemsOf(request('PUT', `If-Match: ${value}`));
      ok(process.cpuUsage(started).user < 2_000_000);
    });
  }
});

describe('at an API with preconditions of its own', () => {
  const odata = (value: string) => `PATCH https://graph.microsoft.com/v1.0/planner/tasks/1\nIf-Match: ${value}\n`;
  const couch = { story: [got('/1', [['Server', 'CouchDB/3.3']], { body: '{"_id":"1","_rev":"2-a"}' })] };

  it('a weak tag in If-Match is what OData asks for', () => {
    equal(severityOf('weak-in-if-match', odata('W/"a"')), 'warning');
    equal(severityOf('weak-in-if-match', request('PUT', 'If-Match: W/"a"')), 'error');
  });

  it('a tag without quotes is what CouchDB takes', () => {
    equal(severityOf('etag-unquoted', request('PUT', 'If-Match: 2-a'), couch), 'hint');
    equal(severityOf('etag-unquoted', request('PUT', 'If-Match: 2-a')), 'error');
  });

  it('the setting of a severity goes before what the API takes', () =>
    equal(
      severityOf('weak-in-if-match', odata('W/"a"'), { context: { severities: { 'weak-in-if-match': 'error' } } }),
      'error',
    ));

  it('the known generation takes the place of a tag that Google Cloud Storage ignores', () => {
    const text = 'PUT http://x.test/1\nIf-Match: "a"\n';
    const story = [
      got('/1', [
        ['x-goog-generation', '17'],
        ['ETag', '"a"'],
      ]),
    ];
    const [problem] = problemsOf(text, { story });
    equal(problem?.code, 'vendor-precondition-misuse');
    equal(problem?.fixes[0] && fixed(text, problem.fixes[0]), 'PUT http://x.test/1\nx-goog-if-generation-match: 17\n');
  });
});

describe('a typed tag', () => {
  const read = `GET ${host}/1\n\n###\n`;
  const write = request('PUT', 'If-Match: "a"');

  for (const [what, before, after] of [
    ['comes with the request that reads its URL', write, `${read}${write}`],
    ['goes with it', `${read}${write}`, write],
    ['goes with its target', `${read}${write}`, `GET ${host}/2\n\n###\n${write}`],
  ] as const) {
    it(`is hinted at no longer and no later than it should: ${what}`, () => {
      const first = parse(before);
      const checker = new Checker(first, contextOf());
      checker.settle(0, 99);
      checker.update(
        update(first, [
          { start: 0, end: before.length - write.length, newText: after.slice(0, after.length - write.length) },
        ]),
      );
      checker.settle(0, 99);
      const codes = checker.problems(0, 99).map(({ code }) => code);
      deepEqual(codes, codesOf(after));
    });
  }
});
