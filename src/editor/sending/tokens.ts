import { type Disposable, type ExtensionContext, env, type QuickPickItem, Uri, window } from 'vscode';
import type { Send, SendOptions } from '../../core/http/exchange.ts';
import type { OAuthClient } from '../../core/http/oauthClient.ts';
import type { Granted, Tokens } from '../../exchange/ports.ts';
import { keyOf, type TokenKeeper, tokenKeeper } from '../../transport/auth/tokenKeeper.ts';
import { Accounts } from './accounts.ts';
import { Authorizing } from './authorizing.ts';
import { UriReturns } from './uriReturns.ts';

const listKey = 'precondition.keptTokens';

/** A token that is kept, by what is no secret of it. */
interface Listed extends QuickPickItem {
  readonly key: string;
}

/** Tokens that were granted, in the operating system's store through VS Code; nowhere else. */
export class KeptTokens implements Disposable {
  readonly #secrets: ExtensionContext['secrets'];
  readonly #state: ExtensionContext['globalState'];
  readonly #keeper: TokenKeeper;
  readonly #accounts: Accounts;
  readonly #returns = new UriReturns();
  /** What is shown of each client that has asked in this window. */
  readonly #names = new Map<string, Listed>();

  constructor(context: Pick<ExtensionContext, 'secrets' | 'globalState' | 'workspaceState'>) {
    const { secrets, globalState } = context;
    this.#secrets = secrets;
    this.#state = globalState;
    this.#accounts = new Accounts(context);
    this.#keeper = tokenKeeper({
      read: async (key) => (this.#listed().some((each) => each.key === key) ? secrets.get(secretOf(key)) : undefined),
      write: async (key, stored) => {
        await secrets.store(secretOf(key), stored);
        const others = this.#listed().filter((each) => each.key !== key);
        await globalState.update(listKey, [...others, this.#names.get(key) ?? { key, label: key }]);
      },
    });
  }

  /** What grants tokens to requests that go out by `send`. */
  port(send: Send, options: SendOptions): Tokens {
    return {
      grant: async (wish, client, signal, origin) => {
        if (wish.kind === 'account') return this.#accounts.grant(wish, origin);
        if (client === undefined) return { kind: 'none', why: 'nothing describes who asks for it.' };
        return this.#granted(client, signal, { send, options });
      },
    };
  }

  /** Lets the user choose whom to sign out of. */
  async forget(): Promise<void> {
    const listed = this.#listed();
    const origins = await this.#accounts.forget();
    if (listed.length === 0) {
      const agreed = origins === 0 ? '' : ' Where tokens of accounts may go is asked again.';
      return void window.showInformationMessage(`No token is kept.${agreed}`);
    }
    const items = listed.map((each) => ({ ...each, picked: true }));
    const title = 'Forget which tokens? Each stays good at its server until it runs out.';
    const chosen = await window.showQuickPick(items, { title, canPickMany: true, matchOnDescription: true });
    if (chosen === undefined || chosen.length === 0) return;
    for (const { key } of chosen) await this.#secrets.delete(secretOf(key));
    const left = listed.filter(({ key }) => !chosen.some((each) => each.key === key));
    await this.#state.update(listKey, left);
    const count = chosen.length === 1 ? 'one token' : `${chosen.length} tokens`;
    void window.showInformationMessage(`Forgotten: ${count}. The next request that needs one asks for it again.`);
  }

  dispose(): void {
    this.#returns.dispose();
  }

  async #granted(
    client: OAuthClient,
    signal: AbortSignal | undefined,
    way: { readonly send: Send; readonly options: SendOptions },
  ): Promise<Granted> {
    this.#names.set(keyOf(client), listedOf(client));
    const authorizing = new Authorizing(new URL(client.authorizationUrl ?? client.tokenUrl).host, signal);
    const { openBrowser, showCode, refused } = authorizing;
    const shown = { openBrowser, showCode, refused, returnPlace: this.#returns.placeFor, reachable };
    try {
      const value = await this.#keeper.token(client, { ...way, ...shown, signal: authorizing.signal });
      return { kind: 'token', value, refused: () => this.#keeper.outdate(client, value) };
    } catch (error) {
      return { kind: 'none', why: error instanceof Error ? error.message : 'it was not granted.' };
    } finally {
      authorizing.dispose();
    }
  }

  #listed(): readonly Listed[] {
    return this.#state.get<readonly Listed[]>(listKey) ?? [];
  }
}

const secretOf = (key: string) => `precondition.token:${key}`;

/** What tells tokens apart for people: the client, its server, its scope and user. */
function listedOf(client: OAuthClient): Listed {
  const { id, tokenUrl, scope, user } = client;
  const detail = [scope, user].filter((part) => part !== undefined).join(' · ');
  return { key: keyOf(client), label: id, description: new URL(tokenUrl).host, ...(detail !== '' && { detail }) };
}

/** On another machine the editor forwards the port, and the browser comes by another address. */
async function reachable(url: string): Promise<string> {
  return (await env.asExternalUri(Uri.parse(url, true))).toString(true);
}
