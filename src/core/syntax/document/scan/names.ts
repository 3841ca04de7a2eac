import { isName, isNameStart } from './charClasses.ts';
import { stretchBytes, text } from './stretch.ts';

const bytes = stretchBytes();

/*
 * The distinct names of a scan, each with a number: one that stands in ten thousand places is one string. A hash table
 * with open addressing; a slot holds the number of a name and one, or 0.
 */

/** The names by their numbers. */
export let names: string[] = [];
/** Where the name asked for last ends in the stretch. */
export let nameEnd = 0;
let hashes = new Int32Array(16);
let slots = new Int32Array(32);

/** Begins another scan. */
export function forgetNames(): void {
  names = [];
  if (slots.length > 32) {
    hashes = new Int32Array(16);
    slots = new Int32Array(32);
  } else slots.fill(0);
}

/** The number of the identifier that begins there in the stretch; -1 when none does. */
export function identifierAt(start: number): number {
  let hash = bytes[start] ?? 0;
  if (!isNameStart(hash)) return -1;
  let end = start + 1;
  for (let code = bytes[end] ?? 0; isName(code); code = bytes[end] ?? 0) {
    hash = mixed(hash, code);
    end += 1;
  }
  return find(start, end, hash);
}

/** The number of what stands there, which is visible ASCII and not empty. */
export function wordsAt(start: number, end: number): number {
  let hash = bytes[start] ?? 0;
  for (let offset = start + 1; offset < end; offset += 1) hash = mixed(hash, bytes[offset] ?? 0);
  return find(start, end, hash);
}

const mixed = (hash: number, code: number): number => (Math.imul(hash, 31) + code) | 0;

function find(start: number, end: number, hash: number): number {
  nameEnd = end;
  let slot = slotOf(hash);
  for (let known = slots[slot] ?? 0; known !== 0; known = slots[slot] ?? 0) {
    if (hashes[known - 1] === hash && isThere(names[known - 1] ?? '', start, end)) return known - 1;
    slot = (slot + 1) & (slots.length - 1);
  }
  return add(text.slice(start, end), hash, slot);
}

/** The high bits have their say too: the low ones of names that end alike are alike. */
const slotOf = (hash: number): number => (hash ^ (hash >>> 15)) & (slots.length - 1);

function isThere(name: string, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let index = 0; index < name.length; index += 1) {
    if (bytes[start + index] !== name.charCodeAt(index)) return false;
  }
  return true;
}

function add(name: string, hash: number, slot: number): number {
  const number = names.length;
  names.push(name);
  hashes[number] = hash;
  slots[slot] = number + 1;
  if (names.length === hashes.length) grow();
  return number;
}

function grow(): void {
  const before = hashes;
  hashes = new Int32Array(before.length * 4);
  hashes.set(before);
  slots = new Int32Array(hashes.length * 2);
  before.forEach((hash, number) => {
    let slot = slotOf(hash);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = number + 1;
  });
}
