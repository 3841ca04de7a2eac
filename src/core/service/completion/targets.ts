import { age } from '../request/moment.ts';
import type { ServiceContext } from '../serviceContext.ts';
import { type Completion, completion } from './completion.ts';
import type { Place } from './place.ts';

/** More would hide each other. */
const most = 100;

/** The resources that the memory knows, the last one used first. */
export function knownTargets(
  place: Extract<Place, { kind: 'target' }>,
  { memory, now }: ServiceContext,
): readonly Completion[] {
  const known = [...memory.resources.values()].reverse().slice(0, most);
  return known.map(({ resource, records, touchedAt }) => {
    const etag = records[0]?.etag;
    const description = [...(etag === undefined ? [] : [etag]), age(touchedAt, now)].join(' · ');
    return completion('target', place, resource, { description });
  });
}
