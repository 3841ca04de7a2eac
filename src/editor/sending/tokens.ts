import { authentication, type ExtensionContext, env, Uri, window } from 'vscode';
import type { Send, SendOptions } from '../../core/http/exchange.ts';
import type { Granted, Tokens } from '../../exchange/ports.ts';
import { type TokenKeeper, tokenKeeper } from '../../transport/auth/tokenKeeper.ts';

const listKey = 'precondition.tokens';

/** Tokens that were granted, in the operating system's store through VS Code; nowhere else. */
export class KeptTokens {
  readonly #secrets: ExtensionContext['secrets'];
  readonly #state: ExtensionContext['globalState'];
  readonly #keeper: TokenKeeper;

  constructor({ secrets, globalState }: Pick<ExtensionContext, 'secrets' | 'globalState'>) {
    this.#secrets = secrets;
    this.#state = globalState;
    this.#keeper = tokenKeeper({
      read: async (key) => (this.#listed().includes(key) ? secrets.get(secretOf(key)) : undefined),
      write: async (key, stored) => {
        await secrets.store(secretOf(key), stored);
        await globalState.update(listKey, [...new Set([...this.#listed(), key])]);
      },
    });
  }

  /** What grants tokens to requests that go out by `send`. */
  port(send: Send, options: SendOptions): Tokens {
    return {
      grant: async (wish, client, signal = new AbortController().signal) => {
        if (wish.kind === 'account') return ofAccount(wish.provider, wish.scopes);
        if (client === undefined) return { kind: 'none', why: 'nothing describes who asks for it.' };
        const surroundings = { send, options, signal, openBrowser, showCode, reachable };
        return granted(() => this.#keeper.token(client, surroundings));
      },
    };
  }

  async forgetAll(): Promise<void> {
    const keys = this.#listed();
    for (const key of keys) await this.#secrets.delete(secretOf(key));
    await this.#state.update(listKey, []);
    void window.showInformationMessage(keys.length === 0 ? 'No token is kept.' : 'The kept tokens are forgotten.');
  }

  #listed(): readonly string[] {
    return this.#state.get<readonly string[]>(listKey) ?? [];
  }
}

const secretOf = (key: string) => `precondition.token:${key}`;

/** VS Code asks whether the account may be used. */
function ofAccount(provider: string, scopes: readonly string[]): Promise<Granted> {
  return granted(async () => {
    const session = await authentication.getSession(provider, scopes, { createIfNone: true });
    return session.accessToken;
  });
}

async function granted(get: () => Promise<string>): Promise<Granted> {
  try {
    return { kind: 'token', value: await get() };
  } catch (error) {
    return { kind: 'none', why: error instanceof Error ? error.message : 'it was not granted.' };
  }
}

async function openBrowser(url: string): Promise<void> {
  await env.openExternal(Uri.parse(url, true));
}

function showCode(code: string, url: string): void {
  const open = 'Copy Code and Open Page';
  void window.showInformationMessage(`Enter the code ${code} at ${url}.`, open).then(async (chosen) => {
    if (chosen !== open) return;
    await env.clipboard.writeText(code);
    await openBrowser(url);
  });
}

/** On another machine the editor forwards the port, and the browser comes by another address. */
async function reachable(url: string): Promise<string> {
  return (await env.asExternalUri(Uri.parse(url, true))).toString(true);
}
