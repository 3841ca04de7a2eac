import { describeTransportError } from '../../core/http/describeTransportError.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import { combinedValue } from '../../core/http/headerList.ts';
import { definitionIndex } from '../../core/syntax/document/definitionIndex.ts';
import { firstNamed, type PlacedRequest, requestNumbered } from '../../core/syntax/locate.ts';
import { resolveRequest } from '../../core/syntax/resolving/resolve.ts';
import { answerReference } from '../../core/syntax/values/answerValue.ts';
import { createScope } from '../../core/syntax/values/scope.ts';
import type { Ports } from '../ports.ts';
import { prepareRequest } from '../sending/prepareRequest.ts';
import type { Sending } from '../sending/sendRequest.ts';
import type { WrittenCondition } from './conditionFields.ts';
import type { Refreshed } from './refreshEtag.ts';
import { rememberExchange } from './rememberExchange.ts';

/**
 * Refreshes a tag that is taken from another request's answer by fetching that answer anew, whole: a new tag beside
 * the old content would let the next write pass off stale data as current. Only a read may be repeated unasked.
 */
export async function rereadAnswer(
  ports: Ports,
  sending: Sending,
  condition: WrittenCondition,
  expression: string,
  signal: AbortSignal,
): Promise<Refreshed> {
  const source = requestBehind(sending, expression);
  const name = source?.node.name?.text;
  if (source === undefined || name === undefined) return none(`No request of this file is meant by {{${expression}}}.`);
  const { extraHeaders: _, ...others } = sending;
  const prepared = await prepareRequest(ports, { ...others, request: source.index }, 'look-up');
  if (prepared.kind === 'refused') return prepared;
  const { request, wanted } = prepared;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return none(`The tag comes from the answer to “${name}”, a ${request.method}. Send that one again if you mean to.`);
  }
  const exchange = await ports.send(request, sending.options, signal);
  rememberExchange(ports, exchange, { wanted, request: name });
  const failure = failureOf(exchange, name);
  if (failure !== undefined) return none(failure, exchange);
  ports.answers.write(name, exchange);
  const etag = valueNow(sending, condition);
  return etag === undefined
    ? none(`The new answer to “${name}” does not hold what {{${expression}}} names.`, exchange)
    : { kind: 'answer', request: name, etag, exchange };
}

function requestBehind({ document }: Sending, expression: string): PlacedRequest | undefined {
  const reference = answerReference(expression, definitionIndex(document).requestNames());
  return reference && firstNamed(document, reference.request);
}

function failureOf({ response, error }: Exchange, name: string): string | undefined {
  if (error !== undefined) return describeTransportError(error);
  const status = response?.status ?? 0;
  return status >= 200 && status < 300
    ? undefined
    : `“${name}” was answered with ${status}, so its answer was not kept.`;
}

/** What the field says with the new answer in place. */
function valueNow({ document, request, scope }: Sending, { field }: WrittenCondition): string | undefined {
  const placed = requestNumbered(document, request);
  if (placed === undefined) return undefined;
  const { headers } = resolveRequest(placed, createScope(document, scope));
  const own = headers.filter(({ node }) => node.name.text.toLowerCase() === field.toLowerCase());
  const whole = own.every(({ value }) =>
    value.pieces.every(({ reference }) => reference?.lookup.kind !== 'unresolved'),
  );
  return whole
    ? combinedValue(
        headers.map((each) => each.field),
        field,
      )
    : undefined;
}

const none = (why: string, exchange?: Exchange): Refreshed => ({ kind: 'none', why, exchange });
