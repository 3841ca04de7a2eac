import { type EntityTag, entityTagEnd, parseEntityTag } from './entityTag.ts';

/** One condition of a list: `<token>` or `["etag"]`, perhaps after `Not`. */
export type DavCondition = { readonly not: 'yes' | 'no' } & (
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'etag'; readonly tag: EntityTag }
);

/** `( … )`: all its conditions must hold. `resource` is the URL of the tag before it, undefined when untagged. */
export interface DavList {
  readonly resource: string | undefined;
  readonly conditions: readonly DavCondition[];
}

/** WebDAV's `If` value (RFC 4918 §10.4): one of the lists must hold. `at` is where the grammar breaks. */
export type DavIf =
  | { readonly kind: 'lists'; readonly lists: readonly DavList[] }
  | { readonly kind: 'malformed'; readonly at: number; readonly why: string };

interface Cursor {
  readonly text: string;
  at: number;
}

/** Reads an `If` value by the grammar of RFC 4918 §10.4.2. Total and linear. */
export function parseDavIf(text: string): DavIf {
  const cursor: Cursor = { text, at: 0 };
  const lists: DavList[] = [];
  let resource: string | undefined;
  for (skip(cursor); cursor.at < text.length; skip(cursor)) {
    if (text[cursor.at] === '<') {
      const tagged = readResource(cursor, lists);
      if (typeof tagged !== 'string') return tagged;
      resource = tagged;
      continue;
    }
    const conditions = readList(cursor);
    if (!Array.isArray(conditions)) return conditions;
    lists.push({ resource, conditions });
  }
  return lists.length > 0 ? { kind: 'lists', lists } : broken(cursor, 'a list in parentheses is missing');
}

type Broken = Extract<DavIf, { kind: 'malformed' }>;

function broken(cursor: Cursor, why: string): Broken {
  return { kind: 'malformed', at: cursor.at, why };
}

function skip(cursor: Cursor): void {
  while (/[ \t\r\n]/.test(cursor.text[cursor.at] ?? '')) cursor.at += 1;
}

/** A resource tag: its list must follow, and lists without a tag may not stand before it. */
function readResource(cursor: Cursor, before: readonly DavList[]): string | Broken {
  if (before[0] !== undefined && before[0].resource === undefined) {
    return broken(cursor, 'lists with and without a resource are mixed');
  }
  const resource = readAngle(cursor);
  if (resource === undefined) return broken(cursor, 'a "<" is not closed');
  skip(cursor);
  return cursor.text[cursor.at] === '(' ? resource : broken(cursor, 'a resource is not followed by a list');
}

function readAngle(cursor: Cursor): string | undefined {
  const end = cursor.text.indexOf('>', cursor.at);
  if (end < 0) return undefined;
  const inner = cursor.text.slice(cursor.at + 1, end);
  cursor.at = end + 1;
  return inner;
}

function readList(cursor: Cursor): DavCondition[] | Broken {
  if (cursor.text[cursor.at] !== '(') return broken(cursor, 'a list begins with "("');
  cursor.at += 1;
  const conditions: DavCondition[] = [];
  for (skip(cursor); cursor.text[cursor.at] !== ')'; skip(cursor)) {
    const condition = readCondition(cursor);
    if (condition.kind === 'malformed') return condition;
    conditions.push(condition);
  }
  if (conditions.length === 0) return broken(cursor, 'the list is empty');
  cursor.at += 1;
  return conditions;
}

function readCondition(cursor: Cursor): DavCondition | Broken {
  const not = /^not$/i.test(cursor.text.slice(cursor.at, cursor.at + 3)) ? 'yes' : 'no';
  if (not === 'yes') cursor.at += 3;
  skip(cursor);
  const opening = cursor.text[cursor.at];
  if (opening === '<') {
    const token = readAngle(cursor);
    return token === undefined ? broken(cursor, 'a "<" is not closed') : { not, kind: 'token', token };
  }
  if (opening !== '[') return broken(cursor, 'a lock token stands in < >, an entity tag in [ ]');
  const end = entityTagEnd(cursor.text, cursor.at + 1);
  const tag = end < 0 ? undefined : parseEntityTag(cursor.text.slice(cursor.at + 1, end));
  if (tag === undefined || cursor.text[end] !== ']') return broken(cursor, 'between [ and ] stands one quoted tag');
  cursor.at = end + 1;
  return { not, kind: 'etag', tag };
}
