import { evaluate } from '../../src/core/conditional/evaluate.ts';
import type { Verdict } from '../../src/core/conditional/trace.ts';
import { type EntityTag, formatEntityTag, strongMatch } from '../../src/core/http/entityTag.ts';
import { scanEntityTags } from '../../src/core/http/entityTagList.ts';
import { combinedValue, fieldValues, sameName } from '../../src/core/http/headerList.ts';
import { formatHttpDate, readHttpDate } from '../../src/core/http/httpDate.ts';
import type { Asked, Outcome } from './observe.ts';

type Scope = 'reads' | 'writes' | 'all';
type Bent = Asked | Outcome | undefined;

/** A way in which a server departs from RFC 9110, as a change to the request that a conformant one would have met. */
export interface Trait {
  readonly id: string;
  /** What the server does, in plain words. */
  readonly says: string;
  /** What it makes of a request that it concerns, or outright what it answers. */
  bends(asked: Asked): Bent;
}

const isRead = ({ method }: Asked): boolean => method === 'GET' || method === 'HEAD';
const isWrite = ({ method }: Asked): boolean => method === 'PUT' || method === 'DELETE';
const concerns = (scope: Scope, asked: Asked): boolean =>
  scope === 'all' || (scope === 'reads' ? isRead(asked) : isWrite(asked));
const has = ({ headers }: Asked, name: string): boolean => headers.some(([other]) => sameName(other, name));
const textOf = ({ headers }: Asked, name: string): string => combinedValue(headers, name) ?? '';
const without = (asked: Asked, ...names: readonly string[]): Asked => ({
  ...asked,
  headers: asked.headers.filter(([other]) => !names.some((name) => sameName(other, name))),
});
const withValue = (asked: Asked, name: string, value: string): Asked => ({
  ...asked,
  headers: [...without(asked, name).headers, [name, value]],
});
const verdictOf = (asked: Asked): Verdict => evaluate(asked, asked.current, asked.now).verdict;
const dateIn = (asked: Asked, name: string): number | undefined => {
  const reading = readHttpDate(textOf(asked, name), asked.now);
  return reading.kind === 'date' ? reading.epoch : undefined;
};
const currentTag = ({ current }: Asked): EntityTag | undefined =>
  current.etag.kind === 'known' ? current.etag.value : undefined;
const withCurrentTag = (asked: Asked, value: EntityTag): Asked => ({
  ...asked,
  current: { ...asked.current, etag: { kind: 'known', value } },
});

const trait = (id: string, scope: Scope, field: string, says: string, bends: (asked: Asked) => Bent): Trait => ({
  id,
  says,
  bends: (asked) => (concerns(scope, asked) && has(asked, field) ? bends(asked) : undefined),
});

const ignoring = (id: string, scope: Scope, field: string): Trait =>
  trait(id, scope, field, `${field} is ignored on ${scope}`, (asked) => without(asked, field));

/** The request when its If-None-Match is taken to hold: the date beside it stays ignored. */
const heldIfNoneMatch = (asked: Asked): Asked =>
  has(asked, 'If-None-Match') ? without(asked, 'If-None-Match', 'If-Modified-Since') : asked;
const heldIfMatch = (asked: Asked): Asked =>
  has(asked, 'If-Match') ? without(asked, 'If-Match', 'If-Unmodified-Since') : asked;

const suffix = /(?:--?|;|:)(?:gzip|br|zstd|deflate)$/;
/** The tag of the plain form, of which that of the coded form was made by adding a suffix. */
function plainTag(asked: Asked): EntityTag | undefined {
  const tag = currentTag(asked);
  return tag !== undefined && suffix.test(tag.opaque) ? { ...tag, opaque: tag.opaque.replace(suffix, '') } : undefined;
}

/** If-Match and If-None-Match judged by another tag than the one that reading shows; If-Range is not. */
function judgedBy(asked: Asked, tag: EntityTag): Bent {
  const bent = withCurrentTag(without(asked, 'If-Range', 'Range'), tag);
  switch (verdictOf(bent)) {
    case 'not-modified':
      return 'not-modified';
    case 'precondition-failed':
      return 'precondition-failed';
    default:
      return heldIfMatch(heldIfNoneMatch(asked));
  }
}

/** Whether the list holds the current tag by strong comparison, or holds no tag at all and so nothing to compare. */
function namesStrongly(asked: Asked, field: string): boolean {
  const members = scanEntityTags(textOf(asked, field));
  const tag = currentTag(asked);
  const tags = members.flatMap((member) => (member.kind === 'tag' ? [member.tag] : []));
  return tag === undefined || tags.length === 0 || tags.some((each) => strongMatch(each, tag));
}

function doubled(asked: Asked): Bent {
  const lines = ['If-Match', 'If-None-Match'].map((name) => fieldValues(asked.headers, name).length);
  return lines.some((count) => count > 1) ? 'status-400' : undefined;
}

