import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Disposable, Uri, window, workspace } from 'vscode';
import type { EarlierPassphrase, Network } from '../../core/http/network.ts';
import { editorProxies } from '../../exchange/sending/proxyRules.ts';
import { type NetworkSettings, readNetwork } from '../../exchange/sending/readNetwork.ts';
import type { Passwords } from './passwords.ts';

/** What the settings say of TLS; the proxies are VS Code's own settings. */
export type TlsSettings = Omit<NetworkSettings, 'proxy'>;

/**
 * How the outside is reached from a document: VS Code's proxy settings, our settings on TLS. What was read once is
 * used until a setting changes, so that connections can be kept.
 */
export class Networks implements Disposable {
  readonly #passwords: Passwords;
  readonly #known = new Map<string, Promise<Network>>();
  readonly #listener: Disposable;

  constructor(passwords: Passwords) {
    this.#passwords = passwords;
    this.#listener = workspace.onDidChangeConfiguration(() => this.#known.clear());
  }

  /** Rejects with a sentence where a setting cannot be used. */
  of(document: Uri, tls: TlsSettings): Promise<Network> {
    const settings = { ...tls, proxy: editorProxies(proxySettings(document), (name) => process.env[name]) };
    const folder = workspace.getWorkspaceFolder(document)?.uri ?? Uri.joinPath(document, '..');
    const key = JSON.stringify([settings, namesFiles(tls) ? folder.toString() : '']);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const network = readNetwork(settings, {
      read: async (path) => workspace.fs.readFile(located(folder, path)),
      passphrase: (host, earlier) => this.#passphrase(host, earlier),
      opened: (host, passphrase) => this.#opened(host, passphrase),
    });
    this.#known.set(key, network);
    // A file that was missing may be there the next time.
    network.catch(() => this.#known.delete(key));
    return network;
  }

  /** Reads everything anew, so that what was unlocked is locked again. */
  forget(): void {
    this.#known.clear();
  }

  dispose(): void {
    this.#listener.dispose();
  }

  /** One that is kept is not asked for, unless it has turned out to be wrong: then it is kept no longer. */
  async #passphrase(host: string, earlier: EarlierPassphrase): Promise<string | undefined> {
    const key = keyOf(host);
    if (earlier === 'wrong') await this.#passwords.forget(key);
    const kept = await this.#passwords.kept(key);
    if (kept !== undefined) return kept;
    const wrong = earlier === 'wrong' ? 'That one does not open it. ' : '';
    const answer = await window.showInputBox({
      title: 'Precondition',
      prompt: `${wrong}${promptOf(host)}`,
      password: true,
      ignoreFocusOut: true,
    });
    return answer === '' ? undefined : answer;
  }

  /** Only what is right is offered to be kept. */
  async #opened(host: string, passphrase: string): Promise<void> {
    const kept = await this.#passwords.kept(keyOf(host));
    if (kept === undefined) this.#passwords.offer(keyOf(host), promptOf(host), passphrase);
  }
}

const keyOf = (host: string) => `precondition.certificate:${host}`;
const promptOf = (host: string) => `Passphrase of the client certificate for ${host}`;

const namesFiles = ({ authorities, certificates }: TlsSettings): boolean =>
  authorities.length + certificates.length > 0;

function proxySettings(document: Uri) {
  const section = workspace.getConfiguration('http', document);
  const [proxy, noProxy] = [section.get('proxy'), section.get('noProxy')];
  return {
    proxy,
    noProxy,
    proxyStrictSSL: section.get('proxyStrictSSL'),
    proxyAuthorization: section.get('proxyAuthorization'),
    proxySupport: section.get('proxySupport'),
  };
}

/** From the folder of the workspace, from home, or from the root. */
function located(folder: Uri, path: string): Uri {
  if (path.startsWith('~/')) return Uri.file(join(homedir(), path.slice(2)));
  return /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(path) ? Uri.file(path) : Uri.joinPath(folder, path);
}
