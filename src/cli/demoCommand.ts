import { commonOptions, readArguments } from './arguments.ts';
import { type Command, EXIT } from './output.ts';
import { UsageError } from './usageError.ts';

/** `precondition demo` */
export const demoCommand: Command = {
  name: 'demo',
  summary: 'Run an origin server to learn on, on loopback.',
  help: `Usage: precondition demo [--port PORT]

Runs an origin server on 127.0.0.1 whose resources show how preconditions work, and how
they fail. The first line of stdout is its URL; / lists the resources. It forgets
everything when it stops, which Ctrl+C does.

  --port PORT   the port; 0, the default, takes a free one (the samples use 8412)
`,
  async run(args, output) {
    const { values, positionals } = readArguments(args, { ...commonOptions, port: { type: 'string' } });
    if (positionals.length > 0) throw new UsageError(`“${positionals[0]}” is no option of demo.`);
    const { startDemoOrigin } = await import('../demo/origin.ts');
    const port = portOf(values.port ?? '0');
    const origin = await startDemoOrigin(port).catch((error: unknown) => {
      throw new UsageError(whyNot(error, port));
    });
    output.out(`${origin.url}\n`);
    output.err(`${origin.url}/ lists the resources. Ctrl+C stops the server.`);
    await signalled();
    await origin.close();
    return EXIT.fine;
  },
};

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 65_536;
  if (port > 65_535) throw new UsageError(`--port takes a number from 0 to 65535; “${text}” is none.`);
  return port;
}

function whyNot(error: unknown, port: number): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `Port ${port} is taken; choose another with --port, or 0 for a free one.`;
  if (code === 'EACCES') return `Port ${port} may not be used without more rights; choose one above 1023.`;
  return `The server did not start (${code ?? String(error)}).`;
}

/** Waits for Ctrl+C or for being told to end. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
