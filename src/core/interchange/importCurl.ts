import { curlRequests } from './curl/curlRequests.ts';
import type { DraftRequest } from './draftRequest.ts';
import type { ImportNote } from './importNote.ts';
import { joinRequests, requestText } from './requestText.ts';
import { guessShell, readCommand } from './shell/readCommand.ts';
import type { Shell, ShellCommand } from './shell/shell.ts';

/** Text of a `.http` file made of something else. */
export interface Imported {
  /** Requests parted by `###` lines; empty when there is none. */
  readonly text: string;
  readonly requests: number;
  readonly notes: readonly ImportNote[];
}

/** What a terminal shows before a command. */
const prompts =
  /^([ \t]*)(?:[$%>#][ \t]+|PS[ \t][^\n>]{0,200}>[ \t]*|[A-Z]:\\[^\n>]{0,200}>[ \t]*)(?=(?:\w{1,100}=\S{0,200}[ \t]+|sudo[ \t]+){0,5}curl\b)/gm;

/** Whether the text begins with a curl command, a prompt before it passed over. */
export function looksLikeCurl(text: string): boolean {
  const start = text.slice(0, 2000).trimStart().replaceAll(prompts, '$1');
  return /^(?:&\s*\{\s*)?(?:\$PSNative\w+[^\n;]*[\n;]\s*)?curl(?:\.exe)?\s+\S/.test(start);
}

/**
 * The curl commands of a text as requests of a `.http` file that put the same bytes on the wire. The shell is guessed
 * from the quoting when it is not given. What cannot be carried over stays as a comment and is reported.
 */
export function importCurl(copied: string, shell: Shell = guessShell(copied)): Imported {
  const text = copied.replaceAll(prompts, '$1');
  const requests: DraftRequest[] = [];
  const notes: ImportNote[] = [];
  for (const command of commandsOf(shell, text)) {
    const found = curlWords(command.words);
    if (found === undefined) {
      notes.push(...leftOut(command));
      continue;
    }
    const read = curlRequests(found, command.variables);
    requests.push(...read.requests);
    notes.push(...command.oddities, ...read.notes);
    notes.push(...[...new Set(command.variables)].map((name) => ({ kind: 'shell-variable', name }) as const));
  }
  const written = requests.map(requestText);
  return {
    text: joinRequests(written),
    requests: requests.length,
    notes: [...notes, ...written.flatMap((each) => each.notes)],
  };
}

function commandsOf(shell: Shell, text: string): readonly ShellCommand[] {
  const found: ShellCommand[] = [];
  for (let at = 0; at < text.length; ) {
    const command = readCommand(shell, text, at);
    found.push(command);
    at = Math.max(command.end, at + 1);
  }
  return found.filter(({ words }) => words.length > 0);
}

/** The words after `curl`; undefined when the command is another. Assignments may stand before it. */
function curlWords(words: readonly string[]): readonly string[] | undefined {
  const at = words.findIndex((word) => !/^(?:\w+=.*|sudo|time|exec|command)$/s.test(word));
  return /^(?:.*[\\/])?curl(?:\.exe)?$/i.test(words[at] ?? '') ? words.slice(at + 1) : undefined;
}

function leftOut({ words }: ShellCommand): readonly ImportNote[] {
  const command = words.join(' ');
  if (/^(?:\$?PSNative|\{\{PSNative|[{}&]$)/.test(command)) return [];
  return [{ kind: 'command-left-out', command: command.length > 80 ? `${command.slice(0, 79)}…` : command }];
}
