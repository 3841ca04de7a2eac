import type { Trace } from '../../conditional/evaluation/trace.ts';
import type { Explanation } from '../../conditional/explanation/explanation.ts';
import { toBase64 } from '../../http/base64.ts';
import { contentLength } from '../../http/contentLength.ts';
import { describeTransportError } from '../../http/describeTransportError.ts';
import type { Exchange, HttpRequest, HttpResponse, Timings } from '../../http/exchange.ts';
import { firstValue, type HeaderList } from '../../http/headerList.ts';
import { withoutSecrets, withoutUrlSecrets } from '../../http/secret.ts';
import { textOf } from '../bodyText.ts';
import { explanationJson } from '../explanationJson.ts';
import { traceJson } from '../traceJson.ts';
import type { Har, HarContent, HarEntry, HarPostData, HarRequest, HarResponse } from './harTypes.ts';

/** One exchange with what was made of it. */
export interface RecordedExchange {
  readonly exchange: Exchange;
  /** What a person calls it. */
  readonly label: string;
  readonly prediction: Trace | undefined;
  readonly explanation: Explanation | undefined;
}

/** The content of a response as text, by its charset, or in base64. */
export type ReadContent = (response: HttpResponse) => Pick<HarContent, 'text' | 'encoding'>;

export interface HarSettings {
  /** Of the program that writes. */
  readonly version: string;
  /** Whether credentials are hidden: in header fields, and in the URL. Content is never searched for any. */
  readonly secrets: 'hidden' | 'kept';
  /** How content is read, or that there is to be none in the file. */
  readonly content: ReadContent | 'left-out';
}

/** The exchanges as HAR 1.2. A failure is an entry with status 0, as in browsers. */
export function writeHar(recorded: readonly RecordedExchange[], settings: HarSettings): Har {
  return {
    log: {
      version: '1.2',
      creator: { name: 'precondition', version: settings.version },
      entries: recorded.map((each) => entry(each, settings)),
    },
  };
}

function entry({ exchange, label, prediction, explanation }: RecordedExchange, settings: HarSettings): HarEntry {
  const { request, response, error, timings, startedAt } = exchange;
  const explained = explanation && explanationJson(explanation);
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time: timings.total,
    request: requestHar(request, settings),
    response: responseHar(response, settings),
    cache: {},
    timings: timingsHar(timings),
    comment: label,
    ...(error === undefined ? {} : { _error: describeTransportError(error) }),
    ...(explained === undefined ? {} : { _explanation: explained }),
    ...(prediction === undefined && explained === undefined
      ? {}
      : { _precondition: { prediction: prediction ? traceJson(prediction) : null, explanation: explained ?? null } }),
  };
}

function requestHar(request: HttpRequest, settings: HarSettings): HarRequest {
  const { method, url, headers, body } = request;
  const shown = settings.secrets === 'hidden' ? withoutUrlSecrets(url) : url;
  const posted = body === undefined || settings.content === 'left-out' ? {} : { postData: postData(headers, body) };
  return {
    method,
    url: shown,
    httpVersion: 'HTTP/1.1',
    headers: fields(headers, settings),
    queryString: [...new URL(shown).searchParams].map(([name, value]) => ({ name, value })),
    cookies: [],
    headersSize: -1,
    bodySize: contentLength(request),
    ...posted,
  };
}

function postData(headers: HeaderList, body: Uint8Array): HarPostData {
  const mimeType = firstValue(headers, 'Content-Type') ?? '';
  const text = textOf(body);
  if (text === undefined) return { mimeType, params: [], text: toBase64(body), _encoding: 'base64' };
  return { mimeType, params: [], text };
}

function responseHar(response: HttpResponse | undefined, settings: HarSettings): HarResponse {
  const headers = fields(response?.headers ?? [], settings);
  return {
    status: response?.status ?? 0,
    statusText: response?.reason ?? '',
    httpVersion: response === undefined ? '' : `HTTP/${response.httpVersion}`,
    headers,
    cookies: [],
    content: contentHar(response, settings),
    redirectURL: headers.find(({ name }) => name.toLowerCase() === 'location')?.value ?? '',
    headersSize: -1,
    bodySize: response?.bodyBytes ?? -1,
  };
}

function contentHar(response: HttpResponse | undefined, { content }: HarSettings): HarContent {
  const mimeType = firstValue(response?.headers ?? [], 'Content-Type') ?? '';
  const size = response?.body.length ?? 0;
  if (response === undefined || content === 'left-out') return { size, mimeType };
  return { size, mimeType, ...content(response) };
}

/** In HAR `connect` has TLS within it, and -1 says that a phase did not happen. */
function timingsHar({ dns, connect, tls, firstByte, total }: Timings): HarEntry['timings'] {
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

const fields = (headers: HeaderList, { secrets }: HarSettings) =>
  (secrets === 'hidden' ? withoutSecrets(headers) : headers).map(([name, value]) => ({ name, value }));
