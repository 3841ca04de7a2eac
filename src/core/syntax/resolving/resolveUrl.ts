/**
 * The absolute URL, without fragment, that the target means: in origin form under the `Host` field, `https` only on
 * its usual ports, as REST Client and httpYac choose, unless the host has its scheme; `http` for a bare host. Spaces and what is not ASCII are
 * percent-encoded, everything else stays as written. For `*` it is the origin under `Host`. Undefined when there is none.
 */
export function absoluteUrl(target: string, host: string | undefined): string | undefined {
  const whole = withOrigin(target.trim(), host?.trim());
  if (whole === undefined || whole.includes('{{')) return undefined;
  const url = withoutFragment(whole).replaceAll(/[^\x21-\x7e]/gu, percentEncoded);
  return /^https?:\/\/[^/?]/i.test(url) && URL.canParse(url) ? url : undefined;
}

/** The target without user name and password, fit to be shown. */
export function withoutUserinfo(target: string): string {
  return target.replace(/\/\/[^/?#]*@/, '//');
}

function withOrigin(target: string, host: string | undefined): string | undefined {
  const path = target === '*' ? '' : target;
  if (target !== '*' && !target.startsWith('/'))
    return /^[a-z][a-z\d+.-]*:\/\//i.test(target) ? target : `http://${target}`;
  if (host === undefined || host === '') return undefined;
  if (/^https?:\/\//i.test(host)) return `${host.replace(/\/$/, '')}${path}`;
  return `${/:(?:443|8443)$/.test(host) ? 'https' : 'http'}://${host}${path}`;
}

/** Of one code point; a lone surrogate has no UTF-8 form and counts as the replacement character. */
function percentEncoded(character: string): string {
  return encodeURIComponent(/\p{Surrogate}/u.test(character) ? '\uFFFD' : character);
}

function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash === -1 ? url : url.slice(0, hash);
}
