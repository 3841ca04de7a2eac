import { deepEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { check, foldings, hover, lenses, symbols } from '../../../src/core/service/languageService.ts';
import { applyEdits, type Span } from '../../../src/core/span.ts';
import { parse, update } from '../../../src/core/syntax/parse.ts';
import { anyFile } from '../syntax/anyFile.ts';
import { documents, patience } from '../syntax/documents.ts';
import { contextOf, exchangeOf, got, host, wrote } from './world.ts';

const story = [
  got('/1', [['ETag', '"v3"']], { ago: 60, name: 'x' }),
  wrote('PUT', '/1', [['ETag', 'W/"v4"']]),
  got('/2', []),
];
const context = contextOf({
  story,
  answers: { x: exchangeOf(got('/1', [['ETag', '"v3"']]), '{"a":"v3"}') },
  environment: { base: host, w: '“v”', list: '"a", *, b' },
});

/** Values that come close to tags, lists and dates. */
const value = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"a"',
        'W/"a"',
        '"v3"',
        '*',
        ',',
        ' ',
        'v1',
        'w/',
        '{{list}}',
        '{{w}}',
        '{{nope}}',
        '"',
        "'",
        '\\"',
        '“x”',
      ),
      fc.constantFrom('Sat, 21 Nov 2026 08:00:00 GMT', '2026-11-21', '1795248000', 'bytes=5-', ';', 'ETag: '),
      fc.string({ maxLength: 3 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join('').replaceAll(/[\r\n]/g, ''));
const name = fc.constantFrom(
  ...['If-Match', 'If-None-Match', 'If-Modified-Since', 'If-Unmodified-Since', 'If-Range', 'Range', 'If', 'if_match'],
  ...['ETag', 'Cache-Control', 'Host', 'X-A'],
);
const method = fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS', 'get', 'FROB');
const anyRequest = fc
  .tuple(
    method,
    fc.constantFrom('/1', '/2', '/3'),
    fc.array(fc.tuple(name, value), { maxLength: 4 }),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([verb, path, fields, eol]) =>
    [`${verb} {{base}}${path}`, ...fields.map(([a, b]) => `${a}: ${b}`), '', ''].join(eol),
  );
const anyText = fc.oneof(
  anyFile,
  anyRequest,
  fc.array(anyRequest, { maxLength: 3 }).map((all) => all.join('###\n')),
);

const inside = ({ start, end }: Span, text: string) => start >= 0 && start <= end && end <= text.length;

describe('the language service', function () {
  this.timeout(patience);

  it('has an answer to any text, and every place in it is one', () =>
    fc.assert(
      fc.property(anyText, fc.nat(200), (text, offset) => {
        const document = parse(text);
        for (const problem of check(document, context)) {
          ok(inside(problem, text), problem.code);
          ok(problem.message.length > 0 && !/[\n\r]/.test(problem.message), problem.code);
          for (const each of problem.related) ok(inside(each, text), problem.code);
        }
        for (const each of [...lenses(document, context), ...symbols(document), ...foldings(document)])
          ok(inside(each, text));
        const found = hover(document, Math.min(offset, text.length), context);
        ok(found === undefined || inside(found.span, text));
      }),
      { numRuns: documents },
    ));

  it('mends within the text, in edits that do not overlap', () =>
    fc.assert(
      fc.property(anyText, (text) => {
        let mended: string | undefined;
        for (const { code, fixes } of check(parse(text), context)) {
          for (const fix of fixes) {
            if (fix.kind !== 'edit') continue;
            const ordered = [...fix.edits].sort((a, b) => a.start - b.start || a.end - b.end);
            let end = 0;
            for (const edit of ordered) {
              ok(edit.start >= end && inside(edit, text), `${code}: ${fix.title}`);
              end = edit.end;
            }
            mended ??= applyEdits(text, fix.edits);
          }
        }
        if (mended !== undefined) check(parse(mended), context);
      }),
      { numRuns: documents },
    ));

  it('says at most one thing of the syntax of a member', () =>
    fc.assert(
      fc.property(anyRequest, (text) => {
        const syntax = check(parse(text), context).filter(({ code }) =>
          /^etag-(?!variable-unr|stale|own|of|unk|old|list|star)/.test(code),
        );
        const places = syntax
          .filter(({ code }) => code !== 'etag-as-request-header')
          .map(({ start, end }) => `${start}-${end}`);
        // Members of one variable share its reference's place.
        if (!text.includes('{{list}}') && !text.includes('{{w}}')) deepEqual(places, [...new Set(places)]);
      }),
      { numRuns: documents },
    ));

  it('finds the same after an edit as in a fresh parse', () =>
    fc.assert(
      fc.property(anyText, anyText, fc.nat(100), (text, inserted, at) => {
        const edit = { start: Math.min(at, text.length), end: Math.min(at, text.length), newText: inserted };
        const edited = update(parse(text), [edit]);
        deepEqual(check(edited, context), check(parse(applyEdits(text, [edit])), context));
      }),
      { numRuns: documents },
    ));
});
