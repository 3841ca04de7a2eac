import { type ExtensionContext, window } from 'vscode';

const listKey = 'precondition.passwords';

/**
 * Passwords that the user agreed to keep, in the operating system's store through VS Code; nowhere else. The names
 * of their questions are listed, so that all can be forgotten.
 */
export class Passwords {
  readonly #secrets: ExtensionContext['secrets'];
  readonly #state: ExtensionContext['globalState'];
  /** Questions whose answers are not to be kept: the user was asked in this window. */
  readonly #declined = new Set<string>();

  constructor({ secrets, globalState }: Pick<ExtensionContext, 'secrets' | 'globalState'>) {
    this.#secrets = secrets;
    this.#state = globalState;
  }

  async kept(key: string): Promise<string | undefined> {
    return this.#listed().includes(key) ? this.#secrets.get(key) : undefined;
  }

  /** Asks whether to keep the answer, once for each question and window. Nothing waits for this. */
  offer(key: string, text: string, password: string): void {
    if (this.#declined.has(key)) return;
    this.#declined.add(key);
    const keep = 'Keep It';
    const asked = `Keep the answer to “${text}” in the secret store of this computer? It is then not asked for again.`;
    void window.showInformationMessage(asked, keep, 'No').then(async (chosen) => {
      if (chosen !== keep) return;
      await this.#secrets.store(key, password);
      await this.#state.update(listKey, [...new Set([...this.#listed(), key])]);
    });
  }

  /** Forgets one that is wrong. */
  async forget(key: string): Promise<void> {
    if (!this.#listed().includes(key)) return;
    await this.#secrets.delete(key);
    const others = this.#listed().filter((each) => each !== key);
    await this.#state.update(listKey, others);
  }

  async forgetAll(): Promise<void> {
    const keys = this.#listed();
    for (const key of keys) await this.#secrets.delete(key);
    await this.#state.update(listKey, []);
    this.#declined.clear();
    void window.showInformationMessage(
      keys.length === 0 ? 'No password is kept.' : `Forgotten: ${keys.length} kept ${plural(keys.length)}.`,
    );
  }

  #listed(): readonly string[] {
    return this.#state.get<readonly string[]>(listKey) ?? [];
  }
}

const plural = (count: number) => (count === 1 ? 'password' : 'passwords');
