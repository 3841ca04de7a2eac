import { check } from '../core/service/languageService.ts';
import { chooseFormat, commonOptions, oneFile, readArguments } from './arguments.ts';
import { circumstancesOf, serviceContext } from './circumstances.ts';
import { documentJson } from './json/documentJson.ts';
import { jsonLine } from './json/print.ts';
import { type Command, EXIT } from './output.ts';
import { readInput } from './readInput.ts';

/** `precondition parse FILE` */
export const parseCommand: Command = {
  name: 'parse',
  summary: 'Read a .http file and print its requests, variables and faults as JSON.',
  help: `Usage: precondition parse FILE

Reads FILE (- for stdin) and prints what stands in it as JSON: requests with their
header fields in order, variables, and faults of the file's form. Every range counts
lines and UTF-16 characters from zero. Any bytes can be read; faults are no failure.
`,
  async run(args, output) {
    const { values, positionals } = readArguments(args, { ...commonOptions, format: { type: 'string' } });
    chooseFormat(values.format, ['json']);
    const input = await readInput(oneFile(positionals));
    const circumstances = await circumstancesOf(input, values, output);
    const problems = check(input.document, serviceContext(circumstances));
    output.out(jsonLine(documentJson(input.document, problems, input.positions)));
    return EXIT.fine;
  },
};
