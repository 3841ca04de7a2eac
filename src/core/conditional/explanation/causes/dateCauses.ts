import { formatEntityTag } from '../../../http/entityTag.ts';
import { combinedValue, firstValue } from '../../../http/headerList.ts';
import { elapsed, shownDate } from '../../wording.ts';
import { type Facts, readDate } from './facts.ts';
import { type Finding, proven, suggested } from './finding.ts';

/** A clock this far off explains a date that misses. */
const CLOCK_TOLERANCE = 2000;

/** Both the date of a change and the clock that dates the answer are cut down to seconds. */
const SAME_MOMENT = 1500;

/** Causes that lie in If-Unmodified-Since and what dates can tell. */
export function dateCauses(facts: Facts): readonly Finding[] {
  const { request, input, state, culprit } = facts;
  if (facts.response.status !== 412) return [];
  const date = readDate(combinedValue(request.headers, 'If-Unmodified-Since'), input.now);
  const { lastModified } = state.current;
  if (date === undefined || lastModified.kind !== 'known') return [];
  if (besideIfMatch(facts)) {
    return facts.equal === 'yes' && lastModified.value > date ? [judgedBoth(date, lastModified.value)] : [];
  }
  if (culprit !== 'If-Unmodified-Since') return [];
  return lastModified.value > date
    ? modifiedLater(facts, date, lastModified.value)
    : refusedAnyway(facts, date, lastModified.value);
}

function besideIfMatch({ trace }: Facts): boolean {
  return trace.steps.some((step) => step.field === 'If-Match');
}

function judgedBoth(date: number, modified: number): Finding {
  return proven(
    'ius-with-im',
    'If-Match holds, and beside it If-Unmodified-Since must be ignored.',
    `The date alone would fail: modified ${shownDate(modified)}, after ${shownDate(date)}.`,
  );
}

function modifiedLater(facts: Facts, date: number, modified: number): readonly Finding[] {
  const compared = `Modified ${shownDate(modified)}, after ${shownDate(date)}.`;
  const own = ownChange(facts, date, modified);
  if (own !== undefined) {
    const before = elapsed(facts.input.exchange.startedAt - own.at);
    return [proven('own-write', `Your own ${own.method} was the last change, ${before} before.`)];
  }
  const clock = otherClock(facts, date);
  if (facts.state.from === 'memory') return [suggested('ius-real-change', [compared]), ...clock];
  return [...clock, proven('ius-real-change', compared)];
}

/** Our own write that made the last change: its answer gave the date, or the tag that is current, or it was just then. */
function ownChange(facts: Facts, date: number, modified: number): { method: string; at: number } | undefined {
  const { input, writes, current, skew } = facts;
  const { best } = input.before;
  if (best !== undefined && readDate(best.lastModified, input.now) === modified) {
    const { method } = best.source;
    return method === 'GET' || method === 'HEAD' ? undefined : { method, at: best.seenAt };
  }
  const write = writes.at(-1);
  if (write === undefined || write.at + skew < date) return undefined;
  if (write.etag !== undefined && current.kind === 'known') {
    return write.etag === formatEntityTag(current.value) ? write : undefined;
  }
  return Math.abs(modified - (write.at + skew)) <= SAME_MOMENT ? write : undefined;
}

/** A date that the server never gave, while the clocks differ. */
function otherClock({ input, skew }: Facts, date: number): readonly Finding[] {
  const known = readDate(input.before.best?.lastModified, input.now);
  if (Math.abs(skew) <= CLOCK_TOLERANCE || known === undefined || known === date) return [];
  const direction = skew > 0 ? 'ahead of' : 'behind';
  return [
    suggested('ius-clock', [
      `The server’s clock is ${elapsed(Math.abs(skew))} ${direction} yours.`,
      'The date sent is none that the server gave.',
    ]),
  ];
}

function refusedAnyway({ response, input }: Facts, date: number, modified: number): readonly Finding[] {
  const compared = `Modified ${shownDate(modified)}, not after ${shownDate(date)}: the condition holds.`;
  const apache = /\bApache\b/i.test(firstValue(response.headers, 'Server') ?? '');
  const main = apache
    ? proven('ius-same-or-newer-yet-412', compared, 'Apache’s WebDAV module compares with the time of the request.')
    : suggested('ius-same-or-newer-yet-412', [compared]);
  const made = readDate(input.before.best?.date, input.now);
  if (made === undefined || date !== modified || made - modified >= 1000) return [main];
  return [
    suggested('subsecond', ['It was read within a second of its last change: two versions can share that date.']),
    main,
  ];
}
