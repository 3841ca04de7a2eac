import { deepEqual, equal } from 'node:assert/strict';
import { recall } from '../../../src/core/conditional/memory/memory.ts';
import { resourceKey } from '../../../src/core/http/resource.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { recordedAnswers } from '../../../src/core/syntax/resolving/recordedAnswers.ts';
import { rememberRecorded } from '../../../src/exchange/validators/rememberRecorded.ts';
import { circumstances } from './circumstances.ts';

const answered = 'GET http://h/a\n\nHTTP/1.1 200 OK\nETag: "v1"\n\n{}\n';

/** The recorded responses of the text, each as `status target`. */
const pairs = (text: string) =>
  recordedAnswers(parse(text)).map(({ placed, response }) => `${response.status} ${placed.node.target.text}`);

async function learned(text: string, url = 'http://h/a') {
  const around = circumstances();
  const { request: _, ...sending } = around.sending(text);
  const lessons = await rememberRecorded(around.ports, sending);
  const resource = resourceKey(url);
  const best =
    resource && recall(around.memory(), { resource, headers: [], environment: sending.environment, identity: '' }).best;
  return { lessons, tag: best?.etag, seenAt: best?.seenAt };
}

describe('a recorded response', () => {
  it('answers the request before it in its block', () => deepEqual(pairs(answered), ['200 http://h/a']));
  it('answers the last request before its block', () =>
    deepEqual(pairs('GET /a\n###\nGET /b\n###\nHTTP/1.1 304 Not Modified\n'), ['304 /b']));
  it('answers nothing when no request stands before it', () =>
    deepEqual(pairs('HTTP/1.1 200 OK\n\n###\nGET /a\n'), []));
  it('gives its tag to the memory', async () => {
    const { lessons, tag } = await learned(answered);
    deepEqual([lessons, tag], [{ found: 1, remembered: 1 }, '"v1"']);
  });
  it('was seen when its Date says', async () => {
    const { seenAt } = await learned(answered.replace('ETag', 'Date: Sat, 21 Nov 2020 12:00:00 GMT\nETag'));
    equal(seenAt, Date.UTC(2020, 10, 21, 12));
  });
  it('teaches nothing where the resource is known', async () => {
    const { lessons, tag } = await learned(`${answered}\n###\n${answered.replace('v1', 'v2')}`);
    deepEqual([lessons, tag], [{ found: 2, remembered: 1 }, '"v1"']);
  });
  it('to a write teaches nothing', async () => {
    const { lessons } = await learned(answered.replace('GET', 'PUT'));
    deepEqual(lessons, { found: 1, remembered: 0 });
  });
  it('to a request without a URL teaches nothing', async () => {
    const { lessons } = await learned(answered.replace('http://h', ''));
    deepEqual(lessons, { found: 1, remembered: 0 });
  });
});
