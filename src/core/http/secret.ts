import { textFingerprint } from './fingerprint.ts';
import type { HeaderField, HeaderList } from './headerList.ts';

/** What stands in the place of a secret. */
export const HIDDEN = '•••';

/** Credentials by the specification of the field. */
const CREDENTIALS: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);
/** Credentials by custom: API keys and tokens. `Lock-Token` is none, it grants nothing alone (RFC 4918 §10.5). */
const CUSTOMARY =
  /(?:^|-)(?:(?:api|access|subscription|functions|auth)-?key|token|secret|password|passwd|jwt|auth)(?:$|-)/i;

/** Whether the values of a header field are nobody else's business. */
export function isSecretField(name: string): boolean {
  return CREDENTIALS.has(name.toLowerCase()) || (CUSTOMARY.test(name) && !/^lock-token$/i.test(name));
}

const HOLDS_URL: ReadonlySet<string> = new Set(['location', 'content-location', 'destination', 'referer', 'link']);

/** The fields with the values of credentials hidden, and those in URLs too. */
export function withoutSecrets(headers: HeaderList): HeaderList {
  return headers.map(([name, value]): HeaderField => [name, shownValue(name, value)]);
}

function shownValue(name: string, value: string): string {
  if (isSecretField(name)) return HIDDEN;
  return HOLDS_URL.has(name.toLowerCase()) ? withoutUrlSecrets(value) : value;
}

const SECRET_PARAMETER =
  /(?:^|[-_.])(?:token|key|api-?key|secret|sig|signature|password|passwd|pwd|auth|credential|code|session|jwt)(?:$|[-_.])|(?:api|access|auth)(?:key|token)$/i;

/** A word of each name that is one. Nearly no URL has any, and then there is nothing to look at more closely. */
const SECRET_WORD = /key|token|secret|sig|pass|pwd|auth|credential|code|session|jwt/i;

/** Whether the value of a query parameter is probably a credential, by the parameter's name. */
export function isSecretParameter(name: string): boolean {
  return SECRET_PARAMETER.test(name);
}

/**
 * A text without the userinfo of the URLs in it, and with the values of secret query parameters hidden. What is
 * only a reference to a variable is no secret.
 */
export function withoutUrlSecrets(text: string): string {
  return covered(text.replace(/((?:^|[a-z]:)\/\/)[^/?#\s]*@/gi, '$1'), (value) =>
    /^\{\{[^{}]*\}\}$/.test(value) ? value : HIDDEN,
  );
}

/** A normalised URL with digests in the place of secret parameters: equal secrets still make equal URLs. */
export function withDigestedSecrets(url: string): string {
  return covered(url, (value) => (DIGEST.test(value) ? value : `~${textFingerprint(value) ?? value.length}`));
}

const DIGEST = /^~\d+(?::[0-9a-z]+)?$/;

function covered(text: string, cover: (value: string) => string): string {
  if (!SECRET_WORD.test(text)) return text;
  return text.replace(/([?&])([^?&=#\s]{1,64})=([^&#\s<>]+)/g, (pair, before: string, name: string, value: string) =>
    isSecretParameter(name) ? `${before}${name}=${cover(value)}` : pair,
  );
}
