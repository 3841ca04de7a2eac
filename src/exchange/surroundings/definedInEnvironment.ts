import type { Span } from '../../core/span.ts';
import { children, valueSpan } from '../../core/syntax/values/jsonText.ts';
import type { Files } from '../ports.ts';
import { defaultName, sharedName } from './environmentLayer.ts';

/** The key of a variable in a file of environments; the path is from the `.http` file's folder, the span in UTF-16. */
export interface EnvironmentPlace {
  readonly path: string;
  readonly text: string;
  readonly key: Span;
}

/**
 * Where the definition of a variable that counts for the environment stands, in the order of `readEnvironments`: the
 * nearer file first, the private one before the public one, both before `.env`. Undefined when no file has it, as
 * with the settings of other clients.
 */
export async function definedInEnvironment(
  files: Files,
  levels: number,
  environment: string,
  name: string,
): Promise<EnvironmentPlace | undefined> {
  const folders = Array.from({ length: levels + 1 }, (_, level) => '../'.repeat(level));
  for (const { path, find } of [
    ...jsonPlaces(folders, environment, name),
    ...dotenvPlaces(folders, environment, name),
  ]) {
    const bytes = await files.read(path);
    const text = bytes === undefined ? '' : new TextDecoder().decode(bytes);
    const key = find(text);
    if (key !== undefined) return { path, text, key };
  }
  return undefined;
}

/** A file that may define the variable, and how to find it there. */
interface Candidate {
  readonly path: string;
  find(text: string): Span | undefined;
}

function jsonPlaces(folders: readonly string[], environment: string, name: string): readonly Candidate[] {
  const parts = environment === '' ? [defaultName, sharedName] : [environment, sharedName];
  const files = ['http-client.private.env.json', 'http-client.env.json'];
  return parts.flatMap((part) =>
    folders.flatMap((folder) =>
      files.map((file) => ({ path: folder + file, find: (text: string) => jsonKey(text, part, name) })),
    ),
  );
}

function dotenvPlaces(folders: readonly string[], environment: string, name: string): readonly Candidate[] {
  const suffixes = environment === '' ? [''] : [environment, ''];
  return suffixes.flatMap((suffix) =>
    folders.flatMap((folder) =>
      dotenvFiles(folder, suffix).map((path) => ({ path, find: (text: string) => dotenvKey(text, name) })),
    ),
  );
}

function dotenvFiles(folder: string, environment: string): readonly string[] {
  const names = environment === '' ? ['.env'] : [`${environment}.env`, `.env.${environment}`];
  return [`${folder}env/`, folder].flatMap((place) => names.map((name) => place + name));
}

/** The key of a member of the environment's object, quotes left out. Of several of one name the last counts. */
function jsonKey(text: string, environment: string, name: string): Span | undefined {
  const whole = valueSpan(text, 0);
  if (whole === undefined) return undefined;
  const part = children(text, whole.start).findLast((child) => child.name === environment);
  const members = part === undefined ? [] : children(text, part.start);
  const at = members.findLastIndex((child) => child.name === name);
  const member = members[at];
  if (member === undefined) return undefined;
  const end = text.lastIndexOf('"', text.lastIndexOf(':', member.start));
  return { start: text.lastIndexOf('"', end - 1) + 1, end };
}

function dotenvKey(text: string, name: string): Span | undefined {
  let found: Span | undefined;
  for (const match of text.matchAll(/^([ \t]*(?:export[ \t]+)?)([\w.-]+)[ \t]*=/gm)) {
    const start = match.index + (match[1] ?? '').length;
    if (match[2] === name) found = { start, end: start + name.length };
  }
  return found;
}
