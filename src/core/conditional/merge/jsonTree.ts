/** A JSON value with its text as it was written. `canonical` is equal for equal values, however they are written. */
export type JsonNode =
  | { readonly kind: 'scalar'; readonly text: string; readonly canonical: string }
  | {
      readonly kind: 'object' | 'array';
      readonly text: string;
      readonly canonical: string;
      readonly items: readonly JsonItem[];
      /** The white space before the closing bracket. */
      readonly close: string;
    };

/** A member of an object or an element of an array, with the text around its value. */
export interface JsonItem {
  /** The name of the member; of an element its position. */
  readonly name: string;
  /** The white space before it. */
  readonly lead: string;
  /** Of a member, its name and colon as they are written. */
  readonly head: string;
  readonly value: JsonNode;
}

/** Deeper content is not merged as JSON. */
const DEEPEST = 100;

/** A JSON text as a tree that gives back every byte of it; undefined when it is none, or nested too deeply. */
export function jsonTree(
  text: string,
): { readonly node: JsonNode; readonly before: string; readonly after: string } | undefined {
  if (!isJson(text)) return undefined;
  const at = skipSpace(text, 0);
  const read = readValue(text, at, 0);
  return read && { node: read.node, before: text.slice(0, at), after: text.slice(read.end) };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    // Content that is no JSON is merged by lines: that is an answer, not a failure.
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

interface Read {
  readonly node: JsonNode;
  readonly end: number;
}

/** From here on the text is known to be JSON: the first character of a value tells its kind. */
function readValue(text: string, at: number, depth: number): Read | undefined {
  const first = text[at];
  if (first === '{' || first === '[') return depth < DEEPEST ? readItems(text, at, depth) : undefined;
  const end = first === '"' ? endOfString(text, at) : endOfWord(text, at);
  const written = text.slice(at, end);
  const canonical = first === '"' ? JSON.stringify(JSON.parse(written)) : canonicalNumber(written);
  return { node: { kind: 'scalar', text: written, canonical }, end };
}

function readItems(text: string, start: number, depth: number): Read | undefined {
  const kind = text[start] === '{' ? 'object' : 'array';
  const items: JsonItem[] = [];
  let at = start + 1;
  for (;;) {
    const from = at;
    at = skipSpace(text, at);
    if (text[at] === '}' || text[at] === ']')
      return finished(text, { kind, start, items, close: text.slice(from, at), end: at + 1 });
    const lead = text.slice(from, at);
    const keyed = kind === 'object' ? readKey(text, at) : { name: String(items.length), end: at };
    const read = readValue(text, keyed.end, depth + 1);
    if (read === undefined) return undefined;
    items.push({ name: keyed.name, lead, head: text.slice(at, keyed.end), value: read.node });
    at = read.end;
    const next = skipSpace(text, at);
    // The space before a comma is nobody's; before the closing bracket it is the bracket's.
    if (text[next] === ',') at = next + 1;
  }
}

function readKey(text: string, at: number): { readonly name: string; readonly end: number } {
  const end = endOfString(text, at);
  const colon = skipSpace(text, end);
  return { name: JSON.parse(text.slice(at, end)) as string, end: skipSpace(text, colon + 1) };
}

interface Container {
  readonly kind: 'object' | 'array';
  readonly start: number;
  readonly items: readonly JsonItem[];
  readonly close: string;
  readonly end: number;
}

function finished(text: string, { kind, start, items, close, end }: Container): Read {
  const written = text.slice(start, end);
  // Which of two members of one name counts is anybody's guess: such an object is taken or left as a whole.
  if (kind === 'object' && new Set(items.map(({ name }) => name)).size < items.length) {
    return { node: { kind: 'scalar', text: written, canonical: written }, end };
  }
  const pairs = items.map(({ name, value }) =>
    kind === 'object' ? `${JSON.stringify(name)}:${value.canonical}` : value.canonical,
  );
  const canonical = kind === 'object' ? `{${pairs.sort().join()}}` : `[${pairs.join()}]`;
  return { node: { kind, text: written, canonical, items, close }, end };
}

/** `1.50`, `15e-1` and `1.5` are one number, whatever its size: no digit passes through a float. */
function canonicalNumber(written: string): string {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,9}))?$/.exec(written) ?? [];
  if (sign === undefined) return written;
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  if (digits === '') return `${sign}0`;
  const kept = withoutTrailingZeros(digits);
  return `${sign}${kept}e${Number(exponent) - fraction.length + digits.length - kept.length}`;
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length && /[-+.\w]/.test(text[at] ?? '')) at += 1;
  return at;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return at;
}
