import type { Span } from '../../span.ts';
import type { HttpDocument } from '../../syntax/ast.ts';
import { allMentions, type Mention, mentionAt, sameThing } from './mentions.ts';
import { nameIndex } from './nameIndex.ts';

/** A place in the document that names what the caret is on, and whether it is where the name is given. */
export interface NamePlace extends Span {
  readonly role: 'definition' | 'reference';
}

/** Every place of the document that names the variable or the request under the caret, in the order of the text. */
export function referencesTo(document: HttpDocument, offset: number): readonly NamePlace[] {
  const index = nameIndex(document);
  const asked = mentionAt(document, offset, index);
  if (asked === undefined) return [];
  const places = allMentions(document, index).filter((each) => sameThing(each, asked));
  return places.map(({ start, end, role }) => ({ start, end, role })).sort((a, b) => a.start - b.start);
}

/** Where the name under the caret is given. `from` is what the caret is on. */
export interface DefinitionPlace {
  readonly from: Span;
  readonly target: Span;
}

/**
 * The definition that counts: of several variables of one name the last, of several requests the first. Undefined
 * where the file has none.
 */
export function definitionOf(document: HttpDocument, offset: number): DefinitionPlace | undefined {
  const index = nameIndex(document);
  const asked = mentionAt(document, offset, index);
  if (asked === undefined) return undefined;
  const places = allMentions(document, index).filter((each) => each.role === 'definition' && sameThing(each, asked));
  const target = asked.kind === 'variable' ? places.at(-1) : places[0];
  return target === undefined ? undefined : { from: placeOf(asked.reach), target: placeOf(target) };
}

const placeOf = ({ start, end }: Span | Mention): Span => ({ start, end });
