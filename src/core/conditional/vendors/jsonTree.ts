/** JSON as it was written: a number keeps its digits, for versions of 64 bits are more than a double holds. */
export type JsonNode =
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, JsonNode> }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'word'; readonly value: 'true' | 'false' | 'null' };

/** Deeper than any API's answer; a hostile one could exhaust the stack. */
const DEEPEST = 64;

/** The tree of a JSON text, undefined when it is none. Takes linear time. */
export function jsonTree(text: string): JsonNode | undefined {
  const reader = new JsonReader(text);
  const node = reader.value(0);
  return node !== undefined && reader.isAtEnd() ? node : undefined;
}

/** The node at the path of member names, undefined where there is none. */
export function nodeAt(node: JsonNode | undefined, ...path: readonly string[]): JsonNode | undefined {
  let at = node;
  for (const name of path) at = at?.kind === 'object' ? at.members.get(name) : undefined;
  return at;
}

/** The text of a string or the digits of a number at the path. */
export function scalarAt(node: JsonNode | undefined, ...path: readonly string[]): string | undefined {
  const at = nodeAt(node, ...path);
  if (at?.kind === 'string') return at.value;
  return at?.kind === 'number' ? at.digits : undefined;
}

/** The items of the array at the path; none when there is no array. */
export function itemsAt(node: JsonNode | undefined, ...path: readonly string[]): readonly JsonNode[] {
  const at = nodeAt(node, ...path);
  return at?.kind === 'array' ? at.items : [];
}

const BLANK = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const WORD = /true|false|null/y;

/** Reads on from an offset; what does not fit is undefined, and so is everything around it. */
class JsonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    this.#take(BLANK);
    return this.#at === this.#text.length;
  }

  value(depth: number): JsonNode | undefined {
    this.#take(BLANK);
    switch (this.#text[this.#at]) {
      case '{':
        return depth < DEEPEST ? this.#object(depth) : undefined;
      case '[':
        return depth < DEEPEST ? this.#array(depth) : undefined;
      case '"': {
        const value = this.#string();
        return value === undefined ? undefined : { kind: 'string', value };
      }
      default:
        return this.#plain();
    }
  }

  #plain(): JsonNode | undefined {
    const digits = this.#take(NUMBER);
    if (digits !== undefined) return { kind: 'number', digits };
    const value = this.#take(WORD);
    return value === undefined ? undefined : { kind: 'word', value: value as 'true' | 'false' | 'null' };
  }

  #object(depth: number): JsonNode | undefined {
    const members = new Map<string, JsonNode>();
    this.#at += 1;
    if (this.#mark('}')) return { kind: 'object', members };
    do {
      this.#take(BLANK);
      const name = this.#string();
      if (name === undefined || !this.#mark(':')) return undefined;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      members.set(name, value);
    } while (this.#mark(','));
    return this.#mark('}') ? { kind: 'object', members } : undefined;
  }

  #array(depth: number): JsonNode | undefined {
    const items: JsonNode[] = [];
    this.#at += 1;
    if (this.#mark(']')) return { kind: 'array', items };
    do {
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      items.push(value);
    } while (this.#mark(','));
    return this.#mark(']') ? { kind: 'array', items } : undefined;
  }

  #string(): string | undefined {
    const text = this.#take(STRING);
    if (text === undefined) return undefined;
    return text.includes('\\') ? (JSON.parse(text) as string) : text.slice(1, -1);
  }

  #mark(mark: string): boolean {
    this.#take(BLANK);
    if (this.#text[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}
