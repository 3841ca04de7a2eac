import { type Prediction as Foretold, predict } from '../../conditional/predict.ts';
import { traitsExpected } from '../../conditional/traits/traitsExpected.ts';
import { isGetOrHead, type Subject } from './subject.ts';

/**
 * How a request is answered, by its preconditions. `performed` is a success of a method other than GET and HEAD,
 * `refused` what the server does with such requests whatever the state.
 */
export type Outcome = 'performed' | 'content' | 'range' | 'not-modified' | 'missing' | 'failed' | 'refused' | 'unknown';

/** What is likely to come of a request, with the steps that lead there. */
export interface Prediction {
  readonly outcome: Outcome;
  readonly trace: Foretold;
}

/** What the procedure of RFC 9110 §13.2.2 makes of the request by what is known of its resource and its server. */
export function predictionOf(subject: Subject): Prediction {
  const { method, resolved, known, context, resource } = subject;
  const headers = [...resolved.headers.map(({ field }) => field), ...resolved.defaults];
  const place = resolved.url === undefined ? {} : { url: resolved.url };
  const traits = resource === undefined ? [] : traitsExpected(context.memory, resource, method, context.now);
  const trace = predict({ method, headers, ...place }, known, context.now, traits);
  return { outcome: outcomeOf(subject, trace), trace };
}

function outcomeOf(subject: Subject, { verdict, status }: Foretold): Outcome {
  if (status !== undefined) return 'refused';
  switch (verdict) {
    case 'precondition-failed':
      return 'failed';
    case 'not-modified':
      return 'not-modified';
    case 'perform-range':
      return 'range';
    case 'undetermined':
      return 'unknown';
    case 'perform':
      if (subject.known.current.exists === false && needsExisting(subject)) return 'missing';
      return isGetOrHead(subject) ? 'content' : 'performed';
  }
}

/** Without anything there, these are answered 404 before any precondition is looked at (RFC 9110 §13.2.1). */
const needsExisting = (subject: Subject) => isGetOrHead(subject) || subject.method === 'DELETE';
