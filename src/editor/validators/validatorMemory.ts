import { type Disposable, EventEmitter, type ExtensionContext, type LogOutputChannel, window } from 'vscode';
import { emptyMemory } from '../../core/conditional/memory/memory.ts';
import { joinMemories } from '../../core/conditional/memory/memoryShards.ts';
import type { Memory } from '../../core/conditional/memory/record.ts';
import { loadMemory, storeMemory } from '../../core/conditional/memory/storedMemory.ts';
import type { MemoryStore } from '../../exchange/ports.ts';
import { MemoryFolder, type MemoryTrouble } from '../../storage/memoryFolder.ts';

/** Where it was kept whole, and is still where no folder is open. */
const key = 'precondition.validators';

/**
 * The validator memory of the workspace, announced to whoever shows it. It is read in the background, and what was
 * learned meanwhile stands over what was stored; nothing is written before that.
 */
export class ValidatorMemory implements MemoryStore, Disposable {
  readonly #context: ExtensionContext;
  readonly #log: LogOutputChannel;
  readonly #folder: MemoryFolder | undefined;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  /** When what was stored is read. */
  readonly ready: Promise<void>;
  #memory: Memory = emptyMemory;
  #state: 'loading' | 'loaded' = 'loading';

  constructor(context: ExtensionContext, log: LogOutputChannel) {
    this.#context = context;
    this.#log = log;
    const { storageUri } = context;
    this.#folder =
      storageUri?.scheme === 'file' ? new MemoryFolder(storageUri.fsPath, (trouble) => this.#tell(trouble)) : undefined;
    this.ready = this.#load();
  }

  read(): Memory {
    return this.#memory;
  }

  write(memory: Memory): void {
    if (memory === this.#memory) return;
    this.#memory = memory;
    this.#changed.fire();
    if (this.#state === 'loaded') this.#save();
  }

  dispose(): void {
    this.#folder?.flush();
    this.#changed.dispose();
  }

  async #load(): Promise<void> {
    const whole = this.#wholeState();
    const stored = await this.#storedParts();
    const learned = this.#memory;
    this.#memory = joinMemories([whole, stored], learned);
    this.#state = 'loaded';
    if (learned !== emptyMemory || (this.#folder !== undefined && whole !== emptyMemory)) this.#save();
    if (this.#folder !== undefined && whole !== emptyMemory) await this.#context.workspaceState.update(key, undefined);
    if (this.#memory.resources.size > 0) this.#changed.fire();
  }

  async #storedParts(): Promise<Memory> {
    try {
      return (await this.#folder?.load()) ?? emptyMemory;
    } catch (error) {
      this.#log.error(error instanceof Error ? error : String(error));
      return emptyMemory;
    }
  }

  /** What is kept in the workspace's state, by an earlier version or for want of a folder. */
  #wholeState(): Memory {
    const { workspaceState } = this.#context;
    const stored = workspaceState.get<unknown>(key);
    if (stored === undefined) return emptyMemory;
    const loaded = loadMemory(stored);
    if (loaded.kind === 'loaded') return loaded.memory;
    const aside = `${key}.unreadable.${Date.now()}`;
    void workspaceState.update(aside, stored);
    void workspaceState.update(key, undefined);
    this.#tell({ kind: 'unreadable', why: loaded.why, aside });
    return emptyMemory;
  }

  #save(): void {
    if (this.#folder === undefined) void this.#context.workspaceState.update(key, storeMemory(this.#memory));
    else this.#folder.save(this.#memory);
  }

  /** What cannot be read is moved aside, never overwritten: a newer version may want it back. */
  #tell(trouble: MemoryTrouble): void {
    switch (trouble.kind) {
      case 'unreadable': {
        this.#log.warn(
          `Remembered validators could not be read (${trouble.why}). They are kept as "${trouble.aside}".`,
        );
        const told = `Precondition could not read some of its remembered validators: ${trouble.why}. They are set aside, and it goes on without them.`;
        void window.showWarningMessage(told);
        return;
      }
      case 'not-saved':
        this.#log.error('The validators could not be saved.', trouble.error);
        return;
    }
  }
}
