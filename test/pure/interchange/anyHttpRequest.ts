import fc from 'fast-check';

const mark = '"\\\'^%!&|<>()[]{}$`@#~;,*?+=-/.: ';
const anyChar = fc.oneof(
  fc.constantFrom(...mark),
  fc.constantFrom('{{', '}}', '\\{\\{', '{{a}}', '%PATH%', '$HOME', '###', '‘', '“', 'é', '😀', 'a', 'b', '0'),
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 3 }),
);
const text = (chars = anyChar) => fc.array(chars, { maxLength: 30 }).map((all) => all.join(''));
const fieldText = text(
  fc.oneof(
    fc.constantFrom(...mark, '{{', '}}', '\\{\\{', '{{a}}', 'a', '0'),
    fc.string({ unit: 'grapheme-ascii', maxLength: 2 }),
  ),
);
const name = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/)
  .filter(
    (each) =>
      !/^(?:te|host|upgrade|expect|connection|keep-alive|content-.*|x-request-type|accept|authorization|cookie)$/i.test(
        each,
      ),
  );
const field = fc.tuple(
  name,
  fieldText.map((value) => value.trim()),
);
const condition = fc.tuple(
  fc.constantFrom('If-Match', 'If-None-Match'),
  fc.constantFrom('"v1"', 'W/"a,b"', '"a\\b", "c d"', '*', '""'),
);
const line = fc.oneof(
  text(),
  fc.constantFrom(
    '',
    '### no separator',
    '# @name x',
    '// c',
    '< file',
    '> {% x %}',
    '?? status == 1',
    'GET http://x/',
    'HTTP/1.1 200 OK',
    '@a = 1',
    '@echo off',
    '{',
    '}',
  ),
);
const content = fc
  .array(line, { minLength: 1, maxLength: 6 })
  .map((lines) => lines.join('\n'))
  .filter((body) => body !== '');

/** A request as people send them, and as nobody does: every mark that means something to a shell or to a `.http` file. */
export const anyHttpRequest = fc.record({
  method: fc.constantFrom('GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE', 'OPTIONS', 'PROPFIND'),
  path: text(fc.constantFrom(...'abc019-._~!$&\'()*+,;=:@/%[]{}|^`"<>\\', 'é', '{{', '{{a}}')),
  headers: fc.array(fc.oneof(field, condition), { maxLength: 5 }),
  type: fc.option(
    fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded', 'application/x-ndjson'),
    { nil: undefined },
  ),
  body: fc.option(content, { nil: undefined }),
});
