import { type EntityTag, parseEntityTag } from '../../http/entityTag.ts';
import type { Exchange, HttpResponse } from '../../http/exchange.ts';
import { fingerprint } from '../../http/fingerprint.ts';
import { firstValue } from '../../http/headerList.ts';
import { type Condition, readConditions } from '../evaluation/conditions.ts';
import type { Recollection } from '../memory/memory.ts';
import type { OwnWrite, Sighting } from '../memory/record.ts';
import { variantOf } from '../memory/variant.ts';

/** A response as its checks see it, with what was known before it came. */
export interface Answer {
  readonly exchange: Exchange;
  readonly response: HttpResponse;
  readonly method: string;
  readonly status: number;
  readonly conditions: readonly Condition[];
  /** The ETag as it came, and as a tag when it is one. */
  readonly etag: string | undefined;
  readonly tag: EntityTag | undefined;
  /** A fingerprint of the content of a whole 200 to GET. */
  readonly content: string | undefined;
  readonly coding: string;
  readonly before: Recollection;
}

/** Reads the response of an exchange; undefined when none came. */
export function answerOf(exchange: Exchange, before: Recollection): Answer | undefined {
  const { request, response } = exchange;
  if (response === undefined) return undefined;
  const etag = firstValue(response.headers, 'ETag');
  const { status, complete, bodyFile, body } = response;
  const whole = request.method === 'GET' && status === 200 && complete && bodyFile === undefined;
  return {
    exchange,
    response,
    method: request.method,
    status,
    conditions: readConditions(request.headers).present,
    etag,
    tag: etag === undefined ? undefined : parseEntityTag(etag.trim()),
    content: whole ? fingerprint(body) : undefined,
    coding: variantOf(request.headers, response.headers, { environment: '', identity: '' }).coding,
    before,
  };
}

/** Whether the method reads a representation as it is. */
export const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD';

/** Whether a whole representation came, or its header section. */
export const isWholeRead = ({ method, status }: Answer): boolean => isRead(method) && status === 200;

/** The readings of the resource known before. */
export function readings({ before }: Answer): readonly Sighting[] {
  return (before.resource?.sightings ?? []).filter(({ source }) => isRead(source.method));
}

/** Our PUT that this is the first reading after. */
export function writeBefore({ before, method, status }: Answer): OwnWrite | undefined {
  const { resource } = before;
  const write = resource?.ownWrites.at(-1);
  if (write?.method !== 'PUT' || method !== 'GET' || status !== 200) return undefined;
  const read = resource?.records.some(({ seenAt, source }) => seenAt >= write.at && source.method === 'GET');
  return read === true ? undefined : write;
}
