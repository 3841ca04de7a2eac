import type { LockSeen, Observed, RedirectSeen } from './observed.ts';

type Fields = Readonly<Record<string, unknown>>;
type Kind = 'text' | 'number';

const REDIRECT: Readonly<Record<keyof RedirectSeen, Kind>> = { status: 'number', to: 'text', at: 'number' };
const LOCK: Readonly<Record<keyof LockSeen, Kind>> = {
  token: 'text',
  state: 'text',
  at: 'number',
  until: 'number',
  depth: 'text',
};

/** What was stored of a resource's observations, every part checked; or a sentence on the first part that is wrong. */
export function readStoredObserved(data: unknown, path: string): Observed | undefined | string {
  if (data === undefined) return undefined;
  if (!isObject(data)) return `${path} is not an object`;
  const { redirect, locks, shown, variesBy, immutableUntil, server, poweredBy, dav, resembles } = data;
  const fault =
    partFault(redirect, REDIRECT, ['status', 'to', 'at'], `${path}.redirect`) ??
    listFault(locks, (each, at) => partFault(each, LOCK, ['state', 'at'], at), `${path}.locks`) ??
    listFault(shown, textFault, `${path}.shown`) ??
    listFault(variesBy, textFault, `${path}.variesBy`) ??
    valueFault(immutableUntil, 'number', `${path}.immutableUntil`) ??
    valueFault(server, 'text', `${path}.server`) ??
    valueFault(poweredBy, 'text', `${path}.poweredBy`) ??
    valueFault(dav, 'text', `${path}.dav`) ??
    valueFault(resembles, 'text', `${path}.resembles`);
  return fault ?? (data as Observed);
}

const textFault = (each: unknown, at: string) => (typeof each === 'string' ? undefined : `${at} is not a text`);

const isObject = (data: unknown): data is Fields => typeof data === 'object' && data !== null && !Array.isArray(data);

function valueFault(value: unknown, kind: Kind, path: string): string | undefined {
  if (value === undefined) return undefined;
  if (kind === 'text') return typeof value === 'string' ? undefined : `${path} is not a text`;
  return typeof value === 'number' && Number.isFinite(value) ? undefined : `${path} is not a number`;
}

function partFault(
  data: unknown,
  kinds: Readonly<Record<string, Kind>>,
  needed: readonly string[],
  path: string,
): string | undefined {
  if (data === undefined) return undefined;
  if (!isObject(data)) return `${path} is not an object`;
  const missing = needed.find((name) => data[name] === undefined);
  if (missing !== undefined) return `${path}.${missing} is missing`;
  const state = data.state === undefined || data.state === 'held' || data.state === 'released';
  if (!state) return `${path}.state is neither held nor released`;
  for (const [name, kind] of Object.entries(kinds)) {
    const fault = valueFault(data[name], kind, `${path}.${name}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function listFault(
  data: unknown,
  each: (data: unknown, path: string) => string | undefined,
  path: string,
): string | undefined {
  if (data === undefined) return undefined;
  if (!Array.isArray(data)) return `${path} is not a list`;
  for (const [index, one] of data.entries()) {
    const fault = each(one, `${path}[${index}]`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
