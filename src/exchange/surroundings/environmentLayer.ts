import type { HeaderField, HeaderList } from '../../core/http/headerList.ts';

/** What one file or setting says of one environment. */
export interface EnvironmentPart {
  readonly values: Readonly<Record<string, string>>;
  /** Fields for every request. */
  readonly headers: HeaderList;
  /** What the JetBrains client keeps under `Security.Auth`: descriptions of clients by id. */
  readonly auth?: Readonly<Record<string, unknown>>;
}

/** One file's or setting's environments by name; `$shared` is among them. */
export type EnvironmentLayer = ReadonlyMap<string, EnvironmentPart>;

/** The key whose variables every environment has, as REST Client and Kulala spell it. */
export const sharedName = '$shared';

/** The key whose variables hold while no environment is chosen, as httpYac spells it. */
export const defaultName = '$default';

/**
 * Reads an object of environments. The JetBrains client keeps its authentication and TLS settings among the
 * variables: those are no variables, and a secret in them is never made one. Undefined when it is no object.
 */
export function readEnvironmentLayer(data: unknown): EnvironmentLayer | undefined {
  if (!isObject(data)) return undefined;
  const parts = new Map<string, EnvironmentPart>();
  const everywhere: HeaderField[] = [];
  for (const [name, values] of Object.entries(data)) {
    if (isDefaultHeaders(name)) everywhere.push(...readHeaders(values));
    else if (isObject(values) && (!name.startsWith('$') || name === sharedName || name === defaultName))
      parts.set(name, readPart(values));
  }
  const shared = parts.get(sharedName);
  const headers = [...everywhere, ...(shared?.headers ?? [])];
  if (headers.length > 0) parts.set(sharedName, { values: {}, ...shared, headers });
  return parts;
}

/** Fields from an object of names and values; what is neither text, number nor boolean is left out. */
export function readHeaders(data: unknown): HeaderList {
  if (!isObject(data)) return [];
  return Object.entries(data).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [[name, String(value)] as const]
      : [],
  );
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `$kulalaDefaultHeaders` and `$default_headers`, as Kulala has them at its ages. */
function isDefaultHeaders(key: string): boolean {
  return /^\$(?:kulala)?defaultheaders$/i.test(key.replaceAll('_', ''));
}

const noVariables: ReadonlySet<string> = new Set(['Security', 'SSLConfiguration']);

function readPart(data: Record<string, unknown>): EnvironmentPart {
  const values: Record<string, string> = Object.create(null);
  const headers: HeaderField[] = [];
  for (const [name, value] of Object.entries(data)) {
    if (isDefaultHeaders(name)) headers.push(...readHeaders(value));
    else if (!noVariables.has(name) || !isObject(value)) values[name] = asText(value);
  }
  const { Security: security } = data;
  const auth = isObject(security) && isObject(security['Auth']) ? { auth: security['Auth'] } : {};
  return { values, headers, ...auth };
}

/** Variables are text; numbers and booleans read as they are written, anything deeper as its JSON. */
const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
