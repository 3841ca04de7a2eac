import { type EntityTag, parseEntityTag } from '../../http/entityTag.ts';
import { combinedValue, firstValue } from '../../http/headerList.ts';
import { readHttpDate } from '../../http/httpDate.ts';
import type { Sighting } from '../memory/record.ts';
import { variantOf } from '../memory/variant.ts';
import { type Answer, isWholeRead, readings } from './answer.ts';
import type { ResponseFinding } from './responseFinding.ts';

/** What is wrong with the validators that a response carries. */
export function aboutTags(answer: Answer): readonly ResponseFinding[] {
  const found = [syntax(answer), future(answer), ...(isWholeRead(answer) ? comparedWithReadings(answer) : [])];
  return found.flatMap((each) => each ?? []);
}

/** RFC 9110 §8.8.3. */
function syntax({ etag, tag }: Answer): ResponseFinding | undefined {
  if (etag === undefined || tag !== undefined) return undefined;
  return { code: 'response-etag-syntax', field: 'ETag', facts: { sent: etag } };
}

/** An origin must not send a Last-Modified later than its Date (RFC 9110 §8.8.2.1). */
function future({ response, exchange }: Answer): ResponseFinding | undefined {
  const modified = firstValue(response.headers, 'Last-Modified');
  const date = firstValue(response.headers, 'Date');
  if (modified === undefined || date === undefined) return undefined;
  const then = readHttpDate(modified.trim(), exchange.endedAt);
  const now = readHttpDate(date.trim(), exchange.endedAt);
  if (then.kind !== 'date' || now.kind !== 'date' || then.epoch <= now.epoch) return undefined;
  return { code: 'response-lm-future', field: 'Last-Modified', facts: { modified, date } };
}

function comparedWithReadings(answer: Answer): readonly (ResponseFinding | undefined)[] {
  const { tag, etag } = answer;
  if (tag === undefined || etag === undefined) return [];
  const text = etag.trim();
  const seen = readings(answer);
  return [
    tag.weak ? undefined : sharedByCodings(answer, text, seen),
    tag.weak ? undefined : reused(answer, text, seen),
    varyMissing(answer, tag, seen),
  ];
}

/** Two forms that differ octet by octet cannot share a strong tag (RFC 9110 §8.8.1). */
function sharedByCodings({ coding }: Answer, tag: string, seen: readonly Sighting[]): ResponseFinding | undefined {
  const other = seen.find((each) => each.etag === tag && each.coding !== coding);
  if (other === undefined) return undefined;
  return { code: 'response-same-strong-tag-for-codings', field: 'ETag', facts: { tag, coding, other: other.coding } };
}

/** A strong tag changes whenever the content does (RFC 9110 §8.8.1). */
function reused({ content, exchange, response }: Answer, tag: string, seen: readonly Sighting[]) {
  if (content === undefined) return undefined;
  const { vary, coding } = variantOf(exchange.request.headers, response.headers, { environment: '', identity: '' });
  const chosen = JSON.stringify(vary);
  const earlier = seen.find(
    (each) => each.etag === tag && each.coding === coding && JSON.stringify(each.vary) === chosen,
  );
  if (earlier?.content === undefined || earlier.content === content) return undefined;
  return { code: 'response-strong-tag-reused', field: 'ETag', facts: { tag } } as const;
}

/** The coding chooses the tag, and nothing tells caches so (RFC 9110 §12.5.5). */
function varyMissing(answer: Answer, tag: EntityTag, seen: readonly Sighting[]): ResponseFinding | undefined {
  const vary = (combinedValue(answer.response.headers, 'Vary') ?? '').slice(0, 4096);
  if (/(?:^|,)[ \t]*(?:accept-encoding|\*)[ \t]*(?:,|$)/i.test(vary)) return undefined;
  const other = seen.find((each) => each.coding !== answer.coding && isOtherForm(answer, tag, each));
  if (other === undefined) return undefined;
  const facts = { tag: answer.etag ?? '', other: other.etag, coding: other.coding };
  return { code: 'response-vary-missing', field: 'ETag', facts };
}

/** The tag of the same version in another coding: by its content, or by the mark that was put on it. */
function isOtherForm({ content, etag }: Answer, { opaque }: EntityTag, sighting: Sighting): boolean {
  if (sighting.etag === etag?.trim()) return false;
  if (content !== undefined && sighting.content === content) return true;
  const other = parseEntityTag(sighting.etag)?.opaque ?? '';
  const [short, long] = other.length < opaque.length ? [other, opaque] : [opaque, other];
  return short !== '' && long.startsWith(short) && /^[-;:.]{0,2}[a-z]{0,8}$/i.test(long.slice(short.length));
}
