import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { attemptsJson } from '../../../src/cli/json/attemptsJson.ts';
import type { Pause } from '../../../src/exchange/ports.ts';
import { describeAttempts } from '../../../src/exchange/retry/describeAttempts.ts';
import { sendRequest } from '../../../src/exchange/sending/sendRequest.ts';
import { createTransport } from '../../../src/transport/send.ts';
import { circumstances } from '../../pure/exchange/circumstances.ts';
import { signal } from './world.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, content: string) => void;

describe('a request with # @retry', () => {
  let server: Server;
  let url = '';
  let answers: Answer[] = [];
  let came: string[] = [];
  let paused: number[] = [];
  const transport = createTransport();

  beforeEach(async () => {
    answers = [];
    came = [];
    paused = [];
    server = createServer(async (request, response) => {
      let content = '';
      for await (const piece of request) content += piece;
      came.push(`${request.method}${request.headers['if-match'] === undefined ? '' : ' guarded'}`);
      const answer = answers.shift() ?? ((_, last) => last.writeHead(200).end());
      answer(request, response, content);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  after(() => transport.close());

  const cut: Answer = ({ socket }) => socket.resetAndDestroy();
  const says =
    (status: number, headers: Record<string, string> = {}, body = ''): Answer =>
    (_, response) =>
      response.writeHead(status, headers).end(body);
  const send = async (text: string, abort = signal, wait?: (time: number) => Promise<void>) => {
    const around = circumstances(transport.send);
    const pause = async (time: number) => {
      paused.push(time);
      await wait?.(time);
    };
    const outcome = await sendRequest({ ...around.ports, wait: pause }, around.sending(text), abort);
    return outcome.kind === 'sent' ? outcome : assert.fail(JSON.stringify(outcome.faults));
  };
  const put = (retries = 3) => `# @retry ${retries}\nPUT ${url}\nIf-Match: "v1"\n\nnew\n`;

  it('is sent again until it is answered, after growing pauses', async () => {
    answers = [cut, cut];
    const { exchange, attempts } = await send(`# @retry 3\nGET ${url}\n`);
    assert.equal(exchange.response?.status, 200);
    assert.deepEqual(paused, [375, 750]);
    assert.deepEqual(came, ['GET', 'GET', 'GET']);
    assert.match(describeAttempts(attempts)[1] ?? '', /^Attempt 2: .* Sent again after 750 ms\.$/);
    assert.deepEqual(attempts && attemptsJson(attempts).failed[1], {
      status: null,
      error: 'connection-reset',
      next: 'repeat',
      after: 750,
      by: 'backoff',
    });
  });

  it('is sent so often and no more', async () => {
    answers = [cut, cut, cut, cut];
    const { exchange, attempts } = await send(`# @retries 2\nGET ${url}\n`);
    assert.equal(exchange.error?.code, 'connection-reset');
    assert.equal(came.length, 3);
    assert.match(describeAttempts(attempts).at(-1) ?? '', /allows no more/);
  });

  it('waits as long as Retry-After says', async () => {
    answers = [says(503, { 'Retry-After': '2' })];
    const { attempts } = await send(`# @retry 1\nGET ${url}\n`);
    assert.deepEqual(paused, [2000]);
    assert.match(
      describeAttempts(attempts)[0] ?? '',
      /503 Service Unavailable\. Sent again after 2 s, as Retry-After asks/,
    );
  });

  for (const text of ['', '# @retry\n', '# @retry many\n', '# @retry 0\n'])
    it(`is sent once unless that is asked for: ${text.trim() || 'nothing'}`, async () => {
      answers = [cut];
      const { attempts } = await send(`${text}GET ${url}\n`);
      assert.deepEqual([came.length, attempts], [1, undefined]);
    });

  it('is not sent again when it is a POST, and says so', async () => {
    answers = [cut];
    const { attempts } = await send(`# @retry 3\nPOST ${url}\n\na\n`);
    assert.deepEqual(came, ['POST']);
    assert.match(describeAttempts(attempts).join(), /this method may do its work twice/);
  });

  it('is a guarded write that was carried out: it is looked at, not repeated', async () => {
    answers = [cut, says(200, { ETag: '"v2"', 'Content-Type': 'text/plain' }, 'new')];
    const { attempts } = await send(put());
    assert.deepEqual(came, ['PUT guarded', 'GET']);
    assert.deepEqual([attempts?.verified?.found, attempts?.verified?.cause], ['applied', 'retry-after-lost-answer']);
    assert.equal(attempts?.verified?.repair, 'verify-first');
    assert.match(describeAttempts(attempts).join(), /carried out; nothing was repeated/);
  });

  it('is a guarded write that was not carried out: it is looked at, then repeated', async () => {
    answers = [cut, says(200, { ETag: '"v1"' }, 'old'), says(204)];
    const { exchange, attempts } = await send(put());
    assert.deepEqual(came, ['PUT guarded', 'GET', 'PUT guarded']);
    assert.equal(exchange.response?.status, 204);
    assert.match(describeAttempts(attempts)[0] ?? '', /was not carried out, and was sent again\.$/);
  });

  it('is a guarded write that somebody overtook: nothing is repeated', async () => {
    answers = [cut, says(200, { ETag: '"v9"' }, 'theirs')];
    const { attempts } = await send(put());
    assert.deepEqual(came, ['PUT guarded', 'GET']);
    assert.match(describeAttempts(attempts).join(), /compare before you send it again/);
  });

  it('is looked at also after the last attempt, and not sent once more', async () => {
    const lost = [cut, says(200, { ETag: '"v1"' }, 'old')];
    answers = [...lost, ...lost];
    await send(put(1));
    assert.deepEqual(came, ['PUT guarded', 'GET', 'PUT guarded', 'GET']);
  });

  it('waits until the date that Retry-After says, by the server’s own clock', async () => {
    const date = 'Sun, 06 Nov 1994 08:49:37 GMT';
    answers = [says(503, { Date: date, 'Retry-After': 'Sun, 06 Nov 1994 08:49:40 GMT' })];
    await send(`# @retry 1\nGET ${url}\n`);
    assert.deepEqual(paused, [3000]);
  });

  it('tells of each pause as it begins and ends: which attempt comes, of how many, when, and after what', async () => {
    answers = [cut, says(429)];
    const told: unknown[] = [];
    const pause = (each: Pause | undefined) =>
      told.push(each && [each.attempt, each.of, each.next, each.failed.response?.status ?? each.failed.error?.code]);
    const around = circumstances(transport.send);
    const ports = { ...around.ports, wait: async () => {}, watcher: { pause } };
    await sendRequest(ports, around.sending(`# @retry 3\nGET ${url}\n`), signal);
    assert.deepEqual(told, [[2, 4, 'repeat', 'connection-reset'], undefined, [3, 4, 'repeat', 429], undefined]);
  });

  it('ends when it is cancelled in a pause', async () => {
    answers = [cut];
    const controller = new AbortController();
    const { attempts } = await send(`# @retry 3\nGET ${url}\n`, controller.signal, async () => controller.abort());
    assert.deepEqual([came.length, attempts?.stopped], [1, 'cancelled']);
  });
});
