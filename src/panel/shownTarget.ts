import { isSecretParameter } from '../core/http/secret.ts';

/** What the page may show of a URL: host and path with query. */
export interface ShownTarget {
  readonly host: string;
  readonly path: string;
}

/**
 * Splits a URL for showing. Userinfo is left out, and so are the values of query parameters whose name says that
 * they are secret: a page gets shown around, a report gets pasted.
 */
export function shownTarget(url: string): ShownTarget {
  if (!URL.canParse(url)) return { host: '', path: url };
  const { host, pathname, search } = new URL(url);
  return { host, path: pathname + search.replace(/([?&])([^=&]*)=([^&]*)/g, maskPair) };
}

function maskPair(pair: string, before: string, name: string, value: string): string {
  return value !== '' && isSecretParameter(name) ? `${before}${name}=…` : pair;
}
