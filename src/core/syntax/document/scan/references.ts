import { isDigit, isHost, isInTarget } from './charClasses.ts';
import type { Integers } from './integers.ts';
import { forgetNames, identifierAt, nameEnd, names, wordsAt } from './names.ts';
import { pastUsual, stands, stretchBytes, text, wordsOf } from './stretch.ts';

const bytes = stretchBytes();
const BRACE_CLOSE = 0x7d;
const BRACE_OPEN = 0x7b;
const COLON = 0x3a;
const LINE_FEED = 0x0a;
const QUESTION = 0x3f;
const SLASH = 0x2f;

/** Where the scanner found what it keeps, and so what the value has to be for nothing to be said of it. */
export const ELSEWHERE = 0;
export const IN_PATH = 1;
/** At the begin of the target: a variable, or an origin written out. */
export const ORIGIN = 2;
/** The whole value of a precondition that takes tags. */
export const AS_TAG = 3;
/** No reference but a date, written out. */
export const AS_DATE = 4;

/** How many bits of a kept reference tell its role; the others are the number of its name. */
export const roleBits = 3;
const nameShift = roleBits;

/** References of the stretch, `name << roleBits | role`; one takes five characters, so there is room for all. */
const kept = new Int32Array(1 << 14);
/** How many of them there are. */
export let count = 0;
/** Whether every reference of the block is to a plain name, and stands where one may. */
export let simple = true;

/** Begins a scan. */
export function forgetReferences(): void {
  forgetNames();
  count = 0;
}

/** Adds the references of the stretch to those before. */
export function moveReferences(all: Integers): void {
  all.append(kept, count);
  count = 0;
}

/** Takes the last references back, down to that many. */
export function dropReferences(left: number): void {
  count = left;
}

function push(reference: number): void {
  kept[count] = reference;
  count += 1;
}

/** Begins a block. */
export function beginReferences(): void {
  simple = true;
}

/** Takes the references of a text that is visible ASCII and spaces, and returns its end. */
export function takeText(from: number): number {
  let offset = pastUsual(from);
  for (let code = bytes[offset] ?? 0; code >= BRACE_OPEN && code < 0x7f; code = bytes[offset] ?? 0) {
    const end = code === BRACE_OPEN ? takeReference(offset, ELSEWHERE) : -1;
    offset = pastUsual(end === -1 ? offset + 1 : end);
  }
  return offset;
}

/** Takes the references of the rest of a line, and returns the offset of the next one, or the end. */
export function takeLine(from: number): number {
  let offset = takeText(from);
  while (bytes[offset] !== LINE_FEED && offset < text.length) offset = takeText(offset + 1);
  return Math.min(offset + 1, text.length);
}

/** Passes over the rest of a line that should not have any references. */
export function skipLine(from: number): number {
  const before = count;
  const next = takeLine(from);
  if (count > before) simple = false;
  count = before;
  return next;
}

/** Gives what was taken behind those `before` that role if it is one reference of that length, braces included. */
export function takesWhole(length: number, before: number, role: number): boolean {
  const reference = kept[before] ?? 0;
  if (count !== before + 1 || names[reference >> nameShift]?.length !== length - 4) return false;
  kept[before] = reference | role;
  return true;
}

/** Keeps what stands there in that role. */
export function keep(start: number, end: number, role: number): void {
  push((wordsAt(start, end) << nameShift) | role);
}

/** Keeps the reference that begins there and returns its end; -1 where none does that is to a plain name. */
function takeReference(start: number, role: number): number {
  if (bytes[start + 1] !== BRACE_OPEN) return -1;
  const name = identifierAt(start + 2);
  const end = nameEnd;
  if (name === -1 || bytes[end] !== BRACE_CLOSE || bytes[end + 1] !== BRACE_CLOSE) {
    simple = false;
    return -1;
  }
  push((name << nameShift) | role);
  return end + 2;
}

/** Takes the target that begins there and returns its end; -1 where it begins as no URL. */
export function takeTarget(start: number): number {
  const host = bytes[start] === BRACE_OPEN ? pastVariable(start) : pastOrigin(start);
  if (host === -1) return -1;
  return pastPath(host);
}

function pastVariable(start: number): number {
  if (bytes[start + 1] !== BRACE_OPEN) return -1;
  const end = takeReference(start, ORIGIN);
  return end === -1 ? start + 2 : end;
}

const secure = wordsOf('https://');
const open = wordsOf('http://');

function pastOrigin(start: number): number {
  const scheme = stands(secure, start) ? secure.length : stands(open, start) ? open.length : -1;
  if (scheme === -1) return -1;
  const end = pastAuthority(start + scheme);
  if (end === start + scheme) simple = false;
  else keep(start, end, ORIGIN);
  return end;
}

function pastAuthority(start: number): number {
  let host = start;
  while (isHost(bytes[host] ?? 0)) host += 1;
  if (bytes[host] !== COLON || host === start) return host;
  let port = host + 1;
  while (port <= host + 5 && isDigit(bytes[port] ?? 0)) port += 1;
  return port === host + 1 ? host : port;
}

/** The path and the query, up to the first character that is not visible. */
function pastPath(from: number): number {
  const first = bytes[from];
  let offset = from;
  for (;;) {
    while (isInTarget(bytes[offset] ?? 0)) offset += 1;
    const code = bytes[offset] ?? 0;
    if (!isVisible(code)) break;
    const end = code === BRACE_OPEN ? takeReference(offset, IN_PATH) : -1;
    if (end === -1) simple = false;
    offset = end === -1 ? offset + 1 : end;
  }
  if (offset > from && first !== SLASH && first !== QUESTION) simple = false;
  return offset;
}

const isVisible = (code: number): boolean => code > 0x20 && code < 0x7f;
