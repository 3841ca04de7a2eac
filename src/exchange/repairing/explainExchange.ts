import { explain } from '../../core/conditional/explanation/explain.ts';
import type { Explanation } from '../../core/conditional/explanation/explanation.ts';
import type { ProbeMade } from '../../core/conditional/explanation/probe.ts';
import { isTelling } from '../../core/conditional/explanation/telling.ts';
import type { Recollection, Wanted } from '../../core/conditional/memory/memory.ts';
import type { Exchange, HttpRequest, SendOptions } from '../../core/http/exchange.ts';
import { combinedValue, firstValue } from '../../core/http/headerList.ts';
import { isSafeMethod } from '../../core/http/method.ts';
import type { LookUpPolicy, Ports } from '../ports.ts';
import { lookUp, lookUpContent } from '../validators/lookUp.ts';

/** An exchange with what was known before it. */
export interface Reached {
  readonly exchange: Exchange;
  readonly before: Recollection;
  readonly wanted: Wanted;
  /** The look-up that was made already. */
  readonly fresh?: Exchange | undefined;
  readonly probes?: readonly ProbeMade[];
}

export interface Explained {
  readonly explanation: Explanation | undefined;
  readonly fresh: Exchange | undefined;
  readonly lookUp: 'sent' | 'offered' | 'none';
}

const unexplained: Explained = { explanation: undefined, fresh: undefined, lookUp: 'none' };

/**
 * Explains a 304, 412 or 428 and any answer that contradicts what was known; other exchanges get no explanation.
 * Where the current state would tell more and the policy allows it, one safe look-up is sent first.
 */
export async function explainExchange(
  ports: Ports,
  reached: Reached,
  { policy, options }: { readonly policy: LookUpPolicy; readonly options: SendOptions },
  signal: AbortSignal,
): Promise<Explained> {
  const response = reached.exchange.response;
  if (response === undefined || reached.exchange.error !== undefined) return unexplained;
  if (isAsUsual(reached.exchange, response.status)) return unexplained;
  const explanation = explainFrom(ports, reached, reached.fresh);
  if (!isTelling(explanation) && reached.exchange.stopped === undefined) return unexplained;
  if (policy === 'never' || !looksFurther(reached.exchange, explanation)) return { ...unexplained, explanation };
  if (policy === 'ask') return { explanation, fresh: undefined, lookUp: 'offered' };
  const { wanted, exchange } = reached;
  const look = needsContent(ports, exchange) ? lookUpContent : lookUp;
  const fresh = await look(ports, { request: exchange.request, wanted, options }, signal);
  return { explanation: explainFrom(ports, reached, fresh), fresh, lookUp: 'sent' };
}

/** Done, directly, and on no condition: there is nothing that an explanation could tell of. */
function isAsUsual({ request, hops, stopped }: Exchange, status: number): boolean {
  const isDone = status >= 200 && status < 300 && status !== 206;
  return isDone && hops.length === 0 && stopped === undefined && !request.headers.some(([name]) => /^if/i.test(name));
}

/** A 304 says all by itself, and so does a whole answer to a read; a refused request or a write does not. */
function looksFurther({ request, response }: Exchange, { deviation }: Explanation): boolean {
  if (response?.status === 412 || response?.status === 428) return true;
  if (isSafeMethod(request.method)) return false;
  return deviation !== undefined || response?.status === 409;
}

/**
 * Only the content tells whether a request whose answer never came was applied after all, and whether a tag that
 * came with the answer to a write was ever the resource's own.
 */
function needsContent(ports: Ports, { request, response }: Exchange): boolean {
  // Whether a write went over somebody's change is seen by what is there now.
  if (response !== undefined && response.status < 300) return true;
  const here = (ports.earlier?.() ?? []).filter((each) => each.request.url === request.url);
  return here.some((each) => isLostAttempt(each, request) || gaveTag(each, request));
}

function isLostAttempt(earlier: Exchange, { method }: HttpRequest): boolean {
  return earlier.error !== undefined && earlier.request.method === method;
}

function gaveTag({ request, response }: Exchange, { headers }: HttpRequest): boolean {
  const etag = response && firstValue(response.headers, 'ETag');
  return request.method === 'PUT' && etag !== undefined && combinedValue(headers, 'If-Match')?.includes(etag) === true;
}

function explainFrom(
  ports: Ports,
  { exchange, before, wanted, probes = [] }: Reached,
  fresh: Exchange | undefined,
): Explanation {
  const { environment, identity } = wanted;
  const earlier = ports.earlier?.() ?? [];
  const memory = ports.memory.read();
  return explain({ exchange, before, fresh, memory, now: ports.clock(), environment, identity, earlier, probes });
}
