import type { ConditionField } from '../evaluation/trace.ts';
import type { TraitId } from '../traits/traitId.ts';
import { type Asked, type Bending, type Expected, has, isRead, verdictOf, without } from './asked.ts';
import { dateBendings } from './dateBendings.ts';
import { davBendings, tagBendings } from './tagBendings.ts';

const ignoring = (id: TraitId, field: ConditionField): Bending => ({
  id,
  bend: (asked) => (has(asked, field) ? without(asked, field) : undefined),
});

/** In the order in which they bend a request: what is refused outright first, then what is not looked at at all. */
export const bendings: readonly Bending[] = [
  tagBendings.doubled,
  ignoring('ignores-if-match', 'If-Match'),
  ignoring('ignores-if-unmodified-since', 'If-Unmodified-Since'),
  ignoring('ignores-if-none-match', 'If-None-Match'),
  ignoring('ignores-if-modified-since', 'If-Modified-Since'),
  {
    id: 'never-answers-304',
    bend: (asked) => (isRead(asked) ? without(asked, 'If-None-Match', 'If-Modified-Since') : undefined),
  },
  tagBendings.emptyIfMatch,
  tagBendings.firstLineOnly,
  tagBendings.singleTagOnly,
  tagBendings.firstTagOnly,
  tagBendings.headHasPlainTag,
  tagBendings.codedTagNeverCurrent,
  tagBendings.comparedBeforeWeakening,
  dateBendings.noCache,
  dateBendings.bothNeeded,
  tagBendings.strongWithRange,
  dateBendings.otherDates,
  dateBendings.exactDate,
  dateBendings.futureIgnored,
  dateBendings.badDateFails,
  dateBendings.besideIfMatch,
  dateBendings.comparedWithNow,
  dateBendings.failsOnMissing,
  tagBendings.strongOnWrites,
  tagBendings.weakIfMatch,
  dateBendings.rangeByTag,
  dateBendings.rangeByLaterDate,
  ...davBendings,
];

/** A request as a server with traits takes it, and which of them had a part in that. */
export interface BentRequest {
  /** The request as a conformant server would have had to meet it. */
  readonly bent: Asked;
  readonly by: readonly TraitId[];
  /** What it is answered outright, whatever the state. */
  readonly outright: Expected | undefined;
}

/** What is to be expected of a server with traits. */
export interface Expectation extends Pick<BentRequest, 'bent' | 'by'> {
  readonly outcome: Expected;
}

/** Whether the server has a trait. */
export type Having = Pick<ReadonlySet<TraitId>, 'has'>;

/** What comes of the request at a server with these traits. Without any it is RFC 9110 §13.2.2 alone. */
export function expectedOf(asked: Asked, traits: Having): Expectation {
  const { bent, by, outright } = bentBy(asked, traits);
  return { outcome: outright ?? verdictOf(bent), bent, by };
}

/** The request as a server with these traits takes it, not yet judged by the state. */
export function bentBy(asked: Asked, traits: Having): BentRequest {
  let bent = asked;
  const by: TraitId[] = [];
  for (const { id, bend } of bendings) {
    const next = traits.has(id) ? bend(bent) : undefined;
    if (next === undefined) continue;
    by.push(id);
    if (typeof next === 'string') return { bent, by, outright: next };
    bent = next;
  }
  return { bent, by, outright: undefined };
}
