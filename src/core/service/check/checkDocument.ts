import type { HttpDocument } from '../../syntax/ast.ts';
import type { Problem } from '../problem.ts';
import type { ServiceContext } from '../serviceContext.ts';
import { Checker } from './checker.ts';
import { wholeProblem } from './placeFinding.ts';

/** Every problem of the document, in the order of the text. */
export function checkDocument(document: HttpDocument, context: ServiceContext): readonly Problem[] {
  const checker = new Checker(document, context);
  checker.settle(0, Number.POSITIVE_INFINITY);
  return checker.problems(0, Number.POSITIVE_INFINITY).map(wholeProblem);
}
