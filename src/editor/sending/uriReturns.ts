import { type Disposable, env, UIKind, Uri, type UriHandler, window } from 'vscode';
import { awaited, type ReturnPlace } from '../../transport/auth/loopbackRedirect.ts';

const own = 'precondition.precondition';

const stranger =
  'A page came back to Precondition with an answer that nothing here has asked for: its state is another one. Nothing was taken from it.';

/**
 * Where a browser comes back by an address that VS Code hands on to the extension: in a window that runs in a browser,
 * whose machine is another one than ours, and where the Redirect URL is one of VS Code's.
 */
export class UriReturns implements UriHandler, Disposable {
  readonly #waiting = new Map<string, (came: URLSearchParams | undefined) => void>();
  #registration: Disposable | undefined;

  /** The place for the answer that carries `state`; undefined where the loopback interface serves. */
  readonly placeFor = async (wanted: string | undefined, state: string): Promise<ReturnPlace | undefined> => {
    const isOurs = wanted?.startsWith(`${env.uriScheme}://${own}`) === true;
    if (!isOurs && (wanted !== undefined || env.uiKind !== UIKind.Web)) return undefined;
    this.#registration ??= window.registerUriHandler(this);
    const uri = Uri.parse(wanted ?? `${env.uriScheme}://${own}/authorized`, true);
    let arrive: (came: URLSearchParams | undefined) => void = () => {};
    const arrival = new Promise<URLSearchParams | undefined>((resolve) => {
      arrive = resolve;
    });
    this.#waiting.set(state, arrive);
    return {
      url: wanted ?? (await env.asExternalUri(uri)).toString(true),
      arrived: (signal) => awaited(arrival, () => arrive(undefined), signal),
      close: () => void this.#waiting.delete(state),
    };
  };

  handleUri({ query }: Uri): void {
    // VS Code has decoded it once: a percent sign is none of an encoding any more, and a plus stands for a space only
    // where there are words.
    const decoded = query.replaceAll('%', '%25');
    const came = new URLSearchParams(/(?:^|&)error=/.test(query) ? decoded : decoded.replaceAll('+', '%2B'));
    const arrive = this.#waiting.get(came.get('state') ?? '');
    if (arrive !== undefined) arrive(came);
    else void window.showWarningMessage(stranger);
  }

  dispose(): void {
    this.#registration?.dispose();
  }
}
