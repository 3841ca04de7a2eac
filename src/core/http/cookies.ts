import type { HeaderField, HeaderList } from './headerList.ts';

/** For which request cookies are wanted, or of which answer they come. */
export interface CookieOccasion {
  readonly url: string;
  readonly method: string;
  /** The URL that the user asked for: after a redirect from another site, fewer cookies go along (RFC 6265bis §5.2). */
  readonly askedFor: string;
}

/** Cookies kept from answers for later requests. */
export interface CookieJar {
  /** The value of the `Cookie` field; undefined when the jar has none for it. */
  fieldFor(occasion: CookieOccasion): Promise<string | undefined>;
  /** Takes in the values of `Set-Cookie` fields, as far as the server may set them. */
  learn(occasion: CookieOccasion, values: readonly string[]): Promise<void>;
}

/** One cookie as a list shows it: the value is a secret. */
export interface KeptCookie {
  readonly name: string;
  readonly value: string;
  /** With a dot before it where subdomains have it too. */
  readonly domain: string;
  readonly path: string;
  /** Epoch milliseconds; undefined where it ends with the session. */
  readonly expires: number | undefined;
  /** `Secure`, `HttpOnly`, `SameSite=Lax`. */
  readonly attributes: readonly string[];
}

/**
 * The fields with the jar's cookies: those that the file itself names stay as the file has them, the others are put
 * behind. There is one `Cookie` field at most (RFC 6265 §5.4).
 */
export function withCookieField(headers: HeaderList, jar: string): HeaderList {
  const written = headers.filter(([name]) => isCookieField(name)).map(([, value]) => value.trim());
  if (written.length === 0) return [...headers, ['Cookie', jar]];
  const own = new Set(written.flatMap((value) => value.split(';').map(nameOf)));
  const others = jar.split('; ').filter((pair) => !own.has(nameOf(pair)));
  const whole = [...written, ...others].filter((part) => part !== '').join('; ');
  const first = headers.findIndex(([name]) => isCookieField(name));
  return headers.flatMap((field, at): readonly HeaderField[] => {
    if (!isCookieField(field[0])) return [field];
    return at === first ? [[field[0], whole]] : [];
  });
}

const isCookieField = (name: string) => name.toLowerCase() === 'cookie';

const nameOf = (pair: string) => pair.split('=', 1)[0]?.trim();
