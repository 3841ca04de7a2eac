import { type ResourceKey, resourceKey } from '../../http/resource.ts';
import { folderOf, type Near, nearest, originOf } from '../memory/places.ts';
import type { Memory, TraitObservation } from '../memory/record.ts';
import type { TraitId } from './traitId.ts';

/** One exchange that speaks for a trait. `what` is a sentence, `at` epoch milliseconds. */
export interface TraitEvidence {
  readonly at: number;
  readonly what: string;
  /** The name the file gives the request, if any. */
  readonly request: string | undefined;
}

/** What a server was seen to do with requests of one method. */
export interface Trait {
  readonly id: TraitId;
  readonly origin: string;
  /** `*` where it concerns every method. */
  readonly method: string;
  readonly field?: string;
  /** Newest first. */
  readonly evidence: readonly TraitEvidence[];
  readonly confidence: 'seen' | 'likely' | 'faded';
  /** Whether it was seen at the resource or in its folder, or only elsewhere at the origin. */
  readonly scope: 'here' | 'around';
}

const DAY = 86_400_000;
/** A server is seldom set up anew within a week: what was proved here so lately is taken as it was seen. */
export const FRESH_FOR = 7 * DAY;
/** After a month of silence a trait is told, but nothing is built on it. */
export const FADES_AFTER = 30 * DAY;
/** After half a year it is told no more. */
export const FORGOTTEN_AFTER = 180 * DAY;

/**
 * What is known of how the server treats requests of the method at the resource. `now` is epoch milliseconds.
 *
 * Nearness goes before number. What was observed at the resource itself decides; failing that what was observed in
 * its folder, under the same first segment of the path, and at last anywhere at the origin, because one origin often
 * has several servers behind it. At the resource and in its folder the newest proof decides, so one contradicting
 * observation retires a trait; signs count only where nothing was proved. Farther away the places must agree: if one
 * folder shows the trait and another its opposite, nothing is said.
 *
 * A trait is `seen` when it was proved at the resource or in its folder within `FRESH_FOR`; `likely` when it is
 * older, was seen elsewhere at the origin, or has only signs; `faded` after `FADES_AFTER`. Observations older than
 * `FORGOTTEN_AFTER` say nothing.
 */
export function traitsOf(memory: Memory, resource: ResourceKey, method: string, now: number): readonly Trait[] {
  const origin = originOf(resource);
  const told = (memory.origins.get(origin)?.observations ?? []).filter(
    (each) => (each.method === method || each.method === '*') && now - each.at < FORGOTTEN_AFTER,
  );
  const kinds = groupsOf(told, ({ id, method: of, field }) => `${id} ${of} ${field ?? ''}`);
  return withoutMoot(kinds.flatMap((observations) => traitIn(observations, resource, now) ?? []));
}

/** How a field is read says nothing where it is not looked at. */
const READINGS: readonly (readonly [ignored: TraitId, readings: RegExp])[] = [
  ['ignores-if-match', /^im-/],
  ['ignores-if-none-match', /^inm-/],
  ['ignores-if-modified-since', /^ims-/],
  ['ignores-if-unmodified-since', /^ius-/],
];

function withoutMoot(traits: readonly Trait[]): readonly Trait[] {
  const moot = READINGS.filter(([ignored]) => traits.some(({ id }) => id === ignored)).map(([, readings]) => readings);
  return moot.length === 0 ? traits : traits.filter(({ id }) => !moot.some((readings) => readings.test(id)));
}

function traitIn(all: readonly TraitObservation[], resource: ResourceKey, now: number): Trait | undefined {
  const near = nearest(all, resource);
  const deciding = decisive(near.items, near.scope);
  if (deciding === undefined || deciding.says === 'lacks') return undefined;
  const evidence = near.items
    .filter(({ says }) => says === 'has')
    .sort((a, b) => b.at - a.at)
    .map(({ at, what, request }): TraitEvidence => ({ at, what, request }));
  const { id, method, field } = deciding;
  return {
    id,
    origin: originOf(resource),
    method,
    ...(field === undefined ? {} : { field }),
    evidence,
    confidence: confidenceIn(deciding, near.scope, now),
    scope: near.scope,
  };
}

/** The observation that decides, undefined where the places do not agree. */
function decisive(
  observations: readonly TraitObservation[],
  scope: Near<unknown>['scope'],
): TraitObservation | undefined {
  if (scope === 'here') return newestOf(observations);
  const places = groupsOf(observations, ({ resource }) => folderOf(resource)).map(newestOf);
  const agreed = places.every((each) => each?.says === 'has');
  return agreed ? newestOf(observations) : undefined;
}

function groupsOf<T>(all: readonly T[], keyOf: (each: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const key = keyOf(each);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()];
}

function newestOf(observations: readonly TraitObservation[]): TraitObservation | undefined {
  const proofs = observations.filter(({ weight }) => weight === 'proof');
  return (proofs.length > 0 ? proofs : observations).reduce<TraitObservation | undefined>(
    (newest, each) => (newest === undefined || each.at >= newest.at ? each : newest),
    undefined,
  );
}

function confidenceIn(
  { at, weight }: TraitObservation,
  scope: Near<unknown>['scope'],
  now: number,
): Trait['confidence'] {
  if (now - at >= FADES_AFTER) return 'faded';
  return weight === 'proof' && scope === 'here' && now - at < FRESH_FOR ? 'seen' : 'likely';
}

/** The same, for a URL that need not be one that can be remembered. */
export function traitsAt(memory: Memory, url: string, method: string, now: number): readonly Trait[] {
  const resource = resourceKey(url);
  return resource === undefined ? [] : traitsOf(memory, resource, method, now);
}
