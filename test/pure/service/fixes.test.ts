import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Problem } from '../../../src/core/service/problem.ts';
import type { RuleCode } from '../../../src/core/service/rules/catalogue.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { allExamples } from './examples/allExamples.ts';
import { request } from './examples/example.ts';
import { fixed, got, problemsOf, unmarked, type World, wrote } from './world.ts';

/** Rules that no edit of the file can mend, or only one that depends on what is known. */
const withoutFix: readonly RuleCode[] = [
  'directive-not-run',
  'variable-shadowed',
  'import-missing',
  'import-circle',
  'reference-several-matches',
  'etag-non-ascii',
  'etag-backslash',
  'ius-predicts-412',
  'im-predicts-412',
  'inm-predicts-304',
  'ims-predicts-304',
  'body-file-missing',
  'variable-cycle',
  'request-not-sent-yet',
  'etag-not-discriminating',
  'server-transforms-put',
];

const errorsIn = (problems: readonly Problem[]) =>
  problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);

const count = (problems: readonly Problem[], code: string) => problems.filter((each) => each.code === code).length;

describe('the fixes of each rule', () => {
  for (const { code, fires, world } of allExamples) {
    const { text } = unmarked(fires);
    const before = problemsOf(text, world);
    const problem = before.find((each) => each.code === code);
    for (const fix of problem?.fixes ?? []) {
      if (fix.kind !== 'edit') continue;
      it(`${code}: “${fix.title}” mends ${text.trim().split('\n').join(' ⏎ ')}`, () => {
        const after = problemsOf(fixed(text, fix), world);
        ok(count(after, code) < count(before, code), fixed(text, fix));
        const errors = errorsIn(before);
        deepEqual(
          errorsIn(after).filter((each) => !errors.includes(each)),
          [],
          fixed(text, fix),
        );
      });
    }
  }

  it('keep a Cache-Control of one directive each', () => {
    for (const written of ['max-age=0, no-cache', 'no-cache, max-age=0', 'max-age=0 , no-cache']) {
      const text = request('GET', 'If-None-Match: "a"', `Cache-Control: ${written}`);
      const fix = problemsOf(text).find(({ code }) => code === 'no-cache-defeats-304')?.fixes[0];
      equal(fix && fixed(text, fix), request('GET', 'If-None-Match: "a"', 'Cache-Control: max-age=0'));
    }
  });

  it('convert a Last-Modified that is no HTTP-date along with its name', () => {
    const text = request('PUT', 'Last-Modified: 2026-11-20');
    const fix = problemsOf(text)[0]?.fixes[0];
    equal(fix && fixed(text, fix), request('PUT', 'If-Unmodified-Since: Fri, 20 Nov 2026 00:00:00 GMT'));
  });

  it('never turn If-Match: * on a read into If-None-Match: *, which gives no content', () => {
    const text = request('GET', 'If-Match: *');
    ok(problemsOf(text).some(({ fixes }) => fixes.length > 0));
    ok(problemsOf(text).every(({ fixes }) => fixes.every((fix) => !fixed(text, fix).includes('If-None-Match: *'))));
  });

  for (const code of new Set(allExamples.map((each) => each.code))) {
    if (withoutFix.includes(code)) continue;
    it(`${code} has one in an example at least`, () => {
      const own = allExamples.filter((each) => each.code === code);
      ok(
        own.some(({ fires, world }) =>
          problemsOf(fires, world).some((each) => each.code === code && each.fixes.length > 0),
        ),
      );
    });
  }

  it('have at most one to prefer, and that the first', () => {
    for (const { fires, world } of allExamples) {
      for (const { code, fixes } of problemsOf(fires, world)) {
        const preferred = fixes.map(({ preferred }) => preferred);
        equal(preferred.lastIndexOf('yes') <= 0, true, `${code}: ${preferred.join()}`);
      }
    }
  });
});

/** What the first fix of that code, or the one of that title, makes of the text. */
function mended(marked: string, code: RuleCode, world: World = {}, title?: string): string {
  const { text } = unmarked(marked);
  const fixes = problemsOf(text, world).find((each) => each.code === code)?.fixes ?? [];
  const fix =
    title === undefined ? fixes.find(({ kind }) => kind === 'edit') : fixes.find((each) => each.title === title);
  ok(fix, `no such fix among: ${fixes.map((each) => each.title).join(' | ')}`);
  return fixed(text, fix);
}

