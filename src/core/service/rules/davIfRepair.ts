import { parseDavIf } from '../../http/davIf.ts';
import { entityTagEnd } from '../../http/entityTag.ts';

/** Longer values are not guessed at. */
const LONGEST = 1000;
/** An absolute URI, as lock tokens are (RFC 4918 §6.5). */
const TOKEN = /^<?([a-z][a-z0-9+.-]{1,30}:[^\s<>()[\]"]+)>?$/i;

/** What an ill-formed `If` was probably meant to be (RFC 4918 §10.4.2); undefined when that cannot be told. */
export function repairDavIf(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const inner = withoutPair(text.trim(), '(', ')');
  const parts = inner.split(/[ \t]+/).map(repairPart);
  if (parts.includes(undefined)) return undefined;
  const repaired = `(${parts.join(' ')})`;
  return parseDavIf(repaired).kind === 'lists' ? repaired : undefined;
}

function withoutPair(text: string, open: string, close: string): string {
  return text.startsWith(open) && text.endsWith(close) ? text.slice(1, -1).trim() : text;
}

function repairPart(part: string): string | undefined {
  if (/^not$/i.test(part)) return 'Not';
  const token = TOKEN.exec(part)?.[1];
  if (token !== undefined) return `<${token}>`;
  const tag = withoutPair(part, '[', ']');
  if (entityTagEnd(tag, 0) === tag.length) return `[${tag}]`;
  const quoted = `"${tag}"`;
  return tag !== part && entityTagEnd(quoted, 0) === quoted.length ? `[${quoted}]` : undefined;
}
