import { bashCommand } from './bashWords.ts';
import { cmdCommand } from './cmdWords.ts';
import { powershellCommand } from './powershellWords.ts';
import type { Shell, ShellCommand } from './shell.ts';

/** Reads one command of the shell at the offset. */
export function readCommand(shell: Shell, text: string, from: number): ShellCommand {
  switch (shell) {
    case 'bash':
      return bashCommand(text, from);
    case 'cmd':
      return cmdCommand(text, from);
    case 'powershell':
      return powershellCommand(text, from);
  }
}

/** The shell that a text was written for, as far as its quoting tells; `bash` when nothing does. */
export function guessShell(text: string): Shell {
  if (/`[ \t]*(?:\r?\n|$)|\$env:|\$PSNative|@['"][ \t]*\r?\n|[ \t]--%[ \t]/i.test(text)) return 'powershell';
  if (/\^[ \t]*(?:\r?\n|$)|\^"|\^%/.test(text)) return 'cmd';
  if (!/^\W*curl\.exe\b/im.test(text)) return 'bash';
  return /\s'/.test(text) ? 'powershell' : 'cmd';
}
