import { parseDavIf } from '../../../http/davIf.ts';
import { combinedValue } from '../../../http/headerList.ts';
import { shown } from '../../wording.ts';
import type { Facts } from './facts.ts';
import { type Finding, proven, suggested } from './finding.ts';

/** The first lock that the request's `If` names (RFC 4918 §10.4). */
export function namedLock({ request }: Pick<Facts, 'request'>): string | undefined {
  const parsed = parseDavIf(combinedValue(request.headers, 'If') ?? '');
  if (parsed.kind === 'malformed') return undefined;
  const token = parsed.lists.flatMap((each) => each.conditions).find((condition) => condition.kind === 'token');
  return token?.kind === 'token' ? token.token : undefined;
}

/** What the list of locks says of the one that was named. */
export function locked(facts: Facts): readonly Finding[] {
  const answer = facts.probes.get('locks')?.[0];
  const token = namedLock(facts);
  if (answer === undefined || token === undefined || answer.status !== 207) return [];
  const listed = new TextDecoder().decode(answer.body.subarray(0, 1_000_000));
  return listed.includes(token)
    ? []
    : [proven('dav-if-token', `The resource lists no lock ${shown(token)} (lockdiscovery).`)];
}

/** 423: a lock holds, and the request did not name it (RFC 4918 §11.3). */
export function lockCauses(facts: Facts): readonly Finding[] {
  if (facts.response.status !== 423) return [];
  const token = namedLock(facts);
  if (token === undefined) {
    return [proven('locked', 'The server answered 423, and no If field named the token of a lock.')];
  }
  return [
    suggested('dav-if-token', [
      `The If field names the lock ${shown(token)}, and the server does not take it for the one that holds.`,
    ]),
    suggested('locked', ['The server answered 423.']),
  ];
}
