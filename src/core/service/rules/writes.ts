import { addHeader, guards } from '../edits/fixes.ts';
import { vendorFixes } from '../edits/vendorEdits.ts';
import { knownDate, knownStrongDate, knownStrongTag, seen } from '../request/knowledge.ts';
import { headerNamed, type Subject } from '../request/subject.ts';
import { isGuardedByVersion, type KnownVersions, knownVersions, versionText } from '../request/versions.ts';
import { type Finding, finding, NO_FINDINGS, preferFirst, refreshFix } from './finding.ts';
import { evidenceOf, traitOf } from './serverTraits.ts';

/** §2.3 and §2.4: writes without any precondition. At most one finding. */
export function checkWrites(subject: Subject, others: readonly Finding[]): readonly Finding[] {
  if (isGuarded(subject) || subject.effect !== 'write') return NO_FINDINGS;
  if (others.some(({ code }) => attempts.has(code))) return NO_FINDINGS;
  const versions = knownVersions(subject);
  if (versions !== undefined && isGuardedByVersion(subject)) return NO_FINDINGS;
  const found =
    required(subject) ??
    overwritesVersion(subject, versions) ??
    overwrites(subject) ??
    patches(subject) ??
    creates(subject);
  return found === undefined ? NO_FINDINGS : [found];
}

const guardNames: ReadonlySet<string> = new Set([
  'if-match',
  'if-none-match',
  'if-unmodified-since',
  'if',
  'if-schedule-tag-match',
]);

/** Whether a field can stop the write; If-Modified-Since and If-Range have no say in one (RFC 9110 §13.1.3, §13.1.5). */
function isGuarded({ conditional, resolved }: Subject): boolean {
  return conditional === 'yes' && resolved.headers.some(({ field: [name] }) => guardNames.has(name.toLowerCase()));
}

/** A condition was written, and went wrong: that finding says already that nothing guards the write. */
const attempts: ReadonlySet<string> = new Set([
  'conditional-misspelled',
  'conditional-after-blank-line',
  'etag-as-request-header',
]);

/** The server was seen to refuse writes without a condition (RFC 6585 §3). */
function required(subject: Subject): Finding | undefined {
  const trait = traitOf(subject, 'requires-precondition');
  if (trait === undefined) return undefined;
  const date = knownStrongTag(subject.known) === undefined ? knownStrongDate(subject.known) : undefined;
  const create = subject.known.current.exists === false ? addHeader(subject, 'If-None-Match', '*') : [];
  const fixes = preferFirst([...guards(subject, date), ...create, refreshFix]);
  const facts = { method: subject.method, evidence: evidenceOf(trait, subject) };
  return finding('server-requires-precondition', placeOf(subject), facts, { fixes });
}

const replaces: ReadonlySet<string> = new Set(['PUT', 'PATCH', 'DELETE']);

/** A validator is known and not used: a change made meanwhile would be lost (RFC 9110 §13.1.1). */
function overwrites(subject: Subject): Finding | undefined {
  const { known, method, context } = subject;
  const { best } = known;
  if (best === undefined || !best.exists || !replaces.has(method)) return undefined;
  const tag = knownStrongTag(known);
  const date = tag === undefined ? knownDate(known) : knownStrongDate(known);
  const validator = tag ?? date;
  if (validator === undefined) return undefined;
  const fixes = preferFirst([...guards(subject, date), refreshFix]);
  const named = tag === undefined ? `Last-Modified ${validator}` : validator;
  const facts = { method, validator: named, seen: seen(best.seenAt, best.source, context) };
  const circumstance = tag === undefined ? 'date-only' : undefined;
  return finding('write-unconditional', placeOf(subject), facts, { circumstance, fixes });
}

/** The same, where the API tells versions in a form of its own. */
function overwritesVersion(subject: Subject, known: KnownVersions | undefined): Finding | undefined {
  const [newest] = known?.versions ?? [];
  const fixes = newest === undefined ? [] : vendorFixes(subject);
  if (newest === undefined || fixes.length === 0) return undefined;
  const { method, context } = subject;
  const facts = { method, validator: versionText(newest), seen: seen(newest.at, newest.source, context) };
  return finding('write-unconditional', placeOf(subject), facts, { fixes: preferFirst(fixes) });
}

const placeOf = ({ placed: { node } }: Subject) => node.method ?? node.target;

/** Formats that say how to change one version, and make nonsense of another (RFC 5789 §2). */
const relative =
  /^(?:application\/json-patch(?:-query)?\+json|(?:application|text)\/(?:x-)?(?:diff|patch)|text\/vnd\.[a-z.-]*diff)[ \t]*(?:;|$)/i;

function patches(subject: Subject): Finding | undefined {
  if (subject.method !== 'PATCH') return undefined;
  const type = headerNamed(subject, 'content-type');
  if (type === undefined || !relative.test(type.value.text)) return undefined;
  const format = type.value.text.split(';')[0]?.trim() ?? '';
  return finding('patch-unconditional', placeOf(subject), { format }, { fixes: [refreshFix] });
}

/** A PUT where nothing is known to stand may meet what somebody else has created (RFC 9110 §13.1.2). */
function creates(subject: Subject): Finding | undefined {
  const { known, method, resource } = subject;
  if (method !== 'PUT' || resource === undefined) return undefined;
  const missing = known.current.exists === false;
  const { records = [], ownWrites = [] } = known.resource ?? {};
  if (!missing && records.length + ownWrites.length > 0) return undefined;
  const fixes = addHeader(subject, 'If-None-Match', '*');
  return finding('create-unconditional', placeOf(subject), { resource: missing ? 'missing' : 'never-seen' }, { fixes });
}
