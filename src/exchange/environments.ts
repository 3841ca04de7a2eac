import type { Files } from './ports.ts';

/** The environments that hold for a `.http` file. */
export interface Environments {
  /** The names defined, in the order of the files. */
  readonly names: readonly string[];
  /** The variables of the named environment; those shared by all for the empty name. */
  values(name: string): Readonly<Record<string, string>>;
}

/** Reads the `KEY=value` lines of a `.env` file. */
export type ParseEnv = (text: string) => Readonly<Record<string, string | undefined>>;

type Layer = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** The key whose variables every environment has, as REST Client and Kulala spell it. */
const shared = '$shared';

const publicFile = 'http-client.env.json';
const privateFile = 'http-client.private.env.json';

/**
 * Reads `http-client.env.json`, `http-client.private.env.json` and `.env` beside the `.http` file and in up to
 * `levels` folders above it. The nearer file wins, the private one over the public one, both over `.env`. A file
 * that is no JSON object gives a sentence in `faults` and counts as empty.
 */
export async function readEnvironments(
  files: Files,
  levels: number,
  parseEnv: ParseEnv,
): Promise<{ readonly environments: Environments; readonly faults: readonly string[] }> {
  const faults: string[] = [];
  const layers: Layer[] = [];
  const dotenv: Record<string, string> = {};
  for (let level = levels; level >= 0; level -= 1) {
    const folder = '../'.repeat(level);
    Object.assign(dotenv, parseDotenv(await readText(files, `${folder}.env`), parseEnv));
    for (const name of [publicFile, privateFile]) {
      const path = folder + name;
      layers.push(readLayer(await readText(files, path), path, faults));
    }
  }
  return { environments: merge(layers, dotenv), faults };
}

async function readText(files: Files, path: string): Promise<string | undefined> {
  const bytes = await files.read(path);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

function parseDotenv(text: string | undefined, parseEnv: ParseEnv): Record<string, string> {
  if (text === undefined) return {};
  return Object.fromEntries(Object.entries(parseEnv(text)).map(([name, value]) => [name, value ?? '']));
}

function readLayer(text: string | undefined, path: string, faults: string[]): Layer {
  if (text === undefined) return new Map();
  const parsed = parseObject(text);
  if (parsed === undefined) {
    faults.push(`${path} is not a JSON object of environments, so its variables are left out.`);
    return new Map();
  }
  return new Map(Object.entries(parsed).map(([name, values]) => [name, toStrings(values)]));
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Variables are text; numbers and booleans read as they are written, anything deeper as its JSON. */
function toStrings(values: unknown): Record<string, string> {
  if (!isObject(values)) return {};
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function merge(layers: readonly Layer[], dotenv: Readonly<Record<string, string>>): Environments {
  const names = new Set(layers.flatMap((layer) => [...layer.keys()]));
  names.delete(shared);
  return {
    names: [...names],
    values: (name) =>
      Object.assign({}, dotenv, ...layers.map((layer) => layer.get(shared)), ...layers.map((layer) => layer.get(name))),
  };
}
