/**
 * README.md beside this file: what each benchmark measured last, in parts of their own, so that running one leaves
 * what the others wrote.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const page = join(import.meta.dirname, 'README.md');

/** In the order of the page. */
const parts = ['core', 'engine', 'memory', 'transport', 'editor'];

const begin = (name) => `<!-- ${name} -->\n`;
const end = (name) => `\n<!-- /${name} -->\n`;

function partOf(text, name) {
  const from = text.indexOf(begin(name));
  const to = text.indexOf(end(name), from);
  return from === -1 || to === -1 ? '' : text.slice(from + begin(name).length, to);
}

/** The page with this part of it written anew. */
export function withPart(text, name, content) {
  const kept = parts.map((each) => [each, each === name ? content.trim() : partOf(text, each)]);
  return kept
    .filter(([, each]) => each !== '')
    .map(([each, own]) => begin(each) + own + end(each))
    .join('\n');
}

/** Writes this part of the page anew. */
export async function writePart(name, content) {
  await writeFile(page, withPart(await readFile(page, 'utf8'), name, content));
}
