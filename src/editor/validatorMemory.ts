import { type Disposable, EventEmitter, type LogOutputChannel, type Memento, window } from 'vscode';
import { emptyMemory } from '../core/conditional/memory.ts';
import type { Memory } from '../core/conditional/record.ts';
import { loadMemory, storeMemory } from '../core/conditional/storedMemory.ts';
import type { MemoryStore } from '../exchange/ports.ts';

const key = 'precondition.validators';

/** The validator memory in the workspace's state: read once, written on every change, announced to whoever shows it. */
export class ValidatorMemory implements MemoryStore, Disposable {
  readonly #state: Memento;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #memory: Memory;

  constructor(state: Memento, log: LogOutputChannel) {
    this.#state = state;
    this.#memory = open(state, log);
  }

  read(): Memory {
    return this.#memory;
  }

  write(memory: Memory): void {
    if (memory === this.#memory) return;
    this.#memory = memory;
    this.#changed.fire();
    void this.#state.update(key, storeMemory(memory));
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** What cannot be read is moved aside under a name of its own, never overwritten: a newer version may want it back. */
function open(state: Memento, log: LogOutputChannel): Memory {
  const stored = state.get<unknown>(key);
  if (stored === undefined) return emptyMemory;
  const loaded = loadMemory(stored);
  if (loaded.kind === 'loaded') return loaded.memory;
  const aside = `${key}.unreadable.${Date.now()}`;
  void state.update(aside, stored);
  log.warn(`The remembered validators could not be read (${loaded.why}). They are kept as "${aside}".`);
  void window.showWarningMessage(
    `Precondition could not read its remembered validators: ${loaded.why}. They are set aside, and it starts afresh.`,
  );
  return emptyMemory;
}
