import type { Truth } from '../../conditional/trace.ts';
import type { Outcome } from '../request/prediction.ts';
import type { Effect } from './words.ts';

/** The outcome in a few characters, for the end of a line. */
export function shortOutcome(outcome: Outcome): string {
  switch (outcome) {
    case 'performed':
      return '2xx';
    case 'content':
      return '200';
    case 'range':
      return '206';
    case 'not-modified':
      return '304';
    case 'missing':
      return '404';
    case 'failed':
      return '412';
    case 'unknown':
      return 'unknown';
  }
}

/** The outcome with what it means, for a hover. */
export function longOutcome(outcome: Outcome, effect: Effect): string {
  switch (outcome) {
    case 'performed':
      return effect === 'write' ? 'goes ahead' : 'answered in full';
    case 'content':
      return '200, all content';
    case 'range':
      return '206, the range';
    case 'missing':
      return '404, nothing is there';
    case 'not-modified':
    case 'failed':
    case 'unknown':
      return shortOutcome(outcome);
  }
}

/** What became of one precondition. */
export function truthWord(truth: Truth): string {
  switch (truth) {
    case 'true':
      return 'holds';
    case 'false':
      return 'fails';
    case 'ignored':
      return 'ignored';
    case 'unknown':
      return 'unknown';
  }
}
