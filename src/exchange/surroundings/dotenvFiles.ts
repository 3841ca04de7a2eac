import type { Files } from '../ports.ts';

/** Reads the `KEY=value` lines of a `.env` file. */
export type ParseEnv = (text: string) => Readonly<Record<string, string | undefined>>;

/** The variables of the `.env` files of a folder: those of every environment under the empty name. */
export type DotenvLayer = ReadonlyMap<string, Readonly<Record<string, string>>>;

/**
 * Reads `.env`, `.env.<name>` and `<name>.env` in the folder and in its `env` folder, in which they may stand as
 * well. A `<name>` is an environment; one that says that the file is a pattern to copy is none.
 */
export async function readDotenvFiles(files: Files, folder: string, parseEnv: ParseEnv): Promise<DotenvLayer> {
  const layer = new Map<string, Record<string, string>>();
  for (const place of [folder, `${folder}env/`]) {
    for (const file of dotenvNames(await files.list?.(place))) {
      const name = environmentOf(file);
      const bytes = await files.read(place + file);
      if (bytes === undefined) continue;
      layer.set(name, Object.assign(layer.get(name) ?? Object.create(null), parsed(bytes, parseEnv)));
    }
  }
  return layer;
}

/** The files that are of the family; where nobody can list a folder, the one whose name is known. */
function dotenvNames(found: readonly string[] | undefined): readonly string[] {
  return found === undefined ? ['.env'] : found.filter((file) => family.test(file) && !pattern.test(file)).sort();
}

const family = /^(?:\.env(?:\.[^.]+)?|[^.][^/]*\.env)$/;
const pattern = /\b(?:example|sample|template|dist|schema)\b/i;

const environmentOf = (file: string) => (file.startsWith('.env') ? file.slice('.env.'.length) : file.slice(0, -4));

function parsed(bytes: Uint8Array, parseEnv: ParseEnv): Record<string, string> {
  const values = parseEnv(new TextDecoder().decode(bytes));
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? '']));
}
