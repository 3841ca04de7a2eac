import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { hover } from '../../../src/core/service/languageService.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { request } from './examples/example.ts';
import { contextOf, exchangeOf, got, host, unmarked, type World, wrote } from './world.ts';

/** The Markdown shown with the caret at the `«` mark; the stretch up to `»` must be the one hovered. */
function shownAt(marked: string, world: World = {}): string {
  const { text, start, end } = unmarked(marked);
  const found = hover(parse(text), start + Math.min(1, end - start), contextOf(world));
  ok(found, 'no hover');
  if (marked.includes('»')) deepEqual(text.slice(found.span.start, found.span.end), text.slice(start, end));
  return found.markdown;
}

const lines = (markdown: string) => markdown.split('\n').filter((line) => line !== '');

describe('the hover on a precondition', () => {
  const story = [got('/1', [['ETag', '"v3"']], { ago: 12, name: 'read' }), got('/1', [['ETag', '"v4"']], { ago: 8 })];
  const put = request('PUT', '«If-Match: "v3", W/"v2"»');

  it('says what the field does, with its section', () => {
    const [first, second] = lines(shownAt(put));
    equal(first, '**If-Match** · [RFC 9110 §13.1.1](https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1)');
    match(second ?? '', /412/);
  });

  it('reads each tag: weak or strong, whether and when it was seen, what became of it', () => {
    deepEqual(
      lines(shownAt(put, { story })).filter((line) => line.startsWith('- ')),
      [
        '- `"v3"` strong · seen 12 s ago by GET \\#read · replaced, `"v4"` was there 8 s ago',
        '- `W/"v2"` weak · never matches here: If-Match compares strongly',
      ],
    );
  });

  it('tells of a weak tag when it was seen, too', () => {
    const weak = [got('/1', [['ETag', 'W/"v2"']], { ago: 12, name: 'read' })];
    match(
      shownAt(put, { story: weak }),
      /`W\/"v2"` weak · never matches here: If-Match compares strongly · seen 12 s ago by GET \\#read/,
    );
  });

  it('says what is known and what the procedure makes of it, with a link to refresh', () => {
    const all = lines(shownAt(put, { story, context: { uri: 'file:///a b.http' } }));
    ok(all.includes('Known: ETag `"v4"`, seen 8 s ago by GET.'));
    match(all.at(-1) ?? '', /^Prediction: \*\*412\*\*\./);
    ok(
      all
        .at(-1)
        ?.includes('[Refresh ETag](command:precondition.refreshEtag?%5B%22file%3A%2F%2F%2Fa%20b.http%22%2C0%5D)'),
    );
  });

  it('says that nothing is known where nothing is', () => {
    const all = lines(shownAt(request('PUT', '«If-Match: "v3"»')));
    ok(all.includes('Nothing is known of this resource yet.'));
    match(all.at(-1) ?? '', /^Prediction: \*\*unknown\*\*\./);
  });

  it('says of a field that is ignored that it is', () =>
    match(
      shownAt(request('GET', 'If-None-Match: "v4"', '«If-Modified-Since: Sat, 21 Nov 2026 08:00:00 GMT»')),
      /Prediction: \*\*ignored\*\*\. If\\-None\\-Match is present/,
    ));

  it('predicts a 304 for a read', () =>
    match(shownAt(request('GET', '«If-None-Match: "v4"»'), { story }), /Prediction: \*\*304\*\*/));

  it('names our own write as what replaced a tag', () => {
    const own = [got('/1', [['ETag', '"v3"']], { ago: 60 }), wrote('PUT', '/1', [['ETag', '"v4"']], { name: 'save' })];
    match(shownAt(request('PUT', '«If-Match: "v3"»'), { story: own }), /replaced by your own PUT \\#save 8 s ago/);
  });

  it('names the other URL of a tag', () =>
    match(
      shownAt(request('PUT', '«If-Match: "v9"»'), { story: [got('/2', [['ETag', '"v9"']])] }),
      /seen only at `http:\/\/x\.test\/2`/,
    ));

  it('reads a date as a moment with its age', () => {
    const text = request('GET', '«If-Modified-Since: Sat, 21 Nov 2026 08:00:00 GMT»');
    ok(lines(shownAt(text)).includes('`Sat, 21 Nov 2026 08:00:00 GMT`: 08\\:00\\:00 UTC, 1 h ago'));
    const local = { context: { formatTime: () => '9 o’clock' } };
    ok(lines(shownAt(text, local)).includes('`Sat, 21 Nov 2026 08:00:00 GMT`: 9 o’clock, 1 h ago'));
  });

  it('tells what a bad date probably means', () =>
    match(shownAt(request('GET', '«If-Modified-Since: 2026-11-21»')), /no HTTP-date.+`Sat, 21 Nov 2026 00:00:00 GMT`/));

  it('shows some members of a long list and counts the rest', () => {
    const value = Array.from({ length: 20 }, (_, i) => `"${i}"`).join(', ');
    equal(
      lines(shownAt(request('GET', `«If-None-Match: ${value}»`))).filter((line) => line.startsWith('- ')).length,
      9,
    );
  });
});

describe('the hover on another field', () => {
  it('says what it is for, on its name', () =>
    match(shownAt(request('GET', '«Accept»: */*')), /^\*\*Accept\*\* · \[RFC 9110 §/));

  it('is there in a recorded response too', () =>
    match(shownAt(`GET ${host}/1\n\nHTTP/1.1 200 OK\n«ETag»: "v1"\n`), /^\*\*ETag\*\*/));

  it('has nothing to say of a field of your own, of a value, of the request line', () => {
    for (const marked of [request('GET', '«X-Mine: a'), request('GET', 'Accept: «*/*'), `G«ET ${host}/1\n`]) {
      const { text, start } = unmarked(marked);
      equal(hover(parse(text), start + 1, contextOf()), undefined);
    }
  });
});

describe('the hover on a directive', () => {
  it('says what it does, and how it is written', () =>
    deepEqual(lines(shownAt(`# @«loop» for 3\nGET ${host}/1\n`)).slice(0, 1), ['`# @loop for`']));

  it('knows it in every spelling, and says nothing of one that does nothing', () => {
    match(shownAt(`// @«noRedirect»\nGET ${host}/1\n`), /Shows a redirect/);
    equal(hover(parse(`# @nothing\nGET ${host}/1\n`), 5, contextOf()), undefined);
  });
});

describe('the hover on a variable', () => {
  it('hides no address for its name', () => match(shownAt('@«token_endpoint» = http://login.test/\n'), /login\.test/));

  it('shows its value and where it is defined', () =>
    deepEqual(lines(shownAt(`@base = ${host}\nGET «{{base}}»/1\n`)), [
      '**base**',
      '`http://x.test`',
      'Defined in this file.',
    ]));

  it('shows what a value is made of', () =>
    match(
      shownAt(`@a = x\n@b = {{a}}.test\nGET http://«{{b}}»/1\n`),
      /`x\.test`\n\nDefined in this file, as `\{\{a\}\}\.test`\./,
    ));

  it('names the environment and the answer', () => {
    match(shownAt('GET http://«{{h}}»/1\n', { environment: { h: 'x' } }), /From the environment `test`\./);
    const text = `# @name read\nGET ${host}/1\n###\n${request('PUT', 'If-Match: «{{read.response.headers.etag}}»')}`;
    match(
      shownAt(text, { answers: { read: exchangeOf(got('/1', [['ETag', '"a"']])) } }),
      /From the answer to `#read`, received 8 s ago\./,
    );
  });

  it('says what to do where there is no value', () => match(shownAt('GET http://«{{nope}}»/1\n'), /has no value/));

  it('hides what looks like a secret', () => {
    for (const name of ['token', 'API_KEY', 'dbPassword', 'clientSecret']) {
      const markdown = shownAt(request('GET', `X-A: «{{${name}}}»`), { environment: { [name]: 'hunter2' } });
      ok(!markdown.includes('hunter2') && markdown.includes('7 characters'), markdown);
    }
  });

  it('shows what a definition comes to, and which one counts', () => {
    match(shownAt('@«a» = {{b}}\n@b = 1\nGET http://x.test\n'), /`1`$/);
    match(shownAt('@«a» = 1\n@a = 2\nGET http://x.test\n'), /`2`\n\nAnother definition has precedence\./);
  });
});

describe('Markdown from the file and the wire', () => {
  const hostile = '`](command:evil) [x](command:evil) **b** <img> $(zap)';

  it('cannot make a link of a tag, a variable, a request name or a URL', () => {
    const tag = `"\`[x](command:evil)\`"`;
    const story = [
      got('/1', [['ETag', tag]], { name: '[x](command:evil)' }),
      got('/2?`[x](command:evil)', [['ETag', '"e"']]),
    ];
    const markdowns = [
      shownAt(request('PUT', `«If-Match: ${tag}»`), { story }),
      shownAt(request('PUT', '«If-Match: "e"»'), { story }),
      shownAt(request('GET', 'X-A: «{{v}}»'), { environment: { v: hostile } }),
      shownAt(`@v = {{w}}${hostile}\nGET http://«{{v}}»/\n`),
      shownAt(request('GET', 'X-A: «{{[x](command:evil)}}»')),
    ];
    for (const markdown of markdowns) deepEqual(linksIn(markdown), [], markdown);
  });
});

/** The targets of the links that a Markdown reader would see, but for our own. */
function linksIn(markdown: string): readonly string[] {
  const withoutCode = markdown.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
  const links = [...withoutCode.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map((found) => found[1] ?? '');
  return links.filter(
    (link) =>
      !/^https:\/\/www\.rfc-editor\.org\/|^command:precondition\.(?:refreshEtag|showValidators|compareVersions)\?/.test(
        link,
      ),
  );
}
