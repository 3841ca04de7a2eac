import { fitOf, sameOwner, variantOf } from '../../core/conditional/memory/variant.ts';
import { fieldValues, type HeaderList } from '../../core/http/headerList.ts';
import { type HistoryEntry, type KeptContent, outcomeOf, targetOf } from './historyEntry.ts';
import { prettyText } from './prettyText.ts';

/** What a send brought that the one before had not. */
export type Change =
  | { readonly kind: 'first' }
  /** The sends before were another person's, in another environment, or chose another variant: no comparison. */
  | { readonly kind: 'not-comparable'; readonly why: 'identity' | 'environment' | 'variant' }
  | Compared;

export interface Compared {
  readonly kind: 'compared';
  /** When the other was sent, in epoch milliseconds. */
  readonly since: number;
  readonly outcome: readonly [before: string, after: string] | undefined;
  readonly validators: readonly ChangedField[];
  /** Other response fields with other values, as the later answer spells them. */
  readonly fields: readonly string[];
  readonly content: ContentChange;
  /** Where the requests differ: names of fields, `content`. */
  readonly request: readonly string[];
}

export interface ChangedField {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export type ContentChange =
  | { readonly kind: 'same' }
  | { readonly kind: 'lines'; readonly added: number; readonly removed: number }
  /** The same lines in another order, or other bytes of what is no text. */
  | { readonly kind: 'moved' }
  | { readonly kind: 'other' }
  /** One of the two was not sent (a 304, a HEAD) or not kept. */
  | { readonly kind: 'unknown' };

const VALIDATORS = ['ETag', 'Last-Modified'];

/** Fields that say something of the moment and not of the resource: they differ with each answer. */
export const MOMENTARY: ReadonlySet<string> = new Set(
  'date age expires connection keep-alive server-timing x-request-id request-id x-correlation-id x-runtime x-trace-id traceparent cf-ray x-amzn-requestid x-amz-request-id x-amz-id-2 x-served-by x-timer report-to nel'.split(
    ' ',
  ),
);

/**
 * The entry to compare the later one with: the last send before it of the same method to the same URL, by the same
 * person in the same environment, of the same variant. `entries` are in the order of time.
 */
export function previousOf(
  entries: readonly HistoryEntry[],
  later: HistoryEntry,
): { readonly previous: HistoryEntry | undefined; readonly change: Change } {
  const target = targetOf(later);
  const alike = entries.filter((each) => each.id < later.id && isEnd(each) && targetOf(each) === target);
  const own = alike.filter((each) => sameOwner(each, later));
  const previous = own.findLast((each) => sameVariant(each, later));
  if (previous !== undefined) return { previous, change: compare(previous, later) };
  const last = alike.at(-1);
  if (last === undefined) return { previous, change: { kind: 'first' } };
  const owner = last.environment === later.environment ? 'identity' : 'environment';
  return { previous, change: { kind: 'not-comparable', why: own.length > 0 ? 'variant' : owner } };
}

/** What the later of two exchanges brought. */
export function compare(before: HistoryEntry, after: HistoryEntry): Compared {
  const [was, is] = [outcomeOf(before), outcomeOf(after)];
  const [then, now] = [headersOf(before), headersOf(after)];
  // A 304 leaves out what the response it stands for has (RFC 9110 §15.4.5): that is no change.
  const bare = [before, after].filter((each) => each.exchange.response?.status === 304).map(headersOf);
  const told = (name: string) => bare.every((headers) => fieldValues(headers, name).length > 0);
  return {
    kind: 'compared',
    since: before.exchange.startedAt,
    outcome: was === is ? undefined : [was, is],
    validators: VALIDATORS.filter(told).flatMap((name) => changedField(name, then, now)),
    fields: changedNames(then, now).filter((name) => !VALIDATORS.some((each) => same(each, name)) && told(name)),
    content: contentChange(before, after),
    request: [
      ...changedNames(before.exchange.request.headers, after.exchange.request.headers),
      ...(changeOf(before.sent, after.sent).kind === 'same' ? [] : ['content']),
    ],
  };
}

/** An attempt that was followed by another one is no send to compare with, and a look-up is nobody's send. */
const isEnd = ({ attempt, lookUp }: HistoryEntry): boolean => lookUp === undefined && attempt?.number === attempt?.of;

function sameVariant(before: HistoryEntry, after: HistoryEntry): boolean {
  const { request, response } = before.exchange;
  if (response === undefined) return true;
  return fitOf(variantOf(request.headers, response.headers, before), after.exchange.request.headers) !== 'none';
}

const headersOf = ({ exchange: { response } }: HistoryEntry): HeaderList => response?.headers ?? [];
const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const combined = (headers: HeaderList, name: string): string | undefined =>
  fieldValues(headers, name).join(', ') || undefined;

function changedField(name: string, then: HeaderList, now: HeaderList): readonly ChangedField[] {
  const [before, after] = [combined(then, name), combined(now, name)];
  return before === after ? [] : [{ name, before, after }];
}

function changedNames(then: HeaderList, now: HeaderList): readonly string[] {
  const [before, after] = [joined(then), joined(now)];
  const names = new Map([...then, ...now].map(([name]) => [name.toLowerCase(), name]));
  return [...names].flatMap(([key, name]) => (MOMENTARY.has(key) || before.get(key) === after.get(key) ? [] : [name]));
}

function joined(headers: HeaderList): ReadonlyMap<string, string> {
  const values = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const all = values.get(key);
    if (all === undefined) values.set(key, [value]);
    else all.push(value);
  }
  return new Map([...values].map(([key, all]) => [key, all.join('\n')]));
}

