/** Beyond this depth the indentation itself would grow with the square of the content. */
const deepest = 100;

/** How JSON is laid out, and whether a `{{reference}}` may stand where a value may. */
export interface JsonLayout {
  /** The white space of one level. */
  readonly indent: string;
  readonly lineBreak: string;
  readonly references: 'allowed' | 'none';
}

const shownLayout: JsonLayout = { indent: '  ', lineBreak: '\n', references: 'none' };

/**
 * Lays JSON out, two spaces a level unless told otherwise, and changes nothing but white space between tokens:
 * numbers keep their digits (a 64-bit id survives), strings their escapes, members their order. Undefined when the
 * text is not one JSON value or is nested too deeply; the caller then leaves it as it came. Linear in the text.
 */
export function indentJson(text: string, layout: JsonLayout = shownLayout): string | undefined {
  const out: string[] = [];
  const open: string[] = [];
  let before: Before = 'start';
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const token = tokenAt(text, at, layout);
    if (token === undefined || !follows(token, before, open)) return undefined;
    at += token.length;
    layOut(out, token, before, open, layout);
    before = kindOf(token, open, before);
  }
  return open.length === 0 && before === 'value' ? out.join('') : undefined;
}

/** What the last token was, as far as the next one cares. */
type Before = 'start' | 'open' | 'value' | 'name' | 'comma' | 'colon';

const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

function tokenAt(text: string, at: number, { references }: JsonLayout): string | undefined {
  const character = text.charAt(at);
  if (references === 'allowed' && text.startsWith('{{', at)) return referenceAt(text, at);
  if ('{}[],:'.includes(character)) return character;
  if (character === '"') return stringAt(text, at);
  scalar.lastIndex = at;
  return scalar.exec(text)?.[0];
}

/** No JSON has a brace right after a brace that opens, so `{{` is never read in two ways. */
function referenceAt(text: string, at: number): string | undefined {
  reference.lastIndex = at;
  return reference.exec(text)?.[0];
}

const reference = /\{\{[^{}\r\n]+\}\}/y;

/** By hand: a regular expression keeps a way back for each character, and a string may be megabytes long. */
function stringAt(text: string, start: number): string | undefined {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return text.slice(start, at + 1);
    if (code < 0x20) return undefined;
    if (code === 0x5c) at += 1;
  }
  return undefined;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1;
  return at;
}

function follows(token: string, before: Before, open: readonly string[]): boolean {
  const inside = open.at(-1);
  switch (token) {
    case '}':
    case ']':
      return inside === (token === '}' ? '{' : '[') && (before === 'open' || before === 'value');
    case ',':
      return inside !== undefined && before === 'value';
    case ':':
      return before === 'name';
    case '{':
    case '[':
      return open.length < deepest && takesValue(before, inside);
    default:
      return takesValue(before, inside) || (takesName(before, inside) && token.startsWith('"'));
  }
}

const takesName = (before: Before, inside: string | undefined) =>
  inside === '{' && (before === 'open' || before === 'comma');

const takesValue = (before: Before, inside: string | undefined) =>
  before === 'start' || before === 'colon' || (inside === '[' && (before === 'open' || before === 'comma'));

/** Writes the token with the white space before it, and opens or closes its level. */
function layOut(out: string[], token: string, before: Before, open: string[], layout: JsonLayout): void {
  if (token === '}' || token === ']') {
    open.pop();
    out.push(before === 'open' ? token : lineBreak(open, layout) + token);
    return;
  }
  out.push(before === 'open' || before === 'comma' ? lineBreak(open, layout) + token : token);
  if (token === ':') out.push(' ');
  if (token === '{' || token === '[') open.push(token);
}

const lineBreak = (open: readonly string[], layout: JsonLayout) => layout.lineBreak + layout.indent.repeat(open.length);

function kindOf(token: string, open: readonly string[], before: Before): Before {
  switch (token) {
    case '{':
    case '[':
      return 'open';
    case '}':
    case ']':
      return 'value';
    case ',':
      return 'comma';
    case ':':
      return 'colon';
    default:
      return takesName(before, open.at(-1)) ? 'name' : 'value';
  }
}
