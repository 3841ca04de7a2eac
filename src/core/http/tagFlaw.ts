import { isEtagChar, parseEntityTag } from './entityTag.ts';
import type { TagFlaw } from './entityTagList.ts';

/** A flaw and the text that was probably meant. */
export interface FlawedTag {
  readonly flaw: TagFlaw;
  readonly repaired: string | undefined;
}

type Reading = (text: string) => FlawedTag | undefined;

const DOUBLE_SMART = /[\u201c-\u201f\u00ab\u00bb\u2033\uff02\u300c-\u300f\u301d-\u301f]/g;
const SINGLE_SMART = /[\u2018-\u201b\u2032]/g;
const ANY_SMART = /[\u201c-\u201f\u00ab\u00bb\u2033\uff02\u300c-\u300f\u301d-\u301f\u2018-\u201b\u2032]/;
const ESCAPED_QUOTE = /\\{1,3}"|%22|&quot;|&#0{0,4}34;|&#x0{0,4}22;|\\u0022/gi;
const FIELD_NAME = /^(?:ETag|If-Match|If-None-Match|If-Range|Last-Modified|If-(?:Un)?Modified-Since)[ \t]{0,8}:/i;
/** A weak prefix written otherwise than `W/`: no slash, a wrong one, a blank. */
const WEAK_PREFIX = /^[Ww][ \t]{0,2}[/\\|:_-]?[ \t]{0,2}\\?(?=")/;

/**
 * Names the flaw of a member that is no entity tag, and what was probably meant. The readings go from the most
 * telling to the least: what surrounds a tag first, then its quotes, then the characters inside.
 */
export function describeFlaw(text: string): FlawedTag {
  const readings: readonly Reading[] = [
    pastedHeader,
    smartQuotes,
    badWeakPrefix,
    escapedQuotes,
    singleQuotes,
    noQuotes,
    oddQuotes,
    missingComma,
  ];
  for (const read of readings) {
    const found = read(text);
    if (found !== undefined) return found;
  }
  return { flaw: 'etag-illegal-char', repaired: withoutSurroundings(text) ?? adjacent(text) ?? rewrapped(text) };
}

/** The text when it is a valid tag by now; else what a second reading makes of it, once. */
function valid(text: string): string | undefined {
  return parseEntityTag(text) === undefined ? undefined : text;
}

function pastedHeader(text: string): FlawedTag | undefined {
  const name = FIELD_NAME.exec(text);
  const hasEnding = /[\r\n]$/.test(text);
  if (name === null && !hasEnding) return undefined;
  const rest = text.slice(name?.[0].length ?? 0).trim();
  // What follows the name of a date field is no tag, whatever is made of it.
  const dated = /modified/i.test(name?.[0] ?? '');
  return { flaw: 'etag-header-pasted', repaired: valid(rest) ?? (dated ? undefined : rewrapped(rest)) };
}

function smartQuotes(text: string): FlawedTag | undefined {
  if (!ANY_SMART.test(text)) return undefined;
  const straight = text.replace(DOUBLE_SMART, '"').replace(SINGLE_SMART, "'");
  return { flaw: 'etag-smart-quotes', repaired: valid(straight) ?? validList(straight) ?? rewrapped(straight) };
}

function badWeakPrefix(text: string): FlawedTag | undefined {
  const outside = /^"W\/"(.*)""$/.exec(text);
  if (outside?.[1] !== undefined) return { flaw: 'etag-bad-weak-prefix', repaired: valid(`W/"${outside[1]}"`) };
  const repeated = /^(?:W\/){2,8}(?=")/i.exec(text)?.[0];
  if (repeated !== undefined)
    return { flaw: 'etag-bad-weak-prefix', repaired: valid(`W/${text.slice(repeated.length)}`) };
  const prefix = WEAK_PREFIX.exec(text)?.[0];
  if (prefix === undefined || prefix === 'W/' || prefix === 'W/\\' || prefix === 'w/\\') return undefined;
  const flaw = prefix === 'w/' ? 'etag-lowercase-weak' : 'etag-bad-weak-prefix';
  return { flaw, repaired: rewrapped(`W/${text.slice(prefix.length)}`) };
}

function escapedQuotes(text: string): FlawedTag | undefined {
  const doubled = text.length > 4 && text.startsWith('""') && text.endsWith('""');
  const plain = doubled ? text.slice(1, -1) : text.replace(ESCAPED_QUOTE, '"');
  if (plain === text) return undefined;
  return { flaw: 'etag-escaped-quotes', repaired: valid(plain) ?? rewrapped(plain) };
}

function singleQuotes(text: string): FlawedTag | undefined {
  const body = /^(?:W\/)?'/i.test(text) && text.endsWith("'");
  return body ? { flaw: 'etag-single-quoted', repaired: rewrapped(text) } : undefined;
}

function noQuotes(text: string): FlawedTag | undefined {
  if (text.includes('"')) return undefined;
  // A blank inside says that this is no tag at all, a sentence or a date perhaps: nothing to guess.
  const guess = !/[ \t]/.test(text) && !isStandIn(text);
  const bare = text.replace(/^`(.+)`$/, '$1').replace(/^\*[;.]+$/, '*');
  return { flaw: 'etag-unquoted', repaired: guess ? rewrapped(bare) : undefined };
}

const STAND_IN =
  /^(?:null|undefined|nil|none|nan|\[object Object\]|<[^<>]{1,60}>|\$?\{[^{}]{1,60}\}|%[a-z_]{1,60}%|\$[a-z_]{1,60})$/i;

/** Whether a text stands where a value was to come: what programs write for none, or a placeholder left as it was. */
export function isStandIn(text: string): boolean {
  return text.length <= 64 && STAND_IN.test(text);
}

function oddQuotes(text: string): FlawedTag | undefined {
  let quotes = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes += 1;
  if (quotes % 2 === 0) return undefined;
  return { flaw: 'etag-missing-quote', repaired: listOf(text.split(',')) };
}

function missingComma(text: string): FlawedTag | undefined {
  const parts = text.split(/(?<=")[ \t;|]+(?=W\/"|")/);
  if (parts.length < 2 || parts.some((part) => parseEntityTag(part) === undefined)) return undefined;
  return { flaw: 'etag-list-missing-comma', repaired: parts.join(', ') };
}

/** The text when it is a list of valid tags by now, with no comma inside one. */
function validList(text: string): string | undefined {
  const parts = text.split(',').map((part) => part.trim());
  return parts.every((part) => parseEntityTag(part) !== undefined) ? parts.join(', ') : undefined;
}

/** What may be pasted along before a tag: marks, invisible characters, the field's name, a `W` too many. */
const BEFORE = /^(?:[^A-Za-z0-9]|etag|w)*$/i;
/** What may be pasted along after it: marks, or a comment. */
const AFTER = /^[^A-Za-z0-9]*(?:(?:#|\/\/).*)?$/s;

/** The one tag in quotes, when nothing of weight stands around it, as in `["a"]` and `ETag="a"`. */
function withoutSurroundings(text: string): string | undefined {
  const [, before = '', opaque = '', after = ''] = /^([^"]*)"([^"]+)"([^"]*)$/.exec(text) ?? [];
  if (opaque === '' || !BEFORE.test(before) || !AFTER.test(after)) return undefined;
  return valid(`${/w\/$/i.test(before) ? 'W/' : ''}"${opaque}"`);
}

/** Tags that nothing at all parts, as a list. */
function adjacent(text: string): string | undefined {
  const parts = text.split(/(?<=")(?=(?:W\/)?")/);
  return parts.length > 1 && parts.every((part) => parseEntityTag(part) !== undefined) ? parts.join(', ') : undefined;
}

function listOf(parts: readonly string[]): string | undefined {
  const tags = parts.map((part) => rewrapped(part.trim()));
  return tags.includes(undefined) ? undefined : tags.join(', ');
}

/**
 * A tag of the text's allowed characters, all quotes at its ends and inside taken as misplaced. A whole tag with
 * something else beside it gives none: nobody can tell what of the two was meant.
 */
function rewrapped(text: string): string | undefined {
  if (/^(?:"[^"]+"[ \t][^"]+|[^"]+[ \t]"[^"]+")$/.test(text)) return undefined;
  const weak = /^W\//i.test(text);
  let opaque = '';
  for (const char of text.slice(weak ? 2 : 0).replace(/^'|'$/g, '')) {
    if (isEtagChar(char.charCodeAt(0))) opaque += char;
  }
  return opaque === '' ? undefined : `${weak ? 'W/' : ''}"${opaque}"`;
}
