import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** What stands in a file of the corpus, by its first line. RECORD_CORPUS=1 writes it anew, to be read before it counts. */
export function recordedIn(name: string, tellings: () => readonly string[]): ReadonlyMap<string | undefined, string> {
  const file = resolve('test', 'corpus', name);
  if (process.env['RECORD_CORPUS'] !== undefined) writeFileSync(file, `${tellings().join('\n\n')}\n`);
  const blocks = readFileSync(file, 'utf8').trimEnd().split('\n\n');
  return new Map(blocks.map((told) => [told.split('\n', 1)[0], told]));
}
