import type { Exchange, Hop } from '../../http/exchange.ts';
import { firstValue, sameName } from '../../http/headerList.ts';
import { resourceKey } from '../../http/resource.ts';
import { credentialsOf, recall, remember } from '../memory/memory.ts';
import type { Memory } from '../memory/record.ts';
import { explain } from './explain.ts';
import type { Explanation } from './explanation.ts';
import { isTelling } from './telling.ts';

/** One recorded exchange. `entry` is its place in the record, counted from 0. */
export interface RecordedEntry {
  readonly entry: number;
  readonly exchange: Exchange;
  /** The look-up that is recorded with it; else a later read of the record serves. */
  readonly fresh?: Exchange;
}

export interface ExplainedEntry {
  readonly entry: number;
  readonly exchange: Exchange;
  readonly explanation: Explanation;
}

/** In which circumstances the record was made. `hashIdentity` never sees an empty text. */
export interface RecordCircumstances {
  readonly environment: string;
  readonly hashIdentity: (credentials: string) => string;
  /** What was known before the first entry. */
  readonly memory: Memory;
}

/**
 * Explains what already happened: every entry that a condition decided, or whose answer went against one. The
 * entries before it say what could be known then, the next read after it what was there. Takes linear time.
 */
export function explainRecorded(
  recorded: readonly RecordedEntry[],
  circumstances: RecordCircumstances,
): readonly ExplainedEntry[] {
  const ordered = withHops([...recorded].sort((one, other) => one.exchange.startedAt - other.exchange.startedAt));
  const played = ordered.map((each) => placed(each, circumstances));
  const later = nextReads(played);
  const earlier = new Map<string, Exchange[]>();
  const explained: ExplainedEntry[] = [];
  let memory = circumstances.memory;
  let open: readonly Placed[] = [];
  for (const [index, each] of played.entries()) {
    const { exchange } = each;
    const ended = open.filter((other) => other.exchange.endedAt <= exchange.endedAt);
    open = open.filter((other) => !ended.includes(other));
    memory = ended.reduce((so, other) => learnt(so, other, circumstances), memory);
    const before = earlier.get(each.key) ?? [];
    const explanation = explainPlaced(each, { memory, before, fresh: each.fresh ?? later[index] }, circumstances);
    if (explanation !== undefined) explained.push({ entry: each.entry, exchange, explanation });
    earlier.set(each.key, [...before.slice(1 - EVIDENCE), exchange]);
    open = [...open, each];
  }
  return explained.sort((one, other) => one.entry - other.entry);
}

/** How many exchanges with one resource serve as evidence, as many as the editor keeps. */
const EVIDENCE = 50;

interface Placed extends RecordedEntry {
  readonly key: string;
  readonly identity: string;
}

interface Around {
  readonly memory: Memory;
  readonly before: readonly Exchange[];
  readonly fresh: Exchange | undefined;
}

function placed(each: RecordedEntry, { hashIdentity }: RecordCircumstances): Placed {
  const { url, headers } = each.exchange.request;
  const credentials = credentialsOf(headers);
  return { ...each, key: resourceKey(url) ?? url, identity: credentials === '' ? '' : hashIdentity(credentials) };
}

function learnt(memory: Memory, { exchange, identity }: Placed, { environment }: RecordCircumstances): Memory {
  return remember(memory, exchange, { environment, identity, request: undefined, now: exchange.endedAt });
}

function explainPlaced(
  { exchange, identity }: Placed,
  { memory, before, fresh }: Around,
  { environment }: RecordCircumstances,
): Explanation | undefined {
  const resource = resourceKey(exchange.request.url);
  if (exchange.response === undefined || resource === undefined) return undefined;
  const known = recall(memory, { resource, headers: exchange.request.headers, environment, identity });
  const explanation = explain({
    exchange,
    before: known,
    fresh,
    memory,
    now: exchange.endedAt,
    environment,
    identity,
    earlier: before,
  });
  return isTelling(explanation) ? explanation : undefined;
}

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** For each entry the next read of its resource by the same person, unless a write that went through came between. */
function nextReads(played: readonly Placed[]): readonly (Exchange | undefined)[] {
  const next = new Map<string, Map<string, Exchange>>();
  const found: (Exchange | undefined)[] = [];
  for (const [index, { exchange, key, identity }] of [...played.entries()].reverse()) {
    const reads = next.get(key) ?? new Map<string, Exchange>();
    found[index] = reads.get(identity);
    const { method } = exchange.request;
    const status = exchange.response?.status ?? 0;
    if (READS.has(method) && status !== 0 && exchange.error === undefined) {
      next.set(key, reads.set(identity, exchange));
    } else if (!READS.has(method) && status >= 200 && status < 300) {
      next.delete(key);
    }
  }
  return found;
}

/** A redirect is an entry of its own in a record; the request that followed it has it as a hop. */
function withHops(ordered: readonly RecordedEntry[]): readonly RecordedEntry[] {
  return ordered.map((each, index) => {
    const hop = each.exchange.hops.length > 0 ? undefined : hopBetween(ordered[index - 1]?.exchange, each.exchange);
    return hop === undefined ? each : { ...each, exchange: { ...each.exchange, hops: [hop] } };
  });
}

function hopBetween(before: Exchange | undefined, { request }: Exchange): Hop | undefined {
  const status = before?.response?.status ?? 0;
  const location = firstValue(before?.response?.headers ?? [], 'Location');
  if (before === undefined || location === undefined || status < 300 || status > 399) return undefined;
  const { url, headers } = before.request;
  if (!URL.canParse(location, url) || resourceKey(new URL(location, url).href) !== resourceKey(request.url))
    return undefined;
  const kept = (name: string) => request.headers.some(([other]) => sameName(other, name));
  return { status, url, droppedFields: headers.map(([name]) => name).filter((name) => !kept(name)) };
}
