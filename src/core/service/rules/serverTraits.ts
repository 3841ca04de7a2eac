import type { TraitId } from '../../conditional/traits/traitId.ts';
import type { Trait } from '../../conditional/traits/traits.ts';
import type { ConditionName } from '../request/conditionLine.ts';
import { age } from '../request/moment.ts';
import type { Subject } from '../request/subject.ts';

/** The trait, unless it was seen so long ago that nothing should be built on it. */
export function traitOf({ traits }: Subject, id: TraitId, field?: ConditionName): Trait | undefined {
  return traits.find(
    (each) =>
      each.id === id &&
      each.confidence !== 'faded' &&
      (field === undefined || each.field === undefined || each.field === field),
  );
}

/** The same, where it was seen at the resource or in its folder: what is said of one file need not hold for another. */
export function traitHere(subject: Subject, id: TraitId): Trait | undefined {
  const trait = traitOf(subject, id);
  return trait?.scope === 'here' ? trait : undefined;
}

/** The newest evidence of a trait, in words. */
export function evidenceOf({ evidence }: Trait, { context }: Subject): string {
  const [newest] = evidence;
  return newest === undefined ? '' : `${newest.what} (${age(newest.at, context.now)})`;
}
