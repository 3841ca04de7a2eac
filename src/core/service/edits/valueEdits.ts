import type { Span } from '../../span.ts';
import type { HttpDocument, VariableNode } from '../../syntax/ast.ts';
import type { Expansion, Origin, Piece } from '../../syntax/resolving/resolution.ts';
import { piecesIn, sourceSpan } from '../request/sourceMap.ts';
import type { BlockEdit } from '../rules/finding.ts';

/**
 * The edits that make the value's stretch read `newText` after substitution: in the header line where the stretch
 * is literal, around a reference where text is only added, in the variable's own line where the change lies inside
 * one. Undefined where no edit of this file can do it, as when an answer's field is behind the reference.
 */
export function rewriteValue(
  document: HttpDocument,
  value: Expansion,
  stretch: Span,
  newText: string,
): readonly BlockEdit[] | undefined {
  if (isLiteral(value, stretch)) return [{ ...sourceSpan(value, stretch), newText }];
  if (newText === '' && coversReferences(value, stretch)) return [{ ...sourceSpan(value, stretch), newText }];
  const old = value.text.slice(stretch.start, stretch.end);
  const inner = newText.indexOf(old);
  if (inner >= 0) return around(sourceSpan(value, stretch), newText.slice(0, inner), newText.slice(inner + old.length));
  const change = changed(old, newText, stretch.start);
  if (isLiteral(value, change)) return [{ ...sourceSpan(value, change), newText: change.newText }];
  return inVariable(document, value, change);
}

interface Change extends Span {
  readonly newText: string;
}

const isLiteral = (value: Expansion, span: Span) =>
  piecesIn(value, span).every(({ reference }) => reference === undefined) &&
  (span.end > span.start || borders(value, span.start));

/** Whether an insertion at the offset can go into the file's own characters. */
function borders({ pieces }: Expansion, offset: number): boolean {
  return pieces.length === 0 || pieces.some(({ expanded }) => offset === expanded.start || offset === expanded.end);
}

/** Whether no reference sticks out of the stretch. */
function coversReferences(value: Expansion, { start, end }: Span): boolean {
  return piecesIn(value, { start, end }).every(
    ({ reference, expanded }) => reference === undefined || (expanded.start >= start && expanded.end <= end),
  );
}

function around({ start, end }: Span, before: string, after: string): readonly BlockEdit[] {
  const edits: BlockEdit[] = [];
  if (before !== '') edits.push({ start, end: start, newText: before });
  if (after !== '') edits.push({ start: end, end, newText: after });
  return edits;
}

/** The smallest stretch that differs; `at` is where the old text begins. */
function changed(old: string, newText: string, at: number): Change {
  const most = Math.min(old.length, newText.length);
  let head = 0;
  while (head < most && old[head] === newText[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === newText[newText.length - 1 - tail]) tail += 1;
  return { start: at + head, end: at + old.length - tail, newText: newText.slice(head, newText.length - tail) };
}

/** The change in the line that defines the variable, when it lies inside one reference to a plain variable. */
function inVariable(document: HttpDocument, value: Expansion, change: Change): readonly BlockEdit[] | undefined {
  const [piece, other] = piecesIn(value, change);
  if (piece === undefined || other !== undefined) return undefined;
  const definition = definitionBehind(document, piece);
  const written = value.text.slice(piece.expanded.start, piece.expanded.end);
  if (definition === undefined || definition.variable.value.text !== written) return undefined;
  const from = definition.variable.value.start - piece.expanded.start;
  return [{ start: change.start + from, end: change.end + from, newText: change.newText, block: definition.block }];
}

function definitionBehind(document: HttpDocument, { reference }: Piece) {
  if (reference?.lookup.kind !== 'value' || reference.lookup.origin.kind !== 'file') return undefined;
  return definitionAt(document, reference.lookup.origin);
}

/** The `@name = value` line that an origin in the file points to. */
export function definitionAt(
  document: HttpDocument,
  { block, span }: Extract<Origin, { kind: 'file' }>,
): { readonly block: number; readonly variable: VariableNode } | undefined {
  const variable = document.blocks[block]?.block.variables.find(
    ({ start, end }) => span.start >= start && span.end <= end,
  );
  return variable === undefined ? undefined : { block, variable };
}
