import { authentication, type ExtensionContext, window } from 'vscode';
import type { TokenWish } from '../../core/syntax/values/question.ts';
import type { Granted } from '../../exchange/ports.ts';
import { isOwnOrigin } from '../../exchange/sending/accountOrigins.ts';

type Account = Extract<TokenWish, { kind: 'account' }>;

const listKey = 'precondition.accountOrigins';
const names = { github: 'GitHub', microsoft: 'Microsoft' } as const;
const variables = { github: 'GITHUB_TOKEN', microsoft: 'MICROSOFT_TOKEN' } as const;

/**
 * Tokens of accounts that VS Code is signed in to. VS Code asks whether the extension may use the account; whether a
 * token may go to an origin that is not the provider's own is asked here, and the origins agreed to are kept for the
 * workspace.
 */
export class Accounts {
  readonly #state: ExtensionContext['workspaceState'];

  constructor({ workspaceState }: Pick<ExtensionContext, 'workspaceState'>) {
    this.#state = workspaceState;
  }

  /** `origin` is where the request goes; undefined where that is not known before. */
  async grant(wish: Account, origin: string | undefined): Promise<Granted> {
    const { provider, scopes } = wish;
    const name = names[provider];
    if (origin === undefined)
      return none(`where the request goes is not known, and a token of ${name} is not for anybody.`);
    if (!(await this.#mayGoTo(wish, origin)))
      return none(`the token of your ${name} account was not to go to ${origin}.`);
    try {
      const session = await authentication.getSession(provider, scopes, { createIfNone: true });
      return { kind: 'token', value: session.accessToken };
    } catch (error) {
      return none(worded(error, wish));
    }
  }

  /** The origins agreed to; from now on each is asked about again. */
  async forget(): Promise<number> {
    const { length } = this.#agreed();
    await this.#state.update(listKey, undefined);
    return length;
  }

  async #mayGoTo(wish: Account, origin: string): Promise<boolean> {
    const entry = `${wish.provider} ${origin}`;
    if (isOwnOrigin(wish, origin) || this.#agreed().includes(entry)) return true;
    const [once, always] = ['Send It', 'Always in This Workspace'];
    const name = names[wish.provider];
    const chosen = await window.showWarningMessage(
      `Send the token of your ${name} account to ${origin}?`,
      {
        modal: true,
        detail: `It is not an address of ${name}. Whoever gets the token can act as you as far as it reaches: ${scopesIn(wish)}.`,
      },
      once,
      always,
    );
    if (chosen === always) await this.#state.update(listKey, [...this.#agreed(), entry]);
    return chosen !== undefined;
  }

  #agreed(): readonly string[] {
    return this.#state.get<readonly string[]>(listKey) ?? [];
  }
}

const none = (why: string): Granted => ({ kind: 'none', why });

const scopesIn = ({ scopes }: Account): string => (scopes.length === 0 ? 'its basic scope' : scopes.join(', '));

/** VS Code tells the cases apart in words alone. */
function worded(error: unknown, { provider }: Account): string {
  const said = error instanceof Error ? error.message : String(error);
  const name = names[provider];
  const instead = `Give a token as a variable instead, such as {{$processEnv ${variables[provider]}}}.`;
  if (/timed out|no authentication provider|not (?:currently )?registered/i.test(said)) {
    return `nothing in this editor signs in to ${name}: its extension for ${name} accounts is missing or turned off. ${instead}`;
  }
  if (/consent|cancel/i.test(said))
    return `you did not let Precondition use the ${name} account. Send again to be asked once more.`;
  return `${name} did not sign you in (${said}). ${instead}`;
}
