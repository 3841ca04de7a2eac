/** Packs the pages of docs/rules into one file: apart they would weigh four times as much in the package. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import { inRoot } from './paths.mjs';

const folder = ['docs', 'rules'];

/** Writes dist/rulePages.br, a JSON object of the pages by their names; returns its bytes. */
export async function packRulePages() {
  const names = (await readdir(inRoot(...folder))).filter((name) => name.endsWith('.md')).sort();
  const pages = await Promise.all(names.map((name) => readFile(inRoot(...folder, name), 'utf8')));
  const json = Buffer.from(JSON.stringify(Object.fromEntries(names.map((name, at) => [name, pages[at]]))));
  const packed = brotliCompressSync(json, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: json.length } });
  await mkdir(inRoot('dist'), { recursive: true });
  await writeFile(inRoot('dist', 'rulePages.br'), packed);
  return packed.length;
}
