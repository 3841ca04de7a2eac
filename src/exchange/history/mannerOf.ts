import { HIDDEN, withoutUrlSecrets } from '../../core/http/secret.ts';
import { directiveKey } from '../../core/syntax/block/directives.ts';
import { expand } from '../../core/syntax/values/expand.ts';
import { namedVersion } from '../sending/directedOptions.ts';
import type { Prepared } from '../sending/prepareRequest.ts';
import type { Hide } from './hideSecrets.ts';
import type { HistoryEntry } from './historyEntry.ts';

/** What says how a request travels. What says where its parts come from has done its work when it goes out. */
const CARRIED: ReadonlySet<string> = new Set(
  'connectiontimeout nocookiejar noproxy noredirect norejectunauthorized proxy retries retry timeout'.split(' '),
);

/** How the request was to be sent, so that it can be sent likewise: without secrets unless they are wanted. */
export function mannerOf(
  { placed: { node }, scope }: Pick<Prepared, 'placed' | 'scope'>,
  hide: Hide,
  secrets: 'hidden' | 'with-secrets' = 'hidden',
): Pick<HistoryEntry, 'directives' | 'httpVersion'> {
  const directives = node.directives.flatMap(({ name, value }) => {
    if (!CARRIED.has(directiveKey(name.text))) return [];
    const text = expand(value, scope).text.trim();
    return `${name.text} ${secrets === 'hidden' ? hiddenUrl(text, hide) : text}`.trim();
  });
  const httpVersion = namedVersion(node);
  return { ...(directives.length > 0 && { directives }), ...(httpVersion && { httpVersion }) };
}

/** A URL without secrets that still says that it had userinfo: without it, it would go somewhere as somebody else. */
export function hiddenUrl(url: string, hide: Hide): string {
  const [, before] = /^((?:[a-z][a-z\d+.-]*:)?(?:\/\/)?)[^/?#\s]*@/i.exec(url) ?? [];
  const bare = hide(withoutUrlSecrets(url));
  return before === undefined ? bare : `${before}${HIDDEN}@${bare.slice(before.length).replace(/^[^/?#\s]*@/, '')}`;
}
