import { weakMatch } from '../../http/entityTag.ts';
import { conditionIn, dateIn, hasNoCache, type Noted, type Observer, type Scene, told, verdictAlone } from './scene.ts';

/** What the answer to a conditional read tells: a 200 names its state itself, so its conditions can be judged by it. */
export const readConditions: Observer = (scene) => {
  if (scene.kind !== 'read' || scene.conditions.length === 0) return [];
  switch (scene.response.status) {
    case 200:
      return [...notRevalidated(scene), ...notGuarded(scene)];
    case 304:
      return revalidated(scene);
    case 412:
      return guarded(scene);
    default:
      return [];
  }
};

/** A 200 where the conditions call for a 304. The nearest of the known reasons is named; what is left is ignoring. */
function notRevalidated(scene: Scene): readonly Noted[] {
  const byTag = conditionIn(scene, 'If-None-Match') !== undefined;
  const field = byTag ? 'If-None-Match' : 'If-Modified-Since';
  if (verdictAlone(scene, field) !== 'not-modified' || scene.shown?.cache !== undefined) return [];
  const what = `${told(scene)} was answered 200, with what the client has already.`;
  const has = (noted: Pick<Noted, 'id' | 'weight' | 'field'>): Noted => ({ ...noted, says: 'has', what });
  if (hasNoCache(scene)) return [has({ id: 'no-cache-defeats-304', weight: 'proof' })];
  const never = has({ id: 'never-answers-304', weight: 'sign' });
  return [byTag ? tagIgnored(scene, has) : dateIgnored(scene, has), never];
}

type Having = (noted: Pick<Noted, 'id' | 'weight' | 'field'>) => Noted;

function tagIgnored(scene: Scene, has: Having): Noted {
  const condition = conditionIn(scene, 'If-None-Match');
  if (conditionIn(scene, 'If-Modified-Since') !== undefined && verdictAlone(scene, 'If-Modified-Since') === 'perform') {
    return has({ id: 'inm-and-ims', weight: 'proof' });
  }
  const [first] = condition?.members ?? [];
  const single = condition?.members.length === 1 && first?.kind === 'tag';
  if (!single) return has({ id: 'inm-single-tag-only', weight: 'sign' });
  return has({ id: 'ignores-if-none-match', weight: 'proof', field: 'If-None-Match' });
}

function dateIgnored(scene: Scene, has: Having): Noted {
  const date = dateIn(scene, 'If-Modified-Since');
  const { lastModified } = scene.state;
  if (date !== undefined && date > scene.now) return has({ id: 'ims-future-ignored', weight: 'proof' });
  if (lastModified.kind === 'known' && date !== lastModified.value) return has({ id: 'ims-exact', weight: 'sign' });
  return has({ id: 'ignores-if-modified-since', weight: 'proof', field: 'If-Modified-Since' });
}

/** A 304 shows what the server does look at. */
function revalidated(scene: Scene): readonly Noted[] {
  const what = `${told(scene)} was answered 304.`;
  const lacks = (noted: Pick<Noted, 'id' | 'field'>): Noted => ({ ...noted, says: 'lacks', weight: 'proof', what });
  const found: Noted[] = [lacks({ id: 'never-answers-304' })];
  if (hasNoCache(scene)) found.push(lacks({ id: 'no-cache-defeats-304' }));
  const tags = conditionIn(scene, 'If-None-Match');
  if (tags !== undefined) {
    found.push(lacks({ id: 'ignores-if-none-match', field: 'If-None-Match' }));
    if (tags.members.length > 1) found.push(lacks({ id: 'inm-single-tag-only' }));
    if (isOlderBeside(scene)) found.push(lacks({ id: 'inm-and-ims' }));
  } else if (conditionIn(scene, 'If-Modified-Since') !== undefined) {
    found.push(lacks({ id: 'ignores-if-modified-since', field: 'If-Modified-Since' }));
    const date = dateIn(scene, 'If-Modified-Since');
    const held = scene.held?.lastModified;
    // Another form of the same date is the same date.
    const other = held !== undefined && date !== undefined && Date.parse(held) !== date;
    if (date !== undefined && date > scene.now) found.push(lacks({ id: 'ims-future-ignored' }));
    else if (other) found.push(lacks({ id: 'ims-exact' }));
  }
  return found;
}

/** Whether a date that alone would have called for content stood beside the tags. */
function isOlderBeside(scene: Scene): boolean {
  const date = dateIn(scene, 'If-Modified-Since');
  const held = scene.held?.lastModified;
  return date !== undefined && held !== undefined && date < Date.parse(held);
}

/** A 200 to a read whose guard was false. */
function notGuarded(scene: Scene): readonly Noted[] {
  const what = `${told(scene)} was answered 200, although the condition was false by the answer’s own validators.`;
  const has = (noted: Pick<Noted, 'id' | 'field'>): Noted => ({ ...noted, says: 'has', weight: 'proof', what });
  const match = conditionIn(scene, 'If-Match');
  if (match === undefined) {
    const field = 'If-Unmodified-Since';
    const failed = conditionIn(scene, field) !== undefined && verdictAlone(scene, field) === 'precondition-failed';
    return failed ? [has({ id: 'ignores-if-unmodified-since', field })] : [];
  }
  if (verdictAlone(scene, 'If-Match') !== 'precondition-failed') return [];
  const { etag } = scene.state;
  const weakly =
    etag.kind === 'known' && match.members.some((member) => member.kind === 'tag' && weakMatch(member.tag, etag.value));
  return [weakly ? has({ id: 'im-weak-comparison' }) : has({ id: 'ignores-if-match', field: 'If-Match' })];
}

function guarded(scene: Scene): readonly Noted[] {
  const [only, ...others] = scene.conditions;
  if (others.length > 0) return [];
  const what = `${told(scene)} was answered 412: the condition was looked at.`;
  if (only?.field === 'If-Match') {
    return [{ id: 'ignores-if-match', field: only.field, says: 'lacks', weight: 'proof', what }];
  }
  if (only?.field === 'If-Unmodified-Since') {
    return [{ id: 'ignores-if-unmodified-since', field: only.field, says: 'lacks', weight: 'proof', what }];
  }
  return [];
}
