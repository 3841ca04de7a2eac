import type { Current } from './current.ts';
import type { Truth } from './trace.ts';

/** One precondition judged, with the reason in one plain sentence. */
export interface Judgement {
  readonly result: Truth;
  readonly because: string;
}

/** The known state, with the question of existence settled one way. */
export type World = Omit<Current, 'exists'> & { readonly exists: boolean };

/** The condition is true. */
export const holds = (because: string): Judgement => ({ result: 'true', because });
/** The condition is false. */
export const fails = (because: string): Judgement => ({ result: 'false', because });
/** The condition has no say here. */
export const ignored = (because: string): Judgement => ({ result: 'ignored', because });
/** Whether the condition is true cannot be told. */
export const open = (because: string): Judgement => ({ result: 'unknown', because });
