import { fieldValues, type HeaderList } from '../../core/http/headerList.ts';
import type { ProxyServer } from './proxy.ts';

/** Computes the value of `Proxy-Authorization` for a method and a request target. */
type Answer = (method: string, target: string) => string;

/**
 * How a proxy is told who asks: as it was set, until it asks for Digest (RFC 9110 §11.7, RFC 7616). A challenge that
 * was answered is answered at once the next time.
 */
export class ProxyCredentials {
  readonly #proxy: ProxyServer;
  #answer: Answer | undefined;

  constructor(proxy: ProxyServer) {
    this.#proxy = proxy;
  }

  /** The value of the field; undefined where nobody said who asks, or only an answer to a challenge will do. */
  field(method: string, target: string): string | undefined {
    return this.#answer?.(method, target) ?? this.#proxy.authorization;
  }

  /**
   * Takes in what a 407 says to a request that went out with the field `sent`. `repeat` when the same request may now
   * be let through: a proxy that asks has passed nothing on, so also one that changes something is safe to repeat.
   */
  async learn(headers: HeaderList, sent: string | undefined): Promise<'repeat' | 'done'> {
    const { username: user, password } = this.#proxy;
    const values = fieldValues(headers, 'Proxy-Authenticate');
    if (user === '' || !values.some((value) => /digest\s/i.test(value))) return 'done';
    const { proxyAnswer } = await import('../auth/answerChallenges.ts');
    const answer = proxyAnswer(values, { user, password });
    // With a nonce as new as that, it is the user or the password that was refused.
    if (answer === undefined || (/^digest\s/i.test(sent ?? '') && answer.stale === 'no')) {
      this.#answer = undefined;
      return 'done';
    }
    this.#answer = answer.field;
    return 'repeat';
  }
}

/** The value of `Proxy-Authorization` for a request to the proxy, if any. */
export function fieldFor({ credentials, authorization }: ProxyServer, method: string, target: string) {
  return credentials === undefined ? authorization : credentials.field(method, target);
}

/** By proxy and user; a proxy that asked once is answered at once. */
export type KnownProxies = Map<string, ProxyCredentials>;

const MOST_PROXIES = 50;

/** The proxy with what is known of how to tell it who asks. */
export function withKnownCredentials(proxy: ProxyServer, known: KnownProxies): ProxyServer {
  const key = JSON.stringify([proxy.name, proxy.username, proxy.password]);
  const credentials = known.get(key) ?? new ProxyCredentials(proxy);
  known.delete(key);
  known.set(key, credentials);
  const [oldest] = known.keys();
  if (known.size > MOST_PROXIES && oldest !== undefined) known.delete(oldest);
  return { ...proxy, credentials };
}
