import assert from 'node:assert/strict';
import type { Exchange, HttpRequest } from '../../../src/core/http/exchange.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { type SentOutcome, sendRequest } from '../../../src/exchange/sending/sendRequest.ts';
import { exchange } from '../support/exchanges.ts';
import { circumstances } from './circumstances.ts';

const URL = 'http://example.test/a';

/** A server whose PUT carries the tag of its answer, and which enforces If-Match; and what it was asked. */
function world() {
  const asked: HttpRequest[] = [];
  const log: Exchange[] = [];
  const answers = (request: HttpRequest): readonly [number, HeaderList, string] => {
    if (request.headers.some(([name]) => name === 'If-Match')) return [412, [], ''];
    return request.method === 'PUT' ? [200, [['ETag', '"answer"']], '{}'] : [200, [['ETag', '"v2"']], 'mine'];
  };
  const around = circumstances(async (request) => {
    asked.push(request);
    const [status, fields, body] = answers(request);
    const made = { ...exchange(request.method, URL, status, fields, { body, at: Date.now() }), request };
    log.push(made);
    return made;
  });
  const send = async (text: string): Promise<SentOutcome> => {
    const ports = { ...around.ports, earlier: () => log };
    const outcome = await sendRequest(ports, around.sending(text), new AbortController().signal);
    return outcome.kind === 'sent' ? outcome : assert.fail(JSON.stringify(outcome.faults));
  };
  return { send, methods: () => asked.map(({ method }) => method) };
}

describe('the look-up after a refusal', () => {
  it('is a HEAD when the validators tell enough', async () => {
    const { send, methods } = world();
    await send(`PUT ${URL}\nIf-Match: "typed"\n\nmine`);
    assert.deepEqual(methods(), ['PUT', 'HEAD']);
  });

  it('is a GET when the tag sent is that of a write’s answer, for then the content tells whose it is', async () => {
    const { send, methods } = world();
    await send(`PUT ${URL}\n\nmine`);
    const { explanation } = await send(`PUT ${URL}\nIf-Match: "answer"\n\nmine too`);
    assert.deepEqual(methods(), ['PUT', 'PUT', 'GET']);
    assert.equal(explanation?.causes[0]?.id, 'put-answer-tag');
  });
});
