import type { HttpDocument } from '../../syntax/ast.ts';
import { directiveKey } from '../../syntax/block/directives.ts';
import { namesWithImports } from '../../syntax/imports.ts';
import { nameIndex } from '../names/nameIndex.ts';
import type { ServiceContext } from '../serviceContext.ts';
import { directiveDocs } from '../words/directiveDocs.ts';
import { type Completion, completion } from './completion.ts';
import type { Place } from './place.ts';

/** The directives that mean something here, with their documentation. */
export function directiveNames(place: Extract<Place, { kind: 'directive-name' }>): readonly Completion[] {
  return directiveDocs.map(({ name, parameters, summary }) =>
    completion('directive', place, parameters.length > 0 ? `${name} ` : name, {
      label: name,
      description: parameters.map((each) => each.label).join(' '),
      documentation: summary,
      continues: /^(?:ref|forceRef)$/.test(name) ? 'yes' : 'no',
    }),
  );
}

/** The requests that `# @ref` and `run #` can name, those of imported files too. */
export function directiveValues(
  document: HttpDocument,
  place: Extract<Place, { kind: 'directive-value' }>,
  { scope }: ServiceContext,
): readonly Completion[] {
  if (!/^(?:force)?ref$/.test(directiveKey(place.name))) return [];
  const names = namesWithImports(nameIndex(document).requests, scope.imports);
  return [...names].map((name) => completion('request', place, name));
}
