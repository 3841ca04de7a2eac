import type { Token } from '../span.ts';
import { type EntityTag, parseEntityTag } from './entityTag.ts';
import { describeFlaw } from './tagFlaw.ts';

/** What is wrong with a member that is no entity tag; the ids are those of the rules. */
export type TagFlaw =
  | 'etag-unquoted'
  | 'etag-single-quoted'
  | 'etag-smart-quotes'
  | 'etag-missing-quote'
  | 'etag-lowercase-weak'
  | 'etag-bad-weak-prefix'
  | 'etag-escaped-quotes'
  | 'etag-illegal-char'
  | 'etag-list-missing-comma'
  | 'etag-header-pasted';

/** What is odd about a member that is a valid entity tag; the ids are those of the rules. */
export type TagRemark = 'etag-quoted-star' | 'etag-bad-weak-prefix' | 'etag-non-ascii' | 'etag-backslash';

/** One member of an If-Match, If-None-Match or If-Range value. Offsets count inside the value. */
export type TagMember = Token &
  (
    | { readonly kind: 'tag'; readonly tag: EntityTag; readonly remarks: readonly TagRemark[] }
    | { readonly kind: 'star' }
    | { readonly kind: 'empty' }
    /** Holds a `{{reference}}` that has no value yet. */
    | { readonly kind: 'unresolved' }
    /** `repaired` is the text that was probably meant: a valid tag, or for a missing comma a valid list. */
    | { readonly kind: 'malformed'; readonly flaw: TagFlaw; readonly repaired: string | undefined }
  );

const NONE: readonly TagRemark[] = [];

/**
 * The members of a tag list (RFC 9110 §5.6.1, §8.8.3), tolerantly: any text gives members, each with its place.
 * A comma inside quotes separates nothing. A blank value has no members; `a,,b` has an empty one. Linear in time.
 */
export function scanEntityTags(value: string): readonly TagMember[] {
  const members: TagMember[] = [];
  const end = value.length;
  let at = skipBlanks(value, 0, end);
  if (at === end) return members;
  for (;;) {
    const stop = memberEnd(value, at, end);
    members.push(readMember(value, at, stop));
    const comma = skipBlanks(value, stop, end);
    if (comma >= end) return members;
    at = skipBlanks(value, comma + 1, end);
  }
}

/** Whether the code unit is optional white space (RFC 9110 §5.6.3). */
function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

function skipBlanks(value: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(value.charCodeAt(at))) at += 1;
  return at;
}

/** Where the member that starts at `start` ends, trailing blanks left out: at a comma outside quotes and braces. */
function memberEnd(value: string, start: number, end: number): number {
  let quoted = false;
  let at = start;
  let last = start;
  while (at < end) {
    const code = value.charCodeAt(at);
    if (code === 0x2c && !quoted) break;
    if (code === 0x22) quoted = !quoted;
    at = code === 0x7b ? afterReference(value, at, end) : at + 1;
    if (!isBlank(code)) last = at;
  }
  return last;
}

/** The offset after a `{{…}}` at `at`, or after the brace alone. A brace inside the braces is none of a reference's. */
function afterReference(value: string, at: number, end: number): number {
  if (!value.startsWith('{{', at)) return at + 1;
  for (let i = at + 2; i < end; i += 1) {
    const code = value.charCodeAt(i);
    if (code === 0x7d && value.charCodeAt(i + 1) === 0x7d) return i + 2;
    // Stopping at the next brace keeps a run of openings linear: each character is looked at twice at most.
    if (code === 0x7b) break;
  }
  return at + 1;
}

function readMember(value: string, start: number, end: number): TagMember {
  const text = value.slice(start, end);
  if (text === '') return { text, start, end, kind: 'empty' };
  if (text === '*') return { text, start, end, kind: 'star' };
  if (holdsReference(text)) return { text, start, end, kind: 'unresolved' };
  const tag = parseEntityTag(text);
  if (tag !== undefined) return { text, start, end, kind: 'tag', tag, remarks: remarksOn(tag) };
  const { flaw, repaired } = describeFlaw(text);
  // What a repair leaves out may have kept two braces from being a reference; then nothing is offered.
  const offered = repaired === undefined || holdsReference(repaired) ? undefined : repaired;
  return { text, start, end, kind: 'malformed', flaw, repaired: offered };
}

/** Whether the text holds a `{{…}}`; with nothing but blanks inside it names nothing and is sent as it stands. */
export function holdsReference(text: string): boolean {
  for (let open = text.indexOf('{{'); open >= 0; ) {
    const close = text.indexOf('}}', open + 2);
    if (close < 0) return false;
    if (text.slice(text.lastIndexOf('{{', close - 2) + 2, close).trim() !== '') return true;
    open = text.indexOf('{{', close + 2);
  }
  return false;
}

/** Most tags are plain, and one look at their characters says so. */
const PLAIN = /^[!#-)+-[\]-~]*$/;

function remarksOn({ weak, opaque }: EntityTag): readonly TagRemark[] {
  if (PLAIN.test(opaque) && !opaque.startsWith('W/')) return NONE;
  const remarks: TagRemark[] = [];
  if (opaque === '*' && !weak) remarks.push('etag-quoted-star');
  if (opaque.startsWith('W/') && !weak) remarks.push('etag-bad-weak-prefix');
  if (/[^\0-\x7f]/.test(opaque)) remarks.push('etag-non-ascii');
  if (opaque.includes('\\')) remarks.push('etag-backslash');
  return remarks;
}
