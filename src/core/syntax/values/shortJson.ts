/** An array or object of at least as many characters on one line does not stand on one. */
export const widest = 100;

/** Nothing nested deeper can be that short. */
const deepest = widest / 2;

/** What white space is read past at most before it is known that something fits on a line. */
const farthest = 1000;

/** A JSON value on one line, and the offset behind it. */
export interface ShortJson {
  readonly line: string;
  readonly end: number;
}

/**
 * The array or object that begins at the offset on one line, where it is short enough to stand on one. Reads at most
 * a thousand characters, whatever the text. Undefined for what is longer or is no JSON.
 */
export function shortJson(text: string, start: number): ShortJson | undefined {
  const reader = new Reader(text, start);
  const line = reader.value();
  return line === undefined ? undefined : { line, end: reader.at };
}

class Reader {
  readonly #text: string;
  readonly #last: number;
  #depth = 0;
  at: number;

  constructor(text: string, start: number) {
    this.#text = text;
    this.#last = start + farthest;
    this.at = start;
  }

  value(): string | undefined {
    const code = this.#text.charCodeAt(this.at);
    if (code === OBJECT) return this.#inside('{ ', ' }', '}');
    if (code === ARRAY) return this.#inside('[', ']', ']');
    return this.#take(code === QUOTE ? stringEnd(this.#text, this.at, widest) : scalarEnd(this.#text, this.at));
  }

  #inside(opening: string, closing: string, last: string): string | undefined {
    this.#depth += 1;
    const line = this.#depth > deepest ? undefined : this.#members(opening, closing, last);
    this.#depth -= 1;
    return line;
  }

  #members(opening: string, closing: string, last: string): string | undefined {
    this.at += 1;
    this.#skipSpace();
    if (this.#isNext(last.charCodeAt(0))) return opening.trim() + last;
    const items: string[] = [];
    let width = 0;
    do {
      const item = this.#member(opening);
      width += (item?.length ?? widest) + 2;
      if (item === undefined || width >= widest) return undefined;
      items.push(item);
    } while (this.#isNext(COMMA));
    return this.#isNext(last.charCodeAt(0)) ? opening + items.join(', ') + closing : undefined;
  }

  /** One member with its name, and the white space before and behind it. */
  #member(opening: string): string | undefined {
    this.#skipSpace();
    const name = opening === '[' ? '' : this.#name();
    const value = name === undefined ? undefined : this.value();
    this.#skipSpace();
    return value === undefined ? undefined : name + value;
  }

  #name(): string | undefined {
    const name = this.#take(stringEnd(this.#text, this.at, widest));
    this.#skipSpace();
    if (name === undefined || !this.#isNext(COLON)) return undefined;
    this.#skipSpace();
    return `${name}: `;
  }

  #take(end: number): string | undefined {
    if (end === -1) return undefined;
    const token = this.#text.slice(this.at, end);
    this.at = end;
    return token;
  }

  #isNext(code: number): boolean {
    if (this.#text.charCodeAt(this.at) !== code) return false;
    this.at += 1;
    return true;
  }

  #skipSpace(): void {
    this.at = spaceEnd(this.#text, this.at, this.#last);
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const OBJECT = 0x7b;

/** Where the string that begins at the offset ends; -1 where none does, or a longer one. */
export function stringEnd(text: string, start: number, longest = text.length): number {
  if (text.charCodeAt(start) !== QUOTE) return -1;
  const last = Math.min(text.length, start + longest);
  for (let at = start + 1; at < last; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code < 0x20) return -1;
    if (code === BACKSLASH) at += 1;
  }
  return -1;
}

const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Where the number or the word that begins at the offset ends; -1 where none does. */
export function scalarEnd(text: string, start: number): number {
  scalar.lastIndex = start;
  return scalar.test(text) ? scalar.lastIndex : -1;
}

/** Where the white space at the offset ends, at most at `last`. */
export function spaceEnd(text: string, start: number, last = text.length): number {
  let at = start;
  for (; at < last; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
  }
  return at;
}
