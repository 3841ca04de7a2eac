import { scanEntityTags } from '../../http/entityTagList.ts';
import type { Exchange, HttpResponse } from '../../http/exchange.ts';
import { combinedValue } from '../../http/headerList.ts';
import { type Current, currentOf, unknownCurrent } from '../evaluation/current.ts';
import type { ExplainInput } from '../explanation/explain.ts';
import { cacheEvidence } from './cacheEvidence.ts';
import { lessonsOf } from './lesson.ts';
import type { ValidatorRecord } from './record.ts';

/** What is known of the resource's state when it answered, and what says so. */
export interface SeenState {
  readonly current: Current;
  readonly from: 'look-up' | 'answer' | 'memory' | 'nothing';
}

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * The state to judge the answer by. After a refusal it is what the look-up saw, for nothing was written between;
 * a read's own answer names its state; for a write that went through only what was known before it counts.
 */
export function stateSeen(input: ExplainInput, response: HttpResponse): SeenState {
  const { exchange, before } = input;
  const refused = response.status >= 400;
  const lookedUp = refused && input.fresh !== undefined ? recordIn(input.fresh, input) : undefined;
  const told = READS.has(exchange.request.method) ? recordIn(exchange, input) : undefined;
  if (lookedUp !== undefined && !isOutdated(lookedUp, before.best)) {
    return isRefuted(lookedUp, exchange, response) ? { current: existing, from: 'look-up' } : seen(lookedUp, 'look-up');
  }
  if (told !== undefined && (told.etag !== undefined || before.best === undefined)) return seen(told, 'answer');
  if (before.best !== undefined) return seen(before.best, 'memory');
  return { current: unknownCurrent, from: 'nothing' };
}

/** Something is there, and nobody knows which version. */
const existing: Current = { ...unknownCurrent, exists: true };

/** A cache vouching for the very tag that the origin has just refused says nothing of the origin's tag. */
function isRefuted(record: ValidatorRecord, { request }: Exchange, { status }: HttpResponse): boolean {
  if (status !== 412 || record.cache === undefined || record.etag === undefined) return false;
  const sent = scanEntityTags(combinedValue(request.headers, 'If-Match') ?? '');
  return sent.some((member) => member.kind === 'tag' && member.text === record.etag);
}

function seen(record: ValidatorRecord, from: SeenState['from']): SeenState {
  return { current: currentOf(record), from };
}

/** A cache's answer to the look-up says less than what our own write was told. */
function isOutdated(record: ValidatorRecord, known: ValidatorRecord | undefined): boolean {
  return (
    record.cache !== undefined && known !== undefined && known.cache === undefined && !READS.has(known.source.method)
  );
}

function recordIn(exchange: Exchange, { environment, identity, now }: ExplainInput): ValidatorRecord | undefined {
  const context = { environment, identity, request: undefined, now };
  const lesson = lessonsOf(exchange, context)[0]?.lesson;
  return lesson === undefined || lesson.kind === 'written' ? undefined : lesson.record;
}

/** Whether the answer came out of a cache. */
export function isCached(response: HttpResponse | undefined): boolean {
  return response !== undefined && cacheEvidence(response.headers) !== undefined;
}
