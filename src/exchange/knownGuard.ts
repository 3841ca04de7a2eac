import { recall } from '../core/conditional/memory.ts';
import type { HeaderField, HeaderList } from '../core/http/headerList.ts';
import type { Ports } from './ports.ts';
import { prepareRequest } from './prepareRequest.ts';
import type { Sending } from './sendRequest.ts';

/** The field that compares dates where the resource has no entity tag. */
const byDate = { 'If-Match': 'If-Unmodified-Since', 'If-None-Match': 'If-Modified-Since' } as const;

/**
 * The precondition for one send that holds the validator known of the request's resource: the entity tag, else the
 * modification date. Empty when nothing is known.
 */
export async function knownGuard(
  ports: Ports,
  sending: Sending,
  field: 'If-Match' | 'If-None-Match',
): Promise<HeaderList> {
  const prepared = await prepareRequest(ports, sending, 'look-up');
  if (prepared.kind === 'refused') return [];
  const { best } = recall(ports.memory.read(), prepared.wanted);
  const guard: HeaderField | undefined =
    best?.etag !== undefined
      ? [field, best.etag]
      : best?.lastModified !== undefined
        ? [byDate[field], best.lastModified]
        : undefined;
  return guard === undefined ? [] : [guard];
}
