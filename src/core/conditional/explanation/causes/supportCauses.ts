import { parseDavIf } from '../../../http/davIf.ts';
import { combinedValue, fieldValues } from '../../../http/headerList.ts';
import { shown, shownTag } from '../../wording.ts';
import type { Facts } from './facts.ts';
import { type Finding, proven, suggested } from './finding.ts';
import { namedLock } from './lockCauses.ts';

/** Causes that lie in what the server does not understand. */
export function supportCauses(facts: Facts): readonly Finding[] {
  if (facts.culprit === 'If') return lockToken(facts);
  if (facts.culprit !== 'If-Match') return [];
  return [...list(facts), ...star(facts), ...versionNumber(facts)];
}

function list({ request, members, sent, equal }: Facts): readonly Finding[] {
  const lines = fieldValues(request.headers, 'If-Match').length;
  if (equal !== 'yes' || sent === undefined || members.length < 2) return [];
  const how = lines > 1 ? `on ${lines} lines` : 'in one list';
  return [proven('list-unsupported', `${shownTag(sent)} is current and was sent ${how} with others.`)];
}

function star({ members, state }: Facts): readonly Finding[] {
  if (members.length !== 1 || members[0]?.kind !== 'star' || state.current.exists !== true) return [];
  if (state.from === 'memory')
    return [suggested('star-unsupported', ['It existed when last seen, and * asks no more.'])];
  return [proven('star-unsupported', 'It exists, and * asks no more than that.')];
}

function lockToken({ request }: Facts): readonly Finding[] {
  const parsed = parseDavIf(combinedValue(request.headers, 'If') ?? '');
  if (parsed.kind === 'malformed') return [proven('garbled-tag', `The If field breaks its grammar: ${parsed.why}.`)];
  const token = namedLock({ request });
  if (token === undefined) return [];
  return [
    suggested('dav-if-token', [`The If field names the lock ${shown(token)}.`, 'Locks end by UNLOCK and by time.']),
  ];
}

const VERSION_FIELDS: readonly string[] = [
  '@odata.etag',
  '_etag',
  'etag',
  '_rev',
  'rev',
  'version',
  'versionId',
  'resourceVersion',
];
const LARGEST = 262_144;

/** APIs that keep a version in the content mean that one in the content, and the tag in If-Match. */
function versionNumber({ fresh, input, sent, current, equal }: Facts): readonly Finding[] {
  if (sent === undefined || equal !== 'no' || current.kind !== 'known' || input.fresh?.request.method !== 'GET')
    return [];
  const content = fresh === undefined ? undefined : jsonObject(fresh.body);
  if (content === undefined) return [];
  for (const name of VERSION_FIELDS) {
    const value = content[name];
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    if (String(value).replace(/^W\/|"/g, '') !== sent.opaque) continue;
    return [
      proven(
        'server-version-vs-tag',
        `${shownTag(sent)} is the content’s “${name}”; the tag is ${shownTag(current.value)}.`,
      ),
    ];
  }
  return [];
}

function jsonObject(body: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  if (body.length > LARGEST) return undefined;
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(body));
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const object = parsed as Readonly<Record<string, unknown>>;
    // Kubernetes keeps it one level down.
    return typeof object.metadata === 'object' && object.metadata !== null ? { ...object.metadata, ...object } : object;
  } catch {
    // Content that is no JSON has no version field: that is an answer, not a failure.
    return undefined;
  }
}
