import { appendFileSync } from 'node:fs';

/**
 * What a run of mocha tells the outside, one JSON line each, appended to a file. A file survives
 * whatever happens to the process that writes it, and every launcher can read one: a child
 * process, the extension host of a server, the extension host of a desktop editor. A run without
 * an `end` line died, however its process ended.
 */
export type MochaEvent =
  | { readonly event: 'start'; readonly total: number }
  | { readonly event: 'begin'; readonly title: string }
  | { readonly event: 'passed' | 'skipped'; readonly title: string; readonly ms: number }
  | { readonly event: 'failed'; readonly title: string; readonly ms: number; readonly error: string }
  | { readonly event: 'end' };

export interface RunOptions {
  readonly files: readonly string[];
  readonly eventsFile: string;
  readonly timeout: number;
  readonly grep?: string | undefined;
}

const titleOf = (runnable: Mocha.Runnable): string => runnable.titlePath().join(' › ');

function causes(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack?.includes(error.message) ? error.stack : `${error.message}\n${error.stack ?? ''}`;
  return error.cause === undefined ? own : `${own}\nCaused by: ${causes(error.cause)}`;
}

function report(runner: Mocha.Runner, write: (event: MochaEvent) => void): void {
  const ms = (runnable: Mocha.Runnable) => runnable.duration ?? 0;
  runner.on('start', () => write({ event: 'start', total: runner.total }));
  runner.on('test', (test) => write({ event: 'begin', title: titleOf(test) }));
  runner.on('pass', (test) => write({ event: 'passed', title: titleOf(test), ms: ms(test) }));
  runner.on('pending', (test) => write({ event: 'skipped', title: titleOf(test), ms: 0 }));
  runner.on('fail', (test, error) =>
    write({ event: 'failed', title: titleOf(test), ms: ms(test), error: causes(error) }),
  );
  runner.on('end', () => write({ event: 'end' }));
}

/**
 * Runs the files and resolves to the number of failures. mocha 12 hands itself out as a namespace
 * or as the class, depending on who asks. A reporter is a class to mocha; this one only listens.
 */
export async function runMocha({ files, eventsFile, timeout, grep }: RunOptions): Promise<number> {
  const loaded = (await import('mocha')) as unknown as { default?: typeof Mocha };
  const Constructor = loaded.default ?? (loaded as unknown as typeof Mocha);
  const write = (event: MochaEvent) => appendFileSync(eventsFile, `${JSON.stringify(event)}\n`);
  function Listener(runner: Mocha.Runner): void {
    report(runner, write);
  }
  const mocha = new Constructor({ ui: 'bdd', timeout, grep });
  mocha.reporter(Listener as unknown as Mocha.ReporterConstructor);
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    mocha.run(resolve);
  });
}
