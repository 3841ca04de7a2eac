import { scalarEnd, shortJson, spaceEnd, stringEnd } from './shortJson.ts';

/** Beyond this depth the indentation itself would grow with the square of the content. */
const deepest = 100;
/** Nor may it outweigh the content. */
const mostTimes = 8;

const breaks = Array.from({ length: deepest + 2 }, (_, depth) => `\n${'  '.repeat(depth)}`);

/**
 * Lays large JSON out, as much at a time as is wanted: arrays and objects of less than some hundred characters stand
 * on one line, longer ones have a line for each member. Only white space between tokens changes. A table of a million
 * cells so has as many lines as rows, which an editor still colours and folds. From where the text is no JSON any more,
 * because it was cut or never was any, or is nested too deeply, it stands as it came. Linear in the text.
 */
export class LargeJson {
  readonly #text: string;
  /** The brackets that close what is open. */
  readonly #open: string[] = [];
  #at: number;
  #expected: 'value' | 'first' | 'after' | 'nothing' = 'value';
  #out: string[] = [];
  /** Characters of all pieces. */
  #written = 0;

  constructor(text: string) {
    this.#text = text;
    this.#at = spaceEnd(text, 0);
  }

  /** The next piece: some more than so many characters, less at the end, '' after it. */
  next(length = Number.POSITIVE_INFINITY): string {
    const enough = this.#written + length;
    while (this.#written < enough && this.#expected !== 'nothing') this.#step();
    const piece = this.#out.join('');
    this.#out = [];
    return piece;
  }

  /** Whether there is no more of it. */
  get isDone(): boolean {
    return this.#expected === 'nothing';
  }

  #step(): void {
    const end = this.#at;
    this.#at = spaceEnd(this.#text, end);
    if (this.#expected !== 'after') this.#member();
    else if (this.#open.length > 0) this.#separator();
    else {
      // Behind the value, white space that something follows is no layout.
      if (this.#at < this.#text.length) this.#at = end;
      this.#rest();
    }
  }

  /** A member with its name, or the end of an object or array that has none. */
  #member(): void {
    const closing = this.#open.at(-1);
    const isEmpty = this.#expected === 'first' && this.#text.charAt(this.#at) === closing;
    if (isEmpty) this.#separator();
    else if (this.#written > mostTimes * this.#text.length) this.#rest();
    else {
      if (closing !== undefined) this.#write(breaks[this.#open.length] ?? '\n');
      if (closing === '}' && !this.#name()) this.#rest();
      else this.#value();
    }
  }

  /** The comma before the next member, or what closes them. */
  #separator(): void {
    const character = this.#text.charAt(this.#at);
    const isLast = character === this.#open.at(-1);
    if (!isLast && character !== ',') {
      this.#rest();
      return;
    }
    if (isLast) this.#open.pop();
    this.#write(isLast ? (breaks[this.#open.length] ?? '\n') + character : character);
    this.#expected = isLast ? 'after' : 'value';
    this.#at += 1;
  }

  /** Whether there was one, with its colon. */
  #name(): boolean {
    const end = stringEnd(this.#text, this.#at);
    const colon = end === -1 ? -1 : spaceEnd(this.#text, end);
    if (this.#text.charAt(colon) !== ':') return false;
    this.#write(`${this.#text.slice(this.#at, end)}: `);
    this.#at = spaceEnd(this.#text, colon + 1);
    return true;
  }

  #value(): void {
    const character = this.#text.charAt(this.#at);
    if (character === '{' || character === '[') this.#members(character);
    else this.#take(character === '"' ? stringEnd(this.#text, this.#at) : scalarEnd(this.#text, this.#at));
  }

  #take(end: number, line = this.#text.slice(this.#at, end)): void {
    if (end === -1) {
      this.#rest();
      return;
    }
    this.#write(line);
    this.#at = end;
    this.#expected = 'after';
  }

  #members(opening: '{' | '['): void {
    const short = shortJson(this.#text, this.#at);
    if (short !== undefined) this.#take(short.end, short.line);
    else if (this.#open.length === deepest) this.#rest();
    else {
      this.#open.push(opening === '{' ? '}' : ']');
      this.#write(opening);
      this.#at += 1;
      this.#expected = 'first';
    }
  }

  /** What is no JSON, as it came. */
  #rest(): void {
    this.#write(this.#text.slice(this.#at));
    this.#at = this.#text.length;
    this.#expected = 'nothing';
  }

  #write(text: string): void {
    this.#out.push(text);
    this.#written += text.length;
  }
}
