import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Disposable } from 'vscode';
import type { Send } from '../../core/http/exchange.ts';

interface Open {
  readonly send: Send;
  close(): Promise<void>;
}

/** The transport, loaded at the first send: undici is most of the extension's weight and no keystroke needs it. */
export class Transport implements Disposable {
  #open: Promise<Open> | undefined;

  readonly send: Send = async (request, options, signal) => {
    this.#open ??= load();
    return (await this.#open).send(request, options, signal);
  };

  dispose(): void {
    void this.#open?.then((open) => open.close());
  }
}

async function load(): Promise<Open> {
  const { createTransport } = await import('../../transport/send.ts');
  return createTransport({ bodyFile: () => join(tmpdir(), `precondition-${randomUUID()}.body`) });
}
