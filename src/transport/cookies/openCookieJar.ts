import { Cookie, getPublicSuffix, CookieJar as ToughJar } from 'tough-cookie';
import type { CookieJar, CookieOccasion, KeptCookie } from '../../core/http/cookies.ts';

/** A jar that can be looked into, emptied, and put away. */
export interface OpenCookieJar extends CookieJar {
  list(): Promise<readonly KeptCookie[]>;
  forget(cookie: Pick<KeptCookie, 'name' | 'domain' | 'path'>): Promise<void>;
  clear(): Promise<void>;
  /** The cookies that outlive a session, as text to be kept as a secret; undefined for none. */
  stored(): Promise<string | undefined>;
}

/** What a server can make us keep: about what browsers keep of one site, and of all. */
const MOST_LINES = 180;
const LONGEST_LINE = 8192;
const MOST_COOKIES = 3000;

/** Opens a jar with what `stored` gave, which may be damaged: then it is empty. */
export async function openCookieJar(stored?: string): Promise<OpenCookieJar> {
  const jar = await opened(stored);
  const all = async (): Promise<readonly Cookie[]> => (await jar.store.getAllCookies()).filter(isAlive);
  return {
    fieldFor: async (occasion) =>
      (await jar.getCookieString(occasion.url, { sameSiteContext: siteContext(occasion) })) || undefined,
    learn: async (occasion, values) => {
      const sameSiteContext = siteContext(occasion);
      for (const value of values.slice(0, MOST_LINES)) {
        if (value.length <= LONGEST_LINE)
          await jar.setCookie(value, occasion.url, { ignoreError: true, sameSiteContext });
      }
      await bound(jar);
    },
    list: async () => (await all()).map(shown),
    forget: async ({ name, domain, path }) => jar.store.removeCookie(domain.replace(/^\./, ''), path, name),
    clear: async () => jar.removeAllCookies(),
    stored: async () => {
      const cookies = (await all()).filter((cookie) => cookie.isPersistent()).map((cookie) => cookie.toJSON());
      return cookies.length === 0 ? undefined : JSON.stringify({ version: 1, cookies });
    },
  };
}

async function opened(stored: string | undefined): Promise<ToughJar> {
  // `__Host-` and `__Secure-` hold what they promise, and nobody sets a cookie for a public suffix.
  const jar = new ToughJar(undefined, { prefixSecurity: 'strict', rejectPublicSuffixes: true });
  for (const data of storedCookies(stored)) {
    const cookie = Cookie.fromJSON(data);
    if (cookie !== undefined && cookie.domain !== null) await jar.store.putCookie(cookie);
  }
  return jar;
}

function storedCookies(text: string | undefined): readonly unknown[] {
  if (text === undefined) return [];
  try {
    const { cookies } = JSON.parse(text) as { readonly cookies?: unknown };
    return Array.isArray(cookies) ? cookies : [];
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return [];
    throw error;
  }
}

/**
 * A request that the user wrote comes from nowhere else, so it counts as same-site. Where a redirect of another site
 * led here, `SameSite` cookies go along as they would after a click on a link.
 */
function siteContext({ url, method, askedFor }: CookieOccasion): 'strict' | 'lax' | 'none' {
  if (siteOf(url) === siteOf(askedFor)) return 'strict';
  return method === 'GET' || method === 'HEAD' ? 'lax' : 'none';
}

function siteOf(url: string): string {
  const { hostname } = new URL(url);
  return getPublicSuffix(hostname, { allowSpecialUseDomain: true, ignoreError: true }) ?? hostname;
}

async function bound(jar: ToughJar): Promise<void> {
  const cookies = await jar.store.getAllCookies();
  if (cookies.length <= MOST_COOKIES) return;
  const oldest = cookies.sort((a, b) => a.creationIndex - b.creationIndex).slice(0, cookies.length - MOST_COOKIES);
  for (const { domain, path, key } of oldest) await jar.store.removeCookie(domain, path, key);
}

const isAlive = (cookie: Cookie): boolean => (cookie.expiryTime() ?? Number.POSITIVE_INFINITY) > Date.now();

function shown(cookie: Cookie): KeptCookie {
  const { key, value, domain, path, hostOnly, secure, httpOnly, sameSite } = cookie;
  const expires = cookie.isPersistent() ? cookie.expiryTime() : undefined;
  return {
    name: key,
    value,
    domain: `${hostOnly === true ? '' : '.'}${domain ?? ''}`,
    path: path ?? '/',
    expires: expires !== undefined && Number.isFinite(expires) ? expires : undefined,
    attributes: [
      ...(secure ? ['Secure'] : []),
      ...(httpOnly ? ['HttpOnly'] : []),
      ...(sameSite === undefined ? [] : [`SameSite=${sameSite[0]?.toUpperCase()}${sameSite.slice(1)}`]),
    ],
  };
}
