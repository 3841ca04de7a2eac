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
/** The characters of the names, one name behind the other, and where each begins; behind the last, their end. */
let spelled = new Uint8Array(128);
let begins = new Int32Array(17);

/** Begins another scan. */
export function forgetNames(): void {
  names = [];
  if (slots.length > 32) {
    hashes = new Int32Array(16);
    slots = new Int32Array(32);
    begins = new Int32Array(17);
    spelled = new Uint8Array(128);
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
    if (hashes[known - 1] === hash && isThere(known - 1, start, end)) return known - 1;
    slot = (slot + 1) & (slots.length - 1);
  }
  return add(start, end, hash, slot);
}

/** The high bits have their say too: the low ones of names that end alike are alike. */
const slotOf = (hash: number): number => (hash ^ (hash >>> 15)) & (slots.length - 1);

function isThere(number: number, start: number, end: number): boolean {
  let at = begins[number] ?? 0;
  if ((begins[number + 1] ?? 0) - at !== end - start) return false;
  for (let offset = start; offset < end; offset += 1) {
    if (bytes[offset] !== spelled[at]) return false;
    at += 1;
  }
  return true;
}

function add(start: number, end: number, hash: number, slot: number): number {
  const number = names.length;
  names.push(text.slice(start, end));
  spell(number, start, end);
  hashes[number] = hash;
  slots[slot] = number + 1;
  if (names.length === hashes.length) grow();
  return number;
}

function spell(number: number, start: number, end: number): void {
  const begin = begins[number] ?? 0;
  const last = begin + end - start;
  if (last > spelled.length) {
    const larger = new Uint8Array(last * 2);
    larger.set(spelled);
    spelled = larger;
  }
  spelled.set(bytes.subarray(start, end), begin);
  begins[number + 1] = last;
}

function grow(): void {
  const before = hashes;
  hashes = new Int32Array(before.length * 4);
  hashes.set(before);
  const ends = begins;
  begins = new Int32Array(hashes.length + 1);
  begins.set(ends);
  slots = new Int32Array(hashes.length * 2);
  before.forEach((hash, number) => {
    let slot = slotOf(hash);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = number + 1;
  });
}
