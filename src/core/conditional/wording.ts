import { type EntityTag, formatEntityTag } from '../http/entityTag.ts';
import { formatHttpDate } from '../http/httpDate.ts';
import { resourceKey } from '../http/resource.ts';

const LONGEST = 72;

/** A value as it may stand in a sentence: one line, not endless. */
export function shown(value: string): string {
  const cut = value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value;
  return cut.replace(/[\0-\x1f\x7f\u2028\u2029]/g, '␣');
}

/** An entity tag in a sentence. */
export function shownTag(tag: EntityTag): string {
  return shown(formatEntityTag(tag));
}

/** A URL in a sentence: without the userinfo, which is nobody's business. */
export function shownUrl(url: string): string {
  return shown(resourceKey(url) ?? 'a URL that cannot be read');
}

/** A moment in a sentence: without the weekday, which nobody compares. */
export function shownDate(epoch: number): string {
  return formatHttpDate(epoch).slice(5);
}

/** A span of time in a sentence: `12 s`, `5 min`, `3 h`, `2 days`. */
export function elapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 100) return `${seconds} s`;
  if (seconds < 6000) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