/** A 304 and a HEAD bring no content and say nothing of it but by their validators. */
function contentChange(before: HistoryEntry, after: HistoryEntry): ContentChange {
  if (confirms(before, after) || confirms(after, before)) return { kind: 'same' };
  const silent = [before, after].some(
    ({ exchange: { request, response } }) =>
      response === undefined || response.status === 304 || request.method === 'HEAD',
  );
  return silent ? { kind: 'unknown' } : changeOf(before.received, after.received);
}

/** Whether the one is a 304, and says that what the other brought is still so. */
function confirms({ exchange: { request, response } }: HistoryEntry, other: HistoryEntry): boolean {
  if (response?.status !== 304) return false;
  const pairs = [
    ['ETag', 'If-None-Match'],
    ['Last-Modified', 'If-Modified-Since'],
  ] as const;
  return pairs.some(([validator, condition]) => {
    const here = combined(response.headers, validator) ?? combined(request.headers, condition);
    return here !== undefined && here === combined(headersOf(other), validator);
  });
}

function changeOf(before: KeptContent, after: KeptContent): ContentChange {
  if (before.kind === 'left-out' && after.kind === 'left-out') return marksChanged(before, after);
  if (before.kind === 'left-out' || after.kind === 'left-out') return { kind: 'other' };
  return linesChanged(prettyText(before), prettyText(after));
}

type Left = Extract<KeptContent, { kind: 'left-out' }>;

function marksChanged(before: Left, after: Left): ContentChange {
  if (before.why === 'incomplete' || after.why === 'incomplete') return { kind: 'unknown' };
  if (before.mark !== undefined && after.mark !== undefined)
    return { kind: before.mark === after.mark ? 'same' : 'other' };
  return { kind: before.bytes === after.bytes ? 'unknown' : 'other' };
}

/** Lines that are in one text more often than in the other; linear, whatever the texts. */
function linesChanged(before: string, after: string): ContentChange {
  if (before === after) return { kind: 'same' };
  const counts = new Map<string, number>();
  for (const line of linesIn(after)) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of linesIn(before)) counts.set(line, (counts.get(line) ?? 0) - 1);
  let added = 0;
  let removed = 0;
  for (const count of counts.values()) {
    if (count > 0) added += count;
    else removed -= count;
  }
  return added + removed === 0 ? { kind: 'moved' } : { kind: 'lines', added, removed };
}

const linesIn = (text: string): readonly string[] => (text === '' ? [] : text.split(/\r\n|\r|\n/));
