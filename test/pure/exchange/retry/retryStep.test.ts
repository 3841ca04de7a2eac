import assert from 'node:assert/strict';
import type { Exchange } from '../../../../src/core/http/exchange.ts';
import type { HeaderList } from '../../../../src/core/http/headerList.ts';
import type { TransportErrorCode } from '../../../../src/core/http/transportError.ts';
import { lostAnswer } from '../../../../src/exchange/retry/lostAnswer.ts';
import { type RetrySituation, retryStep } from '../../../../src/exchange/retry/retryStep.ts';
import { answered, type Parts } from '../answers.ts';

const now = Date.parse('2026-01-01T00:00:00Z');
const guard: HeaderList = [['If-Match', '"a"']];

const failed = (code: TransportErrorCode): Exchange =>
  answered({}, { response: undefined, error: { code, peer: 'a.test:80', cause: '' } });

const stepOf = (exchange: Exchange, more: Partial<RetrySituation> = {}) =>
  retryStep({ request: { method: 'GET', headers: [] }, exchange, attempt: 1, retries: 3, now, random: 0.5, ...more });

const told = (...args: Parameters<typeof stepOf>): string => {
  const step = stepOf(...args);
  return step.kind === 'stop' ? `stop ${step.why ?? ''}`.trim() : `${step.kind} ${step.after} ${step.by}`;
};
const asked = (retryAfter: string, more: HeaderList = []) =>
  answered({ status: 503, headers: [['Retry-After', retryAfter], ...more] });
const put = (headers: HeaderList = []) => ({ request: { method: 'PUT', headers } });

describe('what is done after an attempt', () => {
  const rows: readonly (readonly [string, string, ...Parameters<typeof stepOf>])[] = [
    ['an answer is an answer', 'stop', answered({ status: 200 })],
    ['so is a 412', 'stop', answered({ status: 412 })],
    ['and a 500, which says nothing of the next time', 'stop', answered({ status: 500 })],
    ['a 503 passes', 'repeat 375 backoff', answered({ status: 503 })],
    ['a connection that was refused', 'repeat 375 backoff', failed('connect-refused')],
    ['a lost answer to a read', 'repeat 375 backoff', failed('connection-reset')],
    ['pauses double', 'repeat 1500 backoff', failed('connection-reset'), { attempt: 3 }],
    ['up to half a minute', 'repeat 30000 backoff', failed('connection-reset'), { attempt: 9, retries: 10, random: 1 }],
    ['by chance, half of them', 'repeat 250 backoff', failed('connection-reset'), { random: 0 }],
    ['only so often', 'stop no-more', failed('connection-reset'), { attempt: 4 }],
    ['Retry-After in seconds', 'repeat 7000 retry-after', asked('7')],
    ['as a date, by the clock here', 'repeat 5000 retry-after', asked('Thu, 01 Jan 2026 00:00:05 GMT')],
    [
      'as a date, by the clock of the server where it says what that is',
      'repeat 3000 retry-after',
      asked('Thu, 01 Jan 2026 02:00:05 GMT', [['Date', 'Thu, 01 Jan 2026 02:00:02 GMT']]),
    ],
    ['a date that is past', 'repeat 0 retry-after', asked('Wed, 31 Dec 2025 00:00:00 GMT')],
    ['one that is none', 'repeat 375 backoff', asked('soon')],
    ['longer than anybody waits', 'stop told-to-wait-longer', asked('3600')],
    ['POST', 'stop not-idempotent', answered({ status: 503 }), { request: { method: 'POST', headers: [] } }],
    [
      'PATCH, guarded or not',
      'stop not-idempotent',
      failed('connection-reset'),
      { request: { method: 'PATCH', headers: guard } },
    ],
    ['PUT without a guard', 'repeat 375 backoff', failed('connection-reset'), put()],
    ['a guarded PUT whose answer was lost', 'verify 375 backoff', failed('connection-reset'), put(guard)],
    [
      'the same after the last attempt',
      'verify 3000 backoff',
      failed('headers-timeout'),
      { ...put(guard), attempt: 4 },
    ],
    ['a guarded PUT behind a gateway', 'verify 375 backoff', answered({ status: 504 }), put(guard)],
    ['a guarded PUT that never left', 'repeat 375 backoff', failed('connect-timeout'), put(guard)],
    ['a guarded PUT that was refused for now', 'repeat 375 backoff', answered({ status: 503 }), put(guard)],
    [
      'a PUT whose status came',
      'stop',
      answered({ status: 200, complete: false }, { error: { code: 'body-incomplete', peer: '', cause: '' } }),
      put(guard),
    ],
    ['a certificate', 'stop not-temporary', failed('tls-untrusted')],
  ];
  for (const [name, expected, ...args] of rows) it(`${name}: ${expected}`, () => assert.equal(told(...args), expected));
});

describe('a write whose answer was lost', () => {
  const write = (method: string, headers: HeaderList) => ({
    method,
    url: 'http://a.test/',
    headers,
    body: new TextEncoder().encode('{"a": 1}'),
  });
  const found = (parts: Parts) => answered(parts);
  const tag = (value: string): HeaderList => [
    ['ETag', value],
    ['Content-Type', 'application/json'],
  ];
  const rows: readonly (readonly [string, string, ReturnType<typeof write>, Exchange])[] = [
    ['the very content is there', 'applied', write('PUT', guard), found({ headers: tag('"b"'), body: '{"a": 1}' })],
    ['the same JSON is there', 'applied', write('PUT', guard), found({ headers: tag('"b"'), body: '{"a":1}' })],
    [
      'the version named is still there',
      'not-applied',
      write('PUT', guard),
      found({ headers: tag('"a"'), body: '{}' }),
    ],
    ['another version is there', 'changed', write('PUT', guard), found({ headers: tag('"c"'), body: '{}' })],
    ['nothing is there any more', 'changed', write('PUT', guard), found({ status: 404 })],
    ['nothing was there, and is', 'not-applied', write('PUT', [['If-None-Match', '*']]), found({ status: 404 })],
    [
      'somebody else created it',
      'changed',
      write('PUT', [['If-None-Match', '*']]),
      found({ headers: tag('"c"'), body: '{}' }),
    ],
    ['it is deleted', 'applied', write('DELETE', guard), found({ status: 404 })],
    ['it is not deleted', 'not-applied', write('DELETE', guard), found({ headers: tag('"a"'), body: 'x' })],
    ['something else was put there', 'changed', write('DELETE', guard), found({ headers: tag('"c"'), body: 'x' })],
    [
      'by its date',
      'not-applied',
      write('DELETE', [['If-Unmodified-Since', 'x']]),
      found({ headers: [['Last-Modified', 'x']], body: 'x' }),
    ],
    ['the look fails', 'unknown', write('PUT', guard), failed('connection-reset')],
    ['the look is refused', 'unknown', write('PUT', guard), found({ status: 403 })],
  ];
  for (const [name, expected, request, exchange] of rows)
    it(`${expected}: ${name}`, () => assert.equal(lostAnswer(request, exchange), expected));
});
