import { commands, type Disposable, env, window } from 'vscode';

/** The port that the samples name. */
const samplesPort = 8412;

interface Running {
  readonly url: string;
  close(): Promise<void>;
}

/** The embedded origin server as two commands. It listens on loopback alone and forgets everything when it stops. */
export class Demo implements Disposable {
  #running: Running | undefined;

  /** Starts it, or finds it running; gives its base URL. */
  async start(): Promise<string> {
    if (this.#running !== undefined) return this.#announce(this.#running.url);
    const { startDemoOrigin } = await import('../demo/origin.ts');
    this.#running = await startDemoOrigin(samplesPort).catch((error: unknown) => {
      if (isAddressInUse(error)) return startDemoOrigin(0);
      throw error;
    });
    await commands.executeCommand('setContext', 'precondition.demoRunning', true);
    return this.#announce(this.#running.url);
  }

  async stop(): Promise<void> {
    await this.#running?.close();
    this.#running = undefined;
    await commands.executeCommand('setContext', 'precondition.demoRunning', false);
  }

  dispose(): void {
    void this.#running?.close();
  }

  #announce(url: string): string {
    const copy = 'Copy URL';
    void window.showInformationMessage(`The demo origin listens on ${url}.`, copy).then((chosen) => {
      if (chosen === copy) void env.clipboard.writeText(url);
    });
    return url;
  }
}

function isAddressInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
