import { type EntityTag, formatEntityTag, strongMatch } from '../../http/entityTag.ts';
import { scanEntityTags } from '../../http/entityTagList.ts';
import {
  type Asked,
  type Bending,
  type Bent,
  currentTag,
  has,
  heldIfMatch,
  heldIfNoneMatch,
  isRead,
  linesOf,
  textOf,
  verdictOf,
  withCurrentTag,
  without,
  withValue,
} from './asked.ts';

const weakened = (value: string): string => value.replace(/W\/"/g, '"');

const suffix = /(?:--?|;|:)(?:gzip|br|zstd|deflate)$/;

/** The tag of the plain form, of which that of the coded form was made by adding a suffix. */
function plainTag(asked: Asked): EntityTag | undefined {
  const tag = currentTag(asked);
  return tag !== undefined && suffix.test(tag.opaque) ? { ...tag, opaque: tag.opaque.replace(suffix, '') } : undefined;
}

/** If-Match and If-None-Match judged by another tag than the one that reading shows; If-Range is not. */
function judgedBy(asked: Asked, tag: EntityTag): Bent {
  const verdict = verdictOf(withCurrentTag(without(asked, 'If-Range', 'Range'), tag));
  return verdict === 'not-modified' || verdict === 'precondition-failed'
    ? verdict
    : heldIfMatch(heldIfNoneMatch(asked));
}

/** Whether the list holds the current tag by strong comparison, or holds no tag at all and so nothing to compare. */
function namesStrongly(asked: Asked, field: string): boolean {
  const tags = scanEntityTags(textOf(asked, field)).flatMap((each) => (each.kind === 'tag' ? [each.tag] : []));
  const tag = currentTag(asked);
  return tag === undefined || tags.length === 0 || tags.some((each) => strongMatch(each, tag));
}

function doubled(asked: Asked): Bent {
  const isDoubled = ['If-Match', 'If-None-Match'].some((name) => linesOf(asked, name).length > 1);
  return isDoubled ? 'status-400' : undefined;
}

function singleTagOnly(asked: Asked): Bent {
  const tag = currentTag(asked);
  if (!isRead(asked) || !has(asked, 'If-None-Match') || tag === undefined) return undefined;
  const isSame = weakened(textOf(asked, 'If-None-Match')) === weakened(formatEntityTag(tag));
  return isSame ? undefined : heldIfNoneMatch(asked);
}

function firstTagOnly(asked: Asked): Bent {
  if (!isRead(asked) || !has(asked, 'If-None-Match')) return undefined;
  const tag = currentTag(asked);
  const value = textOf(asked, 'If-None-Match');
  const isFirst = tag === undefined || value === '*' || value.startsWith(formatEntityTag(tag));
  return isFirst ? undefined : heldIfNoneMatch(asked);
}

function codedTagNeverCurrent(asked: Asked): Bent {
  const plain = plainTag(asked);
  const judged = has(asked, 'If-Match') || has(asked, 'If-None-Match');
  return isRead(asked) && judged && plain !== undefined ? judgedBy(asked, plain) : undefined;
}

function comparedBeforeWeakening(asked: Asked): Bent {
  const tag = currentTag(asked);
  return isRead(asked) && tag?.weak === true ? withCurrentTag(asked, { ...tag, weak: false }) : undefined;
}

function strongWithRange(asked: Asked): Bent {
  const concerns = isRead(asked) && has(asked, 'Range') && has(asked, 'If-None-Match');
  return concerns && !namesStrongly(asked, 'If-None-Match') ? heldIfNoneMatch(asked) : undefined;
}

function weakIfMatch(asked: Asked): Bent {
  const tag = currentTag(asked);
  if (!has(asked, 'If-Match') || tag === undefined) return undefined;
  const strong = withValue(asked, 'If-Match', weakened(textOf(asked, 'If-Match')));
  const verdict = verdictOf(withCurrentTag(without(strong, 'Range', 'If-Range'), { ...tag, weak: false }));
  return verdict === 'precondition-failed' ? 'precondition-failed' : heldIfMatch(asked);
}

/** What servers make of tags: a table, each in the words of RFC 9110 that the server does not keep. */
export const tagBendings = {
  doubled: { id: 'duplicate-lines-refused', bend: doubled },
  emptyIfMatch: {
    id: 'im-empty-ignored',
    bend: (asked) =>
      has(asked, 'If-Match') && textOf(asked, 'If-Match').trim() === '' ? without(asked, 'If-Match') : undefined,
  },
  firstLineOnly: {
    id: 'inm-first-line-only',
    bend: (asked) => {
      const [first, ...more] = linesOf(asked, 'If-None-Match');
      return first === undefined || more.length === 0 ? undefined : withValue(asked, 'If-None-Match', first);
    },
  },
  singleTagOnly: { id: 'inm-single-tag-only', bend: singleTagOnly },
  firstTagOnly: { id: 'inm-first-tag-only', bend: firstTagOnly },
  headHasPlainTag: {
    id: 'head-has-plain-tag',
    bend: (asked) => {
      const plain = plainTag(asked);
      return asked.method === 'HEAD' && plain !== undefined ? withCurrentTag(asked, plain) : undefined;
    },
  },
  codedTagNeverCurrent: { id: 'coded-tag-never-current', bend: codedTagNeverCurrent },
  comparedBeforeWeakening: { id: 'compared-before-weakening', bend: comparedBeforeWeakening },
  strongWithRange: { id: 'inm-strong-with-range', bend: strongWithRange },
  strongOnWrites: {
    id: 'inm-strong-on-writes',
    bend: (asked) => {
      const concerns = !isRead(asked) && has(asked, 'If-None-Match');
      return concerns && !namesStrongly(asked, 'If-None-Match') ? heldIfNoneMatch(asked) : undefined;
    },
  },
  weakIfMatch: { id: 'im-weak-comparison', bend: weakIfMatch },
} as const satisfies Readonly<Record<string, Bending>>;

const davValue = (asked: Asked): string => textOf(asked, 'If');

/** What servers make of WebDAV's `If` (RFC 4918 §10.4). */
export const davBendings: readonly Bending[] = [
  {
    id: 'dav-if-weak',
    bend: (asked) => (davValue(asked).includes('W/"') ? withValue(asked, 'If', weakened(davValue(asked))) : undefined),
  },
  {
    id: 'dav-if-not-holds',
    bend: (asked) => (/Not \[/.test(davValue(asked)) ? without(asked, 'If') : undefined),
  },
  {
    id: 'dav-if-first-list-only',
    bend: (asked) => {
      const first = /^\([^)]*\)(?=.)/.exec(davValue(asked))?.[0];
      return first === undefined ? undefined : withValue(asked, 'If', first);
    },
  },
  {
    id: 'dav-if-asked-of-parent',
    bend: (asked) => {
      const isUntagged = asked.method === 'DELETE' && davValue(asked).startsWith('([');
      return isUntagged && verdictOf(asked) === 'perform' ? 'status-424' : undefined;
    },
  },
];
