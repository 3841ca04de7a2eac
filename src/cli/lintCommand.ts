import { check } from '../core/service/languageService.ts';
import type { Problem } from '../core/service/problem.ts';
import { documentRequests } from '../core/syntax/locate.ts';
import { chooseFormat, commonOptions, readArguments } from './arguments.ts';
import { type CommonValues, circumstancesOf, serviceContext } from './circumstances.ts';
import { jsonLine } from './json/print.ts';
import { problemJson } from './json/problemJson.ts';
import { type Command, EXIT, type Output } from './output.ts';
import { type Input, readInput } from './readInput.ts';
import { sarif } from './sarif.ts';
import { lintText } from './text/lintText.ts';
import { UsageError } from './usageError.ts';

/** A file with what was found in it. */
export interface Linted {
  readonly input: Input;
  readonly problems: readonly Problem[];
}

/** `precondition lint FILE…` */
export const lintCommand: Command = {
  name: 'lint',
  summary: 'Check .http files: entity tags, dates, preconditions that do nothing.',
  help: `Usage: precondition lint FILE… [--strict] [--format text|json|sarif] [--memory FILE]
                    [--env NAME] [--var NAME=VALUE]…

Checks each FILE (- for stdin). Exits 1 when something is an error.

  --strict                   exits 1 on warnings as well
  --format text|json|sarif   how to tell it; text by default
  --memory FILE              judges tags by the validators seen before, as send keeps them
`,
  async run(args, output) {
    const options = { ...commonOptions, strict: { type: 'boolean' }, format: { type: 'string' } } as const;
    const { values, positionals } = readArguments(args, options);
    const format = chooseFormat(values.format, ['text', 'json', 'sarif']);
    if (positionals.length === 0) throw new UsageError('Name at least one .http file, or - for stdin.');
    const linted: Linted[] = [];
    for (const file of positionals) linted.push(await lint(file, values, output));
    output.out(written(linted, format, output));
    return fails(linted, values.strict ? 'warnings' : 'errors') ? EXIT.found : EXIT.fine;
  },
};

async function lint(file: string, values: CommonValues, output: Output): Promise<Linted> {
  const input = await readInput(file);
  const circumstances = await circumstancesOf(input, values, output);
  return { input, problems: check(input.document, serviceContext(circumstances)) };
}

function written(linted: readonly Linted[], format: 'text' | 'json' | 'sarif', output: Output): string {
  switch (format) {
    case 'text':
      return lintText(linted, output.colour);
    case 'json':
      return jsonLine({ version: 1, files: linted.map(fileJson) });
    case 'sarif':
      return jsonLine(sarif(linted));
  }
}

function fileJson({ input, problems }: Linted) {
  const requests = documentRequests(input.document);
  return {
    file: input.file,
    problems: problems.map((problem) => problemJson(problem, requests, input.positions)),
  };
}

function fails(linted: readonly Linted[], on: 'errors' | 'warnings'): boolean {
  return linted.some(({ problems }) =>
    problems.some(({ severity }) => severity === 'error' || (on === 'warnings' && severity === 'warning')),
  );
}
