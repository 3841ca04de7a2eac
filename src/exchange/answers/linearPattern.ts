import { type PatternNode, parsePattern } from './patternSyntax.ts';

/** A compiled pattern: instructions that name the next ones by index. */
export type Pattern = readonly Instruction[];

type Instruction =
  | { readonly kind: 'set'; readonly holds: (character: string) => boolean }
  | { readonly kind: 'start' | 'end' | 'found' }
  | { readonly kind: 'split'; readonly ways: readonly number[] };

const longestPattern = 256;
const mostInstructions = 1000;
const longestText = 65_536;

/**
 * Compiles a pattern, or says with undefined that it is too long or uses what has no linear form. The engine's own
 * `RegExp` backtracks: thirty characters of content can keep `(a+)+$` busy for minutes.
 */
export function compilePattern(pattern: string): Pattern | undefined {
  const tree = pattern.length > longestPattern ? undefined : parsePattern(pattern);
  if (tree === undefined || sizeOf(tree) > mostInstructions) return undefined;
  const program: Instruction[] = [];
  emit(tree, program);
  program.push({ kind: 'found' });
  return program;
}

/** Whether the pattern is found anywhere in the text's first 65,536 characters; linear in the text. */
export function matchesPattern(pattern: Pattern, text: string): boolean {
  const subject = [...text.slice(0, longestText)];
  let states = new Set<number>();
  for (let at = 0; at <= subject.length; at += 1) {
    const place = { atStart: at === 0, atEnd: at === subject.length };
    reach(pattern, 0, place, states);
    if (states.has(pattern.length - 1)) return true;
    states = advance(pattern, states, subject[at] ?? '', { atStart: false, atEnd: at + 1 === subject.length });
  }
  return false;
}

interface Place {
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

function advance(pattern: Pattern, states: ReadonlySet<number>, character: string, place: Place): Set<number> {
  const next = new Set<number>();
  for (const state of states) {
    const instruction = pattern[state];
    if (character !== '' && instruction?.kind === 'set' && instruction.holds(character)) {
      reach(pattern, state + 1, place, next);
    }
  }
  return next;
}

/** Adds a state and all that follow it without a character. */
function reach(pattern: Pattern, from: number, place: Place, states: Set<number>): void {
  const waiting = [from];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    if (states.has(state)) continue;
    states.add(state);
    const instruction = pattern[state];
    if (instruction?.kind === 'split') waiting.push(...instruction.ways);
    if (instruction?.kind === 'start' && place.atStart) waiting.push(state + 1);
    if (instruction?.kind === 'end' && place.atEnd) waiting.push(state + 1);
  }
}

function sizeOf(node: PatternNode): number {
  switch (node.kind) {
    case 'set':
    case 'start':
    case 'end':
      return 1;
    case 'sequence':
      return node.items.reduce((sum, item) => sum + sizeOf(item), 0);
    case 'either':
      return node.ways.reduce((sum, way) => sum + sizeOf(way) + 1, 1);
    case 'repeat':
      return (
        (sizeOf(node.item) + 1) * (Number.isFinite(node.most) ? Math.max(node.most, node.least) : node.least + 1) + 1
      );
  }
}

function emit(node: PatternNode, program: Instruction[]): void {
  switch (node.kind) {
    case 'set':
    case 'start':
    case 'end':
      program.push(node);
      return;
    case 'sequence':
      for (const item of node.items) emit(item, program);
      return;
    case 'either':
      emitEither(node.ways, program);
      return;
    case 'repeat':
      emitRepeat(node, program);
  }
}

function emitEither(ways: readonly PatternNode[], program: Instruction[]): void {
  const [first, ...others] = ways;
  if (first === undefined) return;
  if (others.length === 0) {
    emit(first, program);
    return;
  }
  const split = program.push({ kind: 'split', ways: [] }) - 1;
  emit(first, program);
  const jump = program.push({ kind: 'split', ways: [] }) - 1;
  program[split] = { kind: 'split', ways: [split + 1, program.length] };
  emitEither(others, program);
  program[jump] = { kind: 'split', ways: [program.length] };
}

function emitRepeat({ item, least, most }: Extract<PatternNode, { kind: 'repeat' }>, program: Instruction[]): void {
  for (let count = 0; count < least; count += 1) emit(item, program);
  if (!Number.isFinite(most)) {
    const split = program.push({ kind: 'split', ways: [] }) - 1;
    emit(item, program);
    program.push({ kind: 'split', ways: [split] });
    program[split] = { kind: 'split', ways: [split + 1, program.length] };
    return;
  }
  for (let count = least; count < most; count += 1) {
    const split = program.push({ kind: 'split', ways: [] }) - 1;
    emit(item, program);
    program[split] = { kind: 'split', ways: [split + 1, program.length] };
  }
}
