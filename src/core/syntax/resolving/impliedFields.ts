import { type HeaderList, sameName } from '../../http/headerList.ts';
import type { HeaderNode, RequestNode } from '../ast.ts';
import { isGraphql } from '../block/bodyManner.ts';
import type { Expansion } from './resolution.ts';

/** A GraphQL operation goes out as JSON, and says so unless the file says something else. */
export function impliedFields(node: RequestNode, fields: HeaderList): HeaderList {
  if (!isGraphql(node) || node.body.parts.length === 0) return [];
  return fields.some(([name]) => sameName(name, 'content-type')) ? [] : [['Content-Type', 'application/json']];
}

/** The value as the field carries it: `user:password` of `curl -u` as Basic credentials (RFC 7617 §2). */
export function encodedValue(node: HeaderNode, value: Expansion): Expansion {
  if (node.credentials === undefined) return value;
  const text = `Basic ${base64(value.text)}`;
  const source = { start: node.value.start, end: node.value.end };
  const unresolved = value.pieces.find(({ reference }) => reference?.lookup.kind === 'unresolved');
  const reference = unresolved?.reference;
  return { text, pieces: [{ expanded: { start: 0, end: text.length }, source, reference }] };
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Of the text's UTF-8 bytes (RFC 4648 §4). */
function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let result = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.subarray(at, at + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    const four = [18, 12, 6, 0].map((shift) => digits.charAt((bits >> shift) & 63)).join('');
    result += second === undefined ? `${four.slice(0, 2)}==` : third === undefined ? `${four.slice(0, 3)}=` : four;
  }
  return result;
}
