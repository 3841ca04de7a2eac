import { type EntityTag, weakMatch } from '../../http/entityTag.ts';
import { fingerprint } from '../../http/fingerprint.ts';
import { conditionIn, dateIn, isDone, type Noted, type Observer, type Scene, told, verdictAlone } from './scene.ts';

const IGNORING = {
  'If-Match': 'ignores-if-match',
  'If-None-Match': 'ignores-if-none-match',
  'If-Unmodified-Since': 'ignores-if-unmodified-since',
} as const;
type Guard = keyof typeof IGNORING;
const GUARDS = Object.keys(IGNORING) as readonly Guard[];

/**
 * What an answer to a guarded write tells of the guard. A true condition that lets the write through teaches nothing:
 * it would have gone through without. A false one that does is a sign, and a proof once a reading shows what was sent.
 */
export const writeConditions: Observer = (scene) => {
  if (scene.kind !== 'write') return [];
  if (scene.response.status === 412) return [...honoured(scene), ...refusedDate(scene)];
  return isDone(scene) ? [...GUARDS.flatMap((guard) => ignored(scene, guard)), ...takenDate(scene)] : [];
};

/** With one condition alone it is clear which one the server looked at. */
function honoured(scene: Scene): readonly Noted[] {
  const [only, ...others] = scene.conditions;
  const guard = GUARDS.find((name) => name === only?.field);
  if (guard === undefined || others.length > 0) return [];
  const what = `${told(scene)} was answered 412: the condition was looked at.`;
  return [{ id: IGNORING[guard], field: guard, says: 'lacks', weight: 'proof', what }];
}

function ignored(scene: Scene, guard: Guard): readonly Noted[] {
  if (conditionIn(scene, guard) === undefined || isNeverJudged(scene, guard) || isRepeat(scene)) return [];
  if (verdictAlone(scene, guard) !== 'precondition-failed') return createdAnyway(scene, guard);
  const { status } = scene.response;
  const weakly = guard === 'If-Match' && matchesWeakly(scene);
  const what = `${told(scene)} was answered ${status}, although the condition was false by what was known.`;
  const noted: Noted = { id: weakly ? 'im-weak-comparison' : IGNORING[guard], says: 'has', weight: 'sign', what };
  return [weakly ? noted : { ...noted, field: guard }];
}

/** If-Unmodified-Since means nothing beside If-Match (RFC 9110 §13.1.4). */
function isNeverJudged(scene: Scene, guard: Guard): boolean {
  return guard === 'If-Unmodified-Since' && conditionIn(scene, 'If-Match') !== undefined;
}

/** A write that is there already may be answered as done (RFC 9110 §13.1.1). */
export function isRepeat({ request, held }: Scene): boolean {
  return request.body !== undefined && held?.content !== undefined && fingerprint(request.body) === held.content;
}

/** 201 says that nothing was there, and then no If-Match is true: this needs no memory. */
function createdAnyway(scene: Scene, guard: Guard): readonly Noted[] {
  if (guard !== 'If-Match' || scene.response.status !== 201 || scene.request.method === 'POST') return [];
  const what = `${told(scene)} created the resource, where If-Match asks that it exist.`;
  return [{ id: 'ignores-if-match', field: guard, says: 'has', weight: 'proof', what }];
}

function matchesWeakly(scene: Scene): boolean {
  const { etag } = scene.state;
  if (etag.kind !== 'known') return false;
  const sent = conditionIn(scene, 'If-Match')?.members ?? [];
  return sent.some((member) => member.kind === 'tag' && isWeaklySame(member.tag, etag.value));
}

function isWeaklySame(sent: EntityTag, current: EntityTag): boolean {
  return (sent.weak || current.weak) && weakMatch(sent, current);
}

/** A true If-Unmodified-Since that is refused; Apache compares it with the time of the request. */
function refusedDate(scene: Scene): readonly Noted[] {
  if (!hasTrueDateAlone(scene)) return [];
  const what = `${told(scene)} was answered 412, although nothing newer was known.`;
  return [{ id: 'ius-unusable', field: 'If-Unmodified-Since', says: 'has', weight: 'sign', what }];
}

function takenDate(scene: Scene): readonly Noted[] {
  if (!hasTrueDateAlone(scene)) return [];
  const what = `${told(scene)} was answered ${scene.response.status}.`;
  return [{ id: 'ius-unusable', field: 'If-Unmodified-Since', says: 'lacks', weight: 'proof', what }];
}

function hasTrueDateAlone(scene: Scene): boolean {
  const { lastModified } = scene.state;
  const date = dateIn(scene, 'If-Unmodified-Since');
  const [, ...others] = scene.conditions;
  if (date === undefined || date > scene.now || others.length > 0) return false;
  return lastModified.kind === 'known' && lastModified.value <= date;
}
