import { fourAt } from './stretch.ts';

/** A number for the characters of a target; the same for the same ones, and of others hardly ever. Never 0. */
export function targetHash(target: string): number {
  let hash = 0;
  for (let at = 0; at < target.length; at += 4) hash = mixed(hash, fourOf(target, at));
  return hash || 1;
}

/** Four characters as one number, as they stand in the stretch; zeros behind the last. */
function fourOf(target: string, at: number): number {
  let four = 0;
  for (let index = 0; index < 4; index += 1) four |= (target.charCodeAt(at + index) & 0xff) << (index << 3);
  return four;
}

/** The same for what stands there in the stretch, which is ASCII. */
export function targetHashAt(start: number, end: number): number {
  let hash = 0;
  let offset = start;
  for (; offset + 4 <= end; offset += 4) hash = mixed(hash, fourAt(offset));
  const left = (end - offset) << 3;
  return (left === 0 ? hash : mixed(hash, fourAt(offset) & ((1 << left) - 1))) || 1;
}

/** Rotated, so that what the last characters make reaches the low bits too. */
function mixed(hash: number, four: number): number {
  const product = Math.imul(hash ^ four, 0x9e3779b1);
  return product ^ (product >>> 15);
}
