import { describeTransportError } from '../core/http/describeTransportError.ts';
import type { HttpRequest, HttpResponse, Timings } from '../core/http/exchange.ts';
import { firstValue, type HeaderList } from '../core/http/headerList.ts';
import type { SentOutcome } from '../exchange/sendRequest.ts';
import { contentJson } from './json/contentJson.ts';
import type { Content } from './json/exchangeJson.ts';
import { explanationJson } from './json/explanationJson.ts';
import { withoutSecrets } from './secrets.ts';
import { labelOf, type Sent } from './sent.ts';
import { VERSION } from './version.ts';

/** HAR 1.2. What was refused never went out and is no entry; a failure is one with status 0, as in browsers. */
export function har(all: readonly Sent[], content: Content) {
  const entries = all.flatMap((each) => {
    const { dependencies } = each.kind === 'sent' ? each.outcome : each;
    const first = dependencies.map((outcome) => entry(outcome, outcome.name ?? '', content));
    return each.kind === 'sent' ? [...first, entry(each.outcome, labelOf(each.placed), content)] : first;
  });
  return {
    log: {
      version: '1.2',
      creator: { name: 'precondition', version: VERSION },
      entries,
    },
  };
}

function entry(outcome: SentOutcome, label: string, content: Content) {
  const { request, response, error, timings, startedAt } = outcome.exchange;
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time: timings.total,
    request: requestHar(request, content),
    response: responseHar(response, content),
    cache: {},
    timings: timingsHar(timings),
    comment: label,
    ...(error === undefined ? {} : { _error: describeTransportError(error) }),
    ...(outcome.explanation === undefined ? {} : { _explanation: explanationJson(outcome.explanation) }),
  };
}

function requestHar({ method, url, headers, body }: HttpRequest, content: Content) {
  const posted =
    body === undefined || content === 'left-out'
      ? {}
      : { postData: { mimeType: firstValue(headers, 'Content-Type') ?? '', text: Buffer.from(body).toString('utf8') } };
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    headers: fields(headers),
    queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
    cookies: [],
    headersSize: -1,
    bodySize: body?.length ?? 0,
    ...posted,
  };
}

function responseHar(response: HttpResponse | undefined, content: Content) {
  const headers = response?.headers ?? [];
  return {
    status: response?.status ?? 0,
    statusText: response?.reason ?? '',
    httpVersion: response === undefined ? '' : `HTTP/${response.httpVersion}`,
    headers: fields(headers),
    cookies: [],
    content: contentHar(response, content),
    redirectURL: firstValue(headers, 'Location') ?? '',
    headersSize: -1,
    bodySize: response?.bodyBytes ?? -1,
  };
}

function contentHar(response: HttpResponse | undefined, content: Content) {
  const mimeType = firstValue(response?.headers ?? [], 'Content-Type') ?? '';
  const size = response?.body.length ?? 0;
  if (response === undefined || content === 'left-out') return { size, mimeType };
  const { body, bodyEncoding } = { bodyEncoding: undefined, ...contentJson(response) };
  return { size, mimeType, text: body, ...(bodyEncoding === undefined ? {} : { encoding: bodyEncoding }) };
}

/** In HAR `connect` has TLS within it, and -1 says that a phase did not happen. */
function timingsHar({ dns, connect, tls, firstByte, total }: Timings) {
  const before = (dns ?? 0) + (connect ?? 0) + (tls ?? 0) + (firstByte ?? 0);
  return {
    blocked: -1,
    dns: dns ?? -1,
    connect: connect === undefined ? -1 : connect + (tls ?? 0),
    ssl: tls ?? -1,
    send: 0,
    wait: firstByte ?? 0,
    receive: Math.max(0, total - before),
  };
}

const fields = (headers: HeaderList) => withoutSecrets(headers).map(([name, value]) => ({ name, value }));
