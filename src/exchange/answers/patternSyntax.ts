/** A regular expression's tree, of the part of the syntax that an automaton can run in linear time. */
export type PatternNode =
  | { readonly kind: 'set'; readonly holds: (character: string) => boolean }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'either'; readonly ways: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly item: PatternNode; readonly least: number; readonly most: number };

interface Cursor {
  readonly text: readonly string[];
  at: number;
}

/**
 * Reads literals, `.`, `[…]`, `\d \w \s` and their opposites, groups, `|`, `* + ? {m,n}`, `^` and `$`. Undefined for
 * anything else: look-around and back-references have no linear form.
 */
export function parsePattern(pattern: string): PatternNode | undefined {
  const cursor: Cursor = { text: [...pattern], at: 0 };
  const node = either(cursor);
  return cursor.at === cursor.text.length ? node : undefined;
}

function either(cursor: Cursor): PatternNode | undefined {
  const ways: PatternNode[] = [];
  do {
    const way = sequence(cursor);
    if (way === undefined) return undefined;
    ways.push(way);
  } while (take(cursor, '|'));
  return { kind: 'either', ways };
}

function sequence(cursor: Cursor): PatternNode | undefined {
  const items: PatternNode[] = [];
  while (cursor.at < cursor.text.length && !'|)'.includes(peek(cursor))) {
    const item = repeated(cursor);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return { kind: 'sequence', items };
}

function repeated(cursor: Cursor): PatternNode | undefined {
  const item = atom(cursor);
  if (item === undefined) return undefined;
  const times = quantifier(cursor);
  take(cursor, '?');
  return times === undefined ? item : { kind: 'repeat', item, ...times };
}

function quantifier(cursor: Cursor): { least: number; most: number } | undefined {
  if (take(cursor, '*')) return { least: 0, most: Number.POSITIVE_INFINITY };
  if (take(cursor, '+')) return { least: 1, most: Number.POSITIVE_INFINITY };
  if (take(cursor, '?')) return { least: 0, most: 1 };
  const found = /^\{(\d{1,3})(,(\d{0,3}))?\}/.exec(cursor.text.slice(cursor.at, cursor.at + 9).join(''));
  if (found === null) return undefined;
  cursor.at += found[0].length;
  const least = Number(found[1]);
  if (found[2] === undefined) return { least, most: least };
  return { least, most: found[3] ? Number(found[3]) : Number.POSITIVE_INFINITY };
}

function atom(cursor: Cursor): PatternNode | undefined {
  const character = peek(cursor);
  cursor.at += 1;
  switch (character) {
    case '.':
      return { kind: 'set', holds: (each) => each !== '\n' };
    case '^':
      return { kind: 'start' };
    case '$':
      return { kind: 'end' };
    case '[':
      return characterClass(cursor);
    case '(':
      return group(cursor);
    case '\\':
      return escaped(cursor);
    case '*':
    case '+':
    case '?':
      return undefined;
    default:
      return literal(character);
  }
}

function group(cursor: Cursor): PatternNode | undefined {
  if (take(cursor, '?') && !take(cursor, ':')) return undefined;
  const inner = either(cursor);
  return take(cursor, ')') ? inner : undefined;
}

const literal = (character: string): PatternNode => ({ kind: 'set', holds: (each) => each === character });

const classes: Readonly<Record<string, (character: string) => boolean>> = {
  d: (each) => /[0-9]/.test(each),
  w: (each) => /\w/.test(each),
  s: (each) => /\s/.test(each),
  D: (each) => !/[0-9]/.test(each),
  W: (each) => !/\w/.test(each),
  S: (each) => !/\s/.test(each),
  n: (each) => each === '\n',
  r: (each) => each === '\r',
  t: (each) => each === '\t',
};

function escaped(cursor: Cursor): PatternNode | undefined {
  const character = peek(cursor);
  cursor.at += 1;
  const holds = classes[character];
  if (holds !== undefined) return { kind: 'set', holds };
  return /[^0-9A-Za-z]/u.test(character) ? literal(character) : undefined;
}

function characterClass(cursor: Cursor): PatternNode | undefined {
  const opposite = take(cursor, '^');
  const members: ((character: string) => boolean)[] = [];
  while (cursor.at < cursor.text.length) {
    if (members.length > 0 && take(cursor, ']')) {
      return { kind: 'set', holds: (each) => members.some((member) => member(each)) !== opposite };
    }
    const member = classMember(cursor);
    if (member === undefined) return undefined;
    members.push(member);
  }
  return undefined;
}

function classMember(cursor: Cursor): ((character: string) => boolean) | undefined {
  if (take(cursor, '\\')) {
    const node = escaped(cursor);
    return node?.kind === 'set' ? node.holds : undefined;
  }
  const from = peek(cursor);
  cursor.at += 1;
  const to = cursor.text[cursor.at + 1];
  if (peek(cursor) !== '-' || to === undefined || to === ']') return (each) => each === from;
  cursor.at += 2;
  return (each) => each >= from && each <= to;
}

const peek = (cursor: Cursor) => cursor.text[cursor.at] ?? '';

function take(cursor: Cursor, character: string): boolean {
  if (peek(cursor) !== character) return false;
  cursor.at += 1;
  return true;
}
