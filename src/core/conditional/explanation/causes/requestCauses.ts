import { combinedValue, firstValue } from '../../../http/headerList.ts';
import { readConditions } from '../../evaluation/conditions.ts';
import { shown, shownUrl } from '../../wording.ts';
import { answerWords } from './answerWords.ts';
import type { Facts } from './facts.ts';
import { type Finding, proven, suggested } from './finding.ts';

/** Causes that lie in what was sent, or not sent, as a whole. */
export function requestCauses(facts: Facts): readonly Finding[] {
  return [...redirected(facts), ...withoutCondition(facts), ...ignoredDate(facts)];
}

/** RFC 6585 §3 and §15.5.13: a 428 wants a condition; a 412 without one follows no rule of §13. */
function withoutCondition(facts: Facts): readonly Finding[] {
  const { request, response, fresh, trace } = facts;
  const conditions = readConditions(request.headers).present;
  if (response.status === 428) return [demanded(conditions.length === 0 ? 'none' : 'some')];
  if (response.status !== 412) return [];
  if (fresh?.status === 412) return [refusesAll(facts, conditions.length === 0 ? 'none' : 'some')];
  const able = trace.steps.some((step) => step.field !== 'If-Range' && step.field !== 'If-Modified-Since');
  return able ? [] : [unasked('The request carried no field that a 412 could answer.', ...site(facts))];
}

/** A 412 that no condition brought about is not mended by adding one. */
function unasked(...evidence: readonly string[]): Finding {
  return { ...proven('no-condition', ...evidence), repairs: ['export-report'] };
}

/** A server that answers 412 whether or not there is a condition has a reason of another kind. */
function refusesAll(facts: Facts, sent: 'none' | 'some'): Finding {
  const evidence = ['The look-up carried no condition at all and was answered 412 too.', ...site(facts)];
  if (sent === 'none') return unasked(...evidence);
  return {
    ...unasked(...evidence),
    title: 'The condition is not the reason',
    clause: 'the server refuses requests to this URL whatever their condition',
  };
}

function demanded(sent: 'none' | 'some'): Finding {
  if (sent === 'none') {
    return {
      ...proven('no-condition', 'The request carried no If- field, and 428 asks for one.'),
      title: 'The server requires a condition',
    };
  }
  return {
    ...suggested('no-condition', ['A condition was sent, and the server does not take it for the one it requires.']),
    title: 'The server requires another condition',
  };
}

/** What points to a rule that has nothing to do with preconditions: the answer's own words before all guesses. */
function site(facts: Facts): readonly string[] {
  const { request, response } = facts;
  const evidence = [...answerWords(response)];
  const agent = firstValue(request.headers, 'User-Agent');
  if (evidence.length === 0 && !agent?.startsWith('Mozilla/')) {
    evidence.push('The User-Agent is no browser’s, and some sites refuse such requests with 412.');
  }
  if (/^(?:COPY|MOVE)$/.test(request.method) && firstValue(request.headers, 'Overwrite')?.toUpperCase() === 'F') {
    evidence.push('Overwrite: F was sent: something is at the destination already.');
  }
  const server = firstValue(response.headers, 'Server');
  if (server !== undefined) evidence.push(`The answer names its server: ${shown(server)}.`);
  return evidence;
}

const CONDITION = /^if(?:-|$)/i;

function redirected({ input, sighting }: Facts): readonly Finding[] {
  const { request } = input.exchange;
  const hops = input.exchange.hops.filter(({ kind }) => kind !== 'challenge');
  const hop = hops.at(-1);
  if (hop === undefined) return [];
  const dropped = hops.flatMap((each) => each.droppedFields).filter((name) => CONDITION.test(name));
  if (dropped.length > 0) {
    const evidence = `${shownUrl(hop.url)} redirected to ${shownUrl(request.url)}, and ${dropped.join(', ')} was left behind.`;
    // A retry would take the same way, and lose the condition again.
    return [{ ...proven('redirect', evidence), repairs: ['verify-first'] }];
  }
  if (!request.headers.some(([name]) => CONDITION.test(name)) || sighting !== undefined) return [];
  return [
    suggested('redirect', [
      `The answer is that of ${shownUrl(request.url)}, after a ${hop.status} from ${shownUrl(hop.url)}.`,
      'The tag sent was never seen at the URL that answered.',
    ]),
  ];
}

/** A date nobody can read must be ignored, and a few servers answer 412 instead. */
function ignoredDate({ trace, request, response }: Facts): readonly Finding[] {
  const step = trace.steps.find((each) => each.field === 'If-Unmodified-Since');
  if (response.status !== 412 || step?.result !== 'ignored' || !step.because.includes('HTTP-date')) return [];
  const value = combinedValue(request.headers, 'If-Unmodified-Since') ?? '';
  const evidence = `${shown(value)} is no HTTP-date; some servers answer 412 where they should ignore it.`;
  return [{ ...suggested('garbled-tag', [evidence]), clause: 'the date sent is none that the server can read' }];
}
