/**
 * A resource's identity: its absolute URL without userinfo and fragment, normalised (RFC 9110 §4.2.3: scheme and
 * host in lower case, default port and empty path made explicit or dropped alike). Branded, so that no raw URL is
 * taken for one.
 */
export type ResourceKey = string & { readonly brand: 'ResourceKey' };

/** The key of an absolute http(s) URL, or undefined when the text is not one. */
export function resourceKey(url: string): ResourceKey | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return undefined;
  parsed.username = '';
  parsed.password = '';
  parsed.hash = '';
  return parsed.href as ResourceKey;
}
