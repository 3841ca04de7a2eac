import { combinedValue } from '../core/http/headerList.ts';
import { decide, rangeHolds } from './decide.ts';
import type { Circumstance, Family } from './families.ts';
import type { Answer, DemoRequest } from './message.ts';
import { bare, refusal } from './message.ts';
import { partOf } from './range.ts';
import { currentOf, metadataFields, validatorFields, wholeAnswer } from './select.ts';
import type { Article } from './shelf.ts';

/** Answers GET and HEAD; content is left out of HEAD's only when it is written to the connection. */
export function answerRead(
  request: DemoRequest,
  family: Family,
  article: Article,
  circumstance: Circumstance,
  now: number,
): Answer {
  const current = currentOf(family, article, circumstance);
  const question = { ...request, current, now };
  switch (decide(question)) {
    case 'precondition-failed':
      return refusal(412, 'A precondition is false', 'The resource is not as the request requires.', [
        ...validatorFields(current),
      ]);
    case 'not-modified':
      return bare(304, metadataFields(family, current, circumstance));
    case 'perform': {
      const whole = wholeAnswer(family, article, circumstance);
      const range = combinedValue(request.headers, 'Range');
      return range !== undefined && rangeHolds(question) ? partOf(whole, range) : whole;
    }
  }
}
