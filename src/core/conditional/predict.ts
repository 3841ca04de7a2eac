import { currentOf, unknownCurrent } from './current.ts';
import { type ConditionalRequest, evaluate } from './evaluate.ts';
import type { Recollection } from './memory.ts';
import type { Trace } from './trace.ts';

/** What the server would do, judged by what is remembered; undetermined where nothing is. `now` is epoch ms. */
export function predict(request: ConditionalRequest, { best }: Pick<Recollection, 'best'>, now: number): Trace {
  return evaluate(request, best === undefined ? unknownCurrent : currentOf(best), now);
}
