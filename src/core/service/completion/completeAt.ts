import type { HttpDocument } from '../../syntax/ast.ts';
import { createScope } from '../../syntax/values/scope.ts';
import { Subject } from '../request/subject.ts';
import { surroundingsOf } from '../request/surroundings.ts';
import type { ServiceContext } from '../serviceContext.ts';
import type { Completion } from './completion.ts';
import { directiveNames, directiveValues } from './directives.ts';
import { expressions } from './expressions.ts';
import { fieldNames } from './fieldNames.ts';
import { fieldValues } from './fieldValues.ts';
import { methods } from './methods.ts';
import { type Place, placeAt } from './place.ts';
import { knownTargets } from './targets.ts';

/** What can be written at the caret, the likeliest first. Files are listed by `completePath`. */
export function completeAt(document: HttpDocument, offset: number, context: ServiceContext): readonly Completion[] {
  const place = placeAt(document, offset);
  return place === undefined ? [] : completePlace(document, place, context);
}

function completePlace(document: HttpDocument, place: Place, context: ServiceContext): readonly Completion[] {
  switch (place.kind) {
    case 'expression':
      return expressions(document, place, context);
    case 'directive-name':
      return directiveNames(place);
    case 'directive-value':
      return directiveValues(document, place, context);
    case 'method':
      return methods(place);
    case 'target':
      return knownTargets(place, context);
    case 'field-name':
      return fieldNames(place);
    case 'field-value': {
      const subject = new Subject(
        document,
        place.request,
        createScope(document, context.scope),
        surroundingsOf(context),
      );
      return fieldValues(subject, place);
    }
    case 'path':
      return [];
  }
}
