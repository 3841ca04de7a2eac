import type { PlacedRequest } from '../../core/syntax/locate.ts';
import { requestNumbered } from '../../core/syntax/locate.ts';
import { resolveRequest } from '../../core/syntax/resolving/resolve.ts';
import { expand } from '../../core/syntax/values/expand.ts';
import type { TokenWish } from '../../core/syntax/values/question.ts';
import { createScope } from '../../core/syntax/values/scope.ts';
import type { Granted, Tokens } from '../ports.ts';
import { describeClient } from './oauthClients.ts';
import type { Sending } from './sendRequest.ts';

/**
 * Gets the token that the request wants. Whoever grants it is told where the request goes, so every other answer that
 * its URL needs has to be there before.
 */
export async function askForToken(
  tokens: Tokens | undefined,
  sending: Sending,
  wish: TokenWish,
  signal: AbortSignal | undefined,
): Promise<Granted> {
  const placed = requestNumbered(sending.document, sending.request);
  const whole = createScope(sending.document, sending.scope);
  const scope = placed === undefined ? whole : whole.at(placed);
  const described = describeClient(wish, {
    configured: sending.scope.auth ?? {},
    expand: (template) => expand({ text: template, start: 0, end: template.length }, scope).text,
    variable: (name) => {
      const found = scope.lookUp(name);
      return found.kind === 'value' ? found.value : undefined;
    },
  });
  if (described.kind === 'none') return described;
  if (described.kind === 'static') return { kind: 'token', value: described.value };
  if (tokens === undefined) {
    return { kind: 'none', why: 'there is nobody to ask for one here. Give the token as a variable.' };
  }
  const client = described.kind === 'client' ? described.client : undefined;
  return tokens.grant(wish, client, signal, placed && originOf(sending, placed));
}

/** The same whatever the tokens are; undefined where one of them is part of it, or it is not known so far. */
function originOf(sending: Sending, placed: PlacedRequest): string | undefined {
  const [one, other] = ['a', 'b'].map((token) => originWith(sending, placed, token));
  return one === other ? one : undefined;
}

function originWith({ document, scope }: Sending, placed: PlacedRequest, token: string): string | undefined {
  const prompted: typeof scope.prompted = (question) =>
    question.token === undefined ? scope.prompted?.(question) : token;
  const { url } = resolveRequest(placed, createScope(document, { ...scope, prompted }).at(placed));
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined;
}
