/** Beyond this depth the indentation itself would grow with the square of the content. */
const deepest = 100;
/** Nor may it outweigh the content. */
const mostTimes = 8;

/**
 * Lays XML out, an element a line, two spaces a level, where that changes nothing but white space between elements.
 * What holds text, a CDATA section or a reference among its elements, or is under `xml:space="preserve"`, stands as it
 * came, with all in it; so do tags, comments, and everything before the root but the space between. Undefined for what is
 * not well nested, has no elements within others, or is nested too deeply; the caller then leaves it as it came.
 * Linear in the text.
 */
export function layOutXml(text: string): string | undefined {
  const tokens = tokensOf(text);
  const nesting = tokens && nestingOf(text, tokens);
  if (tokens === undefined || nesting === undefined) return undefined;
  const lines = [...linesOf(tokens, nesting)];
  const indentation = lines.reduce((sum, { depth }) => sum + 2 * depth, 0);
  if (indentation > mostTimes * text.length) return undefined;
  return lines.map(({ depth, start, end }) => '  '.repeat(depth) + text.slice(start, end)).join('\n');
}

interface Line {
  readonly depth: number;
  readonly start: number;
  readonly end: number;
}

function* linesOf(tokens: readonly XmlToken[], { untouched, laidOut }: Nesting): Generator<Line> {
  let depth = 0;
  let done = 0;
  for (const [index, { kind, start, end }] of tokens.entries()) {
    // White space beside the root is layout too.
    if (start < done || kind === 'space' || (kind === 'text' && depth === 0)) continue;
    if (kind === 'close') depth -= 1;
    done = untouched.get(index) ?? end;
    yield { depth, start, end: done };
    if (laidOut.has(index)) depth += 1;
  }
}

/** `other`: a comment, a processing instruction, the document type. `text` has a CDATA section too. */
type Kind = 'open' | 'close' | 'empty' | 'other' | 'text' | 'space';

interface XmlToken {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
}

/** The whole text as tokens; undefined where something is begun and not ended. */
function tokensOf(text: string): readonly XmlToken[] | undefined {
  const tokens: XmlToken[] = [];
  for (let at = 0; at < text.length; ) {
    const token = text.charAt(at) === '<' ? markupAt(text, at) : textAt(text, at);
    if (token === undefined) return undefined;
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function textAt(text: string, start: number): XmlToken {
  const next = text.indexOf('<', start);
  const end = next === -1 ? text.length : next;
  return { kind: isLayout(text, start, end) ? 'space' : 'text', start, end };
}

/**
 * White space that has a line break and so is there for the layout's sake; a space between two elements may be one
 * between two words. A no-break space is text.
 */
function isLayout(text: string, start: number, end: number): boolean {
  let breaks = 0;
  for (let at = start; at < end; at += 1) {
    const character = text.charAt(at);
    if (!' \t\n\r'.includes(character)) return false;
    if (character === '\n' || character === '\r') breaks += 1;
  }
  return breaks > 0;
}

function markupAt(text: string, start: number): XmlToken | undefined {
  if (text.startsWith('<!--', start)) return upTo(text, '-->', 'other', start, 4);
  if (text.startsWith('<![CDATA[', start)) return upTo(text, ']]>', 'text', start, 9);
  if (text.startsWith('<?', start)) return upTo(text, '?>', 'other', start, 2);
  const end = tagEnd(text, start);
  if (end === -1) return undefined;
  if (text.startsWith('<!', start)) return { kind: 'other', start, end };
  if (text.startsWith('</', start)) return { kind: 'close', start, end };
  return { kind: text.charAt(end - 2) === '/' ? 'empty' : 'open', start, end };
}

function upTo(text: string, mark: string, kind: Kind, start: number, skipped: number): XmlToken | undefined {
  const end = text.indexOf(mark, start + skipped);
  return end === -1 ? undefined : { kind, start, end: end + mark.length };
}

/** Behind the `>` that ends a tag or a document type: neither one in quotes nor one inside of brackets. */
function tagEnd(text: string, start: number): number {
  let brackets = 0;
  for (let at = nextMark(text, start + 1); at !== -1; at = nextMark(text, at + 1)) {
    const mark = text.charAt(at);
    if (mark === '[') brackets += 1;
    else if (mark === ']') brackets -= 1;
    else if (brackets <= 0) return mark === '>' ? at + 1 : -1;
  }
  return -1;
}

const marks = /["'[\]<>]/g;

/** The next bracket that stands in no quotes; -1 where there is none. */
function nextMark(text: string, from: number): number {
  for (let at = from; at < text.length; ) {
    marks.lastIndex = at;
    const found = marks.exec(text);
    if (found === null) return -1;
    if (found[0] !== '"' && found[0] !== "'") return found.index;
    const end = text.indexOf(found[0], found.index + 1);
    if (end === -1) return -1;
    at = end + 1;
  }
  return -1;
}

/** Elements by the indices of their start tags. */
interface Nesting {
  readonly laidOut: ReadonlySet<number>;
  /** Of those that stand as they came, where they end. */
  readonly untouched: ReadonlyMap<number, number>;
}

/** What is inside of what; undefined where tags do not match or nothing can be laid out. */
function nestingOf(text: string, tokens: readonly XmlToken[]): Nesting | undefined {
  const elements = new OpenElements(text);
  for (const [index, token] of tokens.entries()) {
    if (elements.take(token, index) === 'misplaced') return undefined;
  }
  return elements.isEmpty && elements.laidOut.size > 0 ? elements : undefined;
}

interface Open {
  readonly index: number;
  readonly name: string;
  holdsText: boolean;
  holdsElements: boolean;
}

class OpenElements implements Nesting {
  readonly laidOut = new Set<number>();
  readonly untouched = new Map<number, number>();
  readonly #text: string;
  readonly #open: Open[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  get isEmpty(): boolean {
    return this.#open.length === 0;
  }

  take(token: XmlToken, index: number): 'placed' | 'misplaced' {
    const parent = this.#open.at(-1);
    const { kind, start, end } = token;
    if (kind === 'close') return this.#close(token);
    if (kind === 'text') {
      if (parent !== undefined) parent.holdsText = true;
      else if (this.#text.slice(start, end).trim() !== '') return 'misplaced';
    }
    if (parent !== undefined && (kind === 'open' || kind === 'empty')) parent.holdsElements = true;
    if (kind === 'open') this.#begin(this.#text.slice(start, end), index);
    return this.#open.length > deepest ? 'misplaced' : 'placed';
  }

  #begin(tag: string, index: number): void {
    this.#open.push({ index, name: nameOf(tag, 1), holdsText: preserves(tag), holdsElements: false });
  }

  #close({ start, end }: XmlToken): 'placed' | 'misplaced' {
    const closed = this.#open.pop();
    if (closed?.name !== nameOf(this.#text.slice(start, end), 2)) return 'misplaced';
    if (closed.holdsText || !closed.holdsElements) this.untouched.set(closed.index, end);
    else this.laidOut.add(closed.index);
    return 'placed';
  }
}

const nameOf = (tag: string, start: number): string => /^[^\s/>]+/.exec(tag.slice(start))?.[0] ?? '';

const preserves = (tag: string): boolean => /\sxml:space\s*=\s*["']preserve["']/.test(tag);
