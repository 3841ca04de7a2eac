import type { HeaderField, HeaderList } from '../core/http/headerList.ts';

const SECRET = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);

/** What stands in the place of a secret. */
export const HIDDEN = '•••';

/**
 * The fields with the values of credentials hidden: what `send` prints ends up in logs of builds. `resolve` shows
 * them, since its whole purpose is the bytes of the wire.
 */
export function withoutSecrets(headers: HeaderList): HeaderList {
  return headers.map(([name, value]): HeaderField => [name, SECRET.has(name.toLowerCase()) ? HIDDEN : value]);
}
