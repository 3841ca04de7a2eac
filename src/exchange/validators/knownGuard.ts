import { recall, type Wanted } from '../../core/conditional/memory/memory.ts';
import type { HeaderField } from '../../core/http/headerList.ts';
import type { Ports } from '../ports.ts';

/** The preconditions that can be given for one send, and the field that stands in where only a date is known. */
export type Guard = 'If-Match' | 'If-None-Match';

const byDate = { 'If-Match': 'If-Unmodified-Since', 'If-None-Match': 'If-Modified-Since' } as const;

/**
 * The precondition that holds the validator known of the resource: the entity tag, else the modification date.
 * Undefined when nothing is known.
 */
export function knownGuard({ memory }: Pick<Ports, 'memory'>, wanted: Wanted, field: Guard): HeaderField | undefined {
  const { best } = recall(memory.read(), wanted);
  if (best?.etag !== undefined) return [field, best.etag];
  return best?.lastModified === undefined ? undefined : [byDate[field], best.lastModified];
}
