import assert from 'node:assert/strict';
import type { Question } from '../../../src/core/syntax/values/question.ts';
import type { DependedOn, Ports, Prompts } from '../../../src/exchange/ports.ts';
import { repair } from '../../../src/exchange/repairing/repair.ts';
import { promptsOnce } from '../../../src/exchange/sending/promptsOnce.ts';
import {
  type Outcome,
  type Sending,
  type SentOutcome,
  sendRequest,
} from '../../../src/exchange/sending/sendRequest.ts';
import { refreshEtag } from '../../../src/exchange/validators/refreshEtag.ts';
import { edited, etagOf, retried, signal, startWorld, statusOf, type World } from './world.ts';

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

afterEach(() => world.close());

/** Sends with these prompts; request 0 unless told. */
function sendAsking(text: string, prompts: Prompts, index = 0): Promise<Outcome> {
  const ports: Ports = { ...world.ports, prompts };
  return sendRequest(ports, world.sending(text, index), signal);
}

const sent = (outcome: Outcome): SentOutcome =>
  outcome.kind === 'sent' ? outcome : assert.fail(JSON.stringify(outcome.faults));
const faultOf = (outcome: Outcome) => (outcome.kind === 'refused' ? outcome.faults[0] : assert.fail('it was sent'));
const lines = (...all: readonly string[]) => all.join('\n');
const requestsSent = () => world.sent.map(({ method, url }) => `${method} ${url.slice(world.url.length)}`);

