import type { TokenWish } from '../../core/syntax/values/question.ts';

const ofGitHub: readonly string[] = [
  'https://api.github.com',
  'https://github.com',
  'https://gist.github.com',
  'https://uploads.github.com',
  'https://raw.githubusercontent.com',
  'https://models.github.ai',
];

/**
 * Whether a token of the account is made for the origin: GitHub's own addresses, and for Microsoft those that its
 * scopes name (`https://graph.microsoft.com/.default`), where they name none Graph.
 */
export function isOwnOrigin(
  { provider, scopes }: Pick<Extract<TokenWish, { kind: 'account' }>, 'provider' | 'scopes'>,
  origin: string,
): boolean {
  if (provider === 'github') return ofGitHub.includes(origin);
  const named = scopes.filter((scope) => /^https:\/\//i.test(scope) && URL.canParse(scope));
  const origins = named.map((scope) => new URL(scope).origin);
  return (origins.length === 0 ? ['https://graph.microsoft.com'] : origins).includes(origin);
}
