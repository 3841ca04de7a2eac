import { formatEntityTag } from '../../http/entityTag.ts';
import { formatHttpDate } from '../../http/httpDate.ts';
import {
  type Asked,
  type Bending,
  type Bent,
  currentTag,
  dateIn,
  has,
  heldIfNoneMatch,
  isRead,
  textOf,
  verdictOf,
  without,
  withValue,
} from './asked.ts';

const isReadWith = (asked: Asked, field: string): boolean => isRead(asked) && has(asked, field);

function bothNeeded(asked: Asked): Bent {
  if (!isReadWith(asked, 'If-Modified-Since') || !has(asked, 'If-None-Match')) return undefined;
  const byTag = verdictOf(without(asked, 'If-Modified-Since'));
  const byDate = verdictOf(without(asked, 'If-None-Match'));
  return byTag === 'not-modified' && byDate === 'perform' ? heldIfNoneMatch(asked) : undefined;
}

function otherDates(asked: Asked): Bent {
  const value = textOf(asked, 'If-Modified-Since');
  if (!isRead(asked) || !/^\d{4}-\d\d-\d\dT/.test(value)) return undefined;
  const epoch = Date.parse(value);
  return Number.isNaN(epoch) ? undefined : withValue(asked, 'If-Modified-Since', formatHttpDate(epoch));
}

function exactDate(asked: Asked): Bent {
  if (!isReadWith(asked, 'If-Modified-Since')) return undefined;
  const { lastModified } = asked.current;
  const isExact = lastModified.kind === 'known' && dateIn(asked, 'If-Modified-Since') === lastModified.value;
  return isExact ? undefined : without(asked, 'If-Modified-Since');
}

function besideIfMatch(asked: Asked): Bent {
  if (!has(asked, 'If-Match') || !has(asked, 'If-Unmodified-Since')) return undefined;
  if (verdictOf(without(asked, 'If-Unmodified-Since')) === 'precondition-failed') return undefined;
  return verdictOf(without(asked, 'If-Match')) === 'precondition-failed' ? 'precondition-failed' : undefined;
}

function comparedWithNow(asked: Asked): Bent {
  if (isRead(asked) || has(asked, 'If-Match')) return undefined;
  const date = dateIn(asked, 'If-Unmodified-Since');
  if (date === undefined) return undefined;
  return date < asked.now ? 'precondition-failed' : without(asked, 'If-Unmodified-Since');
}

function rangeByTag(asked: Asked): Bent {
  const tag = currentTag(asked);
  const isHeld = tag !== undefined && textOf(asked, 'If-Range').includes(formatEntityTag(tag));
  return isHeld && isReadWith(asked, 'Range') ? 'perform-range' : undefined;
}

function rangeByLaterDate(asked: Asked): Bent {
  const { lastModified } = asked.current;
  const date = dateIn(asked, 'If-Range');
  if (lastModified.kind !== 'known' || date === undefined || !isReadWith(asked, 'Range')) return undefined;
  return date >= lastModified.value ? 'perform-range' : undefined;
}

/** What servers make of dates, and of fields beside each other. */
export const dateBendings = {
  noCache: {
    id: 'no-cache-defeats-304',
    bend: (asked) =>
      isRead(asked) && /no-cache/i.test(`${textOf(asked, 'Cache-Control')} ${textOf(asked, 'Pragma')}`)
        ? without(asked, 'If-None-Match', 'If-Modified-Since')
        : undefined,
  },
  bothNeeded: { id: 'inm-and-ims', bend: bothNeeded },
  otherDates: { id: 'ims-iso-dates', bend: otherDates },
  exactDate: { id: 'ims-exact', bend: exactDate },
  futureIgnored: {
    id: 'ims-future-ignored',
    bend: (asked) =>
      isRead(asked) && (dateIn(asked, 'If-Modified-Since') ?? 0) > asked.now
        ? without(asked, 'If-Modified-Since')
        : undefined,
  },
  badDateFails: {
    id: 'ius-bad-date-fails',
    bend: (asked) =>
      has(asked, 'If-Unmodified-Since') && dateIn(asked, 'If-Unmodified-Since') === undefined
        ? 'precondition-failed'
        : undefined,
  },
  besideIfMatch: { id: 'ius-beside-im', bend: besideIfMatch },
  comparedWithNow: { id: 'ius-unusable', bend: comparedWithNow },
  failsOnMissing: {
    id: 'ius-fails-on-missing',
    bend: (asked) =>
      !isRead(asked) && has(asked, 'If-Unmodified-Since') && asked.current.exists === false
        ? 'precondition-failed'
        : undefined,
  },
  rangeByTag: { id: 'if-range-holds-tag', bend: rangeByTag },
  rangeByLaterDate: { id: 'if-range-later-date', bend: rangeByLaterDate },
} as const satisfies Readonly<Record<string, Bending>>;
