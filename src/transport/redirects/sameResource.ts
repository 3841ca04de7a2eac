/**
 * Whether a redirect only spells the same resource otherwise: by https where it was http, or with a slash at its end
 * or without. Nothing says that it must be the same one; it is what servers do to tidy up their URLs.
 */
export function isSameResource(from: URL, to: URL): boolean {
  return from.search === to.search && withoutSlash(from) === withoutSlash(to) && isSameServer(from, to);
}

const withoutSlash = ({ pathname }: URL): string => (pathname.endsWith('/') ? pathname.slice(0, -1) : pathname);

function isSameServer(from: URL, to: URL): boolean {
  if (from.origin === to.origin) return true;
  const usual = from.port === '' && to.port === '';
  return usual && from.hostname === to.hostname && from.protocol === 'http:' && to.protocol === 'https:';
}