const weakened = (value: string): string => value.replace(/W\/"/g, '"');

const failsOnBadDate = (scope: Scope): Trait =>
  trait(
    `ius-bad-date-fails-on-${scope}`,
    scope,
    'If-Unmodified-Since',
    `an If-Unmodified-Since that is no HTTP-date fails on ${scope}, where it must be ignored`,
    (asked) => (dateIn(asked, 'If-Unmodified-Since') === undefined ? 'precondition-failed' : undefined),
  );

const besideIfMatch = (scope: Scope): Trait =>
  trait(
    `ius-beside-im-on-${scope}`,
    scope,
    'If-Unmodified-Since',
    `If-Unmodified-Since is judged beside a true If-Match on ${scope}, where it must be ignored`,
    (asked) => {
      if (!has(asked, 'If-Match') || verdictOf(without(asked, 'If-Unmodified-Since')) === 'precondition-failed') {
        return undefined;
      }
      return verdictOf(without(asked, 'If-Match')) === 'precondition-failed' ? 'precondition-failed' : undefined;
    },
  );

/** In the order in which they bend a request: what is refused outright first, what is not looked at last. */
export const traits: readonly Trait[] = [
  {
    id: 'duplicate-lines-refused',
    says: 'If-Match or If-None-Match on two lines is answered 400',
    bends: doubled,
  },
  trait('im-empty-ignored', 'writes', 'If-Match', 'an empty If-Match is taken for none at all', (asked) =>
    textOf(asked, 'If-Match') === '' ? without(asked, 'If-Match') : undefined,
  ),
  trait('inm-first-line-only', 'reads', 'If-None-Match', 'only the first If-None-Match line is read', (asked) =>
    withValue(asked, 'If-None-Match', fieldValues(asked.headers, 'If-None-Match')[0] ?? ''),
  ),
  trait(
    'inm-single-tag-only',
    'reads',
    'If-None-Match',
    'If-None-Match must be exactly one tag: a list or * never gives 304',
    (asked) => {
      const tag = currentTag(asked);
      const same = tag !== undefined && weakened(textOf(asked, 'If-None-Match')) === weakened(formatEntityTag(tag));
      return same ? undefined : heldIfNoneMatch(asked);
    },
  ),
  trait(
    'inm-first-tag-only',
    'reads',
    'If-None-Match',
    'If-None-Match is compared as text with the tag of the compressed form: only the first tag counts, W/ included',
    (asked) => {
      const tag = currentTag(asked);
      const value = textOf(asked, 'If-None-Match');
      const first = tag === undefined || value === '*' || value.startsWith(formatEntityTag(tag));
      return first ? undefined : heldIfNoneMatch(asked);
    },
  ),
  {
    id: 'head-has-plain-tag',
    says: 'HEAD is judged by the tag of the plain form, also where GET is compressed',
    bends: (asked) => {
      const plain = plainTag(asked);
      return asked.method === 'HEAD' && plain !== undefined ? withCurrentTag(asked, plain) : undefined;
    },
  },
  {
    id: 'coded-tag-never-current',
    says: 'the tag that a compressed answer carried matches in no later If-Match or If-None-Match: the plain one would',
    bends: (asked) => {
      const plain = plainTag(asked);
      const judged = has(asked, 'If-Match') || has(asked, 'If-None-Match');
      return isRead(asked) && judged && plain !== undefined ? judgedBy(asked, plain) : undefined;
    },
  },
  {
    id: 'compared-before-weakening',
    says: 'conditions on reads are judged by the strong tag, although compressed answers carry it weakened',
    bends: (asked) => {
      const tag = currentTag(asked);
      return isRead(asked) && tag?.weak === true ? withCurrentTag(asked, { ...tag, weak: false }) : undefined;
    },
  },
  trait('no-cache-defeats-304', 'reads', 'Cache-Control', 'a request with no-cache never gets a 304', (asked) =>
    /no-cache/.test(textOf(asked, 'Cache-Control')) ? without(asked, 'If-None-Match', 'If-Modified-Since') : undefined,
  ),
  trait(
    'inm-and-ims',
    'reads',
    'If-Modified-Since',
    'If-None-Match and If-Modified-Since must both call for a 304, where the date must be ignored',
    (asked) => {
      if (!has(asked, 'If-None-Match')) return undefined;
      const byTag = verdictOf(without(asked, 'If-Modified-Since'));
      const byDate = verdictOf(without(asked, 'If-None-Match'));
      return byTag === 'not-modified' && byDate === 'perform' ? heldIfNoneMatch(asked) : undefined;
    },
  ),
  trait(
    'inm-strong-with-range',
    'reads',
    'Range',
    'If-None-Match compares strongly when there is a Range: a weak form of the current tag gives no 304',
    (asked) =>
      has(asked, 'If-None-Match') && !namesStrongly(asked, 'If-None-Match') ? heldIfNoneMatch(asked) : undefined,
  ),
  trait(
    'ims-iso-dates',
    'reads',
    'If-Modified-Since',
    'dates of other forms, as ISO 8601, are understood in If-Modified-Since, where they must be ignored',
    (asked) => {
      const value = textOf(asked, 'If-Modified-Since');
      const other = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN;
      return Number.isNaN(other) ? undefined : withValue(asked, 'If-Modified-Since', formatHttpDate(other));
    },
  ),
  trait(
    'ims-exact',
    'reads',
    'If-Modified-Since',
    'If-Modified-Since gives 304 only when it is exactly the modification date',
    (asked) => {
      const { lastModified } = asked.current;
      const exact = lastModified.kind === 'known' && dateIn(asked, 'If-Modified-Since') === lastModified.value;
      return exact ? undefined : without(asked, 'If-Modified-Since');
    },
  ),
  trait(
    'ims-future-ignored',
    'reads',
    'If-Modified-Since',
    'an If-Modified-Since later than the server’s clock is ignored',
    (asked) =>
      (dateIn(asked, 'If-Modified-Since') ?? 0) > asked.now ? without(asked, 'If-Modified-Since') : undefined,
  ),
  failsOnBadDate('reads'),
  failsOnBadDate('writes'),
  besideIfMatch('reads'),
  besideIfMatch('writes'),
  trait(
    'ius-compared-with-now',
    'writes',
    'If-Unmodified-Since',
    'If-Unmodified-Since on writes is compared with the time of the request: every date of the past fails',
    (asked) => {
      const date = dateIn(asked, 'If-Unmodified-Since');
      if (date === undefined || has(asked, 'If-Match')) return undefined;
      return date < asked.now ? 'precondition-failed' : without(asked, 'If-Unmodified-Since');
    },
  ),
  trait(
    'ius-fails-on-missing',
    'writes',
    'If-Unmodified-Since',
    'If-Unmodified-Since fails where nothing exists, and must be ignored there',
    (asked) => (asked.current.exists === false ? 'precondition-failed' : undefined),
  ),
  trait(
    'inm-strong-on-writes',
    'writes',
    'If-None-Match',
    'If-None-Match on writes compares strongly: a weak form of the current tag does not stop the write',
    (asked) => (namesStrongly(asked, 'If-None-Match') ? undefined : heldIfNoneMatch(asked)),
  ),
  trait('im-weak-comparison', 'reads', 'If-Match', 'If-Match on reads compares weakly: a weak tag matches', (asked) => {
    const tag = currentTag(asked);
    if (tag === undefined) return undefined;
    const strong = withValue(asked, 'If-Match', weakened(textOf(asked, 'If-Match')));
    const verdict = verdictOf(withCurrentTag(without(strong, 'Range', 'If-Range'), { ...tag, weak: false }));
    return verdict === 'precondition-failed' ? 'precondition-failed' : heldIfMatch(asked);
  }),
  trait(
    'if-range-holds-tag',
    'reads',
    'If-Range',
    'If-Range is true when the current tag, weak or not, occurs anywhere in it',
    (asked) => {
      const tag = currentTag(asked);
      const found = tag !== undefined && textOf(asked, 'If-Range').includes(formatEntityTag(tag));
      return found && has(asked, 'Range') ? 'perform-range' : undefined;
    },
  ),
  trait('if-range-later-date', 'reads', 'If-Range', 'If-Range is true also for a later date', (asked) => {
    const { lastModified } = asked.current;
    const date = dateIn(asked, 'If-Range');
    if (lastModified.kind !== 'known' || date === undefined || !has(asked, 'Range')) return undefined;
    return date >= lastModified.value ? 'perform-range' : undefined;
  }),
  trait('dav-if-weak', 'all', 'If', 'tags in WebDAV’s If are compared weakly', (asked) =>
    withValue(asked, 'If', weakened(textOf(asked, 'If'))),
  ),
  trait('dav-if-not-holds', 'all', 'If', 'Not before a tag in WebDAV’s If always holds', (asked) =>
    /Not \[/.test(textOf(asked, 'If')) ? without(asked, 'If') : undefined,
  ),
  trait('dav-if-first-list-only', 'all', 'If', 'only the first list of WebDAV’s If counts', (asked) => {
    const first = /^\([^)]*\)/.exec(textOf(asked, 'If'))?.[0];
    return first === undefined ? undefined : withValue(asked, 'If', first);
  }),
  trait(
    'dav-if-asked-of-parent',
    'writes',
    'If',
    'an untagged tag in WebDAV’s If is asked of the parent collection too, and DELETE is answered 424',
    (asked) => {
      const value = textOf(asked, 'If');
      const untagged = asked.method === 'DELETE' && value.startsWith('([');
      return untagged && verdictOf(asked) === 'perform' ? 'status-424' : undefined;
    },
  ),
  ignoring('im-ignored-on-reads', 'reads', 'If-Match'),
  ignoring('im-ignored-on-writes', 'writes', 'If-Match'),
  ignoring('ius-ignored-on-reads', 'reads', 'If-Unmodified-Since'),
  ignoring('ius-ignored-on-writes', 'writes', 'If-Unmodified-Since'),
  ignoring('inm-ignored-on-writes', 'writes', 'If-None-Match'),
  ignoring('inm-ignored-on-reads', 'reads', 'If-None-Match'),
  ignoring('ims-ignored', 'reads', 'If-Modified-Since'),
];
