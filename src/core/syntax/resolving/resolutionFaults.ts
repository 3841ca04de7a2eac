import { isFieldChar, isTokenChar } from '../block/characters.ts';
import { expand } from '../values/expand.ts';
import type { Scope } from '../values/scope.ts';
import type { Expansion, Piece, ResolutionFault, ResolvedHeader, UnresolvedReason } from './resolution.ts';

const NO_FAULTS: readonly never[] = [];

/** A fault for each reference of the expansion that stands for nothing. */
export function referenceFaults(expansion: Expansion): readonly ResolutionFault[] {
  if (expansion.pieces.every(hasValue)) return NO_FAULTS;
  return expansion.pieces.flatMap(({ reference }) => {
    if (reference === undefined || reference.lookup.kind === 'value') return [];
    const { reason, culprit, question } = reference.lookup;
    const subject = culprit ?? reference.expression;
    const place = { start: reference.start, end: reference.end };
    return [{ code: codeOf(reason), ...place, subject, reason, ...(question && { question }) }];
  });
}

const hasValue = ({ reference }: Piece) => reference === undefined || reference.lookup.kind === 'value';

function codeOf(reason: UnresolvedReason): ResolutionFault['code'] {
  switch (reason) {
    case 'cycle':
    case 'too-deep':
      return 'variable-cycle';
    case 'request-not-sent':
      return 'request-not-sent-yet';
    case 'not-asked':
      return 'prompt-needed';
    case 'validator-unknown':
    case 'undefined':
    case 'request-unknown':
    case 'field-absent':
    case 'path-absent':
    case 'expression-invalid':
      return 'variable-undefined';
  }
}

/** What no client can put on the wire: a name that is no token, a value with a control character or beyond Latin-1. */
export function fieldFaults({ node, field, value }: ResolvedHeader, scope: Scope): readonly ResolutionFault[] {
  const bad = invalidAt(value);
  const { start, end, text } = node.name;
  // As written it has no reference in it, so it is what is sent.
  if (bad === undefined && isToken(text)) return NO_FAULTS;
  const faults = [...referenceFaults(expand(node.name, scope))];
  if (faults.length === 0 && !isToken(field[0])) {
    faults.push({ code: 'header-name-invalid', start, end, subject: field[0], reason: undefined });
  }
  if (bad !== undefined) faults.push({ code: 'header-value-invalid', ...bad, subject: field[0], reason: undefined });
  return faults;
}

function isToken(name: string): boolean {
  let at = 0;
  while (at < name.length && isTokenChar(name.charCodeAt(at))) at += 1;
  return at > 0 && at === name.length;
}

/** Where the user wrote the first character that may not be sent: itself, or the reference that stands for it. */
function invalidAt({ text, pieces }: Expansion): { start: number; end: number } | undefined {
  let at = 0;
  while (at < text.length && isFieldChar(text.charCodeAt(at))) at += 1;
  if (at === text.length) return undefined;
  const piece = pieces.find(({ expanded }) => expanded.start <= at && at < expanded.end);
  return piece === undefined ? undefined : sourceOf(piece, at, (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}

function sourceOf({ expanded, source, reference }: Piece, at: number, width: number): { start: number; end: number } {
  if (reference !== undefined) return { start: source.start, end: source.end };
  const start = source.start + at - expanded.start;
  return { start, end: start + width };
}
