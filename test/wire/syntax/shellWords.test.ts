import { deepEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { readShellCommand } from '../../../src/core/syntax/block/curl/shellWords.ts';

const single = fc.string({ maxLength: 8 }).map((text) => `'${text.replaceAll("'", '')}'`);
const double = fc
  .array(fc.constantFrom('a', ' ', "'", '\\"', '\\\\', '\\$', '\\`', '\\n', '#', '\\\n', 'é', '😀'), { maxLength: 6 })
  .map((parts) => `"${parts.join('')}"`);
const ansi = fc
  .array(fc.constantFrom('a', ' ', '"', "\\'", '\\n', '\\t', '\\\\', '\\x41', '\\u00e9', '\\101', '\\q'), {
    maxLength: 6,
  })
  .map((parts) => `$'${parts.join('')}'`);
const bare = fc
  .array(fc.constantFrom('a', 'B', '7', '-', ':', '/', '?', '=', ',', '.', '\\ ', '\\"', "\\'", '\\a', '@', '#', 'é'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => `x${parts.join('')}`);
const word = fc
  .array(fc.oneof(single, double, ansi, bare), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(''));
const between = fc.constantFrom(' ', '  ', '\t', ' \\\n', ' \\\n  ');
const command = fc
  .array(fc.tuple(between, word), { minLength: 1, maxLength: 5 })
  .map((words) => `curl${words.flat().join('')}`);

/** What bash passes on, of many commands at once: each argument ended by NUL, each command by a byte of its own. */
function byBash(commands: readonly string[]): readonly (readonly string[])[] {
  const script = commands.map((each) => `printf '%s\\0' ${each}\nprintf '\\1\\0'`).join('\n');
  const output = execFileSync('bash', ['--norc', '--noprofile', '-c', 'eval "$(cat)"'], {
    input: script,
    env: { LC_ALL: 'C.UTF-8' },
  });
  const all: string[][] = [[]];
  for (const argument of output.toString('utf8').split('\0').slice(0, -1)) {
    if (argument === '\x01') all.push([]);
    else all.at(-1)?.push(argument);
  }
  return all.slice(0, -1);
}

describe('the words of a shell command', () => {
  it('are what bash passes on', function () {
    this.timeout(30_000);
    const commands = fc.sample(command, { numRuns: 2000 }).filter((each) => !/[\x00\x01]/.test(each));
    const own = commands.map((each) => readShellCommand(each, 0).words.map(({ text }) => text));
    deepEqual(own, byBash(commands));
  });
});
