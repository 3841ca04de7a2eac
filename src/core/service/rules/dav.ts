import { tokensIn } from '../../conditional/memory/locks.ts';
import type { LockSeen } from '../../conditional/memory/observed.ts';
import { type DavIf, parseDavIf } from '../../http/davIf.ts';
import type { ResourceKey } from '../../http/resource.ts';
import type { ResolvedHeader } from '../../syntax/resolving/resolution.ts';
import { addField, removeHeaders, writeValue } from '../edits/fixes.ts';
import { holdsUnresolved } from '../request/conditionLine.ts';
import { shownMoment } from '../request/moment.ts';
import { headersNamed, linesOf, type Subject } from '../request/subject.ts';
import { shown } from '../words/shown.ts';
import { repairDavIf } from './davIfRepair.ts';
import { editFix, type Finding, finding, NO_FINDINGS, preferFirst } from './finding.ts';

/** A line of WebDAV's `If`, read. Lines with a reference that has no value yet are not judged. */
interface DavLine {
  readonly header: ResolvedHeader;
  readonly reading: DavIf;
}

/** §2.3: WebDAV's `If` and what is known of locks (RFC 4918 §10.4, §7.5). */
export function checkDav(subject: Subject): readonly Finding[] {
  const headers = headersNamed(subject, 'if');
  if (headers.some(holdsUnresolved)) return NO_FINDINGS;
  if (headers.length === 0) return lockMissing(subject, []);
  const lines = headers.map((header): DavLine => ({ header, reading: parseDavIf(header.value.text) }));
  const broken = lines.flatMap((line) => malformed(subject, line));
  if (broken.length > 0) return broken;
  return [
    ...besideIfMatch(subject, lines),
    ...lines.flatMap((line) => released(subject, line)),
    ...lockMissing(subject, lines),
  ];
}

function malformed(subject: Subject, { header, reading }: DavLine): readonly Finding[] {
  if (reading.kind !== 'malformed') return NO_FINDINGS;
  const { name, value } = header.node;
  const repaired = repairDavIf(header.value.text);
  const literal = header.value.pieces.every(({ reference }) => reference === undefined);
  const rewritten =
    repaired === undefined || !literal ? [] : editFix(`Write ${shown(repaired)}`, [writeValue(header, repaired)]);
  const fixes = [...preferFirst(rewritten), ...removeHeaders(subject, [header])];
  const place = value.start === value.end ? name : value;
  return [finding('dav-if-syntax', place, { sent: header.value.text, why: reading.why }, { fixes })];
}

/** Both have to hold, and they may ask for different versions. */
function besideIfMatch(subject: Subject, lines: readonly DavLine[]): readonly Finding[] {
  const match = linesOf(subject, 'If-Match');
  const [first] = match;
  const tagged = lines.find(({ reading }) => reading.kind === 'lists' && reading.lists.some(holdsTag));
  if (first === undefined || tagged === undefined) return NO_FINDINGS;
  const fixes = preferFirst([
    ...removeHeaders(
      subject,
      match.map(({ header }) => header),
    ),
    ...removeHeaders(subject, [tagged.header]),
  ]);
  const related = [{ kind: 'span', message: 'If-Match stands here.', span: first.header.node }] as const;
  return [finding('dav-if-and-im', tagged.header.node.value, {}, { fixes, related })];
}

type List = Extract<DavIf, { kind: 'lists' }>['lists'][number];

const holdsTag = ({ conditions }: List) => conditions.some(({ kind }) => kind === 'etag');

/** A token that its server has let go of makes its list false (RFC 4918 §10.4). */
function released(subject: Subject, { header }: DavLine): readonly Finding[] {
  const { context } = subject;
  for (const token of tokensIn(header.value.text)) {
    const lock = context.lockOf(token);
    const end = lock === undefined ? undefined : endOf(lock, context.now);
    if (end === undefined) continue;
    const fixes = preferFirst(removeHeaders(subject, [header]));
    const facts = { token, how: end.how, at: shownMoment(end.at, context) };
    return [finding('dav-lock-token-released', header.node.value, facts, { fixes })];
  }
  return NO_FINDINGS;
}

/** When and how the lock ended; undefined while it may be held. */
function endOf({ state, at, until }: LockSeen, now: number) {
  if (state === 'released') return { how: 'unlocked', at } as const;
  return until !== undefined && until <= now ? ({ how: 'expired', at: until } as const) : undefined;
}

/** LOCK and UNLOCK have ways of their own, COPY only reads what is here. */
const unlocked: ReadonlySet<string> = new Set(['LOCK', 'UNLOCK', 'COPY']);

/** The lock that holds at the resource, one of our own rather than somebody's. */
function heldOver({ context }: Subject, resource: ResourceKey) {
  const locks = context.locksOver(resource);
  const ended = locks.map(({ lock }) => endOf(lock, context.now)?.at ?? Number.NEGATIVE_INFINITY);
  const over = Math.max(...ended);
  // What a 423 told of somebody may have been the lock of ours that has ended since.
  const held = locks.filter(({ lock }, index) =>
    lock.token === undefined ? lock.at > over : ended[index] === Number.NEGATIVE_INFINITY,
  );
  return held.findLast(({ lock }) => lock.token !== undefined) ?? held.at(-1);
}

function lockMissing(subject: Subject, lines: readonly DavLine[]): readonly Finding[] {
  const { resource, effect, method, context, placed } = subject;
  if (resource === undefined || effect !== 'write' || unlocked.has(method)) return NO_FINDINGS;
  const found = heldOver(subject, resource);
  if (found === undefined || lines.some(({ header }) => tokensIn(header.value.text).length > 0)) return NO_FINDINGS;
  const { root, lock: held } = found;
  const submitted = held.token === undefined || lines.length > 0 ? [] : addField(subject, 'If', `(<${held.token}>)`);
  const own = held.token === undefined ? 'no' : 'yes';
  const above = root === resource ? undefined : root;
  const facts = { method, own, at: shownMoment(held.at, context), above } as const;
  const place = placed.node.method ?? placed.node.target;
  return [finding('dav-lock-token-missing', place, facts, { fixes: preferFirst(submitted) })];
}
