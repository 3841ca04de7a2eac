import { env, ProgressLocation, type Uri, window } from 'vscode';
import type { DeviceCode } from '../../transport/auth/oauth.ts';

/**
 * One authorization that the user has a part in: what is waited for is said as long as it is, and can be given up
 * there. Ends what it shows when it is disposed.
 */
export class Authorizing {
  readonly #control = new AbortController();
  readonly #who: string;
  /** Ends when the user gives it up, here or the send as a whole. */
  readonly signal: AbortSignal;
  #end: () => void = () => {};
  readonly #over = new Promise<void>((resolve) => {
    this.#end = resolve;
  });

  /** `who` gives the token: the authorization server's host. `outer` ends the send as a whole. */
  constructor(who: string, outer: AbortSignal | undefined) {
    this.#who = who;
    this.signal = AbortSignal.any([this.#control.signal, ...(outer === undefined ? [] : [outer])]);
  }

  dispose(): void {
    this.#end();
  }

  /** Opens the page on which the user agrees. Rejects where it was not opened. */
  readonly openBrowser = async (url: string): Promise<void> => {
    this.#wait(`Agree in the browser to go on: ${this.#who} gives the token.`);
    if (!(await opened(url))) throw new Error('the page of the authorization server was not opened.');
  };

  /** As VS Code does it itself: the code to be copied, the page opened, and the code in view until it was entered. */
  readonly showCode = (device: DeviceCode): void => {
    void this.#showCode(device);
  };

  /** An answer came that was not asked for. */
  readonly refused = (): void => {
    void window.showWarningMessage(
      `An answer of ${this.#who} was refused: its state is not the one that was sent, so it may be somebody else's. Precondition still waits for its own.`,
    );
  };

  async #showCode({ code, url, page }: DeviceCode): Promise<void> {
    const [both, copy] = ['Copy Code and Open Page', 'Copy Code'];
    const detail = `Enter it at ${url}. The request goes out as soon as ${this.#who} knows that it was you.`;
    const chosen = await window.showInformationMessage(`Your code: ${code}`, { modal: true, detail }, both, copy);
    if (this.signal.aborted) return;
    if (chosen === undefined) return this.#control.abort();
    this.#wait(`Enter the code ${code} at ${url}.`);
    await env.clipboard.writeText(code);
    if (chosen === both) await opened(page);
  }

  #wait(title: string): void {
    const shown = { location: ProgressLocation.Notification, title, cancellable: true };
    void window.withProgress(shown, (_, cancelled) => {
      cancelled.onCancellationRequested(() => this.#control.abort());
      return this.#over;
    });
  }
}

/**
 * As a text, which VS Code takes too and then leaves as it is: a `Uri` loses what is encoded in a query and what is
 * not, and the redirect URI in it would be another one.
 */
const opened = (url: string): Thenable<boolean> => env.openExternal(url as unknown as Uri);
