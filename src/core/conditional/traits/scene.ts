import type { Exchange, HttpRequest, HttpResponse } from '../../http/exchange.ts';
import { firstValue, sameName } from '../../http/headerList.ts';
import { readHttpDate } from '../../http/httpDate.ts';
import type { ResourceKey } from '../../http/resource.ts';
import { type Condition, readConditions } from '../evaluation/conditions.ts';
import { type Current, currentOf, unknownCurrent } from '../evaluation/current.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import type { ConditionField, Verdict } from '../evaluation/trace.ts';
import { type PlacedLesson, rememberable } from '../memory/lesson.ts';
import type { Recollection } from '../memory/memory.ts';
import type { ResourceMemory, TraitObservation, ValidatorRecord } from '../memory/record.ts';
import { shown } from '../wording.ts';

/** An exchange, and what was known of its resource before: what traits are read from. */
export interface Scene {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  readonly resource: ResourceKey;
  readonly kind: 'read' | 'write' | 'other';
  readonly conditions: readonly Condition[];
  /** What was known of the resource before. */
  readonly known: ResourceMemory | undefined;
  /** The record that speaks for the variant, as it was before. */
  readonly held: ValidatorRecord | undefined;
  /** What the answer itself shows of a resource that was read. */
  readonly shown: ValidatorRecord | undefined;
  /** The state by which the server should have judged: a read's own answer tells it, for a write memory must. */
  readonly state: Current;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What a scene teaches: an observation without its circumstances. `method` is the request's unless given. */
export type Noted = Pick<TraitObservation, 'id' | 'says' | 'weight' | 'what'> &
  Partial<Pick<TraitObservation, 'field' | 'method'>>;

/** Reads traits from a scene; `before` is what was observed of its origin until then. */
export type Observer = (scene: Scene, before: readonly TraitObservation[]) => readonly Noted[];

const NEUTRAL: ReadonlySet<string> = new Set(['OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'REPORT', 'SEARCH', 'QUERY']);

/**
 * The scene of an exchange that taught `lessons`, undefined for one that failed, broke off, or concerns nothing that is
 * remembered.
 */
export function sceneOf(
  exchange: Exchange,
  lessons: readonly PlacedLesson[],
  { best, resource: known }: Pick<Recollection, 'best' | 'resource'>,
  now: number,
): Scene | undefined {
  const { request, response } = exchange;
  const resource = rememberable(request.url);
  if (response === undefined || !response.complete || exchange.error !== undefined || resource === undefined) {
    return undefined;
  }
  const kind = kindOf(request.method);
  const shown = kind === 'read' ? readIn(lessons) : undefined;
  return {
    request,
    response,
    resource,
    kind,
    conditions: readConditions(request.headers).present,
    known,
    held: best,
    shown,
    // A cache's word on the state is not the origin's, by which a write is judged.
    state: stateOf(kind === 'read' || best?.cache !== undefined ? shown : best),
    now,
  };
}

function kindOf(method: string): Scene['kind'] {
  if (method === 'GET' || method === 'HEAD') return 'read';
  return NEUTRAL.has(method) ? 'other' : 'write';
}

function readIn([first]: readonly PlacedLesson[]): ValidatorRecord | undefined {
  const lesson = first?.lesson;
  return lesson?.kind === 'read' ? lesson.record : undefined;
}

function stateOf(record: ValidatorRecord | undefined): Current {
  return record === undefined ? unknownCurrent : currentOf(record);
}

/** Whether the status says that the request was done. What was only accepted or done in part may not have been. */
export function isDone({ response: { status } }: Scene): boolean {
  return status >= 200 && status < 300 && status !== 202 && status !== 207;
}

/** What RFC 9110 §13.2.2 makes of the request if it had no other condition than this. */
export function verdictAlone({ request, state, now }: Scene, field: ConditionField): Verdict {
  const headers = request.headers.filter(([name]) => !CONDITIONS.test(name) || sameName(name, field));
  return evaluate({ ...request, headers }, state, now).verdict;
}

const CONDITIONS = /^if(?:-match|-none-match|-modified-since|-unmodified-since|-range)?$/i;

/** The condition of the field, if the request has it. */
export function conditionIn({ conditions }: Scene, field: ConditionField): Condition | undefined {
  return conditions.find((condition) => condition.field === field);
}

/** The request's date in the field, epoch milliseconds; undefined when it has none, or not exactly one. */
export function dateIn(scene: Scene, field: ConditionField): number | undefined {
  const condition = conditionIn(scene, field);
  if (condition?.values.length !== 1) return undefined;
  const reading = readHttpDate(condition.combined, scene.now);
  return reading.kind === 'date' ? reading.epoch : undefined;
}

/** Whether the request asks caches to ask the origin, which some origins take for a wish to be sent everything. */
export function hasNoCache({ request: { headers } }: Scene): boolean {
  return /no-cache/i.test(`${firstValue(headers, 'Cache-Control') ?? ''} ${firstValue(headers, 'Pragma') ?? ''}`);
}

/** The request in a sentence, as `PUT with If-Match: "v1"`. */
export function told({ request, conditions }: Scene): string {
  const sent = conditions.map(({ field, combined }) => `${field}: ${shown(combined)}`);
  return sent.length === 0 ? `${request.method} without a condition` : `${request.method} with ${sent.join(' and ')}`;
}
