import { importCurl } from '../../../src/core/interchange/importCurl.ts';
import { describeNote } from '../../../src/core/interchange/importNote.ts';
import type { Shell } from '../../../src/core/interchange/shell/shell.ts';
import { documentRequests } from '../../../src/core/syntax/locate.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { resolveRequest } from '../../../src/core/syntax/resolving/resolve.ts';
import { createScope } from '../../../src/core/syntax/values/scope.ts';
import { inputs } from '../syntax/reading.ts';

export interface Sent {
  readonly method: string;
  readonly url: string | undefined;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** What each request of a `.http` text puts on the wire. */
export function sentBy(text: string): readonly Sent[] {
  const document = parse(text);
  const scope = createScope(document, inputs());
  return documentRequests(document).map((placed) => {
    const { method, url, headers, body } = resolveRequest(placed, scope);
    const content = body.map((part) => (part.kind === 'text' ? part.text : `<${part.path}>`)).join('');
    return { method, url, headers: headers.map(({ field }) => field), body: content };
  });
}

/** What the only request of the command would put on the wire. */
export function sentByCurl(command: string, shell?: Shell): Sent {
  const { text } = importCurl(command, shell);
  const [sent, ...more] = sentBy(text);
  if (sent === undefined || more.length > 0) throw new Error(`${more.length} more requests in:\n${text}`);
  return sent;
}

/** The same on one line: method, URL, then fields, then content. */
export function lineOf(command: string, shell?: Shell): string {
  const { method, url, headers, body } = sentByCurl(command, shell);
  return [
    `${method} ${url}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body === '' ? [] : [body]),
  ].join(' | ');
}

/** The notes of the import, as sentences. */
export const notesOf = (command: string, shell?: Shell): readonly string[] =>
  importCurl(command, shell).notes.map(describeNote);