describe('an offline fix', () => {
  const known = { story: [got('/1', [['ETag', '"v4"']])] };

  it('quotes a tag where it stands in the file', () =>
    equal(mended(request('PUT', 'If-Match: "a", v1'), 'etag-unquoted'), request('PUT', 'If-Match: "a", "v1"')));

  it('quotes around a reference, and leaves the variable as it is', () => {
    const text = `@v = v1\n${request('PUT', 'If-Match: {{v}}')}`;
    equal(mended(text, 'etag-unquoted'), `@v = v1\n${request('PUT', 'If-Match: "{{v}}"')}`);
  });

  it('mends inside the variable what is wrong in its value', () => {
    const text = `@v = w/"v1"\n\n###\n${request('PUT', 'If-Match: {{v}}')}`;
    equal(
      mended(text, 'etag-lowercase-weak'),
      `@v = W/"v1"\n\n###\n${request('PUT', 'If-Match: {{v}}')}`.replace('PUT', 'PUT'),
    );
  });

  it('offers no edit for a value that comes from outside the file', () => {
    const world = { environment: { v: 'w/"v1"' } };
    const [problem] = problemsOf(request('GET', 'If-None-Match: {{v}}'), world);
    deepEqual([problem?.code, problem?.fixes], ['etag-lowercase-weak', []]);
  });

  it('removes a line whole, with its line break', () =>
    equal(
      mended(
        request('PUT', 'If-Match: "a"', 'If-Unmodified-Since: Sat, 21 Nov 2026 08:00:00 GMT', 'Accept: */*'),
        'ius-with-im',
      ),
      request('PUT', 'If-Match: "a"', 'Accept: */*'),
    ));

  it('removes the last line of a file that ends without a line break', () =>
    equal(mended('GET http://x.test/1\r\nIf-None-Match: *', 'inm-star-on-safe'), 'GET http://x.test/1'));

  it('removes both of two last lines', () =>
    equal(mended('PUT http://x.test/1\nRange: bytes=0-\nIf-Range: "a"', 'range-not-get'), 'PUT http://x.test/1'));

  it('merges two lines into one list, references as they are written', () =>
    equal(
      mended(`@v = "b"\n${request('PUT', 'If-Match: "a"', 'If-Match: {{v}}')}`, 'duplicate-tag-lines'),
      `@v = "b"\n${request('PUT', 'If-Match: "a", {{v}}')}`,
    ));

  it('writes the known tag, whatever the line breaks of the file are', () =>
    equal(
      mended('PUT http://x.test/1\r\n\r\n{}\r\n', 'write-unconditional', known),
      'PUT http://x.test/1\r\nIf-Match: "v4"\r\n\r\n{}\r\n',
    ));

  it('guards by the date where there is no tag and the date is strong', () =>
    equal(
      mended('DELETE http://x.test/1', 'write-unconditional', {
        story: [got('/1', [['Last-Modified', 'Sat, 21 Nov 2026 08:00:00 GMT']])],
      }),
      'DELETE http://x.test/1\nIf-Unmodified-Since: Sat, 21 Nov 2026 08:00:00 GMT',
    ));

  it('converts a date in another zone to GMT', () =>
    equal(
      mended(request('GET', 'If-Modified-Since: Sat, 21 Nov 2026 09:00:00 +0100'), 'date-not-gmt'),
      request('GET', 'If-Modified-Since: Sat, 21 Nov 2026 08:00:00 GMT'),
    ));

  it('renames a header to the one the value belongs in', () =>
    equal(
      mended(request('PUT', 'If-Match: 1994-11-06T08:49:37Z'), 'date-in-tag-header'),
      request('PUT', 'If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT'),
    ));

  it('swaps a date and a tag that stand in each other’s place', () => {
    const date = 'Sat, 21 Nov 2026 08:00:00 GMT';
    const text = request('GET', `If-None-Match: ${date}`, 'If-Modified-Since: "v1"');
    const mended = request('GET', 'If-None-Match: "v1"', `If-Modified-Since: ${date}`);
    for (const code of ['date-in-tag-header', 'tag-in-date-header']) {
      const fix = problemsOf(text).find((each) => each.code === code)?.fixes[0];
      equal(fix && fixed(text, fix), mended);
    }
  });

  it('gives no quotes to what stands where a tag should', () => {
    const fixes = problemsOf(request('PUT', 'If-Match: undefined')).find(({ code }) => code === 'etag-unquoted')?.fixes;
    deepEqual(
      fixes?.map(({ kind }) => kind),
      ['refresh-etag'],
    );
  });

  it('moves a header up from the content', () =>
    equal(
      mended(request('PUT', 'Content-Type: text/plain', '', 'If-Match: "a"', 'text'), 'conditional-after-blank-line'),
      request('PUT', 'Content-Type: text/plain', 'If-Match: "a"', '', 'text'),
    ));

  it('fills an empty field with what is known, a blank before it', () =>
    equal(mended(request('PUT', 'If-Match:'), 'conditional-empty-value', known), request('PUT', 'If-Match: "v4"')));

  it('takes * out of a list over two lines', () =>
    equal(
      mended(request('PUT', 'If-Match: "a", *', 'If-Match: *'), 'etag-star-in-list', {}, 'Keep the tags, without *'),
      request('PUT', 'If-Match: "a"'),
    ));

  it('leaves the answer behind a reference alone when the tag is stale, and asks the server', () => {
    const story = [got('/1', [['ETag', '"v3"']], { ago: 60 }), wrote('PUT', '/1', [['ETag', '"v4"']])];
    const [problem] = problemsOf(request('PUT', 'If-Match: {{v}}'), { story, environment: { v: '"v3"' } });
    deepEqual([problem?.code, problem?.fixes.map(({ kind }) => kind)], ['etag-own-write-stale', ['refresh-etag']]);
  });

  it('never leaves its document, and its edits never overlap', () => {
    for (const { fires, world } of allExamples) {
      const { text } = unmarked(fires);
      for (const { fixes } of problemsOf(text, world)) {
        for (const fix of fixes) {
          if (fix.kind !== 'edit') continue;
          const ordered = [...fix.edits].sort((a, b) => a.start - b.start || a.end - b.end);
          ordered.reduce((end, edit) => {
            ok(edit.start >= end && edit.end >= edit.start && edit.end <= text.length, `${fix.title} in ${text}`);
            return edit.end;
          }, 0);
          ok(parse(fixed(text, fix)).blocks.length > 0);
        }
      }
    }
  });
});
