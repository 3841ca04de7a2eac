/** Beyond this depth the indentation itself would grow with the square of the content. */
const deepest = 100;
/** What is shorter stays on one line. */
const widest = 100;

/**
 * Lays large JSON out: arrays and objects of at most some hundred characters stand on one line, longer ones have a
 * line for each member. Only white space between tokens changes. A table of a million cells so has as many lines as
 * rows, which an editor still colours and folds. Undefined when the text is not one JSON value or is nested too
 * deeply. Linear in the text.
 */
export function compactJson(text: string): string | undefined {
  return new Layout(text).whole();
}

const breaks = Array.from({ length: deepest + 2 }, (_, depth) => `\n${'  '.repeat(depth)}`);
const breakAt = (depth: number): string => breaks[depth] ?? '\n';

/** A reader of one text, at one place of it. */
class Layout {
  readonly #text: string;
  #at = 0;
  /** Whether the value read last stands on one line and may do so inside of another. */
  #flat: 'yes' | 'no' = 'yes';

  constructor(text: string) {
    this.#text = text;
  }

  whole(): string | undefined {
    this.#skipSpace();
    const value = this.#value(0);
    this.#skipSpace();
    return this.#at === this.#text.length ? value : undefined;
  }

  #value(depth: number): string | undefined {
    const code = this.#text.charCodeAt(this.#at);
    if (code === OBJECT) return this.#members(depth, '{', '}');
    if (code === ARRAY) return this.#members(depth, '[', ']');
    this.#flat = 'yes';
    return code === QUOTE ? this.#string() : this.#scalar();
  }

  #members(depth: number, opening: string, closing: string): string | undefined {
    this.#at += 1;
    this.#skipSpace();
    if (this.#text.charCodeAt(this.#at) === closing.charCodeAt(0)) return this.#empty(opening + closing);
    const items: string[] = [];
    let width = 0;
    do {
      const item = depth < deepest ? this.#member(depth + 1, opening) : undefined;
      if (item === undefined) return undefined;
      width += this.#flat === 'yes' ? item.length + 2 : widest;
      items.push(item);
    } while (this.#isNext(COMMA));
    if (!this.#isNext(closing.charCodeAt(0))) return undefined;
    this.#flat = width < widest ? 'yes' : 'no';
    const space = opening === '{' ? ' ' : '';
    if (this.#flat === 'yes') return opening + space + items.join(', ') + space + closing;
    return opening + breakAt(depth + 1) + items.join(`,${breakAt(depth + 1)}`) + breakAt(depth) + closing;
  }

  /** Goes past the character, and the white space behind a comma, where it is the next. */
  #isNext(code: number): boolean {
    if (this.#text.charCodeAt(this.#at) !== code) return false;
    this.#at += 1;
    if (code === COMMA) this.#skipSpace();
    return true;
  }

  #empty(text: string): string {
    this.#at += 1;
    this.#flat = 'yes';
    return text;
  }

  /** One member with its name, and the white space behind it. */
  #member(depth: number, opening: string): string | undefined {
    const name = opening === '{' ? this.#name() : '';
    const value = name === undefined ? undefined : this.#value(depth);
    this.#skipSpace();
    return value === undefined ? undefined : name + value;
  }

  #name(): string | undefined {
    const name = this.#text.charCodeAt(this.#at) === QUOTE ? this.#string() : undefined;
    this.#skipSpace();
    if (name === undefined || this.#text.charCodeAt(this.#at) !== COLON) return undefined;
    this.#at += 1;
    this.#skipSpace();
    return `${name}: `;
  }

  #string(): string | undefined {
    const start = this.#at;
    for (let at = start + 1; at < this.#text.length; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (code === QUOTE) {
        this.#at = at + 1;
        return this.#text.slice(start, at + 1);
      }
      if (code < 0x20) return undefined;
      if (code === BACKSLASH) at += 1;
    }
    return undefined;
  }

  #scalar(): string | undefined {
    scalar.lastIndex = this.#at;
    const found = scalar.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at += 1;
    }
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const OBJECT = 0x7b;

const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
