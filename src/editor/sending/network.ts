import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Disposable, Uri, window, workspace } from 'vscode';
import type { Network } from '../../core/http/network.ts';
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
      passphrase: (host) => this.#passphrase(host),
    });
    this.#known.set(key, network);
    // A file that was missing may be there the next time.
    network.catch(() => this.#known.delete(key));
    return network;
  }

  dispose(): void {
    this.#listener.dispose();
  }

  async #passphrase(host: string): Promise<string | undefined> {
    const key = `precondition.certificate:${host}`;
    const kept = await this.#passwords.kept(key);
    if (kept !== undefined) return kept;
    const prompt = `Passphrase of the client certificate for ${host}`;
    const answer = await window.showInputBox({ title: 'Precondition', prompt, password: true, ignoreFocusOut: true });
    if (answer !== undefined && answer !== '') this.#passwords.offer(key, prompt, answer);
    return answer;
  }
}

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
