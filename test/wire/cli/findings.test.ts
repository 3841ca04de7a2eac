import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { saying } from '../transport/rawServer.ts';
import { run } from './command.ts';
import { read, sendLine } from './shapes.ts';

/** What `send` finds in the answer that a server gives word for word. */
async function findings(answer: string, request: string) {
  const server = await saying(answer);
  try {
    const { out } = await run(['send', '-', '--format', 'json', '--no-look-up'], {
      stdin: request.replaceAll('@o', server.url),
    });
    const [line = ''] = out.split('\n');
    return read(sendLine, line).findings;
  } finally {
    await server.close();
  }
}

describe('send finds in a response', () => {
  it('a tag without quotes, at its field', async () => {
    const [found, ...others] = await findings('HTTP/1.1 200 OK\r\nETag: v1\r\nContent-Length: 0\r\n\r\n', 'GET @o/\n');
    assert.deepEqual(
      [found?.code, found?.field, found?.severity, others],
      ['response-etag-syntax', 'ETag', 'warning', []],
    );
  });

  it('a 304 that nobody asked for', async () => {
    const found = await findings('HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n', 'GET @o/\n');
    assert.deepEqual(
      found.map(({ code, field }) => [code, field]),
      [['response-304-unrequested', null]],
    );
  });

  it('a 412 that announces the content of the 200 and sends none', async () => {
    const answer = 'HTTP/1.1 412 Precondition Failed\r\nContent-Length: 900\r\nConnection: close\r\n\r\n';
    const found = await findings(answer, 'GET @o/\nIf-Match: "a"\n');
    assert.deepEqual(
      found.map(({ code }) => code),
      ['response-412-broken-framing'],
    );
  });

  it('nothing in an answer as it should be', async () => {
    assert.deepEqual(await findings('HTTP/1.1 200 OK\r\nETag: "a"\r\nContent-Length: 0\r\n\r\n', 'GET @o/\n'), []);
  });
});
