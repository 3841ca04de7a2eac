import type { Completion } from '../../../src/core/service/completion/completion.ts';
import { complete } from '../../../src/core/service/languageService.ts';
import { applyEdits } from '../../../src/core/span.ts';
import type { HttpDocument } from '../../../src/core/syntax/ast.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { contextOf, type World } from './world.ts';

/** A document and the offset of the `¦` in its marked text. */
export interface Caret {
  readonly document: HttpDocument;
  readonly offset: number;
}

export function caretIn(marked: string): Caret {
  const offset = marked.indexOf('¦');
  if (offset < 0) throw new Error(`No ¦ in ${marked}`);
  return { document: parse(marked.replace('¦', '')), offset };
}

export function completionsAt(marked: string, world: World = {}): readonly Completion[] {
  const { document, offset } = caretIn(marked);
  return complete(document, offset, contextOf(world));
}

export function labelsAt(marked: string, world: World = {}): readonly string[] {
  return completionsAt(marked, world).map(({ label }) => label);
}

/** The text after the completion with that label. */
export function accepted(marked: string, label: string, world: World = {}): string {
  const found = completionsAt(marked, world).find((each) => each.label === label);
  if (found === undefined) throw new Error(`${label} is not among ${labelsAt(marked, world).join(', ')}`);
  return applyEdits(marked.replace('¦', ''), [found.edit]);
}
