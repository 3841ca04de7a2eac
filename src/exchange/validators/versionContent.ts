import type { VariantKey } from '../../core/conditional/memory/record.ts';
import { sameOwner } from '../../core/conditional/memory/variant.ts';
import { decodeBody } from '../../core/http/content/decodeBody.ts';
import { type EntityTag, parseEntityTag, weakMatch } from '../../core/http/entityTag.ts';
import { scanEntityTags } from '../../core/http/entityTagList.ts';
import type { Exchange, HttpRequest, HttpResponse } from '../../core/http/exchange.ts';
import { combinedValue, firstValue, type HeaderList } from '../../core/http/headerList.ts';
import { type ResourceKey, resourceKey } from '../../core/http/resource.ts';
import type { Ports } from '../ports.ts';

/** Which version of a resource is meant: by one of its tags, or by its date. */
export interface VersionMark {
  readonly tags: readonly EntityTag[];
  readonly lastModified: string | undefined;
}

/** The version that a guarded write names: the one its content was made from. */
export function guardedVersion(headers: HeaderList): VersionMark {
  const members = scanEntityTags(combinedValue(headers, 'If-Match') ?? '');
  return {
    tags: members.flatMap((member) => (member.kind === 'tag' ? [member.tag] : [])),
    lastModified: firstValue(headers, 'If-Unmodified-Since'),
  };
}

/** The version that an answer's validators name. */
export function answeredVersion(headers: HeaderList): VersionMark {
  const tag = parseEntityTag(firstValue(headers, 'ETag') ?? '');
  return { tags: tag === undefined ? [] : [tag], lastModified: firstValue(headers, 'Last-Modified') };
}

/**
 * The content of a version as text, where it was seen: read, or written by us and answered with its tag. This session
 * is asked first, then what is kept of earlier ones.
 */
export async function versionContent(
  ports: Pick<Ports, 'earlier' | 'memory' | 'bodies'>,
  { url, owner }: { readonly url: string; readonly owner: Pick<VariantKey, 'environment' | 'identity'> },
  version: VersionMark,
): Promise<string | undefined> {
  const resource = resourceKey(url);
  return seenContent(ports, resource, version) ?? (await keptContent(ports, resource, owner, version));
}

function seenContent(
  ports: Pick<Ports, 'earlier'>,
  resource: ResourceKey | undefined,
  version: VersionMark,
): string | undefined {
  const here = (ports.earlier?.() ?? []).filter(({ request }) => resourceKey(request.url) === resource);
  for (const exchange of here.reverse()) {
    const content = contentShown(exchange, version);
    if (content !== undefined) return content;
  }
  return undefined;
}

/** What was kept under the tag, for the same person in the same environment; others may have been shown other content. */
async function keptContent(
  { memory, bodies }: Pick<Ports, 'memory' | 'bodies'>,
  resource: ResourceKey | undefined,
  owner: Pick<VariantKey, 'environment' | 'identity'>,
  { tags, lastModified }: VersionMark,
): Promise<string | undefined> {
  const known = resource === undefined ? undefined : memory.read().resources.get(resource);
  if (bodies === undefined || known === undefined) return undefined;
  const versions = [...known.records, ...[...known.sightings].reverse()].filter((each) => sameOwner(each, owner));
  const named = versions.find((each) => {
    const tag = parseEntityTag(each.etag ?? '');
    if (each.bodyHash === undefined) return false;
    if (tags.length > 0) return tag !== undefined && tags.some((other) => weakMatch(other, tag));
    return lastModified !== undefined && each.lastModified === lastModified;
  });
  const content = named?.bodyHash === undefined ? undefined : await bodies.read(named.bodyHash);
  return content === undefined ? undefined : textIn(content);
}

function contentShown({ request, response, error }: Exchange, version: VersionMark): string | undefined {
  if (response === undefined || error !== undefined || !isVersion(response.headers, version)) return undefined;
  if (request.method === 'GET' && response.status === 200) return textOf(response);
  const written = request.method === 'PUT' && response.status >= 200 && response.status < 300;
  return written ? contentText(request) : undefined;
}

/** A tag names its version; a date does only where there is no tag to go by. */
function isVersion(headers: HeaderList, { tags, lastModified }: VersionMark): boolean {
  const tag = parseEntityTag(firstValue(headers, 'ETag') ?? '');
  if (tags.length > 0) return tag !== undefined && tags.some((each) => weakMatch(each, tag));
  return lastModified !== undefined && firstValue(headers, 'Last-Modified') === lastModified;
}

/** The content of an answer as text; undefined for a part of it, and for what is no text. */
export function textOf(response: HttpResponse): string | undefined {
  if (response.bodyFile !== undefined || !response.complete) return undefined;
  const decoded = decodeBody(response);
  if (decoded.kind === 'none') return '';
  return decoded.kind === 'text' ? decoded.text : undefined;
}

/** The content of a request as text; undefined unless it is UTF-8, in which a merged one would go out. */
export function contentText({ body, headers }: HttpRequest): string | undefined {
  if (body === undefined || firstValue(headers, 'Content-Encoding') !== undefined) return undefined;
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(firstValue(headers, 'Content-Type') ?? '')?.[1];
  if (charset !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(charset)) return undefined;
  return textIn(body);
}

function textIn(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch (error) {
    // Bytes that are no text cannot be merged as text: that is an answer, not a failure.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
