import { diff3MergeRegions, diffIndices } from 'node-diff3';
import type { JsonItem } from './jsonTree.ts';
import type { Versions } from './merge.ts';
import { isComparable } from './repetition.ts';

/** One place of a list in the merge: what stands there on each side, if anything. */
export type Slot = Partial<Versions<JsonItem>>;

/**
 * Which members belong together, in the order of the result: the user's, unless only the server changed it. What
 * the other side added follows the member that it follows there. Undefined when both sides reordered.
 */
export function slotsByName(
  { base, theirs, mine }: Versions<ReadonlyMap<string, JsonItem>>,
  order: 'free' | 'kept',
): readonly Slot[] | undefined {
  const moved = (side: ReadonlyMap<string, JsonItem>) => order === 'kept' && isReordered(base, side);
  if (moved(mine) && moved(theirs) && isReordered(theirs, mine)) return undefined;
  const [leading, other] = moved(theirs) && !moved(mine) ? [theirs, mine] : [mine, theirs];
  const followers = new Map<string, string[]>();
  let anchor = '';
  for (const name of other.keys()) {
    if (leading.has(name)) anchor = `=${name}`;
    else followers.set(anchor, [...(followers.get(anchor) ?? []), name]);
  }
  const names = [
    ...(followers.get('') ?? []),
    ...[...leading.keys()].flatMap((name) => [name, ...(followers.get(`=${name}`) ?? [])]),
  ];
  return names.map((name) => slot(base.get(name), theirs.get(name), mine.get(name)));
}

/** Whether the members that both have stand in another order. */
function isReordered(base: ReadonlyMap<string, JsonItem>, side: ReadonlyMap<string, JsonItem>): boolean {
  const before = [...base.keys()].filter((name) => side.has(name));
  const after = [...side.keys()].filter((name) => base.has(name));
  return before.some((name, index) => name !== after[index]);
}

/**
 * Which elements belong together where nothing names them: those that a comparison of the lists finds equal, and
 * within a stretch of the same length on all sides, those at the same place. Undefined when that leaves doubt.
 */
export function slotsByPlace(items: Versions<readonly JsonItem[]>): readonly Slot[] | undefined {
  const base = values(items.base);
  const theirs = values(items.theirs);
  const mine = values(items.mine);
  if (!isComparable(base, theirs, mine)) return undefined;
  const kept = keptPlaces(base, mine);
  const slots: Slot[] = [];
  for (const region of diff3MergeRegions(mine, base, theirs)) {
    const found = region.stable ? settledSlots(region, items, kept) : openSlots(region, items);
    if (found === undefined) return undefined;
    slots.push(...found);
  }
  return slots;
}

const values = (items: readonly JsonItem[]): string[] => items.map(({ value }) => value.canonical);

type Region = ReturnType<typeof diff3MergeRegions<string>>[number];

function settledSlots(
  { buffer, bufferStart, bufferLength }: Extract<Region, { stable: true }>,
  { base, theirs, mine }: Versions<readonly JsonItem[]>,
  kept: ReadonlyMap<number, number>,
): readonly Slot[] {
  const at = {
    a: (place: number) => mine[place],
    b: (place: number) => theirs[place],
    o: (place: number) => mine[kept.get(place) ?? -1] ?? base[place],
  }[buffer];
  return Array.from({ length: bufferLength }, (_, index) => {
    const item = at(bufferStart + index);
    return slot(item, item, item);
  });
}

function openSlots(
  { aStart, aLength, aContent, oStart, oLength, bStart, bLength, bContent }: Extract<Region, { stable: false }>,
  { base, theirs, mine }: Versions<readonly JsonItem[]>,
): readonly Slot[] | undefined {
  const same = aLength === bLength && aContent.every((each, index) => each === bContent[index]);
  if (!same && (aLength !== oLength || bLength !== oLength)) return undefined;
  return Array.from({ length: aLength }, (_, index) =>
    slot(same ? undefined : base[oStart + index], theirs[bStart + index], mine[aStart + index]),
  );
}

/** Where the elements of the base that the user left alone stand now: their text is the user's. */
function keptPlaces(base: string[], mine: string[]): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  let [from, to] = [0, 0];
  for (const { buffer1, buffer2 } of [
    ...diffIndices(base, mine),
    { buffer1: [base.length, 0], buffer2: [mine.length, 0] },
  ]) {
    for (; from < (buffer1[0] ?? 0); from += 1, to += 1) places.set(from, to);
    from += buffer1[1] ?? 0;
    to = (buffer2[0] ?? 0) + (buffer2[1] ?? 0);
  }
  return places;
}

function slot(base: JsonItem | undefined, theirs: JsonItem | undefined, mine: JsonItem | undefined): Slot {
  return { ...(base && { base }), ...(theirs && { theirs }), ...(mine && { mine }) };
}
