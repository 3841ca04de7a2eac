import { exchangeOf, got, host } from '../world.ts';
import { type Example, example, request } from './example.ts';

const read = `# @name read\nGET ${host}/1\n###\n`;

/** The language rules. */
export const languageExamples: readonly Example[] = [
  example('request-line-invalid', '«what is this»\n', `GET ${host}/\n`),
  example('curl-unsupported', '«curl -X PUT»\n', `curl -X PUT ${host}/1\n`),
  example('curl-option-ignored', `curl «--ftp-pasv» ${host}/1\n`, `curl -s ${host}/1\n`),
  example('script-not-run', `GET ${host}/1\n\n«> {% client.log() %}»\n`, `GET ${host}/1\n\n>> answer.json\n`),
  example('script-not-run', `GET ${host}/1\n«...common»\n`, `GET ${host}/1\nAccept: */*\n`),
  example('protocol-unsupported', '«WS» ws://x.test/1\n', `GET ${host}/1\n`),
  example('url-invalid', 'GET «htp://x.test/1»\n', 'GET http://x.test/1\n'),
  example('url-invalid', 'GET «/1»\n', 'GET /1\nHost: x.test\n'),
  example('method-unknown', `«PUTT» ${host}/1\n`, `put ${host}/1\n`),
  example('header-name-invalid', request('GET', '«Accept text/html»'), request('GET', 'Accept: text/html')),
  example(
    'header-name-invalid',
    request('GET', '«Content Type»: text/html'),
    request('GET', 'Content-Type: text/html'),
  ),
  example('header-value-invalid', request('GET', 'X-Title: a «—» b'), request('GET', 'X-Title: a - b')),
  example(
    'header-value-invalid',
    `@title = a—b\n${request('GET', 'X-Title: «{{title}}»')}`,
    `@title = a-b\n${request('GET', 'X-Title: {{title}}')}`,
  ),
  example('header-space-before-colon', request('GET', 'Accept« »: text/html'), request('GET', 'Accept: text/html')),
  example(
    'header-folded',
    request('GET', 'Accept: «text/html,', '  text/plain»'),
    request('GET', 'Accept: text/html, text/plain'),
  ),
  example('header-managed', request('PUT', '«Content-Length: 3»'), request('PUT', 'Content-Language: en')),
  example('header-managed', request('GET', 'Host: a.test', '«Host: b.test»'), request('GET', 'Host: a.test')),
  ...(
    [
      ['«Authorization»:', 'Authorization: Bearer abc.def'],
      ['Authorization: «Basic»', 'Authorization: Basic {{x}}'],
      ['Authorization: «Basic ann»', 'Authorization: Basic YW5uOnNlY3JldA=='],
      ['Authorization: «Basic user»', 'Authorization: Basic ann secret'],
      ['Authorization: «Digest ann»', 'Authorization: Digest ann:secret'],
      ['Authorization: «AWS AKID»', 'Authorization: AWS AKID secret region:eu-west-1'],
      ['Authorization: «AWS AKID secret more»', 'Authorization: AWS AKID:c2lnbmF0dXJl'],
      ['Authorization: «NTLM ann secret»', 'Authorization: NTLM TlRMTVNTUAAB'],
      ['Authorization: «Negotiate»', 'Authorization: Negotiate YII='],
      ['Authorization: «Bearer»', 'Authorization: Bearer {{$github repo}}'],
      ['Authorization: «Bearer two words»', 'Authorization: Bearer mF_9.B5f-4.1JqM=='],
      ['Authorization: «Bearer <token>»', 'Authorization: Bearer key:42'],
      ['Authorization: «Bearer "abc"»', 'Authorization: Custom "abc"'],
      ['Authorization: «Bearer: abc»', 'Authorization: bearer abc'],
      ['Authorization: «eyJhbGciOiJub25lIn0.e30.»', 'Authorization: 0123456789abcdef'],
    ] as const
  ).map(([fires, silent]) => example('authorization-malformed', request('GET', fires), request('GET', silent))),
  example(
    'authorization-malformed',
    `@token = Bearer abc\n${request('GET', 'Authorization: «Bearer {{token}}»')}`,
    `@token = abc\n${request('GET', 'Authorization: Bearer {{token}}')}`,
  ),
  example(
    'authorization-malformed',
    `@token =\n${request('GET', 'Authorization: «{{token}}»')}`,
    `@token = Bearer abc\n${request('GET', 'Authorization: {{token}}')}`,
  ),
  example('body-file-missing', `${request('PUT')}\n< «gone.json»\n`, `${request('PUT')}\n< there.json\n`, {
    context: { fileAt: (path) => (path === 'there.json' ? 'there' : 'missing') },
  }),
  example('variable-undefined', `@base = ${host}\nGET «{{bse}}»/1\n`, `@base = ${host}\nGET {{base}}/1\n`),
  example('variable-cycle', '@a = {{b}}\n@b = {{a}}\nGET http://«{{a}}»/\n', '@a = {{b}}\n@b = c\nGET http://{{a}}/\n'),
  example('request-name-duplicate', `${read}# @name «read»\nGET ${host}/2\n`, `${read}# @name other\nGET ${host}/2\n`),
  example(
    'request-not-sent-yet',
    `${read}${request('GET', 'X-Tag: «{{read.response.headers.etag}}»')}`,
    `${read}${request('GET', 'X-Tag: {{read.response.headers.etag}}')}`,
    {},
    { answers: { read: exchangeOf(got('/1', [['ETag', '"v4"']])) } },
  ),
  example('directive-unknown', `# @«nmae» read\nGET ${host}/1\n`, `# @no-redirect\nGET ${host}/1\n`),
  example('directive-not-run', `# @«openWith» x\nGET ${host}/1\n`, `# @noResponseView\nGET ${host}/1\n`),
  example('directive-not-run', `# @«no-auth»\nGET ${host}/1\n`, `# @no-redirect\nGET ${host}/1\n`),
  example('directive-not-run', `# @«loop» while a < 3\nGET ${host}/1\n`, `# @loop for 3\nGET ${host}/1\n`),
  example(
    'directive-not-run',
    `# @«loop» for id of ids\nGET ${host}/{{id}}\n`,
    `@ids = 1, 2\n# @loop for id of ids\nGET ${host}/{{id}}\n`,
  ),
  example('directive-not-run', `# @«disabled» !this.token\nGET ${host}/1\n`, `# @disabled\nGET ${host}/1\n`),
  example(
    'variable-shadowed',
    `@«base» = ${host}\nGET {{base}}/1\n`,
    `@base = ${host}\nGET {{base}}/1\n`,
    { environment: { base: 'http://other.test' } },
    { environment: { base: host } },
  ),
  example(
    'reference-several-matches',
    `${read}GET ${host}/«{{read.response.body.$..id}}»\n`,
    `${read}GET ${host}/{{read.response.body.$[0].id}}\n`,
    { answers: { read: exchangeOf(got('/1', []), '[{"id":1},{"id":2}]') } },
    { answers: { read: exchangeOf(got('/1', []), '[{"id":1},{"id":2}]') } },
  ),
  example(
    'reference-several-matches',
    `@id = «{{read.response.body.$[*].id}}»\n${read}`,
    `@id = {{read.response.body.$[*].id}}\n${read}`,
    { answers: { read: exchangeOf(got('/1', []), '[{"id":1},{"id":2}]') } },
    { answers: { read: exchangeOf(got('/1', []), '[{"id":1}]') } },
  ),
  example('import-missing', `# @import «./lost.http»\nGET ${host}/1\n`, `# @import ./there.http\nGET ${host}/1\n`, {
    imports: { files: [], flaws: new Map([['./lost.http', 'missing']]) },
  }),
  example('import-circle', `import «a.http»\nGET ${host}/1\n`, `import b.http\nGET ${host}/1\n`, {
    imports: { files: [], flaws: new Map([['a.http', 'circle']]) },
  }),
  example('separator-missing', `GET ${host}/1\n\n«GET ${host}/2»\n`, `GET ${host}/1\n\n###\nGET ${host}/2\n`),
];
