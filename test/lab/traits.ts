import type { Asked, Outcome } from './observe.ts';

/** A way in which a server departs from RFC 9110, as a change to the request that a conformant one would have met. */
export interface Trait {
  readonly id: string;
  /** What the server does, in plain words. */
  readonly says: string;
  /** What it makes of a request that it concerns, or outright what it answers. */
  bends(asked: Asked): Asked | Outcome | undefined;
}

export const traits: readonly Trait[] = [];
