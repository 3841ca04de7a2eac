import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { comparison } from '../../../src/exchange/history/comparison.ts';
import { describeChange } from '../../../src/exchange/history/describeChange.ts';
import { entryText } from '../../../src/exchange/history/entryText.ts';
import { sendRequest } from '../../../src/exchange/sending/sendRequest.ts';
import { HistoryFolder } from '../../../src/storage/historyFolder.ts';
import { openCookieJar } from '../../../src/transport/cookies/openCookieJar.ts';
import { createTransport } from '../../../src/transport/send.ts';
import { circumstances } from '../../pure/exchange/circumstances.ts';
import { signal } from './world.ts';

/** Every secret of these tests begins so. */
const mark = 'tellno';

describe('nothing secret in the history, neither on the disk nor shown:', () => {
  let folder = '';
  let server: Server;
  let url = '';
  let kept: HistoryFolder;
  const transport = createTransport();

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'precondition-secrets-'));
    kept = new HistoryFolder(join(folder, 'history'), (error) => assert.fail(String(error)));
    server = createServer(async (request, response) => {
      let content = '';
      for await (const piece of request) content += piece;
      const path = request.url ?? '';
      if (path.startsWith('/moved')) {
        response.writeHead(307, { Location: `/there?access_token=${mark}-location`, 'Set-Cookie': `a=${mark}-hop` });
        response.end();
        return;
      }
      if (path.startsWith('/cut')) {
        request.socket.resetAndDestroy();
        return;
      }
      if (path.startsWith('/challenge') && !/response=/.test(request.headers.authorization ?? '')) {
        response.writeHead(401, { 'WWW-Authenticate': 'Digest realm="r", nonce="n", qop="auth"' });
        response.end();
        return;
      }
      response.writeHead(200, {
        'Content-Type': 'application/json',
        'Set-Cookie': [`session=${mark}-set; HttpOnly`, `theme=${mark}-second; Path=/`],
        'X-Api-Key': `${mark}-answer`,
        Link: `<http://a.test/?token=${mark}-link>; rel="next"`,
      });
      const told = { authorization: request.headers.authorization, cookie: request.headers.cookie, content };
      response.end(JSON.stringify({ access_token: `${mark}-granted`, told }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    await kept.settled();
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  after(() => transport.close());

  const rows: readonly (readonly [where: string, request: () => string])[] = [
    ['Authorization', () => `GET ${url}/\nAuthorization: Bearer ${mark}-bearer\n`],
    ['Basic credentials', () => `GET ${url}/\nAuthorization: Basic me ${mark}-basic\n`],
    ['Digest credentials', () => `GET ${url}/challenge\nAuthorization: Digest me ${mark}-digest\n`],
    [
      'Proxy-Authorization and Cookie',
      () => `GET ${url}/\nProxy-Authorization: x ${mark}-proxy\nCookie: a=${mark}-cookie; b=2\n`,
    ],
    [
      'fields of keys and tokens',
      () => `GET ${url}/\nX-Api-Key: ${mark}-key\nX-Auth-Token: ${mark}-token\nApiKey: ${mark}-own\n`,
    ],
    ['userinfo', () => `GET ${url.replace('//', `//me:${mark}-password@`)}/\n`],
    ['the query', () => `GET ${url}/?access_token=${mark}-query&sig=${mark}-sig&api_key=${mark}-api&page=2\n`],
    ['a field that holds a URL', () => `GET ${url}/\nReferer: http://a.test/?token=${mark}-referer\n`],
    ['a JSON content', () => `POST ${url}/\nContent-Type: application/json\n\n{"password": "${mark}-json", "a": 1}\n`],
    [
      'a form',
      () => `POST ${url}/\nContent-Type: application/x-www-form-urlencoded\n\nclient_secret=${mark}-form&a=1\n`,
    ],
    ['a variable', () => `@password = ${mark}-variable\nPOST ${url}/\n\nany text with {{password}} in it\n`],
    ['a proxy', () => `# @proxy http://me:${mark}-userinfo@127.0.0.1:1\nGET ${url}/\n`],
    ['a redirect', () => `GET ${url}/moved?token=${mark}-first\nAuthorization: Bearer ${mark}-carried\n`],
    ['a failure', () => `PUT ${url}/cut?token=${mark}-cut\nAuthorization: Bearer ${mark}-lost\nIf-Match: "a"\n\nx\n`],
    ['attempts', () => `# @retry 1\nGET ${url}/cut?token=${mark}-again\nCookie: c=${mark}-again\n`],
    ['its name', () => `# @name read\nGET ${url}/?token=${mark}-named\n`],
  ];
  for (const [where, request] of rows)
    it(where, async () => {
      const around = circumstances(transport.send);
      const history = {
        begin: (startedAt: number) => ({ id: kept.idAt(startedAt), source: 'file:///a.http' }),
        alike: kept.alike.bind(kept),
        keep: kept.keep.bind(kept),
      };
      const sending = around.sending(request());
      const options = { ...sending.options, cookies: await openCookieJar() };
      const texts: string[] = [];
      for (let time = 0; time < 2; time += 1) {
        const ports = { ...around.ports, wait: async () => {}, history };
        const outcome = await sendRequest(ports, { ...sending, options }, signal);
        assert.equal(outcome.kind, 'sent', JSON.stringify(outcome));
        if (outcome.kind === 'sent' && outcome.historic !== undefined) {
          texts.push(describeChange(outcome.historic.change, String) ?? '');
        }
      }
      await kept.settled();
      const entries = await kept.entries();
      assert.ok(entries.length >= 2);
      const [first = assert.fail(), last = assert.fail()] = [entries[0], entries.at(-1)];
      const { title, before, after } = comparison(first, last, String);
      texts.push(title, before, after, ...entries.map((entry) => entryText(entry, String)));
      const names = await readdir(folder, { recursive: true });
      const files = await Promise.all(
        names.filter((name) => name.endsWith('.json')).map((name) => readFile(join(folder, name), 'utf8')),
      );
      assert.equal(files.length, entries.length);
      assert.ok(files.join().includes('•••'), 'something was hidden');
      for (const text of [...names, ...files, ...texts, JSON.stringify(entries)]) {
        assert.ok(!spellings.some((each) => text.includes(each)), text);
      }
    });

  const base64 = (text: string) => Buffer.from(text).toString('base64').replace(/=+$/, '');
  const spellings = [mark, base64(`me:${mark}-basic`), base64(`me:${mark}-password`)];
});
