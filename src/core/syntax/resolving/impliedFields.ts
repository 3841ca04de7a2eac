import { readCredentials } from '../../http/authorization.ts';
import { toBase64 } from '../../http/base64.ts';
import { type HeaderList, sameName } from '../../http/headerList.ts';
import type { HeaderNode, RequestNode } from '../ast.ts';
import { isGraphql } from '../block/bodyManner.ts';
import type { Expansion } from './resolution.ts';

/** A GraphQL operation goes out as JSON, and says so unless the file says something else. */
export function impliedFields(node: RequestNode, fields: HeaderList): HeaderList {
  if (node.body.parts.length === 0 || !isGraphql(node)) return [];
  return fields.some(([name]) => sameName(name, 'content-type')) ? [] : [['Content-Type', 'application/json']];
}

/** The value as the field carries it: user and password as Basic credentials (RFC 7617 §2), once both are known. */
export function encodedValue(node: HeaderNode, value: Expansion): Expansion {
  const unresolved = value.pieces.find(({ reference }) => reference?.lookup.kind === 'unresolved');
  const pair =
    node.credentials === 'basic' ? value.text : unresolved === undefined ? basicPair(node, value) : undefined;
  if (pair === undefined) return value;
  const text = `Basic ${toBase64(new TextEncoder().encode(pair))}`;
  const source = { start: node.value.start, end: node.value.end };
  return { text, pieces: [{ expanded: { start: 0, end: text.length }, source, reference: unresolved?.reference }] };
}

/** `user:password` out of `Authorization: Basic user password` and its like. */
function basicPair({ name }: HeaderNode, { text }: Expansion): string | undefined {
  if (!sameName(name.text, 'Authorization')) return undefined;
  const credentials = readCredentials(text);
  return credentials.kind === 'basic' ? `${credentials.user}:${credentials.password}` : undefined;
}
