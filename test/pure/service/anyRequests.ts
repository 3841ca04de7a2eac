import fc from 'fast-check';

const reference = fc.constantFrom(
  ...[
    '{{base}}',
    '{{tag}}',
    '{{w}}',
    '{{nope}}',
    '{{page}}',
    '{{indirect}}',
    '{{x.response.headers.ETag}}',
    '{{$guid}}',
  ],
  ...['{{$etag}}', '{{$etag x}}', '{{far}}', '{{base', 'base}}', '{{ base }}', '{{date}}', '{{loop}}'],
);
const target = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('{{base}}/1', '{{base}}/2?a={{page}}', 'https://h.test/3', 'http://x.test/1'),
  },
  fc.constantFrom('{{base}}{{page}}', 'http://256.1.1.1/', 'http:///x', 'http://a b/', '{{tag}}/1', '{{nope}}/1', '/1'),
  fc.tuple(fc.constantFrom('{{base}}/', 'http://h:8080/'), reference).map((parts) => parts.join('')),
);
const field = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('Accept: a/b', 'Authorization: Bearer {{page}}', 'X-A:', 'X-B: {{w}}') },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...['If-Match: "v3"', 'If-Match: {{tag}}', 'If-None-Match: {{tag}}', 'If-None-Match: *', 'If-None-Match: "v3"'],
      ...['If-Match: *', 'If-Match: W/"a"', 'If-Match: v1', 'If-Match: {{w}}', 'If-None-Match: {{indirect}}'],
      ...['If-Modified-Since: Sat, 21 Nov 2026 08:00:00 GMT', 'If-Modified-Since: Sun, 21 Nov 2027 08:00:00 GMT'],
      ...['If-Modified-Since: {{date}}', 'If-Unmodified-Since: now', 'If_Match: "a"', 'fi-match: "a"', 'ETag: "a"'],
      ...['Range: bytes=5-', 'Cache-Control: no-cache', 'Host: h', 'Content-Length: 3', 'Expect: x', 'Lf-Match: "a"'],
      ...['Content-Type: application/json', 'Content-Type: application/json-patch+json', 'Content-Type: text/x-diff'],
    ),
  },
  fc.tuple(fc.constantFrom('X-C', 'If-Match', 'Accept'), reference).map((parts) => parts.join(': ')),
);
const opening = fc.constantFrom('###', '### one', '### two', '### x', '### base', '');
const name = fc.constantFrom('', '', '', '# @name x', '# @name y', '# @name z', '# @raw', '# a word', '# @no-redirec');
const method = fc.constantFrom('GET', 'GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS', 'get', 'FROB');
const content = fc.constantFrom(
  ...['', '', '{\n  "a": 1\n}', '{ "a": "{{page}}" }', '{"a": {{nope}}}', 'If-Match: "a"', '< file', '[', 'text {{w}}'],
);
const variable = fc.constantFrom(
  ...[
    '@base = http://x.test',
    '@base = https://h.test/p',
    '@base = nowhere ',
    '@tag = "v3"',
    '@tag = v3',
    '@tag = W/"a"',
  ],
  ...[
    '@page = 7',
    '@page = a b',
    '@page = {{$guid}}',
    '@indirect = {{tag}}',
    '@indirect = x{{page}}',
    '@far = {{$etag x}}',
  ],
  ...['@date = {{$datetime rfc1123}}', '@w = “v”', '@loop = {{loop}}', '@nop = 1', '@global.tag = "v9"'],
);

/** A block as people write them, nearly right or quite. */
const anyBlock = fc
  .tuple(opening, name, method, target, fc.array(field, { maxLength: 4 }), content, fc.constantFrom('', ' HTTP/1.1'))
  .map(([first, second, verb, url, fields, body, version]) =>
    [first, second, `${verb} ${url}${version}`, ...fields, '', body, ''].filter((line, at) => at > 1 || line !== ''),
  )
  .map((lines) => lines.join('\n'));

/** Some variables or a block. */
export const anyPiece = fc.oneof(
  { weight: 3, arbitrary: anyBlock },
  fc.array(variable, { minLength: 1, maxLength: 3 }).map((lines) => `${lines.join('\n')}\n`),
);

/** A file whose requests are nearly right: the usual ones that need no second look, beside those that do. */
export const anyRequests = fc
  .tuple(fc.array(variable, { maxLength: 4 }), fc.array(anyPiece, { maxLength: 4 }), fc.constantFrom('\n', '\n\n'))
  .map(([variables, pieces, between]) => `${variables.join('\n')}\n\n${pieces.join(between)}`);
