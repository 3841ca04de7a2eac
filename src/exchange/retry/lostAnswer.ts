import { parseEntityTag, weakMatch } from '../../core/http/entityTag.ts';
import { scanEntityTags } from '../../core/http/entityTagList.ts';
import type { Exchange, HttpRequest, HttpResponse } from '../../core/http/exchange.ts';
import { combinedValue, firstValue } from '../../core/http/headerList.ts';
import { indentJson } from '../../core/syntax/values/indentJson.ts';
import { textOf } from '../validators/versionContent.ts';

/**
 * What a look at the resource says of a guarded write whose answer was lost: it was carried out; it was not, since
 * the version that it was to replace is still there; something else is there; or nothing can be told.
 */
export type LostAnswer = 'applied' | 'not-applied' | 'changed' | 'unknown';

/** Compares what a GET found with what the write had sent, and its validators with those the write named. */
export function lostAnswer(write: HttpRequest, found: Exchange): LostAnswer {
  const { response, error } = found;
  if (response === undefined || error !== undefined) return 'unknown';
  const { status } = response;
  const creates = combinedValue(write.headers, 'If-None-Match')?.trim() === '*';
  if (status === 404 || status === 410) {
    if (write.method === 'DELETE') return 'applied';
    return creates ? 'not-applied' : 'changed';
  }
  if (status !== 200) return 'unknown';
  if (write.method === 'PUT' && holds(response, write.body ?? new Uint8Array())) return 'applied';
  return namesVersion(write, response) ? 'not-applied' : 'changed';
}

/** The same bytes, or the same JSON with other white space. */
function holds(response: HttpResponse, sent: Uint8Array): boolean {
  const { body } = response;
  if (response.bodyFile !== undefined || !response.complete) return false;
  if (body.length === sent.length && body.every((byte, at) => byte === sent[at])) return true;
  const laidOut = indentJson(textOf(response) ?? '');
  return laidOut !== undefined && laidOut === indentJson(new TextDecoder().decode(sent));
}

function namesVersion({ headers }: HttpRequest, response: HttpResponse): boolean {
  const tag = parseEntityTag(firstValue(response.headers, 'ETag') ?? '');
  const named = scanEntityTags(combinedValue(headers, 'If-Match') ?? '');
  if (tag !== undefined && named.some((member) => member.kind === 'tag' && weakMatch(member.tag, tag))) return true;
  const since = named.length > 0 ? undefined : firstValue(headers, 'If-Unmodified-Since');
  return since !== undefined && since === firstValue(response.headers, 'Last-Modified');
}
