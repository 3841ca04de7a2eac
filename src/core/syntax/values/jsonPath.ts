import { children, decodeString, valueSpan } from './jsonText.ts';

/**
 * One step of a path: a member by its name, an element by its index (negative from the end), any child, a child for
 * which a path from it leads to something or to a given value, or the value itself and all that is inside it.
 */
export type PathStep =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'element'; readonly index: number }
  | { readonly kind: 'any' }
  | { readonly kind: 'filter'; readonly path: readonly PathStep[]; readonly value: string | undefined }
  | { readonly kind: 'descend' };

/** Of a slice the first element counts, as of everything that may be several. */
const stepPattern =
  /\.([^.[\]\s'"*]+)|\[(-?\d{1,9})(?::-?\d{0,9})?\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]|(\.\*|\[\*\])/y;
const filterPattern =
  /\[\?\s*(\()?\s*@((?:\.[\w-]+|\[(?:\d{1,9}|'[^']*'|"[^"]*")\])*)\s*(?:==\s*(?:'([^']*)'|"([^"]*)"|(-?[\d.]+(?:[eE][+-]?\d+)?|true|false|null))\s*)?(\))?\s*\]/y;

/** More steps than any answer is deep: following them takes a call each. */
const longest = 200;

/**
 * The steps of `$.a.b[0]['c']`, `$..d`, `$.list[?(@.id == 1)].e`; undefined for a path that is none or uses operators
 * other than `==`, functions or unions.
 */
export function parsePath(path: string): readonly PathStep[] | undefined {
  if (!path.startsWith('$')) return undefined;
  const steps: PathStep[] = [];
  for (let at = 1; at < path.length; ) {
    const read = descentAt(path, at) ?? filterAt(path, at) ?? plainAt(path, at);
    if (read === undefined || steps.length === longest) return undefined;
    steps.push(read.step);
    at = read.end;
  }
  return steps.at(-1)?.kind === 'descend' ? undefined : steps;
}

interface ReadStep {
  readonly step: PathStep;
  readonly end: number;
}

/** The second dot belongs to the name after it, and to nothing before a bracket. */
function descentAt(path: string, at: number): ReadStep | undefined {
  if (!path.startsWith('..', at)) return undefined;
  return { step: { kind: 'descend' }, end: path.charAt(at + 2) === '[' ? at + 2 : at + 1 };
}

function filterAt(path: string, at: number): ReadStep | undefined {
  filterPattern.lastIndex = at;
  const match = filterPattern.exec(path);
  const end = filterPattern.lastIndex;
  const [, open, inner = '', single, double, literal, close] = match ?? [];
  const steps = match === null ? undefined : parsePath(`$${inner}`);
  if (steps === undefined || (open === undefined) !== (close === undefined)) return undefined;
  return { step: { kind: 'filter', path: steps, value: single ?? double ?? literal }, end };
}

function plainAt(path: string, at: number): ReadStep | undefined {
  stepPattern.lastIndex = at;
  const match = stepPattern.exec(path);
  return match === null ? undefined : { step: stepOf(match), end: stepPattern.lastIndex };
}

function stepOf([, dotted, index, single, double]: RegExpExecArray): PathStep {
  if (index !== undefined) return { kind: 'element', index: Number(index) };
  const name = dotted ?? (single ?? double)?.replaceAll(/\\(.)/g, '$1');
  return name === undefined ? { kind: 'any' } : { kind: 'member', name };
}

/**
 * The first value that the steps lead to in a JSON text: a string without its quotes, everything else as it is
 * written. A number is never read, for a 64-bit one would lose digits.
 */
export function selectJson(json: string, steps: readonly PathStep[]): string | undefined {
  const root = valueSpan(json, 0);
  return root === undefined ? undefined : selectFrom(json, root.start, steps);
}

/** Whether the steps lead to more than one value in the JSON text; of several the first counts. */
export function severalMatches(json: string, steps: readonly PathStep[]): boolean {
  const root = valueSpan(json, 0);
  if (root === undefined) return false;
  const found = new Set<number>();
  for (const match of matches(json, root.start, steps, 0)) {
    found.add(match);
    if (found.size > 1) return true;
  }
  return false;
}

function* matches(json: string, at: number, steps: readonly PathStep[], done: number): Generator<number> {
  const step = steps[done];
  if (step === undefined) yield at;
  else for (const child of candidates(json, at, step)) yield* matches(json, child, steps, done + 1);
}

function selectFrom(json: string, at: number, steps: readonly PathStep[]): string | undefined {
  const found = follow(json, at, steps, 0);
  const span = found === undefined ? undefined : valueSpan(json, found);
  if (span === undefined) return undefined;
  const lexeme = json.slice(span.start, span.end);
  return lexeme.startsWith('"') ? decodeString(lexeme) : wellFormed(lexeme);
}

function follow(json: string, at: number, steps: readonly PathStep[], done: number): number | undefined {
  const step = steps[done];
  if (step === undefined) return at;
  for (const child of candidates(json, at, step)) {
    const found = follow(json, child, steps, done + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function candidates(json: string, at: number, step: PathStep): Iterable<number> {
  const found = children(json, at);
  switch (step.kind) {
    case 'descend':
      return inside(json, at, longest);
    case 'filter':
      return found.map(({ start }) => start).filter((start) => passes(json, start, step));
    case 'any':
      return found.map((child) => child.start);
    case 'element': {
      const element = json.charAt(at) === '[' ? found.at(step.index) : undefined;
      return element === undefined ? [] : [element.start];
    }
    case 'member': {
      const member = found.findLast((child) => child.name === step.name);
      return member === undefined ? [] : [member.start];
    }
  }
}

/** The value and everything in it, as deep as anybody nests. */
function* inside(json: string, at: number, depth: number): Generator<number> {
  yield at;
  if (depth === 0) return;
  for (const { start } of children(json, at)) yield* inside(json, start, depth - 1);
}

function passes(json: string, at: number, { path, value }: Extract<PathStep, { kind: 'filter' }>): boolean {
  const found = selectFrom(json, at, path);
  return found !== undefined && (value === undefined || found === value);
}

function wellFormed(lexeme: string): string | undefined {
  return /^(?:[[{]|(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?)$)/i.test(lexeme) ? lexeme : undefined;
}
