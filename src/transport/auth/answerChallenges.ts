import { randomBytes } from 'node:crypto';
import { readCredentials } from '../../core/http/authorization.ts';
import type { HttpRequest, HttpResponse } from '../../core/http/exchange.ts';
import { fieldValues, firstValue, sameName } from '../../core/http/headerList.ts';
import { readChallenges } from './challenge.ts';
import { type DigestChallenge, digestField, readDigest } from './digest.ts';
import { signAws } from './signAws.ts';

/** A challenge that was answered before, and how often since. */
interface Session {
  readonly challenge: DigestChallenge;
  count: number;
}

/** Challenges by origin and user: a server that gave one is answered at once the next time (RFC 7616 §3.6). */
export type Sessions = Map<string, Session>;

const MOST_SESSIONS = 200;

/** The request as it goes out, its credentials computed. `now` is epoch milliseconds. */
export function withCredentials(request: HttpRequest, sessions: Sessions, now: number): HttpRequest {
  const credentials = readCredentials(firstValue(request.headers, 'Authorization') ?? '');
  if (credentials.kind === 'aws') return signAws(request, credentials, now);
  if (credentials.kind !== 'digest') return request;
  const session = sessions.get(keyOf(request, credentials.user));
  const others = request.headers.filter(([name]) => !sameName(name, 'Authorization'));
  if (session === undefined) return { ...request, headers: others };
  session.count += 1;
  const { pathname, search } = new URL(request.url);
  const field = digestField(session.challenge, {
    ...credentials,
    method: request.method,
    target: request.target ?? `${pathname}${search}`,
    body: request.body,
    count: session.count,
    cnonce: randomBytes(16).toString('base64url'),
  });
  return { ...request, headers: [...others, ['Authorization', field]] };
}

/**
 * Takes the challenge in, or the next nonce where the server announces one (RFC 7616 §3.5). `repeat` when the same
 * request may now be let through: it was refused before it was carried out, so also one that changes something is
 * safe to repeat. `answered` counts the challenges that this send has answered before.
 */
export function afterAnswer(
  written: HttpRequest,
  response: HttpResponse,
  sessions: Sessions,
  answered: number,
): 'repeat' | 'done' {
  const credentials = readCredentials(firstValue(written.headers, 'Authorization') ?? '');
  if (credentials.kind !== 'digest') return 'done';
  const key = keyOf(written, credentials.user);
  const known = sessions.get(key);
  if (response.status !== 401) {
    const next = nextNonce(response);
    if (known !== undefined && next !== undefined) keep(sessions, key, { ...known.challenge, nonce: next });
    return 'done';
  }
  const content = written.stream === undefined ? 'known' : 'streamed';
  const challenge = readDigest(readChallenges(fieldValues(response.headers, 'WWW-Authenticate')), content);
  // With a nonce as new as that, it is the user or the password that was refused.
  if (challenge === undefined || (answered > 0 && challenge.stale === 'no')) {
    sessions.delete(key);
    return 'done';
  }
  keep(sessions, key, challenge);
  return 'repeat';
}

function keep(sessions: Sessions, key: string, challenge: DigestChallenge): void {
  sessions.delete(key);
  sessions.set(key, { challenge, count: 0 });
  const [oldest] = sessions.keys();
  if (sessions.size > MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest);
}

const keyOf = ({ url }: HttpRequest, user: string) => `${new URL(url).origin} ${user}`;

/**
 * What answers a proxy's Digest challenge, for any request (RFC 9110 §11.7.2); `values` are those of
 * `Proxy-Authenticate`. Undefined where none of its challenges can be answered.
 */
export function proxyAnswer(
  values: readonly string[],
  credentials: { readonly user: string; readonly password: string },
): { readonly stale: 'yes' | 'no'; readonly field: (method: string, target: string) => string } | undefined {
  // The content is the host's affair: `auth-int` is not taken.
  const challenge = readDigest(readChallenges(values), 'streamed');
  if (challenge === undefined) return undefined;
  let count = 0;
  const field = (method: string, target: string): string => {
    count += 1;
    const cnonce = randomBytes(16).toString('base64url');
    return digestField(challenge, { ...credentials, method, target, body: undefined, count, cnonce });
  };
  return { stale: challenge.stale, field };
}

function nextNonce({ headers }: HttpResponse): string | undefined {
  const values = fieldValues(headers, 'Authentication-Info').map((value) => `digest ${value}`);
  return readChallenges(values)[0]?.parameters.get('nextnonce');
}
