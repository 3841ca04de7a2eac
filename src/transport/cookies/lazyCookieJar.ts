import type { CookieJar, KeptCookie } from '../../core/http/cookies.ts';
import type { OpenCookieJar } from './openCookieJar.ts';

/** Where a jar is put away, as a secret. */
export interface JarStorage {
  /** What was put away last, if anything. */
  read(): Promise<string | undefined>;
  /** Undefined when nothing is left to keep. */
  write(stored: string | undefined): Promise<void>;
}

/** A jar that costs nothing before there is a cookie: the rules of domains are most of its weight. */
export interface LazyCookieJar extends CookieJar {
  list(): Promise<readonly KeptCookie[]>;
  forget(cookie: Pick<KeptCookie, 'name' | 'domain' | 'path'>): Promise<void>;
  clear(): Promise<void>;
}

/** Opens the jar when there is a cookie to send or to keep. Without a storage it lasts as long as the process. */
export function lazyCookieJar(storage?: JarStorage): LazyCookieJar {
  let jar: Promise<OpenCookieJar> | undefined;
  let read: Promise<string | undefined> | undefined;
  const stored = () => {
    read ??= storage?.read() ?? Promise.resolve(undefined);
    return read;
  };
  const open = () => {
    jar ??= stored().then(async (text) => (await import('./openCookieJar.ts')).openCookieJar(text));
    return jar;
  };
  const present = async () => (jar === undefined && (await stored()) === undefined ? undefined : open());
  let written: string | undefined;
  const putAway = async (opened: OpenCookieJar): Promise<void> => {
    const text = await opened.stored();
    if (text === written) return;
    written = text;
    await storage?.write(text);
  };
  return {
    fieldFor: async (occasion) => (await present())?.fieldFor(occasion),
    learn: async (occasion, values) => {
      const opened = await open();
      await opened.learn(occasion, values);
      await putAway(opened);
    },
    list: async () => (await present())?.list() ?? [],
    forget: async (cookie) => {
      const opened = await open();
      await opened.forget(cookie);
      await putAway(opened);
    },
    clear: async () => {
      const opened = await open();
      await opened.clear();
      written = undefined;
      await storage?.write(undefined);
    },
  };
}
