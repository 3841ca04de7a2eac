import type { HeaderField, HeaderList } from '../../core/http/headerList.ts';
import { sameName } from '../../core/http/headerList.ts';
import type { ScopeInputs } from '../../core/syntax/values/scope.ts';
import type { Files } from '../ports.ts';
import { type DotenvLayer, type ParseEnv, readDotenvFiles } from './dotenvFiles.ts';
import {
  defaultName,
  type EnvironmentLayer,
  isObject,
  readEnvironmentLayer,
  readHeaders,
  sharedName,
} from './environmentLayer.ts';

/** The environments that hold for a `.http` file. */
export interface Environments {
  /** The names defined, in the order of the files. */
  readonly names: readonly string[];
  /** The variables of the named environment; those shared by all for the empty name. */
  values(name: string): Readonly<Record<string, string>>;
  /** The same as a scope takes them, with the default header fields and what `$dotenv` reads. */
  inputs(name: string): Pick<ScopeInputs, 'environment' | 'defaultHeaders' | 'dotenvVariable' | 'auth'>;
}

/** The settings of the clients whose users come here; read as they are, and weaker than any file. */
export interface OtherClients {
  /** Objects of environments: REST Client's and httpYac's. */
  readonly environments: readonly unknown[];
  /** REST Client's header fields for every request. */
  readonly defaultHeaders: unknown;
}

const publicFile = 'http-client.env.json';
const privateFile = 'http-client.private.env.json';
const noClients: OtherClients = { environments: [], defaultHeaders: undefined };

/**
 * Reads `http-client.env.json`, `http-client.private.env.json` and the `.env` family beside the `.http` file and in
 * up to `levels` folders above it. The nearer file wins, the private one over the public one, both over `.env`, and
 * all over other clients' settings. A file that is no JSON object gives a sentence in `faults` and counts as empty.
 */
export async function readEnvironments(
  files: Files,
  levels: number,
  parseEnv: ParseEnv,
  clients: OtherClients = noClients,
): Promise<{ readonly environments: Environments; readonly faults: readonly string[] }> {
  const faults: string[] = [];
  const layers: EnvironmentLayer[] = [];
  const dotenv: DotenvLayer[] = [];
  for (let level = levels; level >= 0; level -= 1) {
    const folder = '../'.repeat(level);
    dotenv.push(await readDotenvFiles(files, folder, parseEnv));
    for (const name of [publicFile, privateFile]) layers.push(await readJsonFile(files, folder + name, faults));
  }
  return { environments: merge({ settings: readClients(clients), dotenv, layers }), faults };
}

async function readJsonFile(files: Files, path: string, faults: string[]): Promise<EnvironmentLayer> {
  const bytes = await files.read(path);
  if (bytes === undefined) return new Map();
  const layer = readEnvironmentLayer(parseJson(new TextDecoder().decode(bytes)));
  if (layer === undefined) faults.push(`${path} is not a JSON object of environments, so its variables are left out.`);
  return layer ?? new Map();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readClients({ environments, defaultHeaders }: OtherClients): readonly EnvironmentLayer[] {
  const headers: EnvironmentLayer = new Map([[sharedName, { values: {}, headers: readHeaders(defaultHeaders) }]]);
  return [headers, ...environments.map((each) => readEnvironmentLayer(each) ?? new Map())];
}

interface Sources {
  readonly settings: readonly EnvironmentLayer[];
  readonly dotenv: readonly DotenvLayer[];
  readonly layers: readonly EnvironmentLayer[];
}

function merge(sources: Sources): Environments {
  const { settings, dotenv, layers } = sources;
  const names = new Set([...layers, ...dotenv, ...settings].flatMap((layer) => [...layer.keys()]));
  names.delete(sharedName);
  names.delete(defaultName);
  names.delete('');
  const fromDotenv = (name: string) =>
    together([...dotenv.map((each) => each.get('')), ...dotenv.map((each) => each.get(name))]);
  const values = (name: string) => together([...valuesOf(settings, name), fromDotenv(name), ...valuesOf(layers, name)]);
  return {
    names: [...names],
    values,
    inputs: (name) => {
      const variables = fromDotenv(name);
      return {
        auth: authOf(layers, name),
        environment: { name, values: values(name), shared: sharedValues([...settings, ...layers]) },
        defaultHeaders: headersOf([...settings, ...layers], name),
        dotenvVariable: (variable) => variables[variable],
      };
    },
  };
}

type Values = Readonly<Record<string, string>>;

/** What is shared first, so that the environment's own wins; without one chosen, httpYac's default. */
const keysOf = (name: string) => [sharedName, name === '' ? defaultName : name];

const valuesOf = (layers: readonly EnvironmentLayer[], name: string): readonly (Values | undefined)[] =>
  keysOf(name).flatMap((key) => layers.map((layer) => layer.get(key)?.values));

const sharedValues = (layers: readonly EnvironmentLayer[]) =>
  together(layers.map((layer) => layer.get(sharedName)?.values));

/** Without a prototype: names come from files, and `constructor` is no variable. */
const together = (parts: readonly (Values | undefined)[]): Values => Object.assign(Object.create(null), ...parts);

/** A client's secret may stand in the private file, the rest of it in the public one. */
function authOf(layers: readonly EnvironmentLayer[], name: string): Readonly<Record<string, unknown>> {
  const all: Record<string, unknown> = Object.create(null);
  for (const layer of keysOf(name).flatMap((key) => layers.map((each) => each.get(key)))) {
    for (const [id, data] of Object.entries(layer?.auth ?? {})) {
      const before = all[id];
      all[id] = isObject(before) && isObject(data) ? { ...before, ...data } : data;
    }
  }
  return all;
}

/** Of several fields of one name the strongest source's counts, in the place of the first. */
function headersOf(layers: readonly EnvironmentLayer[], name: string): HeaderList {
  const headers: HeaderField[] = [];
  for (const field of keysOf(name).flatMap((key) => layers.flatMap((layer) => layer.get(key)?.headers ?? []))) {
    const before = headers.findIndex(([other]) => sameName(other, field[0]));
    if (before === -1) headers.push(field);
    else headers[before] = field;
  }
  return headers;
}
