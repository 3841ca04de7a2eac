import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usageError.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** The options that every command knows. */
export const commonOptions = {
  env: { type: 'string' },
  var: { type: 'string', multiple: true },
  memory: { type: 'string' },
} as const satisfies Options;

/** What was given, by the options' types. */
export type Arguments<T extends Options> = ReturnType<
  typeof parseArgs<{ readonly options: T; readonly allowPositionals: true; readonly strict: true }>
>;

/** Reads a command's arguments; what it does not know is a usage error that names it. */
export function readArguments<const T extends Options>(args: readonly string[], options: T): Arguments<T> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(firstSentence(error.message));
    throw error;
  }
}

/** Node adds advice on positionals that does not fit here. */
const firstSentence = (message: string): string => `${message.replace(/\. To specify .*$/s, '').replace(/\.$/, '')}.`;

/** One of the formats a command can write. */
export function chooseFormat<const F extends string>(given: string | undefined, formats: readonly [F, ...F[]]): F {
  const [usual] = formats;
  const chosen = formats.find((format) => format === (given ?? usual));
  if (chosen === undefined) throw new UsageError(`--format can be ${formats.join(', ')}; ${given} is none of them.`);
  return chosen;
}

/** `NAME=VALUE` of each `--var`; the value may hold further equal signs. */
export function readVariables(given: readonly string[] | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (given ?? []).map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new UsageError(`--var is written NAME=VALUE; “${text}” is not.`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

/** The one file a command works on. */
export function oneFile(positionals: readonly string[]): string {
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError('Name a .http file, or - for stdin.');
  if (more.length > 0) throw new UsageError(`This command takes one file; ${more.length + 1} were given.`);
  return file;
}
