/**
 * Something the reader of the terminal can put right: one sentence and, where there is one, the
 * exact command. Printed without a stack; any other error is a fault of ours and keeps its stack.
 */
export class Problem extends Error {
  constructor(sentence, { command, detail } = {}) {
    super(sentence);
    this.name = 'Problem';
    this.command = command;
    this.detail = detail;
  }
}

export function describe(error) {
  if (!(error instanceof Problem)) return error?.stack ?? String(error);
  const lines = [error.message];
  if (error.command) lines.push('', `    ${error.command}`, '');
  if (error.detail) lines.push(error.detail);
  return lines.join('\n');
}

/** Runs a script's body; the exit code is its number, or 1 after a failure. */
export async function main(body) {
  try {
    process.exitCode = (await body(process.argv.slice(2))) ?? 0;
  } catch (error) {
    console.error(`\n${describe(error)}`);
    process.exitCode = 1;
  }
}
