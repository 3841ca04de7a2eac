import type { Asked, Expected } from '../bending/asked.ts';
import { bendings, bentBy, expectedOf, type Having } from '../bending/bend.ts';
import { currentOf } from '../evaluation/current.ts';
import type { ConditionField } from '../evaluation/trace.ts';
import type { ValidatorRecord } from '../memory/record.ts';
import { isDone, type Noted, type Scene, told } from './scene.ts';
import type { TraitId } from './traitId.ts';
import { isRepeat } from './writeConditions.ts';

/** What an answer tells, and whether the traits that are known account for what the specification does not. */
export interface Discrimination {
  readonly noted: readonly Noted[];
  readonly explained: 'yes' | 'no';
}

/** A field not looked at at all: the least of the explanations, which stands where no narrower one does. */
const BROAD: ReadonlySet<TraitId> = new Set([
  'ignores-if-match',
  'ignores-if-none-match',
  'ignores-if-modified-since',
  'ignores-if-unmodified-since',
  'never-answers-304',
]);

/**
 * What an answer tells of every trait that would have changed it. A trait is spoken for when with it the answer is
 * what was to be expected and without it is not, and spoken against the other way round, the traits that are known
 * of the server taken for granted: what they explain already teaches nothing new. One explanation alone is a proof,
 * several are signs, and so is a write's, since somebody else may have changed the resource meanwhile.
 */
export function discriminate(scene: Scene, known: ReadonlySet<TraitId>): Discrimination {
  const observed = outcomeOf(scene);
  const asked = askedIn(scene);
  if (observed === undefined || asked === undefined || isRepeat(scene)) return { noted: [], explained: 'no' };
  const found = bendings.flatMap(({ id, bend }) => {
    // Most traits have no part in most requests, and then there is nothing to judge.
    const isIdle = known.size === 0 && bend(asked) === undefined;
    return isIdle ? NONE : opinionOn(id, asked, observed, known);
  });
  const having = found.filter(({ says }) => says === 'has');
  const narrow = narrowest(having.filter(({ id }) => !BROAD.has(id)));
  const causes = narrow.length > 0 ? narrow : having;
  const isCertain = scene.kind === 'read' && having.length === 1;
  const what = `${told(scene)} was answered ${scene.response.status}.`;
  return {
    noted: found
      .filter((each) => each.says === 'lacks' || causes.includes(each))
      .map((each) => ({ ...each, weight: each.says === 'lacks' || isCertain ? 'proof' : 'sign', what })),
    explained: known.size > 0 && expectedOf(asked, known).outcome === observed ? 'yes' : 'no',
  };
}

/**
 * The notes of the other observers, without those that name a reason for what is explained already, or a broad one
 * for what has a narrow one.
 */
export function withoutGuesses(noted: readonly Noted[], { noted: own, explained }: Discrimination): readonly Noted[] {
  const hasNarrow = own.some(({ id, says }) => says === 'has' && !BROAD.has(id));
  return noted.filter(({ id, says }) => {
    if (says === 'lacks' || !bendings.some((each) => each.id === id)) return true;
    return explained === 'no' && !(hasNarrow && BROAD.has(id));
  });
}

/** That a date to come is not looked at is less to assume than that any other date but the right one is not. */
function narrowest(opinions: readonly Opinion[]): readonly Opinion[] {
  const isFuture = opinions.some(({ id }) => id === 'ims-future-ignored');
  return isFuture ? opinions.filter(({ id }) => id !== 'ims-exact') : opinions;
}

type Opinion = Pick<Noted, 'id' | 'says'> & Pick<Noted, 'field'>;

const NONE: readonly Opinion[] = [];

function opinionOn(id: TraitId, asked: Asked, observed: Expected, known: ReadonlySet<TraitId>): readonly Opinion[] {
  const theirs: Having = { has: (each) => each === id || known.has(each) };
  if (!bentBy(asked, theirs).by.includes(id)) return NONE;
  // Any server may answer a Range with all content (RFC 9110 §14.2), whatever its If-Range.
  const whole = (outcome: Expected) => (observed === 'perform' && outcome === 'perform-range' ? observed : outcome);
  const without = whole(expectedOf(asked, { has: (each) => each !== id && known.has(each) }).outcome);
  const having = whole(expectedOf(asked, theirs).outcome);
  if (without === having || having === 'undetermined') return [];
  // Whether tags in WebDAV's If compare weakly is left to the server (RFC 4918 §10.4.4); all else is open for want of
  // knowledge, and then whatever comes of it tells nothing.
  if (without === 'undetermined' && !id.startsWith('dav-if')) return [];
  if (observed !== having && observed !== without) return [];
  return [{ id, says: observed === having ? 'has' : 'lacks', ...fieldOf(id) }];
}

const fields: Readonly<Partial<Record<TraitId, ConditionField>>> = {
  'ignores-if-match': 'If-Match',
  'ignores-if-none-match': 'If-None-Match',
  'ignores-if-modified-since': 'If-Modified-Since',
  'ignores-if-unmodified-since': 'If-Unmodified-Since',
  'ius-unusable': 'If-Unmodified-Since',
};

/** The traits that several fields can have name theirs, as the other observers do. */
function fieldOf(id: TraitId): Pick<Noted, 'field'> {
  const field = fields[id];
  return field === undefined ? {} : { field };
}

/** The answer in the terms of RFC 9110 §13.2.2; undefined for one that has other reasons. */
function outcomeOf(scene: Scene): Expected | undefined {
  const { status } = scene.response;
  if (scene.conditions.length === 0 || scene.kind === 'other') return undefined;
  if (status === 304) return 'not-modified';
  if (status === 412) return 'precondition-failed';
  if (status === 400 || status === 424) return `status-${status}`;
  if (status === 206) return scene.conditions.some(({ field }) => field === 'If-Range') ? 'perform-range' : 'perform';
  return isDone(scene) ? 'perform' : undefined;
}

/** Longer conditions are no question that a person asks, and each trait would read them again. UTF-16 units. */
const LONGEST = 2000;

function askedIn(scene: Scene): Asked | undefined {
  const { request, now, conditions } = scene;
  if (conditions.reduce((sum, { combined }) => sum + combined.length, 0) > LONGEST) return undefined;
  const state = stateIn(scene);
  if (state === undefined || state.cache !== undefined) return undefined;
  const { method, headers, url } = request;
  return { method, headers, url, current: currentOf(state), now };
}

const suffix = /(?:--?|;|:)(?:gzip|br|zstd|deflate)(?="$)/;

/** A read that is answered with content shows the state itself; for all else memory must tell it. */
function stateIn({ kind, request, response, shown, held }: Scene): ValidatorRecord | undefined {
  if (kind !== 'read' || response.status !== 200) return held;
  // HEAD may show the tag of the plain form, where GET's is that of a coded one.
  const isPlain = request.method === 'HEAD' && held?.etag?.replace(suffix, '') === shown?.etag;
  return isPlain ? held : shown;
}
