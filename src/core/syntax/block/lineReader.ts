import { BYTE_ORDER_MARK, HASH, isBlank } from './characters.ts';

/**
 * Walks over the lines of a text once, ended by LF, CRLF or a lone CR. It holds offsets of the current line only:
 * an array of lines would cost more than everything the parser does with them.
 */
export class LineReader {
  readonly text: string;
  /** Offset of the line's first character. */
  start = 0;
  /** Offset of its first character that is no blank, or `end`. */
  first = 0;
  /** Offset of its terminator, or of the text's end. */
  end = 0;
  /** Offset of the next line. */
  next = 0;
  #lineFeed = -1;
  #carriageReturn = -1;

  /** `from` is the offset of a line; a byte order mark at the text's begin belongs to none. */
  constructor(text: string, from = 0) {
    this.text = text;
    this.next = from === 0 && text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : from;
    this.advance();
  }

  /** Whether the text is used up. */
  get done(): boolean {
    return this.start >= this.text.length;
  }

  /** Whether there is nothing but blanks on the line. */
  get blank(): boolean {
    return this.first === this.end;
  }

  /** Whether the line is a `###` separator; blanks may stand before it. */
  get separator(): boolean {
    const { text, first } = this;
    return (
      text.charCodeAt(first) === HASH && text.charCodeAt(first + 1) === HASH && text.charCodeAt(first + 2) === HASH
    );
  }

  /** The code unit at an offset from the line's first non-blank character. */
  at(offset: number): number {
    return this.text.charCodeAt(this.first + offset);
  }

  /** Goes to the next line. */
  advance(): void {
    const { text, next } = this;
    if (this.#lineFeed < next) this.#lineFeed = find(text, '\n', next);
    if (this.#carriageReturn < next) this.#carriageReturn = find(text, '\r', next);
    const end = Math.min(this.#lineFeed, this.#carriageReturn);
    let first = next;
    while (first < end && isBlank(text.charCodeAt(first))) first += 1;
    this.start = next;
    this.first = first;
    this.end = end;
    this.next = Math.min(text.length, end === this.#lineFeed - 1 ? end + 2 : end + 1);
  }
}

function find(text: string, terminator: string, from: number): number {
  const at = text.indexOf(terminator, from);
  return at === -1 ? text.length : at;
}
