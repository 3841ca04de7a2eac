import fc from 'fast-check';

/** The pieces that the language gives a meaning, so that random files come close to real and to broken ones. */
const pieces = [
  ...['###', '### title', '  ####', '\n', '\n\n', '\r\n', '\r', ' ', '\t', '\uFEFF', '\u2028', 'é', '😀', '"', '\\'],
  ...[
    'GET https://h/a',
    'PUT /x HTTP/1.1',
    'get h.example',
    'FROB *',
    '{{base}}/p',
    'prose',
    'curl -X',
    '?a=1',
    '&b=2',
    '/p',
  ],
  ...['If-Match: "a"', 'A : b', 'Content-Type: application/json', 'Content-Type: text/plain', ': x', 'nameless'],
  ...['Content-Type: multipart/form-data; boundary=b', 'boundary=', '--b', '--b--', '--c--'],
  ...['# @name x', '# @raw', '// c', '/*', '*/', '@v = {{w}}', '@w=1', '{{v}}', '{{', '}}', '{{x.response.body.$.a}}'],
  ...[
    '{',
    '}',
    '"a": 1',
    '< f.json',
    '<@ f',
    '< {%',
    '> {%',
    '%}',
    '>> f',
    '<> f',
    '?? status == 200',
    'HTTP/1.1 200 OK',
  ],
  ...[
    'curl http://h',
    "curl -d 'a",
    "-H 'A: b'",
    '-d "{',
    '-u a:b',
    '-F f=@x',
    "'",
    "$'",
    '\\\n',
    '...all',
    '{{@request',
  ],
  ...['}}', 'import f.http', 'run #x', 'WS ws://h', 'GRAPHQL /g', 'query { a }', 'X-Request-Type: GraphQL', '\\{\\{'],
  ...['Content-Type: application/x-www-form-urlencoded', 'a=1', '===', '```http', '```', '~~~ rest'],
];

const piece = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...pieces) },
  fc.string({ unit: 'binary', maxLength: 4 }),
);

/** A file of pieces of the language, run together or on lines of their own. */
export const anyFile = fc
  .tuple(fc.array(piece, { maxLength: 30 }), fc.constantFrom('', '\n'))
  .map(([parts, between]) => parts.join(between));
