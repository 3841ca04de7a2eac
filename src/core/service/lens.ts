import { formatEntityTag } from '../http/entityTag.ts';
import type { Span } from '../span.ts';
import type { HttpDocument } from '../syntax/ast.ts';
import { documentRequests, requestsWithin } from '../syntax/locate.ts';
import { isOtherProtocol } from '../syntax/notRun.ts';
import { createScope } from '../syntax/scope.ts';
import type { ConditionLine } from './request/conditionLine.ts';
import { knownDate, knownStrongTag, knownTag } from './request/knowledge.ts';
import { age, shownMoment } from './request/moment.ts';
import { has, isGetOrHead, readSubject, type Subject } from './request/subject.ts';
import { surroundingsOf } from './request/surroundings.ts';
import { isStar } from './request/tagMembers.ts';
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

/** The lenses of every request, or of those in the blocks that the span touches, `Send` first, at most four each. */
export function lensesOf(document: HttpDocument, context: ServiceContext, within?: Span): readonly Lens[] {
  const scope = createScope(document, context.scope);
  const surroundings = surroundingsOf(context);
  const requests = within === undefined ? documentRequests(document) : requestsWithin(document, within);
  return requests.flatMap((placed) => {
    const subject = readSubject(document, placed, scope, surroundings);
    const { start, end } = placed.node.requestLine;
    return titles(subject).map(([kind, title]) => ({
      start: start + placed.start,
      end: end + placed.start,
      request: placed.index,
      kind,
      title,
    }));
  });
}

type Title = readonly [kind: LensKind, title: string];

function titles(subject: Subject): readonly Title[] {
  if (isOtherProtocol(subject.method)) return [];
  const refreshable = subject.placed.node.curl === undefined ? refresh(subject) : [];
  return [['send', '▶ Send'], ...refreshable, ...guard(subject), ...known(subject)];
}

/** Where a tag stands that may need renewing, or a write has a URL that can be asked. */
function refresh(subject: Subject): readonly Title[] {
  const { effect, resource, lines } = subject;
  if (resource === undefined || effect === 'none') return [];
  const tagged = lines.some((line) => (line.field === 'If-Match' || line.field === 'If-None-Match') && !isStar(line));
  if (!tagged && lines.some(isDated)) return [['refresh-etag', '⟳ Refresh date']];
  return tagged || effect === 'write' ? [['refresh-etag', '⟳ Refresh ETag']] : [];
}

const isDated = ({ field }: ConditionLine) => field === 'If-Unmodified-Since' || field === 'If-Modified-Since';

/** The known validator as a condition for this once, where the request has none. */
function guard(subject: Subject): readonly Title[] {
  const { known, effect, conditional, method } = subject;
  if (conditional === 'yes' || effect === 'none') return [];
  if (isGetOrHead(subject) && !has(subject, 'If-None-Match')) {
    if (knownTag(known) !== undefined) return [['send-with-if-none-match', '▸ Send with If-None-Match']];
    return knownDate(known) === undefined ? [] : [['send-with-if-none-match', '▸ Send with If-Modified-Since']];
  }
  if (effect !== 'write' || method === 'POST') return [];
  if (knownStrongTag(known) !== undefined) return [['send-with-if-match', '▸ Send with If-Match']];
  return knownTag(known) !== undefined || knownDate(known) === undefined
    ? []
    : [['send-with-if-match', '▸ Send with If-Unmodified-Since']];
}

/** `ETag "v3" · 12 s ago, yours`: what is known, since when, and whether it is the work of the user's own write. */
function known({ known: { best, current }, context }: Subject): readonly Title[] {
  if (best === undefined) return [];
  const since = `${age(best.seenAt, context.now)}${best.source.method === 'GET' || best.source.method === 'HEAD' ? '' : ', yours'}`;
  if (current.exists === false) return [['known', `Missing · ${since}`]];
  if (current.etag.kind === 'known')
    return [['known', `ETag ${shown(formatEntityTag(current.etag.value))} · ${since}`]];
  if (current.lastModified.kind === 'known')
    return [['known', `Modified ${shownMoment(current.lastModified.value, context)} · ${since}`]];
  return [['known', `${current.etag.kind === 'none' ? 'No validator' : 'ETag unknown'} · ${since}`]];
}
