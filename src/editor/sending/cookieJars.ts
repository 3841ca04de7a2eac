import { createHash } from 'node:crypto';
import { type ExtensionContext, window } from 'vscode';
import { type LazyCookieJar, lazyCookieJar } from '../../transport/cookies/lazyCookieJar.ts';

const listKey = 'precondition.cookieJars';

/**
 * A cookie jar for each environment of this workspace. Cookies are credentials: those that outlive a session are kept
 * in the operating system's store through VS Code, the others as long as the window.
 */
export class CookieJars {
  readonly #context: Pick<ExtensionContext, 'secrets' | 'workspaceState' | 'storageUri'>;
  readonly #jars = new Map<string, LazyCookieJar>();

  constructor(context: Pick<ExtensionContext, 'secrets' | 'workspaceState' | 'storageUri'>) {
    this.#context = context;
  }

  of(environment: string): LazyCookieJar {
    const known = this.#jars.get(environment) ?? this.#open(environment);
    this.#jars.set(environment, known);
    return known;
  }

  #open(environment: string): LazyCookieJar {
    const { secrets, workspaceState, storageUri } = this.#context;
    const workspace = createHash('sha256')
      .update(storageUri?.toString() ?? '')
      .digest('hex')
      .slice(0, 16);
    const key = `precondition.cookies:${workspace}:${environment}`;
    const listed = () => workspaceState.get<readonly string[]>(listKey) ?? [];
    return lazyCookieJar({
      // Where nothing was ever kept, the store is not asked: it may have to be unlocked.
      read: async () => (listed().includes(environment) ? secrets.get(key) : undefined),
      write: async (stored) => {
        const others = listed().filter((each) => each !== environment);
        await (stored === undefined ? secrets.delete(key) : secrets.store(key, stored));
        await workspaceState.update(listKey, stored === undefined ? others : [...others, environment]);
      },
    });
  }
}

/** Forgets the cookies of the environment. */
export async function clearCookies(jar: LazyCookieJar, environment: string): Promise<void> {
  const { length } = await jar.list();
  await jar.clear();
  const told = length === 0 ? 'No cookies are kept' : `Forgotten: ${length === 1 ? 'one cookie' : `${length} cookies`}`;
  void window.showInformationMessage(`${told}${ofEnvironment(environment)}.`);
}

/** What a jar is called at the end of a sentence. */
export const ofEnvironment = (environment: string) => (environment === '' ? '' : ` of the environment ${environment}`);
