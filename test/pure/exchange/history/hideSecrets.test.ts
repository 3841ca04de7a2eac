import assert from 'node:assert/strict';
import type { HttpRequest } from '../../../../src/core/http/exchange.ts';
import { documentRequests } from '../../../../src/core/syntax/locate.ts';
import { parse } from '../../../../src/core/syntax/parse.ts';
import { createScope } from '../../../../src/core/syntax/values/scope.ts';
import { contentWithout, hidingSecrets, withoutSecretsIn } from '../../../../src/exchange/history/hideSecrets.ts';
import type { HistoryEntry } from '../../../../src/exchange/history/historyEntry.ts';
import { keptOfRequest, keptOfResponse } from '../../../../src/exchange/history/keptContent.ts';
import { readEntry, storeEntry } from '../../../../src/exchange/history/storedEntry.ts';
import { answered, response } from '../answers.ts';
import { circumstances } from '../circumstances.ts';
import { entryOf } from './entries.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const plain = (text: string) => text;

/** The entry as it is written, of a request whose file is `text`. */
function stored(text: string, request: Partial<HttpRequest>, answer: Parameters<typeof response>[0] = {}): string {
  const document = parse(text);
  const [placed = assert.fail()] = documentRequests(document);
  const { sending } = circumstances(async () => answered());
  const scope = createScope(document, sending(text).scope).at(placed);
  const sent: HttpRequest = { method: 'POST', url: 'http://a.test/', headers: [], body: undefined, ...request };
  const hide = hidingSecrets(placed, scope, sent, response(answer).headers);
  const exchange = answered(answer, {
    request: sent,
    hops: [{ status: 302, url: sent.url, droppedFields: [], sent: sent.headers }],
  });
  return storeEntry({
    ...entryOf(exchange),
    exchange: withoutSecretsIn(exchange, hide),
    sent: keptOfRequest(sent, hide),
    received: keptOfResponse(exchange.response, hide),
  });
}

const file =
  '@token = s3cr3t-value\n@apiKey = other-secret\nPOST http://a.test/?k={{apiKey}}\nX-Own: {{token}}\n\n{{token}}\n';

describe('what is written of an exchange', () => {
  const rows: readonly (readonly [string, Partial<HttpRequest>, Parameters<typeof response>[0]])[] = [
    ['Authorization', { headers: [['Authorization', 'Bearer s3cr3t-value']] }, {}],
    [
      'an Authorization that the answer repeats',
      { headers: [['Authorization', 'Bearer s3cr3t-value']] },
      { body: 'you are s3cr3t-value' },
    ],
    ['Cookie', { headers: [['Cookie', 'sid=s3cr3t-value; a=b']] }, { body: 'sid s3cr3t-value' }],
    ['Proxy-Authorization', { headers: [['proxy-authorization', 'Basic s3cr3t-value']] }, {}],
    ['Set-Cookie', {}, { headers: [['Set-Cookie', 'sid=s3cr3t-value']] }],
    [
      'a cookie that the content repeats',
      {},
      { headers: [['Set-Cookie', 'sid=s3cr3t-value; Path=/']], body: 's3cr3t-value' },
    ],
    ['userinfo', { url: 'http://me:s3cr3t-value@a.test/' }, {}],
    [
      'a secret parameter',
      { url: 'http://a.test/?access_token=s3cr3t-value' },
      { headers: [['Location', '/?access_token=s3cr3t-value']] },
    ],
    ['a variable of a secret name, in a field', { headers: [['X-Own', 's3cr3t-value']] }, {}],
    ['the same in the content', { body: bytes('s3cr3t-value') }, {}],
    ['the same in the answer', {}, { body: 'echo s3cr3t-value' }],
    ['the same in the answer, in its fields', {}, { headers: [['X-Echo', 's3cr3t-value']] }],
    ['a member of JSON', {}, { body: '{"password" : "s3cr3t-\\"value", "a": 1}' }],
    ['a field of a form', { body: bytes('user=me&password=hunter2') }, {}],
    [
      'what the answer repeats of its content',
      { body: bytes('{"password":"s3cr3t-value"}') },
      { body: 'you said s3cr3t-value' },
    ],
    [
      'the same, written otherwise',
      { body: bytes('password=s3cr3t%2Dvalue') },
      { body: '{"told":"{\\"p\\":\\"s3cr3t-value\\"}"}' },
    ],
    ['a number', { body: bytes('password=123s3cr3t') }, { body: '{"password":1234567}' }],
    ['an element', {}, { body: '<a><password>hunter2</password></a>' }],
    [
      'a part of a form',
      { body: bytes('--b\r\nContent-Disposition: form-data; name="password"\r\n\r\nhunter2\r\n--b--') },
      {},
    ],
    ['what goes over the wire', { headers: [['Authorization', 'Bearer s3cr3t-value']] }, {}],
  ];
  for (const [name, request, answer] of rows)
    it(`holds no secret: ${name}`, () => {
      const text = stored(file, request, answer);
      assert.ok(!/s3cr3t|hunter2/.test(text), text);
      assert.ok(text.includes('•••') || name === 'userinfo', text);
    });

  it('keeps what is no secret as it is', () => {
    for (const text of ['{"code": "ok", "key": "a", "title": "x"}', 'a=1&b=2', '<a><b>c</b></a>'])
      assert.equal(contentWithout(text, plain), text);
  });

  it('takes time that grows with the text alone', () => {
    const start = performance.now();
    for (const text of ['"a":"', '"password":"\\', '<password>', '&', 'name="a"', '"', '"a" :']) {
      contentWithout(text.repeat(100_000), plain);
    }
    assert.ok(performance.now() - start < 5_000);
  });
});

describe('an entry of the history', () => {
  it('is read as it was written', () => {
    const entry: HistoryEntry = entryOf(
      answered({
        body: '{"a":1}',
        headers: [
          ['Content-Type', 'application/json'],
          ['ETag', '"v"'],
        ],
      }),
      { name: 'read', source: 'file:///a.http', environment: 'dev', identity: 'abc' },
    );
    assert.deepEqual(JSON.parse(JSON.stringify(readEntry(storeEntry(entry)))), JSON.parse(JSON.stringify(entry)));
  });

  for (const text of [
    '',
    '{',
    '[]',
    'null',
    '{"version":1}',
    '{"version":2,"id":"a"}',
    '{"version":1,"id":"a","exchange":{"request":{"method":1}}}',
  ])
    it(`is none in ${text === '' ? 'an empty text' : text}`, () => assert.equal(readEntry(text), undefined));

  it('may have anything in the place of its members', () => {
    const text =
      '{"version":1,"id":"a","exchange":{"request":{"method":"GET","url":"x","headers":[1,["a"],["b","c"]]},"startedAt":1,"response":{"status":200,"headers":"x"},"hops":[1],"error":{"code":"x"}},"sent":[],"received":{"kind":"left-out"}}';
    const entry = readEntry(text) ?? assert.fail();
    assert.deepEqual(entry.exchange.request.headers, [['b', 'c']]);
    assert.equal(entry.exchange.error?.code, 'unknown');
  });
});
