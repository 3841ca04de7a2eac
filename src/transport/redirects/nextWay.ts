import type { Hop, HttpRequest, SendOptions, StoppedRedirect } from '../../core/http/exchange.ts';
import type { Attempt } from '../attempt.ts';
import type { Failure } from '../failure.ts';
import { redirectOf } from './redirect.ts';

/** A request and the way it came by. */
export interface Way {
  readonly request: HttpRequest;
  readonly hops: readonly Hop[];
  /** The first hop, counted from 0, that may close a loop: with other cookies the same URL may answer differently. */
  readonly loopFrom?: number;
}

export type Next =
  | { readonly kind: 'arrived'; readonly result: Attempt; readonly stopped?: StoppedRedirect }
  | { readonly kind: 'further'; readonly way: Way };

/** The beginning of the way. */
export function firstWay(request: HttpRequest): Way {
  return { request, hops: [] };
}

/** Whether the answer ends the way, and if not where it goes on. */
export function nextWay(way: Way, result: Attempt, options: SendOptions): Next {
  const { response, failure } = result;
  if (options.redirects === 'stop' || response === undefined || failure !== undefined)
    return { kind: 'arrived', result };
  const redirect = redirectOf(way.request, response, options.redirectConditions ?? 'stop');
  switch (redirect.kind) {
    case 'none':
      return { kind: 'arrived', result };
    case 'stop':
      return { kind: 'arrived', result, stopped: redirect.stopped };
    case 'invalid':
      return givenUp(result, { code: 'redirect-invalid', cause: redirect.cause });
    case 'follow':
      return further(way, result, redirect, options);
  }
}

function further(
  { request: sent, hops, loopFrom = 0 }: Way,
  result: Attempt,
  { request, hop }: { readonly request: HttpRequest; readonly hop: Hop },
  { maxRedirects }: SendOptions,
): Next {
  const isBeenAt = (method: string | undefined, url: string) => method === request.method && url === request.url;
  const steps = [...hops, sent].slice(loopFrom);
  if (steps.some((each) => isBeenAt(each.method, each.url)))
    return givenUp(result, { code: 'too-many-redirects', cause: 'a loop' });
  if (hops.filter(({ kind }) => kind !== 'challenge').length >= maxRedirects) {
    return givenUp(result, { code: 'too-many-redirects', cause: `more than ${maxRedirects}` });
  }
  const whole = result.wire === undefined ? hop : { ...hop, wire: result.wire };
  return { kind: 'further', way: { request, hops: [...hops, whole], loopFrom } };
}

const givenUp = (result: Attempt, failure: Failure): Next => ({ kind: 'arrived', result: { ...result, failure } });
