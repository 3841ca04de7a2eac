import type { Token } from '../../span.ts';
import type { Expansion, Lookup, Piece, Reference } from '../resolving/resolution.ts';
import type { Scope } from './scope.ts';

/** Code units that references may make of one template. */
const longestExpansion = 1 << 26;

/** Every `{{ expression }}` in the text, in order; one stands on one line. Spans count inside the text. */
export function references(text: string): readonly Reference[] {
  const found: Reference[] = [];
  for (let at = text.indexOf('{{'); at !== -1; ) {
    const close = text.indexOf('}}', at + 2);
    if (close === -1) break;
    const open = text.lastIndexOf('{{', close - 2);
    const expression = text.slice(open + 2, close);
    const name = expression.trim();
    if (name !== '' && !/[\r\n]/.test(expression)) found.push({ start: open, end: close + 2, expression: name });
    at = text.indexOf('{{', close + 2);
  }
  return found;
}

/**
 * The template with its references replaced. An unresolved one stays as written, `\{\{` and `\}\}` stand for bare
 * braces. The pieces' sources count as the token's own span does.
 */
export function expand(template: Token, scope: Scope): Expansion {
  return expandLines([template], '', scope);
}

/**
 * The same for a template of several tokens, joined by `joint`, as a folded value or a continued target is; every
 * source span is in the token it comes from, and a joint belongs to the token before it.
 */
export function expandLines(templates: readonly Token[], joint: string, scope: Scope): Expansion {
  const [only] = templates;
  if (only !== undefined && templates.length === 1 && isLiteral(only.text)) return literally(only);
  const draft: ExpansionDraft = { text: '', pieces: [] };
  templates.forEach((template, index) => {
    if (index > 0 && joint !== '') add(draft, joint, templates[index - 1]?.end ?? 0, template.start, undefined);
    expandInto(draft, template, scope);
  });
  return draft;
}

/** The text alone of the template with its references replaced. */
export function expandedText(template: Token, scope: Scope): string {
  return isLiteral(template.text) ? template.text : expand(template, scope).text;
}

/** Whether nothing in the text is replaced. */
const isLiteral = (text: string) => !text.includes('{{') && !text.includes('\\');

function literally({ text, start }: Token): Expansion {
  const { length } = text;
  if (length === 0) return { text, pieces: [] };
  const source = { start, end: start + length };
  return { text, pieces: [{ expanded: { start: 0, end: length }, source, reference: undefined }] };
}

interface ExpansionDraft {
  text: string;
  readonly pieces: Piece[];
}

function expandInto(draft: ExpansionDraft, template: Token, scope: Scope): void {
  const { text, start } = template;
  let at = 0;
  for (const reference of references(text)) {
    addLiteral(draft, text, at, reference.start, start);
    const lookup = bounded(scope.lookUp(reference.expression), draft.text.length);
    const replacement = lookup.kind === 'value' ? lookup.value : text.slice(reference.start, reference.end);
    const resolved = {
      start: start + reference.start,
      end: start + reference.end,
      expression: reference.expression,
      lookup,
    };
    add(draft, replacement, resolved.start, resolved.end, resolved);
    at = reference.end;
  }
  addLiteral(draft, text, at, text.length, start);
}

/** An expansion has an end: past it, values count as unresolved rather than filling the memory. */
function bounded(lookup: Lookup, length: number): Lookup {
  const fits = lookup.kind === 'unresolved' || length + lookup.value.length <= longestExpansion;
  return fits ? lookup : { kind: 'unresolved', reason: 'too-deep' };
}

function addLiteral(draft: ExpansionDraft, text: string, from: number, to: number, base: number): void {
  const literal = text.slice(from, to);
  if (!literal.includes('\\')) {
    if (to > from) add(draft, literal, base + from, base + to, undefined);
    return;
  }
  let at = from;
  for (const match of literal.matchAll(/\\\{\\\{|\\\}\\\}/g)) {
    const found = from + match.index;
    if (found > at) add(draft, text.slice(at, found), base + at, base + found, undefined);
    add(draft, match[0].startsWith('\\{') ? '{{' : '}}', base + found, base + found + 4, undefined);
    at = found + 4;
  }
  if (to > at) add(draft, text.slice(at, to), base + at, base + to, undefined);
}

function add(draft: ExpansionDraft, text: string, start: number, end: number, reference: Piece['reference']): void {
  const expanded = { start: draft.text.length, end: draft.text.length + text.length };
  draft.pieces.push({ expanded, source: { start, end }, reference });
  draft.text += text;
}

/**
 * The text with its references replaced, or the look-up that failed, with the reference that is to blame. A result
 * of more than `longest` characters fails too.
 */
export function replaceReferences(
  text: string,
  lookUp: (expression: string) => Lookup,
  longest: number,
): string | Extract<Lookup, { kind: 'unresolved' }> {
  let result = '';
  let at = 0;
  for (const { start, end, expression } of references(text)) {
    const lookup = lookUp(expression);
    if (lookup.kind === 'unresolved') return { ...lookup, culprit: lookup.culprit ?? expression };
    result += text.slice(at, start) + lookup.value;
    if (result.length > longest) return { kind: 'unresolved', reason: 'too-deep', culprit: expression };
    at = end;
  }
  return result + text.slice(at);
}
