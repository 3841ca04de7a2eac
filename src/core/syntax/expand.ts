import type { Token } from '../span.ts';
import type { Expansion, Piece, Reference } from './resolution.ts';
import type { Scope } from './scope.ts';

/** Every `{{ expression }}` in the text, in order; one stands on one line. Spans count inside the text. */
export function references(text: string): readonly Reference[] {
  const found: Reference[] = [];
  for (let at = text.indexOf('{{'); at !== -1; ) {
    const close = text.indexOf('}}', at + 2);
    if (close === -1) break;
    const open = text.lastIndexOf('{{', close - 2);
    const expression = text.slice(open + 2, close);
    if (!/[\r\n]/.test(expression)) found.push({ start: open, end: close + 2, expression: expression.trim() });
    at = text.indexOf('{{', close + 2);
  }
  return found;
}

/** The template with its references replaced; the pieces' sources count as the token's own span does. */
export function expand(template: Token, scope: Scope): Expansion {
  const pieces: Piece[] = [];
  let text = '';
  let at = 0;
  const add = (from: number, to: number, replacement: string, reference: Piece['reference']) => {
    if (to === from) return;
    pieces.push({
      expanded: { start: text.length, end: text.length + replacement.length },
      source: { start: template.start + from, end: template.start + to },
      reference,
    });
    text += replacement;
  };
  for (const reference of references(template.text)) {
    add(at, reference.start, template.text.slice(at, reference.start), undefined);
    const lookup = scope.lookUp(reference.expression);
    const written = template.text.slice(reference.start, reference.end);
    add(reference.start, reference.end, lookup.kind === 'value' ? lookup.value : written, { ...reference, lookup });
    at = reference.end;
  }
  add(at, template.text.length, template.text.slice(at), undefined);
  return { text, pieces };
}
