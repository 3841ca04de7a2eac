import assert from 'node:assert/strict';
import type { HistoryEntry } from '../../../src/exchange/history/historyEntry.ts';
import { resending } from '../../../src/exchange/history/resend.ts';
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
    entries: async () => entries,
    keep: (entry) => void entries.push(entry),
  };
  const sendFirst = async (text: string): Promise<HistoryEntry> => {
    const outcome = await sendRequest({ ...world.ports, history }, world.sending(text), signal);
    return outcome.kind === 'sent' ? (entries.at(-1) ?? assert.fail()) : assert.fail(JSON.stringify(outcome.faults));
  };
  /** What goes out when the entry is sent again while its file holds `text`; else why it does not. */
  const again = async (entry: HistoryEntry, text: string, prompts: Prompts = {}, environment?: string) => {
    const ports = { ...world.ports, prompts, history };
    const more = environment === undefined ? {} : { environment };
    const ready = await resending(ports, entry, world.sending(text, 0, more), signal);
    if (ready.kind === 'refused') return ready.why;
    world.sent.length = 0;
    await sendRequest(ports, ready.sending, signal);
    return world.sent[0] ?? assert.fail('nothing went out');
  };
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

  it('sends nothing in another environment', async () => {
    const why = await again(await sendFirst(request('s')), request('s'), {}, 'production');
    assert.match(String(why), /Select that one first/);
  });
});
