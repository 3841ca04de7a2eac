import type { Truth } from '../../conditional/evaluation/trace.ts';
import type { TraitId } from '../../conditional/traits/traitId.ts';
import type { Outcome } from '../request/prediction.ts';
import type { Effect } from './words.ts';

/** The outcome in a few characters, for the end of a line. `status` is that of an outright refusal. */
export function shortOutcome(outcome: Outcome, status?: number): string {
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
    case 'refused':
      return String(status ?? 400);
    case 'unknown':
      return 'unknown';
  }
}

/** The outcome with what it means, for a hover. */
export function longOutcome(outcome: Outcome, effect: Effect, status?: number): string {
  switch (outcome) {
    case 'performed':
      return effect === 'write' ? 'goes ahead' : 'answered in full';
    case 'content':
      return '200, all content';
    case 'range':
      return '206, the range';
    case 'missing':
      return '404, nothing is there';
    case 'refused':
      return `${shortOutcome(outcome, status)}, refused whatever the state`;
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

/** What a server was seen to do otherwise than RFC 9110 says, for the end of a line, before when it was seen. */
export function departureWords(id: TraitId | undefined): string {
  switch (id) {
    case 'ignores-if-match':
      return 'If-Match was ignored here';
    case 'ignores-if-none-match':
      return 'If-None-Match was ignored here';
    case 'ignores-if-modified-since':
      return 'If-Modified-Since was ignored here';
    case 'ignores-if-unmodified-since':
      return 'If-Unmodified-Since was ignored here';
    default:
      return 'this server was seen to answer so';
  }
}