describe('a write that takes its tag from a named read', () => {
  const file = (more = '') =>
    lines(
      `PUT ${world.url}/strong/1`,
      'If-Match: {{read.response.headers.ETag}}',
      '',
      '{"title":"{{read.response.body.$.title}}!"}',
      '',
      '###',
      '# @name read',
      `GET ${world.url}/strong/1${more}`,
    );

  it('sends the read first, and shows it', async () => {
    const outcome = await world.send(file());
    assert.equal(statusOf(outcome), 204);
    assert.deepEqual(requestsSent(), ['GET /strong/1', 'PUT /strong/1']);
    assert.deepEqual(
      outcome.dependencies.map(({ name, exchange }) => [name, exchange.response?.status]),
      [['read', 200]],
    );
  });

  it('does not send it again while its answer is there', async () => {
    await world.send(file(), 1);
    const outcome = await world.send(file());
    assert.deepEqual(outcome.dependencies, []);
    assert.equal(world.sent.length, 2);
  });

  it('keeps the answer over a 304 of the read and over a 412 of its own', async () => {
    const tag = etagOf(await world.send(file(), 1));
    const conditional = await world.send(file(`\nIf-None-Match: ${tag}`), 1);
    assert.equal(statusOf(conditional), 304);
    await world.edit('/strong/1');
    assert.equal(statusOf(await world.send(file())), 412);
    const again = await world.send(file());
    assert.equal(again.exchange.request.headers.find(([name]) => name === 'If-Match')?.[1], tag);
    assert.match(new TextDecoder().decode(again.exchange.request.body), /^\{"title":"[^{}"]+!"\}$/);
  });

  it('is not sent when the read brings no answer', async () => {
    const text = file().replace(`GET ${world.url}`, 'GET http://127.0.0.1:1');
    const outcome = await sendRequest(world.ports, world.sending(text), signal);
    assert.equal(faultOf(outcome)?.code, 'dependency-failed');
    assert.equal(text.slice(faultOf(outcome)?.start, faultOf(outcome)?.end), '{{read.response.headers.ETag}}');
    assert.equal(outcome.dependencies[0]?.exchange.error?.code, 'connect-refused');
  });

  it('is not sent, nor the read, when something else is wrong with it', async () => {
    const outcome = await sendRequest(world.ports, world.sending(file().replace('!"', '{{nothing}}"')), signal);
    assert.equal(outcome.kind, 'refused');
    assert.deepEqual(world.sent, []);
  });
});

describe('a request that needs the answer to one that changes something', () => {
  const file = () =>
    lines(
      `GET ${world.url}/strong/1`,
      'X-Made: {{make.response.status}}',
      '###',
      '# @name make',
      `PUT ${world.url}/strong/2`,
      'If-None-Match: *',
      '',
      '{}',
    );

  it('is refused where nobody can agree', async () => {
    const outcome = await sendRequest(world.ports, world.sending(file()), signal);
    assert.match(faultOf(outcome)?.message ?? '', /“make”, a PUT/);
    assert.deepEqual(world.sent, []);
  });

  it('asks, and goes by the answer', async () => {
    const asked: DependedOn[] = [];
    const answering = (answer: 'yes' | 'no'): Prompts => ({
      agree: async (request) => {
        asked.push(request);
        return answer;
      },
    });
    assert.equal(faultOf(await sendAsking(file(), answering('no')))?.code, 'dependency-failed');
    assert.deepEqual(world.sent, []);
    assert.equal(statusOf(sent(await sendAsking(file(), answering('yes')))), 200);
    assert.deepEqual(asked[1], { name: 'make', method: 'PUT', url: `${world.url}/strong/2`, neededBy: 'request 1' });
    assert.deepEqual(requestsSent(), ['PUT /strong/2', 'GET /strong/1']);
  });
});

describe('a chain of requests', () => {
  const named = (name: string, needs: string) =>
    lines(
      `# @name ${name}`,
      `GET ${world.url}/strong/1`,
      needs === '' ? '' : `X: {{${needs}.response.status}}`,
      '',
      '###',
      '',
    );

  it('is sent from its end', async () => {
    const outcome = await world.send(named('a', 'b') + named('b', 'c') + named('c', ''));
    assert.deepEqual(
      outcome.dependencies.map(({ name }) => name),
      ['c', 'b'],
    );
  });

  it('is refused when it is a circle, and nothing goes out', async () => {
    const text = named('a', 'b') + named('b', 'c') + named('c', 'a');
    const outcome = await sendRequest(world.ports, world.sending(text), signal);
    assert.match(faultOf(outcome)?.message ?? '', /a → b → c → a/);
    assert.deepEqual(world.sent, []);
  });

  it('follows # @ref where there is no answer, and # @forceRef always', async () => {
    const text = (directive: string) =>
      lines(`# ${directive} read`, `GET ${world.url}/strong/2`, '###', '# @name read', `GET ${world.url}/strong/1`);
    assert.equal((await world.send(text('@ref'))).dependencies.length, 1);
    assert.equal((await world.send(text('@ref'))).dependencies.length, 0);
    assert.equal((await world.send(text('@forceRef'))).dependencies.length, 1);
  });
});

describe('{{$etag}}', () => {
  const put = (tag = '{{$etag}}', path = '/strong/1') =>
    lines(`PUT ${world.url}${path}`, `If-Match: ${tag}`, '', '{"title":"Mine"}', '');
  const read = (path = '/strong/1') => world.send(`GET ${world.url}${path}`);
  const sentTag = ({ exchange }: SentOutcome) => exchange.request.headers.find(([name]) => name === 'If-Match')?.[1];

  it('is the tag of the last read, byte for byte', async () => {
    const tag = etagOf(await read());
    const outcome = await world.send(put());
    assert.equal(sentTag(outcome), tag);
    assert.equal(statusOf(outcome), 204);
  });

  it('keeps the request back where nothing is known, and says what to do', async () => {
    const outcome = await sendRequest(world.ports, world.sending(put()), signal);
    assert.equal(faultOf(outcome)?.code, 'variable-undefined');
    assert.match(faultOf(outcome)?.message ?? '', /in If-Match.*refresh the ETag/);
    assert.deepEqual(world.sent, []);
  });

  it('is renewed by a refresh, without an edit', async () => {
    await read();
    await world.edit('/strong/1');
    assert.equal(statusOf(await world.send(put(), 0, { lookUp: 'never' })), 412);
    const refreshed = await refreshEtag(world.ports, world.sending(put()), signal);
    assert.equal(refreshed.kind, 'current');
    assert.equal(statusOf(await world.send(put())), 204);
  });

  it('is learned by a refresh where nothing was known', async () => {
    assert.equal((await refreshEtag(world.ports, world.sending(put()), signal)).kind, 'current');
    assert.equal(statusOf(await world.send(put())), 204);
  });

  it('is refreshed and sent again by one repair', async () => {
    await read();
    await world.edit('/strong/1');
    const outcome = await world.send(put());
    const repaired = await repair(world.ports, world.sending(put()), outcome, 'refresh-and-retry', signal);
    assert.equal(retried(repaired), 204);
    assert.equal(edited(put(), repaired), put());
  });

  it('may be another resource’s, by name, URL or path', async () => {
    const tag = etagOf(await read('/gzip/1'));
    const named = `\n###\n# @name other\nGET ${world.url}/gzip/1`;
    for (const of of ['other', `${world.url}/gzip/1`, '/gzip/1']) {
      const outcome = await world.send(put(`{{$etag ${of}}}`) + named);
      assert.equal(sentTag(outcome), tag, of);
    }
  });

  it('of another resource is refreshed there', async () => {
    const refreshed = await refreshEtag(world.ports, world.sending(put('{{$etag /gzip/1}}')), signal);
    assert.equal(refreshed.kind, 'current');
    assert.deepEqual(requestsSent(), ['HEAD /gzip/1']);
    assert.equal(sentTag(await world.send(put('{{$etag /gzip/1}}'))), refreshed.kind === 'current' && refreshed.etag);
  });

  it('tells identities apart', async () => {
    await world.send(`GET ${world.url}/strong/1\nAuthorization: Bearer a`);
    const outcome = await sendRequest(world.ports, world.sending(put()), signal);
    assert.equal(faultOf(outcome)?.code, 'variable-undefined');
    assert.equal(statusOf(await world.send(put('{{$etag}}\nAuthorization: Bearer a'))), 204);
  });

  it('has a date beside it', async () => {
    await read('/dated/1');
    const outcome = await world.send(
      lines(`PUT ${world.url}/dated/1`, 'If-Unmodified-Since: {{$lastModified}}', '', '{}'),
    );
    assert.equal(statusOf(outcome), 204);
  });
});

describe('a question', () => {
  const file = () =>
    lines('# @prompt path Which one?', `GET ${world.url}/strong/{{path}}`, 'X: {{$input why $value: so}}');
  const answers: Prompts = { ask: async ({ text }) => ({ 'Which one?': '2', why: 'because' })[text] };

  it('is asked once for each send, and its answer goes out', async () => {
    const { exchange } = sent(await sendAsking(file(), answers));
    assert.equal(exchange.request.url, `${world.url}/strong/2`);
    assert.deepEqual(exchange.request.headers, [['X', 'because']]);
  });

  it('that is dismissed or cannot be asked keeps the request back', async () => {
    const dismissed = faultOf(await sendAsking(file(), { ask: async () => undefined }));
    assert.deepEqual([dismissed?.code, /“Which one\?”/.test(dismissed?.message ?? '')], ['prompt-unanswered', true]);
    assert.match(faultOf(await sendAsking(file(), {}))?.message ?? '', /nobody to ask/);
    assert.deepEqual(world.sent, []);
  });

  it('is not asked for a request that could not go out anyway', async () => {
    const asked: Question[] = [];
    const ask = async (question: Question) => void asked.push(question);
    await sendAsking(`${file()}\nY: {{nothing}}`, { ask });
    assert.deepEqual(asked, []);
  });

  it('by -askonce is asked once', async () => {
    let asked = 0;
    const prompts = promptsOnce({ ask: async () => `v${++asked}` }, new Map());
    const text = `GET ${world.url}/strong/1\nX: {{$input-askonce why}}\nY: {{$input what}}`;
    await sendAsking(text, prompts);
    const { exchange } = sent(await sendAsking(text, prompts));
    assert.deepEqual(exchange.request.headers, [
      ['X', 'v1'],
      ['Y', 'v3'],
    ]);
  });
});

describe('a guard for one send', () => {
  const text = () => `PUT ${world.url}/strong/1\nX: {{$input why}}\n\n{"title":"Mine"}\n`;
  const guarded = (prompts: Prompts) =>
    sendRequest({ ...world.ports, prompts }, world.sending(text(), 0, { guard: 'If-Match' }), signal);

  it('is the tag known, and a question is asked once', async () => {
    const tag = etagOf(await world.send(`GET ${world.url}/strong/1`));
    let asked = 0;
    const { exchange } = sent(await guarded({ ask: async () => `v${++asked}` }));
    assert.deepEqual(exchange.request.headers, [
      ['X', 'v1'],
      ['If-Match', tag],
    ]);
    assert.equal(exchange.response?.status, 204);
  });

  it('is renewed for the retry after a 412, and never left out', async () => {
    const put = `PUT ${world.url}/strong/1\n\n{"title":"Mine"}\n`;
    await world.send(`GET ${world.url}/strong/1`);
    await world.edit('/strong/1');
    const outcome = await world.send(put, 0, { guard: 'If-Match' });
    assert.equal(statusOf(outcome), 412);
    const repaired = await repair(world.ports, world.sending(put), outcome, 'refresh-and-retry', signal);
    assert.equal(retried(repaired), 204);
    const fresh = etagOf(await world.send(`GET ${world.url}/strong/1`));
    const sentTags = world.sent.flatMap(({ method, headers }) => (method === 'PUT' ? headers : []));
    assert.deepEqual(
      sentTags.map(([name]) => name),
      ['If-Match', 'If-Match'],
    );
    assert.notEqual(sentTags[1]?.[1], sentTags[0]?.[1]);
    assert.notEqual(fresh, sentTags[1]?.[1]);
  });

  it('keeps the request back where nothing is known', async () => {
    assert.equal(faultOf(await guarded({ ask: async () => 'v' }))?.code, 'guard-unknown');
    assert.deepEqual(world.sent, []);
  });
});

describe('# @note', () => {
  const file = () => `# @note Really?\nGET ${world.url}/strong/1`;

  it('has the request confirmed before it goes out', async () => {
    const asked: string[] = [];
    const answering = (answer: 'yes' | 'no'): Prompts => ({
      confirm: async ({ note }) => {
        asked.push(note);
        return answer;
      },
    });
    assert.equal(faultOf(await sendAsking(file(), answering('no')))?.code, 'not-confirmed');
    assert.deepEqual(world.sent, []);
    assert.equal(statusOf(sent(await sendAsking(file(), answering('yes')))), 200);
    assert.deepEqual(asked, ['Really?', 'Really?']);
  });

  it('keeps the request back where nobody can be asked', async () => {
    assert.match(faultOf(await sendAsking(file(), {}))?.message ?? '', /nobody to ask/);
  });
});

describe('default header fields', () => {
  it('go out and count for the variant, unless the request has them', async () => {
    const text = `GET ${world.url}/strong/1`;
    const { scope }: Sending = world.sending(text);
    const defaulted = { ...scope, defaultHeaders: [['Authorization', 'Bearer d']] } as const;
    const { exchange, wanted } = await world.send(text, 0, { scope: defaulted });
    assert.deepEqual(exchange.request.headers, [['Authorization', 'Bearer d']]);
    assert.equal(wanted.identity, 'hash of 23');
  });

  it('that cannot be sent are told of', async () => {
    const text = `GET ${world.url}/strong/1`;
    const { scope }: Sending = world.sending(text);
    const bad = { ...scope, defaultHeaders: [['X', 'a\nb']] } as const;
    const outcome = await sendRequest(world.ports, world.sending(text, 0, { scope: bad }), signal);
    assert.equal(faultOf(outcome)?.code, 'header-value-invalid');
  });
});

describe('a request under a run line', () => {
  const file = (line: string, method = 'GET') =>
    lines(
      '### main',
      line,
      `GET ${world.url}/strong/1`,
      '',
      '### first',
      `${method} ${world.url}/{{kind}}/1`,
      '',
      '###',
      '@kind = weak',
    );

  it('has the other sent first, with the values of the line', async () => {
    assert.equal(statusOf(await world.send(file('run #first'))), 200);
    assert.equal(statusOf(await world.send(file('run #first (@kind=required)'))), 200);
    assert.deepEqual(requestsSent(), ['GET /weak/1', 'GET /strong/1', 'GET /required/1', 'GET /strong/1']);
  });

  it('has a write sent with consent alone', async () => {
    const refused = await sendAsking(file('run #first', 'DELETE'), { agree: async () => 'no' });
    assert.equal(faultOf(refused)?.code, 'dependency-failed');
    assert.deepEqual(requestsSent(), []);
    sent(await sendAsking(file('run #first', 'DELETE'), { agree: async () => 'yes' }));
    assert.deepEqual(requestsSent(), ['DELETE /weak/1', 'GET /strong/1']);
  });

  it('is not sent where there is no such request', async () => {
    assert.equal(faultOf(await sendAsking(file('run #gone'), {}))?.code, 'dependency-failed');
    assert.deepEqual(requestsSent(), []);
  });
});
