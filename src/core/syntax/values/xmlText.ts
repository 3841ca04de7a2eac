/** A part of an XML document. Offsets are those of the text it was read from. */
export type XmlNode = XmlElement | XmlText;

export interface XmlText {
  readonly kind: 'text';
  /** With its references replaced. */
  readonly text: string;
}

export interface XmlElement {
  readonly kind: 'element';
  /** As written, with its prefix. */
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly XmlNode[];
  /** Where the content begins and ends. */
  readonly start: number;
  readonly end: number;
}

interface Growing extends XmlElement {
  readonly children: XmlNode[];
  end: number;
}

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<!DOCTYPE[^[>]*(?:\[[^\]]*\])?[^>]*>|<\/([^\s<>/]+)\s*>|<([^\s<>/!?=]+)((?:\s+[^\s<>/=]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+/gy;
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Reads an XML document into an element without a name that holds everything; undefined when tags do not match. A
 * document type is passed over, so no entity of its own is ever expanded.
 */
export function readXml(text: string): XmlElement | undefined {
  const root: Growing = { kind: 'element', name: '', attributes: [], children: [], start: 0, end: text.length };
  const open: Growing[] = [root];
  const tokens = new RegExp(token);
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    tokens.lastIndex = at;
    const match = tokens.exec(text);
    if (match === null || !take(open, match)) return undefined;
    at = tokens.lastIndex;
  }
  return open.length === 1 ? root : undefined;
}

function take(open: Growing[], match: RegExpExecArray): boolean {
  const inside = open.at(-1);
  if (inside === undefined) return false;
  const [whole, raw, closing, opening, attributes = '', empty] = match;
  if (raw !== undefined) inside.children.push({ kind: 'text', text: raw });
  else if (closing !== undefined) return close(open, closing, match.index);
  else if (opening !== undefined) begin(open, inside, opening, { attributes, empty, at: match.index + whole.length });
  else if (!whole.startsWith('<')) inside.children.push({ kind: 'text', text: decoded(whole) });
  return true;
}

function close(open: Growing[], name: string, at: number): boolean {
  const element = open.pop();
  if (element === undefined || open.length === 0 || element.name !== name) return false;
  element.end = at;
  return true;
}

function begin(
  open: Growing[],
  inside: Growing,
  name: string,
  { attributes, empty, at }: { readonly attributes: string; readonly empty: string | undefined; readonly at: number },
): void {
  const pairs = [...attributes.matchAll(attribute)].map(
    ([, key = '', double, single]) => [key, decoded(double ?? single ?? '')] as const,
  );
  const element: Growing = { kind: 'element', name, attributes: pairs, children: [], start: at, end: at };
  inside.children.push(element);
  if (empty !== '/') open.push(element);
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
