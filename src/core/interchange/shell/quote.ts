import type { Shell } from './shell.ts';
import { windowsArgument } from './windowsWords.ts';

/**
 * Whether an argument is text, or the octets of a header field, where a character up to U+00FF is one octet
 * (RFC 9110 §5.5).
 */
export type Octets = 'utf-8' | 'latin-1';

/** The argument as the shell takes it for itself. */
export function quote(shell: Shell, argument: string, octets: Octets): string {
  switch (shell) {
    case 'bash':
      return quoteForBash(argument, octets);
    case 'cmd':
      return quoteForCmd(argument);
    case 'powershell':
      return quoteForPowershell(argument);
  }
}

/**
 * Single quotes; `$'…'` where a control character would act on the terminal it is pasted into. A `!` there is
 * written by number, for an interactive bash looks into `$'…'` for its history.
 */
function quoteForBash(argument: string, octets: Octets): string {
  const odd = octets === 'latin-1' ? /[\0-\x08\x0b-\x1f\x7f-\xff]/ : /[\0-\x08\x0b-\x1f\x7f-\x9f]/;
  if (/^[\w@%+=:,./-]+$/.test(argument)) return argument;
  if (!odd.test(argument) && !argument.includes('\t')) return `'${argument.replaceAll("'", "'\\''")}'`;
  const escaped = argument.replaceAll(/[\0-\x1f\x7f-\xff\\'!]/g, (char) => ansiEscape(char, octets));
  return `$'${escaped}'`;
}

function ansiEscape(char: string, octets: Octets): string {
  const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\', "'": "\\'" };
  const code = char.charCodeAt(0);
  if (code >= 0x80 && octets === 'utf-8') return code < 0xa0 ? `\\u${code.toString(16).padStart(4, '0')}` : char;
  return named[char] ?? `\\${code.toString(8).padStart(3, '0')}`;
}

/**
 * The quoting of C programs, and over it that of `cmd`: where a character means something to the shell, or an odd
 * number of quotes would leave it inside them, every one gets its caret, quotes too, so that the shell never believes itself inside quotes. A line end is a caret and two
 * line ends. It is written for a prompt; in a batch file `%` has to be doubled.
 */
function quoteForCmd(argument: string): string {
  const line = windowsArgument(argument);
  const quotes = line.split('"').length - 1;
  if (!/[&|<>^%!()\r\n]/.test(line) && quotes % 2 === 0) return line;
  return line.replaceAll(/\r\n|[&|<>^%!()"\r\n]/g, (char) => (/[\r\n]/.test(char) ? '^\n\n' : `^${char}`));
}

/**
 * Single quotes, with every kind of them doubled that PowerShell takes for one. A quote gets its backslash, as the
 * passing of arguments called Legacy wants it, the only one that every version has.
 */
function quoteForPowershell(argument: string): string {
  if (/^[\w+=:./-]+$/.test(argument) && !argument.startsWith('--%')) return argument;
  const escaped = argument.replaceAll(/(?<!\\)(\\*)"/g, '$1$1\\"').replaceAll(/['\u2018-\u201b]/g, '$&$&');
  return `'${escaped}'`;
}
