import { formatEntityTag } from '../http/entityTag.ts';
import type { Span } from '../span.ts';
import type { HttpDocument, RequestNode } from '../syntax/ast.ts';
import { isOtherProtocol } from '../syntax/block/notRun.ts';
import { documentRequests, requestsWithin } from '../syntax/locate.ts';
import { createScope } from '../syntax/values/scope.ts';
import { asks } from './check/judgeBlock.ts';
import type { ConditionLine } from './request/conditionLine.ts';
import { knownDate, knownStrongTag, knownTag } from './request/knowledge.ts';
import { age, shownMoment } from './request/moment.ts';
import { has, isGetOrHead, Subject } from './request/subject.ts';
import { surroundingsOf } from './request/surroundings.ts';
import { isStar } from './request/tagMembers.ts';
import { knownVersions, versionText } from './request/versions.ts';
import type { ServiceContext } from './serviceContext.ts';
import { shown } from './words/shown.ts';

export type LensKind = 'send' | 'refresh-etag' | 'send-with-if-match' | 'send-with-if-none-match' | 'known';

/** What can be done with a request, or is known of it, over its request line. */
export interface Lens extends Span {
  /** Index of the request in the document. */
  readonly request: number;
  readonly kind: LensKind;
  readonly title: string;
}

/** The titles of a block's lenses by its request, kept from one version of the document to the next. */
export type KnownTitles = WeakMap<RequestNode, readonly LensTitle[]>;

export type LensTitle = readonly [kind: LensKind, title: string];

/**
 * The lenses of every request, or of those in the blocks that the span touches, `Send` first, at most four each.
 * Titles that say nothing of time are taken from `known`, and put there.
 */
export function lensesOf(
  document: HttpDocument,
  context: ServiceContext,
  within?: Span,
  known: KnownTitles = new WeakMap(),
): readonly Lens[] {
  const scope = createScope(document, context.scope);
  const surroundings = surroundingsOf(context);
  const requests = within === undefined ? documentRequests(document) : requestsWithin(document, within);
  return requests.flatMap((placed) => {
    const { start, end } = placed.node.requestLine;
    const own = known.get(placed.node) ?? titles(new Subject(document, placed, scope, surroundings), known);
    return own.map(([kind, title]) => ({
      start: start + placed.start,
      end: end + placed.start,
      request: placed.index,
      kind,
      title,
    }));
  });
}

function titles(subject: Subject, kept: KnownTitles): readonly LensTitle[] {
  const { node, block } = subject.placed;
  const all = isOtherProtocol(subject.method) ? [] : titlesOf(subject);
  const timeless = subject.known.best === undefined && knownVersions(subject) === undefined;
  if (timeless && !asks(block.text)) kept.set(node, all);
  return all;
}

function titlesOf(subject: Subject): readonly LensTitle[] {
  const refreshable = subject.placed.node.curl === undefined ? refresh(subject) : [];
  return [['send', '▶ Send'], ...refreshable, ...guard(subject), ...known(subject)];
}

/** Where a tag stands that may need renewing, or a write has a URL that can be asked. */
function refresh(subject: Subject): readonly LensTitle[] {
  const { effect, resource, lines } = subject;
  if (resource === undefined || effect === 'none') return [];
  const tagged = lines.some((line) => (line.field === 'If-Match' || line.field === 'If-None-Match') && !isStar(line));
  if (!tagged && lines.some(isDated)) return [['refresh-etag', '⟳ Refresh date']];
  return tagged || effect === 'write' ? [['refresh-etag', '⟳ Refresh ETag']] : [];
}

const isDated = ({ field }: ConditionLine) => field === 'If-Unmodified-Since' || field === 'If-Modified-Since';

/** The known validator as a condition for this once, where the request has none. */
function guard(subject: Subject): readonly LensTitle[] {
  const { known, effect, conditional, method } = subject;
  if (conditional === 'yes' || effect === 'none') return [];
  if (isGetOrHead(subject) && !has(subject, 'If-None-Match')) {
    if (knownTag(known) !== undefined) return [['send-with-if-none-match', '▸ Send with If-None-Match']];
    return knownDate(known) === undefined ? [] : [['send-with-if-none-match', '▸ Send with If-Modified-Since']];
  }
  if (effect !== 'write' || method === 'POST' || isUnheard(subject)) return [];
  if (knownStrongTag(known) !== undefined) return [['send-with-if-match', '▸ Send with If-Match']];
  return knownTag(known) !== undefined || knownDate(known) === undefined
    ? []
    : [['send-with-if-match', '▸ Send with If-Unmodified-Since']];
}

/** An API that does not look at If-Match on writes, or refuses it. */
function isUnheard({ resource, context }: Subject): boolean {
  const vendor = resource === undefined ? undefined : context.vendorOf(resource);
  return [...(vendor?.ignoredOnWrites ?? []), ...(vendor?.refusedOnWrites ?? [])].includes('If-Match');
}

/** `ETag "v3" · 12 s ago, yours`: what is known, since when, and whether it is the work of the user's own write. */
function known(subject: Subject): readonly LensTitle[] {
  const { best, current } = subject.known;
  const { context } = subject;
  const versions = knownVersions(subject)?.versions ?? [];
  const [newest] = versions;
  if (newest !== undefined && current.etag.kind !== 'known') {
    const told = versions.map((version) => shown(versionText(version))).join(', ');
    return [['known', `${told} · ${age(newest.at, context.now)}`]];
  }
  if (best === undefined) return [];
  const since = `${age(best.seenAt, context.now)}${best.source.method === 'GET' || best.source.method === 'HEAD' ? '' : ', yours'}`;
  if (current.exists === false) return [['known', `Missing · ${since}`]];
  if (current.etag.kind === 'known')
    return [['known', `ETag ${shown(formatEntityTag(current.etag.value))} · ${since}`]];
  if (current.lastModified.kind === 'known')
    return [['known', `Modified ${shownMoment(current.lastModified.value, context)} · ${since}`]];
  return [['known', `${current.etag.kind === 'none' ? 'No validator' : 'ETag unknown'} · ${since}`]];
}
