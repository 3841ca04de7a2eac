import { isDone, type Noted, type Observer, type Scene, told } from './scene.ts';

const NAMES_CONDITIONS = /condition|if-(?:none-)?match|unmodified-since/i;
/** More of an error page than this is not looked through. */
const READ_AT_MOST = 4096;

/** What a server refuses, or asks for, whatever the state: conditions, writes without one, HEAD. */
export const refusals: Observer = (scene) => [
  ...conditionsRefused(scene),
  ...conditionAsked(scene),
  ...headRefused(scene),
];

function conditionsRefused(scene: Scene): readonly Noted[] {
  const { status } = scene.response;
  if (scene.conditions.length === 0 || scene.kind === 'other') return [];
  if (status === 400 && hasDoubledLine(scene)) {
    const what = `${told(scene)}, on two lines, was answered 400.`;
    return [{ id: 'duplicate-lines-refused', says: 'has', weight: 'proof', what }];
  }
  const what = `${told(scene)} was answered ${status}.`;
  if (status === 400 || status === 501) {
    return [{ id: 'rejects-conditional', says: 'has', weight: tellsOfConditions(scene) ? 'proof' : 'sign', what }];
  }
  if (!isDone(scene) && status !== 304 && status !== 412) return [];
  const taken: Noted = { id: 'rejects-conditional', says: 'lacks', weight: 'proof', what };
  return hasDoubledLine(scene)
    ? [taken, { id: 'duplicate-lines-refused', says: 'lacks', weight: 'proof', what }]
    : [taken];
}

function hasDoubledLine({ conditions }: Scene): boolean {
  return conditions.some(({ values }) => values.length > 1);
}

/** 400 has many reasons; only a body that speaks of conditions names this one. */
function tellsOfConditions({ response: { body } }: Scene): boolean {
  return NAMES_CONDITIONS.test(new TextDecoder().decode(body.subarray(0, READ_AT_MOST)));
}

/** 428 asks for a condition (RFC 6585 §3). */
function conditionAsked(scene: Scene): readonly Noted[] {
  if (scene.kind !== 'write') return [];
  const what = `${told(scene)} was answered ${scene.response.status}.`;
  if (scene.response.status === 428) return [{ id: 'requires-precondition', says: 'has', weight: 'proof', what }];
  if (!isDone(scene) || scene.conditions.length > 0) return [];
  return [{ id: 'requires-precondition', says: 'lacks', weight: 'proof', what }];
}

function headRefused(scene: Scene): readonly Noted[] {
  const { method } = scene.request;
  const { status } = scene.response;
  if (method !== 'HEAD') return [];
  const what = `HEAD was answered ${status}.`;
  if (status === 405 || status === 501) return [{ id: 'no-head', says: 'has', weight: 'proof', what }];
  return isDone(scene) || status === 304 ? [{ id: 'no-head', says: 'lacks', weight: 'proof', what }] : [];
}
