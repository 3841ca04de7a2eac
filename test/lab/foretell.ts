import { evaluate } from '../../src/core/conditional/evaluate.ts';
import type { Asked, Observation, Outcome } from './observe.ts';
import type { Scenario } from './scenario.ts';
import { type Trait, traits } from './traits.ts';

/** What a subject answers to each method without any condition: the gate of RFC 9110 §13.2.1 needs it. */
export type Bare = ReadonlyMap<string, Outcome>;

/** The key of a bare request: its method, the state it meets and whether it asks for a range. */
export const bareKey = ({ method, exists, fields }: Scenario): string =>
  `${method} ${exists}${/^Range:/.test(fields) ? ' range' : ''}`;

/**
 * What should come of the request: our evaluation of §13.2.2 within the gate of §13.2.1, bent by what was learned
 * of the server. Undefined where the specification leaves it open.
 */
export function foretell(asked: Asked, bare: Outcome | undefined, learned: readonly Trait[]): Outcome | undefined {
  // Whatever would be refused anyway is refused so, and no condition is looked at.
  if (bare !== undefined && /^(?:status|unwritten)/.test(bare)) return bare;
  let bent = asked;
  for (const trait of learned) {
    const next = trait.bends(bent);
    if (typeof next === 'string') return next;
    bent = next ?? bent;
  }
  const { verdict } = evaluate(bent, bent.current, bent.now);
  switch (verdict) {
    case 'undetermined':
      return undefined;
    case 'perform':
      // A Range without a condition on it is served as it would be served bare.
      return bare === 'perform-range' && !bent.headers.some(([name]) => name === 'If-Range') ? bare : 'perform';
    case 'perform-range':
      return bare;
    case 'not-modified':
    case 'precondition-failed':
      return verdict;
  }
}

/**
 * The traits that observations teach, by greed: each time the one that puts most right and nothing wrong, until
 * none does. A trait is thereby always one that was seen.
 */
export function learn(observations: readonly Observation[], bare: Bare): readonly Trait[] {
  const right = (learned: readonly Trait[]) =>
    observations.map(
      ({ asked, scenario, outcome }) => foretell(asked, bare.get(bareKey(scenario)), learned) === outcome,
    );
  let learned: readonly Trait[] = [];
  for (;;) {
    const before = right(learned);
    let best: { readonly learned: readonly Trait[]; readonly gain: number } | undefined;
    for (const trait of traits.filter((each) => !learned.includes(each))) {
      const candidate = traits.filter((each) => each === trait || learned.includes(each));
      const after = right(candidate);
      const gain = after.filter((ok, index) => ok && !before[index]).length;
      const harm = after.filter((ok, index) => !ok && before[index]).length;
      if (harm === 0 && gain > (best?.gain ?? 0)) best = { learned: candidate, gain };
    }
    if (best === undefined) return needed(learned, right);
    learned = best.learned;
  }
}

/** Without those that a later one has made superfluous. */
function needed(learned: readonly Trait[], right: (learned: readonly Trait[]) => readonly boolean[]): readonly Trait[] {
  const count = (traits: readonly Trait[]) => right(traits).filter(Boolean).length;
  let kept = learned;
  for (const trait of learned) {
    const others = kept.filter((each) => each !== trait);
    if (count(others) === count(kept)) kept = others;
  }
  return kept;
}
