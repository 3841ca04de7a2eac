import type { SightingContext } from '../memory/memory.ts';
import { withOrigin } from '../memory/origins.ts';
import { folderOf, originOf } from '../memory/places.ts';
import type { Memory, OwnWrite, TraitObservation } from '../memory/record.ts';
import { discriminate, withoutGuesses } from './discriminate.ts';
import { readConditions } from './readConditions.ts';
import { refusals } from './refusals.ts';
import type { Noted, Scene } from './scene.ts';
import { tagHabits } from './tagHabits.ts';
import { FORGOTTEN_AFTER, traitsOf } from './traits.ts';
import { writeAnswers } from './writeAnswers.ts';
import { writeConditions } from './writeConditions.ts';

/** How many observations an origin has; the oldest goes first. */
export const MAX_OBSERVATIONS = 160;
const LONGEST_WHAT = 300;

const observers = [writeConditions, readConditions, refusals, tagHabits, writeAnswers] as const;

/**
 * The memory with what the scene tells of its server. Of each trait the newest observation of a folder is kept, and
 * the newest one to the contrary: they are what `traitsOf` decides by. A reading that shows what a write sent proves
 * what that write gave signs of. The same object when nothing was learned.
 */
export function learnTraits(memory: Memory, scene: Scene, context: SightingContext): Memory {
  const origin = originOf(scene.resource);
  const before = memory.origins.get(origin)?.observations ?? [];
  const noted = notedIn(memory, scene, before, context).map((each) => placed(each, scene, context));
  const learned = [...confirmed(before, scene), ...noted];
  if (learned.length === 0) return memory;
  const kept = learned.reduce(withObservation, before).filter(({ at }) => context.now - at < FORGOTTEN_AFTER);
  return withOrigin(memory, origin, { observations: kept.slice(-MAX_OBSERVATIONS), touchedAt: context.now });
}

/** What each observer sees, in the light of what is known of the server. */
function notedIn(
  memory: Memory,
  scene: Scene,
  before: readonly TraitObservation[],
  { now }: SightingContext,
): readonly Noted[] {
  const seen = observers.flatMap((observe) => observe(scene, before));
  if (scene.conditions.length === 0) return seen;
  const traits = traitsOf(memory, scene.resource, scene.request.method, now);
  const known = new Set(traits.filter(({ confidence }) => confidence !== 'faded').map(({ id }) => id));
  const discrimination = discriminate(scene, known);
  return [...withoutGuesses(seen, discrimination), ...discrimination.noted];
}

function placed(noted: Noted, { request, resource }: Scene, context: SightingContext): TraitObservation {
  const { now: at, request: name } = context;
  const what = noted.what.slice(0, LONGEST_WHAT);
  return { method: request.method, ...noted, what, resource, at, request: name?.slice(0, 200) };
}

function withObservation(all: readonly TraitObservation[], one: TraitObservation): readonly TraitObservation[] {
  const folder = folderOf(one.resource);
  const isSame = (each: TraitObservation): boolean =>
    each.id === one.id &&
    each.method === one.method &&
    each.field === one.field &&
    each.says === one.says &&
    each.weight === one.weight &&
    (each.resource === one.resource || folderOf(each.resource) === folder);
  return [...all.filter((each) => !isSame(each)), one];
}

/**
 * The signs that this answer makes proofs. A write whose content is now read, or whose resource is gone, was carried
 * out, condition or not; a date that was refused, and is now read unchanged, was true.
 */
function confirmed(all: readonly TraitObservation[], scene: Scene): readonly TraitObservation[] {
  const { known, resource, shown, held } = scene;
  const signs = all.filter((each) => each.resource === resource && each.weight === 'sign' && each.says === 'has');
  if (signs.length === 0 || shown?.cache !== undefined) return [];
  const write = known?.ownWrites.at(-1);
  const carriedOut = write !== undefined && isCarriedOut(write, scene);
  const unchanged = shown?.lastModified !== undefined && shown.lastModified === held?.lastModified;
  return signs.flatMap((sign): readonly TraitObservation[] => {
    if (carriedOut && sign.at === write.at) return [proved(sign, 'A reading then showed that it was carried out.')];
    return unchanged && sign.id === 'ius-unusable' ? [proved(sign, 'A reading then showed no newer date.')] : [];
  });
}

function isCarriedOut(write: OwnWrite, { shown, request, response: { status } }: Scene): boolean {
  if (write.method === 'DELETE') return request.method === 'GET' && (status === 404 || status === 410);
  return write.sent !== undefined && write.sent === shown?.content;
}

function proved(sign: TraitObservation, how: string): TraitObservation {
  return { ...sign, weight: 'proof', what: `${sign.what} ${how}`.slice(0, LONGEST_WHAT) };
}
