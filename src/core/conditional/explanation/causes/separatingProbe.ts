import { firstValue } from '../../../http/headerList.ts';
import type { CauseId } from '../explanation.ts';
import type { ProbeKind } from '../probe.ts';
import type { RankedCause } from '../rankCauses.ts';
import type { Facts } from './facts.ts';
import { namedLock } from './lockCauses.ts';

/** Which question proves a cause, or speaks against it. A change by somebody else is what remains. */
const TESTS: Partial<Readonly<Record<CauseId, ProbeKind>>> = {
  'background-change': 'content',
  'retry-after-lost-answer': 'content',
  'rewritten-by-server': 'content',
  'put-answer-tag': 'content',
  'server-version-vs-tag': 'content',
  'server-no-etag': 'content',
  'coding-suffix': 'compressed',
  'weakened-by-proxy': 'compressed',
  'fresh-write-weak': 'compressed',
  flapping: 'repeat',
  'other-node-lag': 'repeat',
  'precondition-ignored': 'content',
  unknown: 'repeat',
  'negotiated-other': 'other-fields',
  'auth-dependent': 'anonymous',
  'cached-stale-tag': 'past-cache',
  'cdn-rewrites-tag': 'past-cache',
  'intermediary-evaluated': 'past-cache',
  'no-condition': 'browser',
  'dav-if-token': 'locks',
  locked: 'locks',
};

/** The probe that tells the two likeliest causes apart; undefined where one is proven, or none would tell. */
export function separatingProbe(facts: Facts, causes: readonly RankedCause[]): ProbeKind | undefined {
  const [first, second, third] = causes;
  if (first === undefined || facts.response.status === 304 || facts.response.status === 428) return undefined;
  // That a weak tag was sent is plain; why it is weak may not be.
  const open = first.standing === 'proven' ? (first.id === 'weak-comparison' ? [second, third] : []) : [first, second];
  const asked = first.id === 'no-condition' ? [first] : open;
  for (const cause of asked) {
    const kind = cause && TESTS[cause.id];
    if (kind !== undefined && canTell(kind, facts)) return kind;
  }
  const overtaken = first.id === 'changed-by-other' && (first.standing !== 'proven' || isSameLength(facts));
  return overtaken && canTell('content', facts) ? 'content' : undefined;
}

/** Content as long as before may be the same: then a new tag is all that changed, and there is nothing to merge. */
function isSameLength({ sighting, fresh }: Facts): boolean {
  const length = fresh && firstValue(fresh.headers, 'Content-Length');
  return length !== undefined && sighting?.content?.startsWith(`${length}:`) === true;
}

function canTell(kind: ProbeKind, facts: Facts): boolean {
  if (facts.probes.has(kind)) return false;
  const { input, sighting, request, fresh, response } = facts;
  switch (kind) {
    case 'content':
      return input.fresh?.request.method !== 'GET' && request.method !== 'GET';
    case 'compressed':
    case 'repeat':
      return true;
    case 'other-fields':
      // A digest stands for a value that is not kept.
      return (
        sighting !== undefined && sighting.vary.length > 0 && sighting.vary.every(([, value]) => !value.startsWith('#'))
      );
    case 'anonymous':
      return sighting?.identity === '' && input.identity !== '';
    case 'past-cache':
      return fresh !== undefined;
    case 'browser':
      return (
        response.status === 412 &&
        fresh?.status === 412 &&
        firstValue(request.headers, 'User-Agent')?.startsWith('Mozilla/') !== true
      );
    case 'locks':
      return namedLock(facts) !== undefined;
  }
}
