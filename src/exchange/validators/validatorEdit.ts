import { type Edit, shift, type Token } from '../../core/span.ts';
import type { HttpDocument, VariableNode } from '../../core/syntax/ast.ts';
import type { Lookup, Origin } from '../../core/syntax/resolving/resolution.ts';
import { references } from '../../core/syntax/values/expand.ts';
import type { Scope } from '../../core/syntax/values/scope.ts';

/** Where to write so that a template comes to say something else. */
export type ValidatorEdit =
  | { readonly kind: 'edits'; readonly edits: readonly Edit[] }
  /** The value is taken from another request's answer; no edit of the file can change it. */
  | { readonly kind: 'answer'; readonly expression: string }
  /** The value is what the memory knows of a resource; it changes when the memory learns. */
  | { readonly kind: 'memory'; readonly expression: string }
  /** The value comes from outside the file. */
  | { readonly kind: 'outside'; readonly expression: string; readonly origin: Origin['kind'] };

interface Place {
  readonly document: HttpDocument;
  readonly scope: Scope;
}

const deepest = 16;

/**
 * The edit after which `template` (offsets of the document) expands to `target`: the text itself, or the definition
 * of the one variable that feeds it, through variables that hold variables. What stands around the reference (its
 * quotes, say) is kept when the target fits it; otherwise the whole template is replaced.
 */
export function validatorEdit(place: Place, template: Token, target: string, depth = 0): ValidatorEdit {
  const whole: ValidatorEdit = { kind: 'edits', edits: [replace(template, target)] };
  const [reference, second] = references(template.text);
  if (reference === undefined || second !== undefined || depth > deepest) return whole;
  const prefix = template.text.slice(0, reference.start);
  const suffix = template.text.slice(reference.end);
  const fits = target.length >= prefix.length + suffix.length && target.startsWith(prefix) && target.endsWith(suffix);
  if (!fits) return whole;
  const inner = target.slice(prefix.length, target.length - suffix.length);
  const feed = feedOf(place, reference.expression);
  if (feed === 'unknown') return whole;
  return 'node' in feed ? validatorEdit(place, feed.node, inner, depth + 1) : feed;
}

/** What a template takes from another request's answer, if it does; the same walk, without a target. */
export function answerBehind(place: Place, template: Token, depth = 0): string | undefined {
  for (const { expression } of depth > deepest ? [] : references(template.text)) {
    const feed = feedOf(place, expression);
    if (feed === 'unknown') continue;
    const found = 'node' in feed ? answerBehind(place, feed.node, depth + 1) : feed;
    if (typeof found === 'string') return found;
    if (found?.kind === 'answer') return found.expression;
  }
  return undefined;
}

/** The `$etag` or `$lastModified` that a template is fed by, if it is. */
export function memoryBehind(place: Place, template: Token, depth = 0): string | undefined {
  for (const { expression } of depth > deepest ? [] : references(template.text)) {
    const feed = feedOf(place, expression);
    if (feed === 'unknown') continue;
    if ('node' in feed) return memoryBehind(place, feed.node, depth + 1);
    if (feed.kind === 'memory') return feed.expression;
  }
  return undefined;
}

type Feed = { readonly node: Token } | Exclude<ValidatorEdit, { kind: 'edits' }> | 'unknown';

function feedOf({ document, scope }: Place, expression: string): Feed {
  const lookup = scope.lookUp(expression);
  const definition = definitionOf(document, expression, lookup);
  if (definition !== undefined) return { node: definition };
  if (lookup.kind === 'value') {
    const { kind } = lookup.origin;
    if (kind === 'validator') return { kind: 'memory', expression };
    return kind === 'response' ? { kind: 'answer', expression } : { kind: 'outside', expression, origin: kind };
  }
  switch (lookup.reason) {
    case 'request-not-sent':
    case 'field-absent':
    case 'path-absent':
      return { kind: 'answer', expression };
    case 'validator-unknown':
      return { kind: 'memory', expression };
    case 'not-asked':
      return { kind: 'outside', expression, origin: 'prompt' };
    case 'undefined':
    case 'cycle':
    case 'too-deep':
    case 'request-unknown':
    case 'expression-invalid':
      return 'unknown';
  }
}

/** The definition that holds: where the value came from, or for one that failed inside, the last of that name. */
function definitionOf(document: HttpDocument, expression: string, lookup: Lookup): Token | undefined {
  if (lookup.kind === 'value') {
    const { origin } = lookup;
    if (origin.kind !== 'file') return undefined;
    const placed = document.blocks[origin.block];
    const node = placed?.block.variables.find((each) => covers(each, origin.span));
    return placed && node && shift(node.value, placed.start);
  }
  for (const { start, block } of [...document.blocks].reverse()) {
    const node = block.variables.findLast(({ name }) => name.text === expression);
    if (node !== undefined) return shift(node.value, start);
  }
  return undefined;
}

const covers = (node: VariableNode, { start, end }: { start: number; end: number }) =>
  start >= node.start && end <= node.end;

/** An empty value right after the colon or the equals sign gets the space that people write there. */
function replace({ start, end, text }: Token, target: string): Edit {
  return { start, end, newText: text === '' ? ` ${target}` : target };
}
