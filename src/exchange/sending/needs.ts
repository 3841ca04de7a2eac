import type { Span } from '../../core/span.ts';
import type { HttpDocument } from '../../core/syntax/ast.ts';
import { definitionIndex } from '../../core/syntax/document/definitionIndex.ts';
import { type Imports, namesWithImports } from '../../core/syntax/imports.ts';
import { answerReference } from '../../core/syntax/values/answerValue.ts';
import type { Question } from '../../core/syntax/values/question.ts';
import type { Refusal } from './sendFault.ts';

/** What a request lacks that can be had: an answer from the user, or the answer of another request of the file. */
export type Need = Span &
  (
    | { readonly kind: 'question'; readonly question: Question }
    /** `forced`: a new answer is wanted, whatever was sent before. */
    | {
        readonly kind: 'answer';
        readonly request: string;
        readonly forced?: 'yes';
        /** What variables stand for this once. */
        readonly values?: Readonly<Record<string, string>>;
      }
  );

/** What would help against all of the refusals; nothing when one of them is beyond help. */
export function needsOf(refusals: readonly Refusal[], document: HttpDocument, imports?: Imports): readonly Need[] {
  const needs = refusals.map((refusal) => needOf(refusal, document, imports));
  return needs.every((need) => need !== undefined) ? needs : [];
}

function needOf(refusal: Refusal, document: HttpDocument, imports: Imports | undefined): Need | undefined {
  if (!('reason' in refusal)) return undefined;
  const { start, end, question, reason, expression } = refusal;
  if (question !== undefined) return { kind: 'question', question, start, end };
  if (reason !== 'request-not-sent') return undefined;
  const names = namesWithImports(definitionIndex(document).requestNames(), imports);
  const request = answerReference(expression, names)?.request;
  return request === undefined || !names.has(request) ? undefined : { kind: 'answer', request, start, end };
}
