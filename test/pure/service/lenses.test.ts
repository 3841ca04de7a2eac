import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { lenses } from '../../../src/core/service/languageService.ts';
import { LensReader } from '../../../src/core/service/lensReader.ts';
import { documentRequests } from '../../../src/core/syntax/locate.ts';
import { parse, update } from '../../../src/core/syntax/parse.ts';
import { anyPiece, anyRequests } from './anyRequests.ts';
import { request } from './examples/example.ts';
import { contextOf, got, host, type Seen, type World, wrote } from './world.ts';

const titles = (text: string, world: World = {}) => lenses(parse(text), contextOf(world)).map(({ title }) => title);
const known = (...story: readonly Seen[]) => ({ story });
const date = 'Sat, 21 Nov 2026 08:00:00 GMT';

describe('the lenses of a request', () => {
  const read = known(got('/1', [['ETag', '"v3"']], { ago: 12 }));

  it('are Send alone where nothing is known and nothing is conditional', () => {
    deepEqual(titles(request('GET')), ['▶ Send']);
    deepEqual(titles('GET {{nope}}/1\n'), ['▶ Send']);
    deepEqual(titles(request('OPTIONS'), read), ['▶ Send', 'ETag "v3" · 12 s ago']);
  });

  it('offer the refresh of a tag that the request carries, and of a write', () => {
    deepEqual(titles(request('GET', 'If-None-Match: "a"')), ['▶ Send', '⟳ Refresh ETag']);
    deepEqual(titles(request('PUT')), ['▶ Send', '⟳ Refresh ETag']);
    deepEqual(titles(request('GET', 'If-None-Match: *')), ['▶ Send']);
    deepEqual(titles(request('PUT', `If-Unmodified-Since: ${date}`)), ['▶ Send', '⟳ Refresh date']);
  });

  it('offer the known tag as a condition, and tell it', () => {
    deepEqual(titles(request('PUT'), read), [
      '▶ Send',
      '⟳ Refresh ETag',
      '▸ Send with If-Match',
      'ETag "v3" · 12 s ago',
    ]);
    deepEqual(titles(request('GET'), read), ['▶ Send', '▸ Send with If-None-Match', 'ETag "v3" · 12 s ago']);
  });

  it('offer no condition beside one that is there', () =>
    deepEqual(titles(request('PUT', 'If-Match: "v3"'), read), ['▶ Send', '⟳ Refresh ETag', 'ETag "v3" · 12 s ago']));

  it('offer no weak tag for If-Match, where it could never hold', () => {
    const weak = known(got('/1', [['ETag', 'W/"v3"']]));
    deepEqual(titles(request('PUT'), weak), ['▶ Send', '⟳ Refresh ETag', 'ETag W/"v3" · 8 s ago']);
    ok(titles(request('GET'), weak).includes('▸ Send with If-None-Match'));
  });

  it('offer the date where there is no tag', () => {
    const dated = known(got('/1', [['Last-Modified', date]]));
    deepEqual(titles(request('PUT'), dated).slice(2), [
      '▸ Send with If-Unmodified-Since',
      'Modified 08:00:00 UTC · 8 s ago',
    ]);
    ok(titles(request('GET'), dated).includes('▸ Send with If-Modified-Since'));
  });

  it('say whose work the tag is', () => {
    const own = known(wrote('PUT', '/1', [['ETag', '"v3"']], { ago: 12 }));
    equal(titles(request('PUT'), own).at(-1), 'ETag "v3" · 12 s ago, yours');
  });

  it('say what is missing and what is not known', () => {
    equal(titles(request('PUT'), known(got('/1', [], { status: 404 }))).at(-1), 'Missing · 8 s ago');
    equal(titles(request('PUT'), known(wrote('PUT', '/1', []))).at(-1), 'ETag unknown · 8 s ago, yours');
    equal(titles(request('PUT'), known(got('/1', []))).at(-1), 'No validator · 8 s ago');
  });

  it('cut a long tag', () =>
    ok((titles(request('GET'), known(got('/1', [['ETag', `"${'x'.repeat(300)}"`]]))).at(-1)?.length ?? 999) < 90));

  it('stand over the request line, at most four a request, in the order of the file', () => {
    const text = `# @name a\nGET ${host}/1\n\n###\nPUT ${host}/1\n`;
    const all = lenses(parse(text), contextOf(read));
    for (const { start, end, request: index } of all)
      equal(text.slice(start, end), `${index === 0 ? 'GET' : 'PUT'} ${host}/1`);
    deepEqual(
      all.map((each) => each.request),
      [0, 0, 0, 1, 1, 1, 1],
    );
  });

  it('are had for a stretch alone, with the numbers they have in the whole', () =>
    fc.assert(
      fc.property(anyRequests, fc.nat(), fc.nat(300), (text, at, length) => {
        const document = parse(text);
        const start = at % (text.length + 1);
        const end = Math.min(text.length, start + length);
        const { blocks } = document;
        const begun = (offset: number) => blocks.findLastIndex((placed) => placed.start <= offset);
        const touched = blocks.slice(begun(start), begun(end) + 1).map((placed) => placed.start);
        const own = new Set(
          documentRequests(document)
            .filter((each) => touched.includes(each.start))
            .map(({ index }) => index),
        );
        const context = contextOf();
        deepEqual(
          lenses(document, context, { start, end }),
          lenses(document, context).filter(({ request }) => own.has(request)),
        );
      }),
      { numRuns: 80 },
    ));

  it('are read again where a variable asks for what another request knows', () => {
    const text = `@far = {{$etag x}}\n\n### x\nGET ${host}/1\n\n###\nDELETE ${host}/{{far}}\nIf-None-Match: *\n`;
    const context = contextOf(read);
    const reader = new LensReader();
    const before = parse(text.replace('### x', '### y'));
    reader.read(before, context);
    const at = text.indexOf('### x') + 4;
    const document = update(before, [{ start: at, end: at + 1, newText: 'x' }]);
    deepEqual(reader.read(document, context), lenses(parse(text), context));
  });

  it('read on from version to version are those of the last one', () =>
    fc.assert(
      fc.property(anyRequests, fc.array(fc.tuple(fc.nat(), fc.nat(9), anyPiece), { maxLength: 4 }), (text, changes) => {
        const context = contextOf(read);
        const reader = new LensReader();
        let document = parse(text);
        reader.read(document, context);
        for (const [at, length, newText] of changes) {
          const start = at % (document.text.length + 1);
          document = update(document, [{ start, end: Math.min(document.text.length, start + length), newText }]);
          deepEqual(reader.read(document, context), lenses(parse(document.text), context));
        }
      }),
      { numRuns: 80 },
    ));
});
