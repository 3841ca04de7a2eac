import { readCredentials } from '../../core/http/authorization.ts';
import type { Hop, HttpRequest, SendOptions } from '../../core/http/exchange.ts';
import { firstValue, type HeaderField, sameName } from '../../core/http/headerList.ts';
import { type Attempt, attempt, type Surroundings, unanswered } from '../attempt.ts';
import type { Sessions } from './answerChallenges.ts';
import type { Derived } from './derived.ts';

/** What came of a request, what went out for it in the end, and the challenges that were answered before. */
export interface Attempted {
  readonly sent: HttpRequest;
  readonly result: Attempt;
  readonly challenges: readonly Hop[];
}

/** Surroundings in which challenges are remembered, and what was computed from what. */
export interface Authorities extends Surroundings {
  readonly sessions: Sessions;
  readonly derived: Derived;
}

/** How often one request is repeated because a challenge asks for it: one without a nonce, one with an outdated one. */
const MOST_REPEATS = 2;

/** Sends the request once; where its credentials are to be computed, computes them and answers the challenge. */
export async function attemptAs(
  request: HttpRequest,
  options: SendOptions,
  surroundings: Authorities,
  signal: AbortSignal,
): Promise<Attempted> {
  const { headers } = request;
  const credentials = readCredentials(firstValue(headers, 'Authorization') ?? '');
  switch (credentials.kind) {
    case 'as-written':
      return attempted(request, await attempt(request, options, surroundings, signal));
    case 'basic': {
      const pair = Buffer.from(`${credentials.user}:${credentials.password}`, 'utf8').toString('base64');
      const field = (each: HeaderField): HeaderField =>
        sameName(each[0], 'Authorization') ? [each[0], `Basic ${pair}`] : each;
      const sent = { ...request, headers: headers.map(field) };
      return attempted(sent, await attempt(sent, options, surroundings, signal));
    }
    case 'malformed':
      return refusedFor(request, `Authorization is not of the form “${credentials.wanted}”`);
    case 'unsupported':
      return refusedFor(request, `${credentials.scheme} is not spoken here, and a password is not sent as it is`);
    case 'digest':
    case 'aws':
      return computed(request, options, surroundings, signal);
  }
}

const attempted = (sent: HttpRequest, result: Attempt): Attempted => ({
  sent,
  result,
  challenges: result.challenges ?? [],
});

/** Nothing is sent, and what is shown as the request holds no more than the scheme. */
function refusedFor(request: HttpRequest, cause: string): Attempted {
  const sent = { ...request, headers: request.headers.filter(([name]) => !sameName(name, 'Authorization')) };
  return { sent, result: unanswered({ code: 'request-refused', cause }), challenges: [] };
}

async function computed(
  request: HttpRequest,
  options: SendOptions,
  surroundings: Authorities,
  signal: AbortSignal,
): Promise<Attempted> {
  const { withCredentials, afterAnswer } = await import('./answerChallenges.ts');
  const challenges: Hop[] = [];
  for (let repeats = 0; ; repeats += 1) {
    const sent = dressed(() => withCredentials(request, surroundings.sessions, Date.now()));
    if (sent === undefined) return refusedFor(request, 'the path of the URL cannot be signed');
    const result = await attempt(sent, options, surroundings, signal);
    challenges.push(...(result.challenges ?? []));
    const { response, failure, wire } = result;
    const next =
      response === undefined || failure !== undefined
        ? 'done'
        : afterAnswer(request, response, surroundings.sessions, repeats);
    if (response === undefined || next === 'done' || repeats >= MOST_REPEATS) {
      return { sent, result, challenges };
    }
    const { status, reason } = response;
    const told = { method: sent.method, sent: sent.headers, reason, headers: response.headers };
    challenges.push({ kind: 'challenge', status, url: sent.url, droppedFields: [], ...told, ...(wire && { wire }) });
  }
}

function dressed(dress: () => HttpRequest): HttpRequest | undefined {
  try {
    return dress();
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
