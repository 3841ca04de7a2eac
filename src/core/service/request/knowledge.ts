import { type Current, currentOf, unknownCurrent } from '../../conditional/evaluation/current.ts';
import { credentialsOf, recall } from '../../conditional/memory/memory.ts';
import type { ResourceMemory, SightingSource, ValidatorRecord, VariantKey } from '../../conditional/memory/record.ts';
import { type EntityTag, formatEntityTag } from '../../http/entityTag.ts';
import { formatHttpDate } from '../../http/httpDate.ts';
import type { ResourceKey } from '../../http/resource.ts';
import type { ResolvedRequest } from '../../syntax/resolving/resolution.ts';
import type { ServiceContext } from '../serviceContext.ts';
import type { Seen } from '../words/memoryWords.ts';
import { shownMoment } from './moment.ts';

/** What the memory holds of a request's resource, as this request would see it. */
export interface Knowledge {
  readonly resource: ResourceMemory | undefined;
  /** The newest record of the variant that the request selects. */
  readonly best: ValidatorRecord | undefined;
  readonly current: Current;
  /** Who asks, and in which environment: what others saw says nothing of this request. */
  readonly owner: Owner;
}

type Owner = Pick<VariantKey, 'environment' | 'identity'>;

const nothing: Knowledge = {
  resource: undefined,
  best: undefined,
  current: unknownCurrent,
  owner: { environment: '', identity: '' },
};

/** Looks the resource up. Credentials are hashed only where the memory has something to compare them with. */
export function knowledgeOf(
  resource: ResourceKey | undefined,
  { headers, defaults }: ResolvedRequest,
  { memory, environment, hashIdentity }: ServiceContext,
): Knowledge {
  if (resource === undefined || !memory.resources.has(resource)) return nothing;
  const fields = [...headers.map(({ field }) => field), ...defaults];
  const credentials = credentialsOf(fields);
  const identity = credentials === '' ? '' : hashIdentity(credentials);
  const recollection = recall(memory, { resource, headers: fields, environment, identity });
  const { best } = recollection;
  const current = best === undefined ? unknownCurrent : currentOf(best);
  return { resource: recollection.resource, best, current, owner: { environment, identity } };
}

/** The tag that the resource is known to have. */
export function knownTag({ current }: Knowledge): EntityTag | undefined {
  return current.exists === true && current.etag.kind === 'known' ? current.etag.value : undefined;
}

/** The same as text, when it is strong enough for If-Match and If-Range (RFC 9110 §8.8.3.2). */
export function knownStrongTag(knowledge: Knowledge): string | undefined {
  const tag = knownTag(knowledge);
  return tag === undefined || tag.weak ? undefined : formatEntityTag(tag);
}

/** The known Last-Modified, as an IMF-fixdate. */
export function knownDate({ current }: Knowledge): string | undefined {
  return current.lastModified.kind === 'known' ? formatHttpDate(current.lastModified.value) : undefined;
}

/**
 * The known Last-Modified when it is strong: the answer that carried it came at least a second later, so no later
 * version can bear the same date (RFC 9110 §8.8.2.2).
 */
export function knownStrongDate(knowledge: Knowledge): string | undefined {
  const { lastModified, date } = knowledge.current;
  if (lastModified.kind !== 'known' || date === undefined) return undefined;
  return date - lastModified.value >= 1000 ? knownDate(knowledge) : undefined;
}

/** A sighting in words. */
export function seen(at: number, source: SightingSource, context: ServiceContext): Seen {
  return { at: shownMoment(at, context), by: requestWords(source) };
}

/** `GET #read`, or `GET` for a request without a name. */
export function requestWords({ method, request }: Pick<SightingSource, 'method' | 'request'>): string {
  return request === undefined ? method : `${method} #${request}`;
}
