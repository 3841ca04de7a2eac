import { createHash } from 'node:crypto';
import type { OAuthClient } from '../../core/http/oauthClient.ts';
import type { OAuthSurroundings, TokenSet } from './oauth.ts';

/** Where tokens are kept, as secrets. */
export interface TokenStorage {
  read(key: string): Promise<string | undefined>;
  write(key: string, stored: string): Promise<void>;
}

/** Gives tokens, kept ones while they are good. Rejects with an Error whose message is a sentence. */
export interface TokenKeeper {
  token(client: OAuthClient, surroundings: OAuthSurroundings): Promise<string>;
  /** Counts the token as run out from now on, if it is still the one that is kept. */
  outdate(client: OAuthClient, token: string): Promise<void>;
}

/** A token about to run out may do so on its way. Milliseconds. */
const MARGIN = 30_000;

/** Asks for a token when there is none, renews one that has run out, and asks once for those who ask at once. */
export function tokenKeeper(storage: TokenStorage): TokenKeeper {
  const underWay = new Map<string, Promise<TokenSet>>();
  return {
    token: async (client, surroundings) => {
      const key = keyOf(client);
      const asking =
        underWay.get(key) ?? current(key, client, surroundings, storage).finally(() => underWay.delete(key));
      underWay.set(key, asking);
      const set = await asking;
      const token = client.token === 'id' ? set.id : set.access;
      if (token === undefined)
        throw new Error('the authorization server gave no id token. Its scope may have to name openid.');
      return token;
    },
    outdate: async (client, token) => {
      const key = keyOf(client);
      const kept = readSet(await storage.read(key));
      if (kept?.access !== token && kept?.id !== token) return;
      await storage.write(key, JSON.stringify({ ...kept, expires: 0 }));
    },
  };
}

async function current(
  key: string,
  client: OAuthClient,
  surroundings: OAuthSurroundings,
  storage: TokenStorage,
): Promise<TokenSet> {
  const kept = readSet(await storage.read(key));
  if (kept !== undefined && (kept.expires === undefined || kept.expires - MARGIN > Date.now())) return kept;
  const { requestToken, renewToken } = await import('./oauth.ts');
  const renewed =
    kept?.refresh === undefined ? undefined : await renewToken(client, kept.refresh, surroundings).catch(refusal);
  const set = renewed ?? (await requestToken(client, surroundings));
  await storage.write(key, JSON.stringify(set));
  return set;
}

/** A refresh token that the server refuses is no reason to give up: the user may grant anew. */
const refusal = (error: unknown): undefined => {
  if (!(error instanceof Error) || !('kind' in error) || error.kind !== 'refused') throw error;
  return undefined;
};

function readSet(text: string | undefined): TokenSet | undefined {
  if (text === undefined) return undefined;
  try {
    const data = JSON.parse(text) as Partial<TokenSet>;
    return typeof data.access === 'string' ? (data as TokenSet) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Under what a token of the client is kept: the same for the same client and user; the secret is no part of it. */
export function keyOf({ grant, tokenUrl, id, scope, user, more }: OAuthClient): string {
  const parts = JSON.stringify([grant, tokenUrl, id, scope ?? '', user ?? '', Object.entries(more).sort()]);
  return createHash('sha256').update(parts).digest('hex').slice(0, 32);
}
