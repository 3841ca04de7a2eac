import assert from 'node:assert/strict';
import type { CookieJar } from '../../../src/core/http/cookies.ts';
import type { SendOptions } from '../../../src/core/http/exchange.ts';
import { HIDDEN } from '../../../src/core/http/secret.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import type { HistoryEntry } from '../../../src/exchange/history/historyEntry.ts';
import { requestOf, resending } from '../../../src/exchange/history/resend.ts';
import { readEntry, storeEntry } from '../../../src/exchange/history/storedEntry.ts';
import type { History, Prompts } from '../../../src/exchange/ports.ts';
import { sendRequest } from '../../../src/exchange/sending/sendRequest.ts';
import { signal, startWorld, type World } from './world.ts';

describe('sending again from the history', () => {
  let world: World;
  let entries: HistoryEntry[] = [];
  beforeEach(async () => {
    world = await startWorld();
    entries = [];
  });
  afterEach(() => world.close());

  const history: History = {
    begin: (startedAt) => ({ id: String(startedAt), source: undefined }),
    alike: async () => entries,
    keep: (entry) => void entries.push(entry),
  };
  const sendFirst = async (text: string, more: Partial<SendOptions> = {}): Promise<HistoryEntry> => {
    const sending = world.sending(text);
    const outcome = await sendRequest(
      { ...world.ports, history },
      { ...sending, options: { ...sending.options, ...more } },
      signal,
    );
    return outcome.kind === 'sent' ? (entries.at(-1) ?? assert.fail()) : assert.fail(JSON.stringify(outcome.faults));
  };
  /** What goes out when the entry is sent again while its file holds `text`; else why it does not. */
  const again = async (entry: HistoryEntry, text: string, prompts: Prompts = {}, environment?: string) => {
    const agreeing: Prompts = { confirm: async () => 'yes', ...prompts };
    const ports = { ...world.ports, prompts: agreeing, history };
    const more = environment === undefined ? {} : { environment };
    const ready = await resending(ports, entry, world.sending(text, 0, more), signal);
    if (ready.kind !== 'ready') return ready.kind === 'refused' ? ready.why : ready.kind;
    world.sent.length = 0;
    world.options.length = 0;
    await sendRequest(ports, ready.sending, signal);
    return world.sent[0] ?? assert.fail('nothing went out');
  };
  const proxyTo = (address: string) => ({ http: address, https: address, bypass: [], tls: 'verify' });
  const request = (token: string, body = '{"a": 1}') =>
    `PUT ${world.url}/strong/1\nX-Token: ${token}\nX-Braces: \\{\\{not a variable\nIf-Match: "v0"\nContent-Type: application/json\n\n${body}\n`;

  it('sends the request as it was, whatever its file says now', async () => {
    const text = `@tag = "v0"\n# @name save\nPUT ${world.url}/strong/1?x=1\nIf-Match: {{tag}}\n\n{"a": 1}\n`;
    const entry = await sendFirst(text);
    const [first] = world.sent;
    const sent = await again(
      entry,
      `@tag = "v9"\n# @name save\nPUT ${world.url}/strong/2\nIf-Match: {{tag}}\n\nother\n`,
    );
    assert.deepEqual(sent, first);
  });

  it('takes secrets afresh from the same request of its file', async () => {
    const entry = await sendFirst(request('old-secret'));
    assert.ok(!JSON.stringify(entry).includes('old-secret'));
    const sent = await again(entry, request('new-secret', '{"b": 2}'));
    assert.ok(typeof sent !== 'string');
    assert.deepEqual(sent.headers[0], ['X-Token', 'new-secret']);
    assert.equal(new TextDecoder().decode(sent.body), '{"a": 1}');
  });

  it('asks for a secret that its file no longer has', async () => {
    const entry = await sendFirst(request('old-secret'));
    const asked: string[] = [];
    const ask: Prompts['ask'] = async ({ kind, text }) => {
      asked.push(`${kind} ${text}`);
      return 'said';
    };
    const sent = await again(entry, `GET ${world.url}/else\n`, { ask });
    assert.ok(typeof sent !== 'string');
    assert.deepEqual(sent.headers[0], ['X-Token', 'said']);
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? '', /^secret X-Token held a secret/);
  });

  it('sends nothing when the secret is not given', async () => {
    const why = await again(await sendFirst(request('old-secret')), 'GET http://other.test/\n');
    assert.match(String(why), /was not given, so nothing was sent/);
  });

  it('never gives the secret of a request to another origin', async () => {
    const named = (url: string) => `# @name one\nGET ${url}/strong/1\nAuthorization: Bearer top-secret\n`;
    const entry = await sendFirst(named(world.url));
    const why = await again(entry, named(world.url.replace('127.0.0.1', 'localhost')));
    assert.match(String(why), /was not given/);
  });

  it('sends a content that held secrets only where its file still says the same', async () => {
    const body = (name: string) =>
      `POST ${world.url}/strong/1\nContent-Type: application/json\n\n{"password": "${name}-secret"}\n`;
    const entry = await sendFirst(body('old'));
    const sent = await again(entry, body('new'));
    assert.ok(typeof sent !== 'string');
    assert.equal(new TextDecoder().decode(sent.body), '{"password": "new-secret"}');
    assert.match(String(await again(entry, `POST ${world.url}/strong/1\n\nelse\n`)), /content held secrets/);
  });

  const read = (directives: string, version = '') => `${directives}\nGET ${world.url}/strong/1${version}\n`;
  const travelling: readonly (readonly [what: string, directive: string, expected: Partial<SendOptions>])[] = [
    ['its refusal of redirects', '# @no-redirect', { redirects: 'stop' }],
    ['its patience', '# @timeout 4 s', { headersTimeout: 4000, bodyTimeout: 4000, connectTimeout: 4000 }],
    ['its patience with a connection', '# @connection-timeout 3 s', { connectTimeout: 3000 }],
    ['its way past the proxies', '# @no-proxy', { proxy: 'never' }],
    ['its exception for certificates', '# @no-reject-unauthorized', { tls: 'accept-any' }],
    ['the version in its request line', ' HTTP/1.1', { httpVersion: '1.1' }],
    ['the version that it asks for', '# @use-http2', { httpVersion: '2' }],
  ];
  for (const [what, said, expected] of travelling)
    it(`keeps ${what}`, async () => {
      const entry = await sendFirst(said.startsWith('#') ? read(said) : read('', said));
      await again(readEntry(storeEntry(entry)) ?? assert.fail('not stored'), read(''));
      const [used] = world.options;
      for (const [name, value] of Object.entries(expected)) assert.deepEqual(used?.[name as keyof SendOptions], value);
    });

  it('repeats what was to be repeated', async () => {
    const entry = await sendFirst(`# @retry 2\nGET http://127.0.0.1:1/\n`);
    assert.deepEqual([entry.attempt, entry.directives], [{ number: 3, of: 3 }, ['retry 2']]);
    await again(entry, 'GET http://127.0.0.1:1/\n');
    assert.equal(world.sent.length, 3);
  });

  it('takes the credentials for a proxy afresh, and goes nowhere without them', async () => {
    const text = (user: string) => read(`# @proxy http://${user}@127.0.0.1:1`);
    const entry = await sendFirst(text('me:proxy-secret'));
    assert.deepEqual(entry.directives, [`proxy http://${HIDDEN}@127.0.0.1:1`]);
    assert.match(String(await again(entry, 'GET http://else.test/\n')), /“# @proxy” held a secret/);
    await again(entry, text('me:other-secret'));
    assert.deepEqual(world.options[0]?.proxy, proxyTo('http://me:other-secret@127.0.0.1:1'));
  });

  it('takes userinfo afresh, and goes nowhere without it', async () => {
    const text = (user: string) => `# @name one\nGET ${world.url.replace('//', `//${user}@`)}/strong/1\n`;
    const entry = await sendFirst(text('me:in-the-url'));
    assert.ok(!JSON.stringify(entry).includes('in-the-url'));
    assert.match(String(await again(entry, 'GET http://else.test/\n')), /The URL held a secret/);
    const sent = await again(entry, text('me:in-the-url'));
    assert.ok(typeof sent !== 'string' && sent.url.includes('//me:in-the-url@'));
  });

  it('asks the URL that was asked, not the one that a redirect led to', async () => {
    const entry = await sendFirst(`GET ${world.url}/moved/1\n`);
    assert.ok(entry.exchange.hops.length > 0, JSON.stringify(entry.exchange));
    const sent = await again(readEntry(storeEntry(entry)) ?? assert.fail('not stored'), read(''));
    assert.equal(typeof sent === 'string' ? sent : sent.url, `${world.url}/moved/1`);
  });

  it('leaves cookies to the jar, and asks for none where none were wanted', async () => {
    const jar: CookieJar = { fieldFor: async () => 'from=the-jar', learn: async () => {} };
    const entry = await sendFirst(read(''), { cookies: jar });
    assert.ok(entry.exchange.request.headers.some(([name]) => name === 'Cookie'));
    const sent = await again(entry, read(''));
    assert.ok(typeof sent !== 'string', String(sent));
    assert.ok(!sent.headers.some(([name]) => name === 'Cookie'));
    const without = await sendFirst(read('# @no-cookie-jar'), { cookies: jar });
    assert.deepEqual(without.directives, ['no-cookie-jar']);
  });

  it('asks before it repeats what may change something', async () => {
    const asked: unknown[] = [];
    const confirm: Prompts['confirm'] = async ({ method, url }) => {
      asked.push([method, url]);
      return 'no';
    };
    const entry = await sendFirst(`POST ${world.url}/strong/1?token=tell-nobody\n\n{}\n`);
    assert.equal(await again(entry, read(''), { confirm }), 'dismissed');
    assert.deepEqual(asked, [['POST', `${world.url}/strong/1?token=${HIDDEN}`]]);
    await again(await sendFirst(read('')), read(''), { confirm });
    assert.equal(asked.length, 1);
  });

  it('finds its request in the file, by its name or as it is written', async () => {
    const entry = await sendFirst(`GET ${world.url}/strong/1?token=tell-nobody\n`);
    const document = parse(`GET ${world.url}/else\n\n###\n\nGET ${world.url}/strong/1?token=tell-nobody\n`);
    assert.equal(requestOf(document, entry)?.index, 1);
    assert.equal(requestOf(parse('GET http://else.test/'), entry), undefined);
  });

  it('sends nothing in another environment', async () => {
    const why = await again(await sendFirst(request('s')), request('s'), {}, 'production');
    assert.match(String(why), /Select that one first/);
  });
});
