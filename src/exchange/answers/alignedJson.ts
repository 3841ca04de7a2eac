import { type JsonNode, jsonTree } from '../../core/conditional/merge/jsonTree.ts';
import { indentJson } from '../../core/syntax/values/indentJson.ts';

/** Two JSON texts laid out for a diff; `order` says whether members of the second were moved for that. */
export interface AlignedJson {
  readonly before: string;
  readonly after: string;
  readonly order: 'same' | 'moved';
}

/**
 * Lays both out alike, the members of the second in the order that they have in the first, so that a diff shows what
 * means something. No digit and no escape changes. Undefined where one of them is no JSON, or is nested too deeply.
 */
export function alignedJson(before: string, after: string): AlignedJson | undefined {
  const [one, other] = [jsonTree(before)?.node, jsonTree(after)?.node];
  if (one === undefined || other === undefined) return undefined;
  const [first, second, ordered] = [inOrderOf(one), inOrderOf(other), inOrderOf(other, one)];
  const laidOut = (text: string) => indentJson(text) ?? text;
  return { before: laidOut(first), after: laidOut(ordered), order: ordered === second ? 'same' : 'moved' };
}

/** The value without white space; members that the other value has too come first and in its order, lists as they are. */
function inOrderOf(node: JsonNode, other?: JsonNode): string {
  if (node.kind === 'scalar') return node.text;
  const theirs = new Map(
    other?.kind === node.kind ? other.items.map((item, place) => [item.name, { item, place }]) : [],
  );
  const place = (name: string) => theirs.get(name)?.place ?? Number.POSITIVE_INFINITY;
  const items =
    node.kind === 'array' ? node.items : [...node.items].sort((a, b) => compareNumber(place(a.name), place(b.name)));
  const parts = items.map(({ name, head, value }) => `${head}${inOrderOf(value, theirs.get(name)?.item.value)}`);
  return node.kind === 'array' ? `[${parts.join()}]` : `{${parts.join()}}`;
}

const compareNumber = (a: number, b: number): number => (a === b ? 0 : a - b);
