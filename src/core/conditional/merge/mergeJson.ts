import { type JsonItem, type JsonNode, jsonTree } from './jsonTree.ts';
import type { Conflict, Merge, Side, Versions } from './merge.ts';
import { type Slot, slotsByName, slotsByPlace } from './mergeItems.ts';
import { mergeLines } from './mergeLines.ts';

/**
 * A merge of JSON by its structure: objects by name, lists by the elements' ids or else by their places, values
 * three-way. The result is the user's own text with the server's changes put in: every digit, escape and space of
 * what did not change stays. Undefined when one of the versions is no JSON.
 */
export function mergeJson({ base, theirs, mine }: Versions): Merge | undefined {
  const trees = { base: jsonTree(base), theirs: jsonTree(theirs), mine: jsonTree(mine) };
  if (trees.base === undefined || trees.theirs === undefined || trees.mine === undefined) return undefined;
  const nodes = { base: trees.base.node, theirs: trees.theirs.node, mine: trees.mine.node };
  if (nodes.theirs.canonical === nodes.base.canonical) return { kind: 'merged', text: mine };
  if (nodes.mine.canonical === nodes.base.canonical) return { kind: 'merged', text: theirs };
  const { before, after } = trees.mine;
  const conflicts: Conflict[] = [];
  const settle = (side: Side, found: Conflict[] = []) =>
    `${before}${mergedText(nodes, { side, conflicts: found }, '') ?? ''}${after}`;
  const text = settle('mine', conflicts);
  if (conflicts.length === 0) return { kind: 'merged', text };
  const sides = { base: settle('base'), theirs: settle('theirs'), mine: text };
  const lines = mergeLines(sides);
  return { kind: 'conflicts', conflicts, sides, marked: lines.kind === 'conflicts' ? lines.marked : text };
}

/** Whose version stands in where both changed a place, and the places found so far. */
interface Settling {
  readonly side: Side;
  readonly conflicts: Conflict[];
}

/** The text of the merged value; undefined when there is none any more. */
function mergedText(nodes: Partial<Versions<JsonNode>>, settling: Settling, at: string): string | undefined {
  const { base, theirs, mine } = nodes;
  if (theirs?.canonical === base?.canonical || theirs?.canonical === mine?.canonical) return mine?.text;
  if (mine?.canonical === base?.canonical) return theirs?.text;
  const inside = mergedInside(nodes, settling, at);
  if (inside !== undefined) return inside;
  settling.conflicts.push({ at, base: base?.text, theirs: theirs?.text, mine: mine?.text });
  return nodes[settling.side]?.text;
}

type Container = Extract<JsonNode, { items: readonly JsonItem[] }>;

function isContainer(node: JsonNode | undefined, kind: Container['kind']): node is Container {
  return node?.kind === kind;
}

function mergedInside(
  { base, theirs, mine }: Partial<Versions<JsonNode>>,
  settling: Settling,
  at: string,
): string | undefined {
  const kind = mine?.kind;
  if (kind === undefined || kind === 'scalar' || !isContainer(mine, kind) || !isContainer(theirs, kind))
    return undefined;
  if (base !== undefined && !isContainer(base, kind)) return undefined;
  // Two lists that were both made anew have nothing in common; two objects have their names.
  if (base === undefined && kind === 'array') return undefined;
  const items = { base: base?.items ?? [], theirs: theirs.items, mine: mine.items };
  const slots = slotsOf(kind, items);
  if (slots === undefined) return undefined;
  return assembled(mine.items.length > 0 ? mine : theirs, slots, settling, at);
}

function slotsOf(kind: Container['kind'], items: Versions<readonly JsonItem[]>): readonly Slot[] | undefined {
  if (kind === 'object') return slotsByName(mapped(items, byName), 'free');
  const ids = mapped(items, byId);
  if (ids.base !== undefined && ids.theirs !== undefined && ids.mine !== undefined) {
    return slotsByName({ base: ids.base, theirs: ids.theirs, mine: ids.mine }, 'kept');
  }
  return slotsByPlace(items);
}

function mapped<A, B>({ base, theirs, mine }: Versions<A>, map: (value: A) => B): Versions<B> {
  return { base: map(base), theirs: map(theirs), mine: map(mine) };
}

function byName(items: readonly JsonItem[]): ReadonlyMap<string, JsonItem> {
  return new Map(items.map((item) => [item.name, item]));
}

/** Members by which APIs tell the elements of a list apart. */
const ID_NAMES: readonly string[] = ['id', '_id', '@id', 'uuid', 'key'];

/** The elements by their ids; undefined unless each is an object with an id of its own. */
function byId(items: readonly JsonItem[]): ReadonlyMap<string, JsonItem> | undefined {
  const found = new Map<string, JsonItem>();
  for (const item of items) {
    const { value } = item;
    if (value.kind !== 'object') return undefined;
    const id = ID_NAMES.map((name) => value.items.find((member) => member.name === name)).find(
      (member) => member !== undefined,
    );
    if (id === undefined || id.value.kind !== 'scalar') return undefined;
    found.set(`${id.name}=${id.value.canonical}`, item);
  }
  return found.size === items.length ? found : undefined;
}

/** The list written again in the manner of `style`: what stayed keeps its own white space. */
function assembled(style: Container, slots: readonly Slot[], settling: Settling, at: string): string {
  const manner = mannerOf(style);
  const parts: string[] = [];
  for (const [index, slot] of slots.entries()) {
    const item = slot.mine ?? slot.theirs ?? slot.base;
    if (item === undefined) continue;
    const place = style.kind === 'object' ? pointer(item.name) : String(index);
    const text = mergedText(valuesOf(slot), settling, `${at}/${place}`);
    if (text !== undefined) parts.push(`${leadOf(slot, parts.length, manner)}${headOf(slot, item, manner)}${text}`);
  }
  const [open, close] = style.kind === 'object' ? '{}' : '[]';
  return parts.length === 0 ? `${open}${close}` : `${open}${parts.join(',')}${style.close}${close}`;
}

/** How a list is laid out: the white space before its first member and before the others, and around a colon. */
interface Manner {
  readonly first: string;
  readonly others: string;
  readonly colon: string | undefined;
}

function mannerOf({ items: [first, second] }: Container): Manner {
  const lead = first?.lead ?? '';
  return { first: lead, others: second?.lead ?? lead, colon: colonOf(first?.head ?? '') };
}

const colonOf = (head: string): string | undefined => /"(\s*:\s*)$/.exec(head)?.[1];

function leadOf({ mine }: Slot, before: number, { first, others }: Manner): string {
  return mine?.lead ?? (before === 0 ? first : others);
}

function headOf({ mine }: Slot, { head }: JsonItem, { colon }: Manner): string {
  const own = colonOf(head);
  return mine !== undefined || colon === undefined || own === undefined
    ? head
    : `${head.slice(0, -own.length)}${colon}`;
}

function valuesOf({ base, theirs, mine }: Slot): Partial<Versions<JsonNode>> {
  return {
    ...(base && { base: base.value }),
    ...(theirs && { theirs: theirs.value }),
    ...(mine && { mine: mine.value }),
  };
}

/** A name as it stands in a JSON Pointer (RFC 6901 §3). */
function pointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
