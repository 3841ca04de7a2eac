import type { ResourceKey } from '../../http/resource.ts';
import { bendings } from '../bending/bend.ts';
import { originOf } from '../memory/places.ts';
import type { Memory } from '../memory/record.ts';
import type { TraitId } from './traitId.ts';
import { type Trait, traitsOf } from './traits.ts';

const ids: ReadonlySet<TraitId> = new Set(bendings.map(({ id }) => id));

/** A server has one way with reads and one with writes, as a rule. */
const kin: Readonly<Record<string, readonly string[]>> = {
  GET: ['HEAD'],
  HEAD: ['GET'],
  PUT: ['PATCH', 'DELETE'],
  PATCH: ['PUT', 'DELETE'],
  DELETE: ['PUT', 'PATCH'],
};

/** What the one method shows says nothing of the other. */
const alone: ReadonlySet<TraitId> = new Set(['head-has-plain-tag', 'dav-if-asked-of-parent', 'ius-fails-on-missing']);

/**
 * What is to be expected of the server for the method: its traits, and those by which it judges the conditions of a
 * kindred method, as HEAD is of GET, where nothing seen with this one speaks against it. These are `likely` at most.
 */
export function traitsExpected(memory: Memory, resource: ResourceKey, method: string, now: number): readonly Trait[] {
  const own = traitsOf(memory, resource, method, now);
  const observed = memory.origins.get(originOf(resource))?.observations ?? [];
  const isDecided = (id: TraitId) =>
    own.some((trait) => trait.id === id) || observed.some((each) => each.id === id && each.method === method);
  const others = (kin[method] ?? []).flatMap((each) => traitsOf(memory, resource, each, now));
  const lent = others.filter(
    ({ id, confidence }) => confidence !== 'faded' && ids.has(id) && !alone.has(id) && !isDecided(id),
  );
  const once = lent.filter((trait, index) => lent.findIndex(({ id }) => id === trait.id) === index);
  return [...own, ...once.map((trait): Trait => ({ ...trait, confidence: 'likely' }))];
}
