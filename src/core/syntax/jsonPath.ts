import { children, decodeString, valueSpan } from './jsonText.ts';

/** One step of a path: a member by its name, an element by its index (negative from the end), or any child. */
export type PathStep =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'element'; readonly index: number }
  | { readonly kind: 'any' };

const stepPattern = /\.([^.[\]\s'"*]+)|\[(-?\d{1,9})\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]|(\.\*|\[\*\])/y;

/** More steps than any answer is deep: following them takes a call each. */
const longest = 200;

/** The steps of `$.a.b[0]['c']`; undefined for a path that is none or uses filters, slices or descent. */
export function parsePath(path: string): readonly PathStep[] | undefined {
  if (!path.startsWith('$')) return undefined;
  const steps: PathStep[] = [];
  stepPattern.lastIndex = 1;
  for (let at = 1; at < path.length; at = stepPattern.lastIndex) {
    const match = stepPattern.exec(path);
    if (match === null || steps.length === longest) return undefined;
    steps.push(stepOf(match));
  }
  return steps;
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
  const found = root === undefined ? undefined : follow(json, root.start, steps, 0);
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

function candidates(json: string, at: number, step: PathStep): readonly number[] {
  const found = children(json, at);
  switch (step.kind) {
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

function wellFormed(lexeme: string): string | undefined {
  return /^(?:[[{]|(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?)$)/i.test(lexeme) ? lexeme : undefined;
}
