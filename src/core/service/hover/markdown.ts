import { shown } from '../words/shown.ts';

/*
 * What a file or a server says goes into Markdown only through these two. VS Code runs the command links of a
 * hover, so a value that could write one could run a command.
 */

/** Text in which no character is markup. */
export function plainText(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()#+\-.!|<>~&$:]/g, '\\$&');
}

/** A value as code, cut when long; the fence is longer than any run of backticks inside. */
export function code(text: string): string {
  const value = shown(text);
  const runs = value.match(/`+/g) ?? [];
  const fence = '`'.repeat(1 + Math.max(0, ...runs.map((run) => run.length)));
  const padded = /^[` ]|[` ]$/.test(value) || value === '' ? ` ${value} ` : value;
  return `${fence}${padded}${fence}`;
}

/** A link to a section of an RFC. */
export function sectionLink({ rfc, url }: { readonly rfc: string; readonly url: string }): string {
  return `[${rfc}](${url})`;
}

/** A link that runs a command on a request of the document. */
export function commandLink(title: string, command: string, uri: string | undefined, request: number): string {
  return `[${title}](command:${command}?${encodeURIComponent(JSON.stringify([uri, request]))})`;
}
