import type { Memory } from '../../conditional/record.ts';
import type { ResourceKey } from '../../http/resource.ts';
import type { ServiceContext } from '../serviceContext.ts';

/** The context of one pass over a document, with what is worked out once for all of its requests. */
export interface Surroundings extends ServiceContext {
  /** The resources where this tag, as it was received, has been seen. */
  homesOf(etag: string): readonly ResourceKey[];
}

/** The surroundings of a pass; the index of tags is made when the first unknown tag asks for it. */
export function surroundingsOf(context: ServiceContext): Surroundings {
  let homes: ReadonlyMap<string, readonly ResourceKey[]> | undefined;
  return {
    ...context,
    homesOf: (etag) => {
      homes ??= indexTags(context.memory);
      return homes.get(etag) ?? [];
    },
  };
}

function indexTags({ resources }: Memory): ReadonlyMap<string, readonly ResourceKey[]> {
  const homes = new Map<string, ResourceKey[]>();
  for (const [resource, { sightings }] of resources) {
    for (const { etag } of sightings) {
      const known = homes.get(etag);
      if (known === undefined) homes.set(etag, [resource]);
      else if (known.at(-1) !== resource) known.push(resource);
    }
  }
  return homes;
}
