import { parseEnv } from 'node:util';
import { type Disposable, EventEmitter, type Uri, window, workspace } from 'vscode';
import { definedInEnvironment, type EnvironmentPlace } from '../../exchange/surroundings/definedInEnvironment.ts';
import { type Environments as EnvironmentSet, readEnvironments } from '../../exchange/surroundings/environments.ts';
import { concernsOtherClients, otherClients } from './otherClients.ts';
import { watchFiles } from './watchFiles.ts';
import { workspaceFiles } from './workspaceFiles.ts';

const pattern = '**/{http-client.env.json,http-client.private.env.json,.env,.env.*,*.env}';

/** How far above a file outside any workspace folder its environments are looked for. */
const levelsOutside = 0;

/** The environments of each folder, read once and again when one of their files changes. */
export class Environments implements Disposable {
  readonly #byFolder = new Map<string, EnvironmentSet | undefined>();
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: readonly Disposable[];

  constructor() {
    const forget = () => {
      this.#byFolder.clear();
      this.#changed.fire();
    };
    this.#subscriptions = [
      this.#changed,
      watchFiles(pattern, forget),
      workspace.onDidChangeConfiguration((event) => {
        if (concernsOtherClients(event)) forget();
      }),
    ];
  }

  /** What is known now; a folder seen for the first time is read in the background, and a change announced. */
  inputs(uri: Uri, name: string): ReturnType<EnvironmentSet['inputs']> {
    const folder = folderOf(uri);
    if (!this.#byFolder.has(folder)) {
      this.#byFolder.set(folder, undefined);
      void this.load(uri);
    }
    return this.#byFolder.get(folder)?.inputs(name) ?? { environment: { name, values: {} } };
  }

  /** Reads the environments that hold for the file. */
  async load(uri: Uri): Promise<EnvironmentSet> {
    const folder = folderOf(uri);
    const { environments, faults } = await readEnvironments(
      workspaceFiles(uri),
      levelsAbove(uri),
      parseEnv,
      otherClients(uri),
    );
    for (const fault of faults) void window.showWarningMessage(fault);
    this.#byFolder.set(folder, environments);
    this.#changed.fire();
    return environments;
  }

  /** The key that defines the variable for the environment, in the file that counts. */
  place(uri: Uri, environment: string, name: string): Promise<EnvironmentPlace | undefined> {
    return definedInEnvironment(workspaceFiles(uri), levelsAbove(uri), environment, name);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

function folderOf(uri: Uri): string {
  return uri.with({ path: uri.path.slice(0, uri.path.lastIndexOf('/')) }).toString();
}

/** The number of folders between the file and its workspace folder. */
function levelsAbove(uri: Uri): number {
  const root = workspace.getWorkspaceFolder(uri)?.uri.path;
  if (root === undefined) return levelsOutside;
  const inside = uri.path.slice(root.length).split('/').filter(Boolean);
  return Math.max(0, inside.length - 1);
}
