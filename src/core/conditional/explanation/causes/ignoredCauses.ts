import { fingerprint } from '../../../http/fingerprint.ts';
import { firstValue } from '../../../http/headerList.ts';
import { shown } from '../../wording.ts';
import { doubtOf } from '../deviation.ts';
import type { Facts } from './facts.ts';
import { type Finding, guessed, proven, suggested } from './finding.ts';
import { alternation } from './nodeCauses.ts';

/** The cause of an answer that went against a false condition: the server did not heed it. */
export function ignoredCauses(facts: Facts): readonly Finding[] {
  const { request, response, trace, culprit } = facts;
  const evidence = [
    `${culprit ?? 'The condition'} was false, and the answer to ${request.method} was ${response.status}.`,
    ...written(facts),
  ];
  const alternating = culprit === 'If-Match' ? alternation(facts) : undefined;
  if (alternating !== undefined) {
    return [suggested('flapping', [alternating]), suggested('precondition-ignored', evidence.slice(0, 1), 1)];
  }
  const step = trace.steps.find(({ field }) => field === culprit);
  if (step?.result !== 'false') return [suggested('precondition-ignored', evidence.slice(0, 1), 1)];
  const finding =
    doubtOf(facts) === 'none' ? proven('precondition-ignored', ...evidence) : guessed('precondition-ignored', evidence);
  return [{ ...finding, ...mending(facts) }];
}

/** What can be done after the fact: a version that was written over can be brought back where it was read before. */
function mending(facts: Facts): Pick<Finding, 'repairs'> {
  return lossOf(facts) === 'theirs' ? { repairs: ['merge-and-retry', 'verify-first', 'export-report'] } : {};
}

/**
 * Whose change a write went over although its condition was false: somebody else's, or our own later one. Undefined
 * for a read, and where that is no more than possible.
 */
export function lossOf(facts: Facts): 'theirs' | 'ours' | undefined {
  const { request, response, trace, input, writes, culprit } = facts;
  const written = response.status >= 200 && response.status < 300;
  if (!written || !trace.steps.some(({ result }) => result === 'false') || doubtOf(facts) === 'memory')
    return undefined;
  if (request.method === 'GET' || request.method === 'HEAD' || culprit !== 'If-Match') return undefined;
  const { best } = input.before;
  if (best === undefined || !best.exists || facts.sent?.weak === true) return undefined;
  const own = writes.at(-1);
  // The version that was there is the one our own write had made.
  return own !== undefined && own.at >= best.seenAt - 1000 && (own.etag === undefined || own.etag === best.etag)
    ? 'ours'
    : 'theirs';
}

/** What the look-up after a write shows of it. */
function written({ fresh, request, input }: Facts): readonly string[] {
  if (fresh === undefined) return [];
  const { body } = request;
  const isGet = input.fresh?.request.method === 'GET' && fresh.status === 200;
  if (isGet && body !== undefined && body.length > 0 && fingerprint(fresh.body) === fingerprint(body)) {
    return ['The look-up shows the content that was sent: it was written.'];
  }
  const etag = firstValue(fresh.headers, 'ETag');
  const before = input.before.best?.etag;
  if (etag === undefined || before === undefined || etag === before) return [];
  return [`The tag went from ${shown(before)} to ${shown(etag)}: it was written.`];
}
