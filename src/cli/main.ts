#!/usr/bin/env node
import { demoCommand } from './demoCommand.ts';
import { evaluateCommand } from './evaluateCommand.ts';
import { explainCommand } from './explainCommand.ts';
import { lintCommand } from './lintCommand.ts';
import { type Command, EXIT, type Output } from './output.ts';
import { parseCommand } from './parseCommand.ts';
import { resolveCommand } from './resolveCommand.ts';
import { sendCommand } from './sendCommand.ts';
import { UsageError } from './usageError.ts';
import { refuseNode, VERSION } from './version.ts';

const commands: readonly Command[] = [
  sendCommand,
  lintCommand,
  evaluateCommand,
  explainCommand,
  resolveCommand,
  parseCommand,
  demoCommand,
];

const help = `Usage: precondition COMMAND …

${commands.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`).join('\n')}

precondition COMMAND --help tells more. --version prints the version.
Exit status: 0 fine, 1 something was found, 2 bad usage, 3 the network failed.
`;

async function main(args: readonly string[], output: Output): Promise<number> {
  const tooOld = refuseNode(process.versions.node);
  if (tooOld !== undefined) throw new UsageError(tooOld);
  const [first, ...rest] = args;
  if (first === '--version' || first === '-v') return said(output, `${VERSION}\n`);
  if (first === '--help' || first === '-h' || first === 'help') return said(output, help);
  if (first === undefined) throw new UsageError('Name a command; precondition --help lists them.');
  const command = commands.find(({ name }) => name === first);
  if (command === undefined) throw new UsageError(`There is no command “${first}”; precondition --help lists them.`);
  if (asksForHelp(rest)) return said(output, command.help);
  return command.run(rest, output);
}

/** Before any other reading of the arguments: who asks for help may have the rest wrong. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
}

function said(output: Output, text: string): number {
  output.out(text);
  return EXIT.fine;
}

const terminal: Output = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(`${text}\n`),
  colour: process.stdout.isTTY && !process.env['NO_COLOR'] ? 'yes' : 'no',
};

/** Whoever reads our output may stop reading, as `head` does; that is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

main(process.argv.slice(2), terminal).then(
  // Setting the code and not calling exit lets a pipe take all of a long answer.
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    terminal.err(`precondition: ${error.message.replace(/\s*[\r\n]+\s*/g, ' ')}`);
    process.exitCode = EXIT.usage;
  },
);
