import { stretchBytes } from './stretch.ts';

const bytes = stretchBytes();

/** A number for the characters of a target; the same for the same ones, and of others hardly ever. Never 0. */
export function targetHash(target: string): number {
  let hash = 0;
  for (let at = 0; at < target.length; at += 1) hash = mixed(hash, target.charCodeAt(at));
  return hash || 1;
}

/** The same for what stands there in the stretch, which is ASCII. */
export function targetHashAt(start: number, end: number): number {
  let hash = 0;
  for (let offset = start; offset < end; offset += 1) hash = mixed(hash, bytes[offset] ?? 0);
  return hash || 1;
}

const mixed = (hash: number, code: number): number => (Math.imul(hash, 31) + code) | 0;
