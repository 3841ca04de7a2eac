import { parsedUrl } from './parsedUrl.ts';
import { withDigestedSecrets } from './secret.ts';

/**
 * A resource's identity: its absolute URL without userinfo and fragment, normalised (RFC 9110 §4.2.3: scheme and
 * host in lower case, default port and empty path made explicit or dropped alike; RFC 3986 §6.2.2: an escape that
 * needs none is none). A credential in the query counts by its digest: keys are stored and shown. Branded, so that no raw URL is taken for one.
 */
export type ResourceKey = string & { readonly brand: 'ResourceKey' };

/** Longer than any URL a server takes; what is beyond is no resource of ours. */
const LONGEST = 65_536;

/** One exchange asks for the key of its URL a dozen times over. */
let latest: { readonly url: string; readonly key: ResourceKey | undefined } = { url: '', key: undefined };

/** The key of an absolute http(s) URL, or undefined when the text is not one. */
export function resourceKey(url: string): ResourceKey | undefined {
  if (url !== latest.url) latest = { url, key: keyOf(url) };
  return latest.key;
}

function keyOf(url: string): ResourceKey | undefined {
  const parsed = url.length > LONGEST ? undefined : parsedUrl(url);
  if (parsed === undefined || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) return undefined;
  // Setting a part has the whole URL read again, and few have any of these.
  if (parsed.username !== '') parsed.username = '';
  if (parsed.password !== '') parsed.password = '';
  if (parsed.href.includes('#')) parsed.hash = '';
  const href = parsed.href.replace(/%[0-9A-Fa-f]{2}/g, normalEscape);
  return (parsed.search === '' ? href : withDigestedSecrets(href)) as ResourceKey;
}

/** `%7e` is `~`, and `%2f` is `%2F`: the same URL, written otherwise (RFC 3986 §6.2.2). */
function normalEscape(triplet: string): string {
  const char = String.fromCharCode(Number.parseInt(triplet.slice(1), 16));
  return /[A-Za-z0-9._~-]/.test(char) ? char : triplet.toUpperCase();
}
