import { deepEqual, equal, match } from 'node:assert/strict';
import { hover } from '../../../src/core/service/languageService.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { request } from './examples/example.ts';
import { codesOf, contextOf, got, problemsOf, type World, wrote } from './world.ts';

const strong = [got('/1', [['ETag', '"v3"']], { ago: 12, name: 'read' })];
const weak = [got('/1', [['ETag', 'W/"v3"']], { ago: 12 })];
const put = (value: string, field = 'If-Match') => request('PUT', `${field}: ${value}`);

function hoverOn(text: string, place: string, world: World = {}): string {
  return hover(parse(text), text.indexOf(place) + 1, contextOf(world))?.markdown ?? '';
}

describe('{{$etag}} as it is checked', () => {
  it('is the known tag, with nothing to say of it', () => deepEqual(codesOf(put('{{$etag}}'), { story: strong }), []));
  it('is judged by its value when it is weak', () => {
    equal(codesOf(put('{{$etag}}'), { story: weak })[0], 'weak-in-if-match');
    deepEqual(codesOf(request('GET', 'If-None-Match: {{$etag}}'), { story: weak }).includes('weak-in-if-match'), false);
  });
  it('brings its own quotes', () => equal(codesOf(put('"{{$etag}}"'), { story: strong })[0], 'etag-variable-quotes'));
  it('may stand in a list', () => deepEqual(codesOf(put('"a", {{$etag}}'), { story: strong }), []));
  it('says that nothing is known, and offers to ask the server first of all', () => {
    const [problem, ...others] = problemsOf(put('{{$etag}}'));
    deepEqual([problem?.code, others], ['etag-variable-unresolved', []]);
    match(problem?.message ?? '', /no such validator is known/);
    equal(problem?.fixes[0]?.kind, 'refresh-etag');
  });
  it('is unknown again after a write of ours that named no tag', () => {
    const story = [...strong, wrote('PUT', '/1', [])];
    deepEqual(codesOf(put('{{$etag}}'), { story }), ['etag-variable-unresolved']);
  });
  it('of a request that there is none of is told', () =>
    match(problemsOf(put('{{$etag nobody}}'), { story: strong })[0]?.message ?? '', /does not have/));
});

describe('{{$lastModified}} as it is checked', () => {
  it('is the date known', () => {
    const story = [got('/1', [['Last-Modified', 'Sat, 21 Nov 2026 08:00:00 GMT']])];
    deepEqual(codesOf(put('{{$lastModified}}', 'If-Unmodified-Since'), { story }), []);
  });
});

describe('the hover on {{$etag}}', () => {
  it('shows the tag, whose it is, and since when', () => {
    const shown = hoverOn(put('{{$etag}}'), '$etag', { story: strong });
    match(shown, /`"v3"`/);
    match(shown, /Known of `http:\/\/x\.test\/1`, seen 12 s ago\./);
  });
  it('says what to do where nothing is known', () => match(hoverOn(put('{{$etag}}'), '$etag'), /refresh the ETag/));
});

describe('what is asked when a request is sent', () => {
  it('is no fault of the file', () => {
    const text = '# @prompt id Which one?\nGET http://x.test/{{id}}?a={{$input b}}\n';
    deepEqual(codesOf(text), []);
    match(hoverOn(text, 'id}}'), /asked for when the request is sent/);
  });
});

describe('the hover on a request line', () => {
  const defaults = (headers: readonly (readonly [string, string])[]): World => {
    const { scope } = contextOf();
    return { context: { scope: { ...scope, defaultHeaders: headers } } };
  };
  it('shows the fields that the environment adds, and no secret', () => {
    const world = defaults([
      ['X-Api-Version', '2'],
      ['Authorization', 'Bearer abc'],
    ]);
    const shown = hoverOn('GET http://x.test/1\nAccept: a/b\n', 'GET', world);
    match(shown, /- `X-Api-Version: 2`/);
    match(shown, /- `Authorization: •••• \(10 characters, hidden\)`/);
  });
  it('is silent where nothing is added', () => {
    equal(hoverOn('GET http://x.test/1\n', 'GET'), '');
    equal(hoverOn('GET http://x.test/1\nX: 1\n', 'GET', defaults([['x', '2']])), '');
  });
});
