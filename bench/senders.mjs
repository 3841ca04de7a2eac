/** The ways of sending that are measured beside one another, each a function that sends once. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { emptyMemory, recall } from '../out/src/core/conditional/memory/memory.js';
import { predict } from '../out/src/core/conditional/predict.js';
import { resourceKey } from '../out/src/core/http/resource.js';
import { documentRequests } from '../out/src/core/syntax/locate.js';
import { parse } from '../out/src/core/syntax/parse.js';
import { describeChange } from '../out/src/exchange/history/describeChange.js';
import { sendRequest } from '../out/src/exchange/sending/sendRequest.js';
import { rememberExchange } from '../out/src/exchange/validators/rememberExchange.js';
import { HistoryFolder } from '../out/src/storage/historyFolder.js';
import { createTransport } from '../out/src/transport/send.js';
import { generate } from './generate.mjs';
import { httpyac } from './peer.mjs';
import { sendOptions as options } from './sendOptions.mjs';

const { signal } = new AbortController();

function portsFor(send) {
  let memory = emptyMemory;
  const answers = new Map();
  return {
    send,
    memory: {
      read: () => memory,
      write: (next) => {
        memory = next;
      },
    },
    files: { read: async () => undefined },
    answers: { read: (name) => answers.get(name), write: (name, exchange) => answers.set(name, exchange) },
    clock: Date.now,
    hashIdentity: (credentials) => credentials,
  };
}

const scope = (answers) => ({
  options: {},
  environment: { name: '', values: {} },
  answer: (name) => answers.read(name),
  processVariable: () => undefined,
  now: Date.now(),
  random: () => 0.5,
});

const expect = (is, what) => {
  if (!is) throw new Error(`not as it should be: ${what}`);
};

/** From the request to the exchange, with what memory knew before, the prediction, and what it knows after. */
function engine(ports, url) {
  const headers = [['Accept', 'application/json']];
  const asked = { method: 'GET', url, headers, body: undefined };
  const wanted = { resource: resourceKey(url), headers, environment: '', identity: '' };
  return async () => {
    const before = recall(ports.memory.read(), wanted);
    predict(asked, before, ports.clock());
    const exchange = await ports.send(asked, options, signal);
    rememberExchange(ports, exchange, { wanted, request: undefined });
    const after = recall(ports.memory.read(), wanted);
    expect(exchange.response?.status === 200 && after.best !== undefined, 'the engine');
  };
}

/** From the parsed document to the finished outcome. */
function fromDocument(ports, text, index, status) {
  const document = parse(text);
  const placed = documentRequests(document).length;
  expect(placed > index, 'the document');
  const sending = { document, request: index, scope: scope(ports.answers), environment: '', options };
  return async () => {
    const { exchange, explanation } = await sendRequest(ports, sending, signal);
    expect(exchange?.response?.status === status && (status !== 304 || explanation !== undefined), 'the document');
  };
}

/** The same with the exchange kept in a folder, and the line that says what changed since the send before. */
async function keeping(ports, text) {
  const path = await mkdtemp(join(tmpdir(), 'precondition-history-'));
  const folder = new HistoryFolder(path, (error) => {
    throw error;
  });
  const history = {
    begin: (startedAt) => ({ id: folder.idAt(startedAt), source: 'file:///bench.http' }),
    alike: (entry) => folder.alike(entry),
    keep: (entry) => folder.keep(entry),
  };
  const sending = { document: parse(text), request: 0, scope: scope(ports.answers), environment: '', options };
  let told;
  return {
    send: async () => {
      const { exchange, historic } = await sendRequest({ ...ports, history }, sending, signal);
      expect(exchange?.response?.status === 200 && historic !== undefined, 'the history');
      told = describeChange(historic.change, String);
    },
    settled: () => folder.settled(),
    close: async () => {
      expect(told?.endsWith('nothing changed'), `what changed: ${told}`);
      await folder.settled();
      await rm(path, { recursive: true, force: true });
    },
  };
}

/** The request in the middle of ten thousand others. */
function amongMany(own) {
  const text = generate(10_000, 0);
  const middle = text.indexOf('\n###', text.length / 2);
  const before = text.slice(0, middle);
  const index = documentRequests(parse(before)).length;
  return { text: `${before}\n###\n${own}\n${text.slice(middle)}`, index };
}

/** All ways, to one URL; `settled` waits for what a way has left to do behind its answer, `close` ends what they hold open. */
export async function senders(url) {
  const transport = createTransport();
  const agent = new Agent();
  const ports = () => portsFor(transport.send);
  const own = `GET ${url}\nAccept: application/json\n`;
  const many = amongMany(own);
  const plain = { method: 'GET', url, headers: [['Accept', 'application/json']], body: undefined };
  const peer = await httpyac().sender(own);
  const kept = await keeping(ports(), own);
  return {
    settled: kept.settled,
    close: async () => {
      await kept.close();
      await transport.close();
      await agent.close();
    },
    ways: {
      undici: async () => {
        const { body } = await request(url, { dispatcher: agent, headers: { Accept: 'application/json' } });
        await body.text();
      },
      send: async () => expect((await transport.send(plain, options, signal)).response?.status === 200, 'send'),
      engine: engine(ports(), url),
      document: fromDocument(ports(), own, 0, 200),
      explained: fromDocument(ports(), `${own}If-None-Match: "v7"\n`, 0, 304),
      kept: kept.send,
      many: fromDocument(ports(), many.text, many.index, 200),
      httpyac: peer,
    },
  };
}
