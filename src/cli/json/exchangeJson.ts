import type { ValidatorRecord } from '../../core/conditional/memory/record.ts';
import { contentLength } from '../../core/http/contentLength.ts';
import { describeTransportError } from '../../core/http/describeTransportError.ts';
import type { Exchange, HttpResponse } from '../../core/http/exchange.ts';
import { withoutSecrets } from '../../core/http/secret.ts';
import { explanationJson } from '../../core/interchange/explanationJson.ts';
import { traceJson } from '../../core/interchange/traceJson.ts';
import { responseProblems } from '../../core/service/responseProblems.ts';
import type { Save } from '../../exchange/answers/saveAnswer.ts';
import type { SentOutcome } from '../../exchange/sending/sendRequest.ts';
import type { LinePositions } from '../linePositions.ts';
import type { RefusedRequest, SentRequest } from '../sent.ts';
import { attemptsJson } from './attemptsJson.ts';
import { contentJson } from './contentJson.ts';
import { faultsJson } from './faultsJson.ts';
import { orNull } from './print.ts';

/** Whether an answer holds the content of the response. */
export type Content = 'included' | 'left-out';

/** The exchange as one JSON value. */
export function exchangeJson({ placed, outcome, assertions, when }: SentRequest, content: Content) {
  const { exchange, before, after, prediction, explanation, name } = outcome;
  const { request, response, error, hops } = exchange;
  return {
    version: 1,
    index: placed.index,
    name: orNull(name),
    request: {
      method: request.method,
      url: request.url,
      headers: withoutSecrets(request.headers),
      bodyBytes: contentLength(request),
    },
    response: orNull(response && responseJson(response, content)),
    error: orNull(error && { code: error.code, message: describeTransportError(error) }),
    startedAt: new Date(exchange.startedAt).toISOString(),
    hops: hops.map(({ kind, status, url, droppedFields }) => ({ ...(kind && { kind }), status, url, droppedFields })),
    stopped: orNull(exchange.stopped),
    timings: timingsJson(exchange),
    validator: { before: orNull(validatorJson(before.best)), after: orNull(validatorJson(after.best)) },
    prediction: traceJson(prediction),
    findings: responseProblems(exchange, before, {}).map((each) => ({ ...each, field: orNull(each.field) })),
    explanation: orNull(explanation && explanationJson(explanation)),
    lookUp: orNull(outcome.fresh && lookUpJson(outcome.fresh)),
    assertions: assertions.map(({ text, passed, message }) => ({ text, passed, message: orNull(message) })),
    dependencies: outcome.dependencies.map(dependencyJson),
    sentEarlier: when === 'earlier',
    saved: outcome.saves.map(savedJson),
    ...(outcome.attempts && { attempts: attemptsJson(outcome.attempts) }),
  };
}

/** What came of a line `>> file`. */
function savedJson(each: Save) {
  const saved = each.kind === 'saved';
  return { path: each.path, bytes: saved ? each.bytes : null, why: saved ? null : each.why };
}

/** The same for a request that could not be sent as written; `faults` says why, and where. */
export function refusedJson(refused: RefusedRequest, positions: LinePositions) {
  const { placed, method, url, faults, dependencies } = refused;
  const [first] = faults;
  return {
    version: 1,
    index: placed.index,
    name: orNull(placed.node.name?.text),
    request: { method, url, headers: [], bodyBytes: 0 },
    response: null,
    error: orNull(first && { code: first.code, message: first.message }),
    startedAt: null,
    hops: [],
    stopped: null,
    timings: { dns: null, connect: null, tls: null, firstByte: null, total: 0 },
    validator: { before: null, after: null },
    prediction: { verdict: 'undetermined', steps: [] },
    findings: [],
    explanation: null,
    lookUp: null,
    assertions: [],
    dependencies: dependencies.map(dependencyJson),
    sentEarlier: false,
    saved: [],
    faults: faultsJson(faults, positions),
  };
}

/** A request that was sent first, in short. */
function dependencyJson({ name, exchange: { request, response, error } }: SentOutcome) {
  const { method, url } = request;
  return { name: orNull(name), method, url, status: orNull(response?.status), error: orNull(error?.code) };
}

/** The safe request that was sent afterwards to see the current state, and its answer. */
function lookUpJson({ request, response, error }: Exchange) {
  const { status, headers } = response ?? {};
  const shown = headers && withoutSecrets(headers);
  return { method: request.method, status: orNull(status), headers: shown ?? [], error: orNull(error?.code) };
}

function responseJson(response: HttpResponse, content: Content) {
  const { status, reason, httpVersion, headers, bodyBytes, complete } = response;
  const body = content === 'included' ? contentJson(response) : {};
  return { status, reason, httpVersion, headers: withoutSecrets(headers), bodyBytes, complete, ...body };
}

/** Milliseconds with one decimal; `null` for a phase that did not happen. */
export function timingsJson({ timings }: Exchange) {
  const { dns, connect, tls, firstByte, total } = timings;
  const rounded = (time: number | undefined) => (time === undefined ? null : Math.round(time * 10) / 10);
  return {
    dns: rounded(dns),
    connect: rounded(connect),
    tls: rounded(tls),
    firstByte: rounded(firstByte),
    total: rounded(total),
  };
}

function validatorJson(record: ValidatorRecord | undefined) {
  if (record === undefined) return undefined;
  const { etag, lastModified, exists, seenAt, source } = record;
  return {
    etag: orNull(etag),
    lastModified: orNull(lastModified),
    exists,
    seenAt: new Date(seenAt).toISOString(),
    source: { method: source.method, status: source.status },
  };
}
