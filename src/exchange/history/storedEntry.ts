import type { ConnectionFacts, Exchange, Hop, HttpResponse } from '../../core/http/exchange.ts';
import type { HeaderField, HeaderList } from '../../core/http/headerList.ts';
import { transportErrorCodes } from '../../core/http/transportError.ts';
import { listOf, member, numberOf, parseJson, stringOf } from '../../core/interchange/json.ts';
import type { AskedRequest, HistoryEntry, KeptContent } from './historyEntry.ts';

/** The entry as JSON text. Its exchange holds no bytes, so that nothing is lost. */
export function storeEntry(entry: HistoryEntry): string {
  const { request, response, connection, ...exchange } = entry.exchange;
  const { body: _, stream: __, ...asked } = request;
  const stored = response && { ...response, body: undefined };
  const { repeated, reused, peer, proxy } = connection ?? { peer: '', reused: false };
  const facts = connection && { peer, reused, repeated, proxy };
  return JSON.stringify({
    version: 1,
    ...entry,
    exchange: { ...exchange, request: asked, response: stored, connection: facts },
  });
}

/** The entry in a text, or undefined for what is none. Whatever stands in the text, nothing but known members is taken. */
export function readEntry(text: string): HistoryEntry | undefined {
  const data = parseJson(text);
  const id = stringOf(member(data, 'id'));
  const exchange = exchangeIn(member(data, 'exchange'));
  if (member(data, 'version') !== 1 || id === undefined || exchange === undefined) return undefined;
  return {
    id,
    name: stringOf(member(data, 'name')),
    source: stringOf(member(data, 'source')),
    request: stringOf(member(data, 'request')),
    environment: stringOf(member(data, 'environment')) ?? '',
    identity: stringOf(member(data, 'identity')) ?? '',
    exchange,
    ...mannerIn(data),
    sent: contentIn(member(data, 'sent')),
    received: contentIn(member(data, 'received')),
  };
}

function mannerIn(data: unknown): Pick<HistoryEntry, 'asked' | 'directives' | 'httpVersion' | 'attempt' | 'lookUp'> {
  const asked = requestIn(member(data, 'asked'));
  const version = (['1.1', '2'] as const).find((each) => each === member(data, 'httpVersion'));
  const [number, of] = ['number', 'of'].map((name) => numberOf(member(member(data, 'attempt'), name)));
  // More than a line would be more than a directive.
  const directives = listOf(member(data, 'directives')).flatMap((each) => /^.+$/.exec(stringOf(each) ?? '') ?? []);
  return {
    ...(asked && { asked }),
    ...(directives.length > 0 && { directives }),
    ...(version && { httpVersion: version }),
    ...(number !== undefined && of !== undefined && { attempt: { number, of } }),
    ...(member(data, 'lookUp') === true && { lookUp: true }),
  };
}

function requestIn(data: unknown): AskedRequest | undefined {
  const [method, url] = [stringOf(member(data, 'method')), stringOf(member(data, 'url'))];
  if (method === undefined || url === undefined) return undefined;
  const target = member(data, 'target') === '*' ? { target: '*' as const } : {};
  return { method, url, headers: fieldsIn(member(data, 'headers')), ...target };
}

function exchangeIn(data: unknown): Exchange | undefined {
  const request = requestIn(member(data, 'request'));
  const startedAt = numberOf(member(data, 'startedAt'));
  if (request === undefined || startedAt === undefined) return undefined;
  const connection = connectionIn(member(data, 'connection'));
  return {
    request: { ...request, body: undefined },
    response: responseIn(member(data, 'response')),
    error: errorIn(member(data, 'error')),
    hops: listOf(member(data, 'hops')).map(hopIn),
    timings: timingsIn(member(data, 'timings')),
    startedAt,
    endedAt: numberOf(member(data, 'endedAt')) ?? startedAt,
    ...(connection && { connection }),
  };
}

function responseIn(data: unknown): HttpResponse | undefined {
  const status = numberOf(member(data, 'status'));
  if (status === undefined) return undefined;
  return {
    status,
    reason: stringOf(member(data, 'reason')) ?? '',
    httpVersion: stringOf(member(data, 'httpVersion')) ?? '1.1',
    headers: fieldsIn(member(data, 'headers')),
    body: new Uint8Array(),
    bodyBytes: numberOf(member(data, 'bodyBytes')) ?? 0,
    bodyFile: undefined,
    complete: member(data, 'complete') !== false,
  };
}

function errorIn(data: unknown): Exchange['error'] {
  if (data === undefined) return undefined;
  const code = transportErrorCodes.find((each) => each === member(data, 'code')) ?? 'unknown';
  const after = numberOf(member(data, 'after'));
  const [peer, cause] = [stringOf(member(data, 'peer')) ?? '', stringOf(member(data, 'cause')) ?? ''];
  return { code, peer, cause, ...(after !== undefined && { after }) };
}

function hopIn(data: unknown): Hop {
  const dropped = listOf(member(data, 'droppedFields')).flatMap((name) => stringOf(name) ?? []);
  const url = stringOf(member(data, 'url')) ?? '';
  return { status: numberOf(member(data, 'status')) ?? 0, url, droppedFields: dropped };
}

function timingsIn(data: unknown): Exchange['timings'] {
  const time = (name: string) => numberOf(member(data, name));
  const phases = { dns: time('dns'), connect: time('connect'), tls: time('tls'), firstByte: time('firstByte') };
  return { ...phases, download: time('download'), total: time('total') ?? 0 };
}

function connectionIn(data: unknown): ConnectionFacts | undefined {
  const peer = stringOf(member(data, 'peer'));
  const proxy = stringOf(member(data, 'proxy'));
  if (peer === undefined) return undefined;
  const repeated = member(data, 'repeated') === true ? { repeated: true as const } : {};
  return { peer, reused: member(data, 'reused') === true, ...repeated, ...(proxy !== undefined && { proxy }) };
}

function fieldsIn(data: unknown): HeaderList {
  return listOf(data).flatMap((each): HeaderField[] => {
    const [name, value] = listOf(each).map(stringOf);
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
}

function contentIn(data: unknown): KeptContent {
  const text = stringOf(member(data, 'text'));
  const language = stringOf(member(data, 'language')) ?? 'plaintext';
  if (member(data, 'kind') === 'text' && text !== undefined) return { kind: 'text', text, language };
  if (member(data, 'kind') !== 'left-out') return { kind: 'none' };
  const why = (['binary', 'too-large', 'incomplete'] as const).find((each) => each === member(data, 'why')) ?? 'binary';
  const [bytes, mark] = [numberOf(member(data, 'bytes')) ?? 0, stringOf(member(data, 'mark'))];
  return { kind: 'left-out', why, bytes, mark };
}
