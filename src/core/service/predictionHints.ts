import { formatEntityTag } from '../http/entityTag.ts';
import type { Span } from '../span.ts';
import type { HttpDocument } from '../syntax/ast.ts';
import { type PlacedRequest, requestsWithin } from '../syntax/locate.ts';
import { createScope } from '../syntax/values/scope.ts';
import { predictionSteps } from './hover/predictionSteps.ts';
import { knownTag } from './request/knowledge.ts';
import { age, ageChange, shownMoment } from './request/moment.ts';
import { type Prediction, predictionOf } from './request/prediction.ts';
import { Subject } from './request/subject.ts';
import { surroundingsOf } from './request/surroundings.ts';
import { membersOf } from './request/tagMembers.ts';
import type { ServiceContext } from './serviceContext.ts';
import { departureWords, shortOutcome } from './words/predictionWords.ts';
import { shown } from './words/shown.ts';

/** What is likely to come of a request, for the end of its request line. */
export interface PredictionHint {
  readonly offset: number;
  readonly label: string;
  /** The steps as Markdown, in which nothing from the file or the wire is markup. */
  readonly tooltip: string;
  /** When the label will read differently by time alone, in epoch milliseconds. */
  readonly changesAt: number;
}

/**
 * The predictions for the requests in the span that have preconditions, and of whose resource something is known.
 * Only the requests that the span touches are looked at.
 */
export function predictionHintsIn(
  document: HttpDocument,
  span: Span,
  context: ServiceContext,
): readonly PredictionHint[] {
  if (context.memory.resources.size === 0) return [];
  const scope = createScope(document, context.scope);
  const surroundings = surroundingsOf(context);
  return requestsWithin(document, span)
    .filter(mayBeConditional)
    .flatMap((placed) => hintOf(new Subject(document, placed, scope, surroundings)))
    .filter(({ offset }) => offset >= span.start && offset <= span.end);
}

/** Few requests have a precondition, and resolving one costs more than a look at the names of its fields. */
const mayBeConditional = ({ node }: PlacedRequest): boolean =>
  node.curl !== undefined || node.headers.some(({ name }) => /^if(?:-|$)/i.test(name.text));

function hintOf(subject: Subject): readonly PredictionHint[] {
  const { known, lines, placed } = subject;
  if (known.resource === undefined || lines.some(isOpen)) return [];
  const prediction = predictionOf(subject);
  if (prediction.trace.steps.length === 0) return [];
  return [
    {
      offset: placed.start + placed.node.requestLine.end,
      label: `→ ${label(subject, prediction)}`,
      tooltip: predictionSteps(subject, prediction),
      changesAt: changeOf(subject, prediction),
    },
  ];
}

/** When the age in the label reads differently, or what is known counts as old. */
function changeOf({ known: { best }, context }: Subject, { trace }: Prediction): number {
  const seen = trace.by.at(-1)?.evidence[0]?.at;
  if (seen !== undefined) return ageChange(seen, context.now);
  if (best === undefined) return Number.POSITIVE_INFINITY;
  const old = best.seenAt + context.etagMaxAge;
  const next = ageChange(best.seenAt, context.now);
  return old > context.now ? Math.min(old, next) : next;
}

/** Where a variable has no value yet, the tag that will be sent is not known either. */
const isOpen = ({ reading }: Subject['lines'][number]): boolean =>
  reading.kind === 'unresolved' ||
  (reading.kind === 'tags' && reading.members.some(({ kind }) => kind === 'unresolved'));

function label(subject: Subject, prediction: Prediction): string {
  const { known, context } = subject;
  const { outcome, trace } = prediction;
  if (outcome === 'unknown') return `unknown${whyUnknown(subject, prediction)}`;
  const likely = `${shortOutcome(outcome, trace.status)} likely`;
  const departure = trace.by.at(-1);
  if (departure !== undefined) {
    const seen = departure.evidence[0]?.at;
    return `${likely}: ${departureWords(departure.id)}${seen === undefined ? '' : ` ${age(seen, context.now)}`}`;
  }
  const state = stateWords(subject);
  if (state === undefined || known.best === undefined) return likely;
  const held = heldTag(subject, prediction);
  const isFresh = context.now - known.best.seenAt < context.etagMaxAge;
  // What agrees with what the lens above already says needs no repetition while it is young.
  if (held === undefined && isFresh && isExpected(prediction)) return likely;
  return `${likely}: ${held === undefined ? '' : `you hold ${shown(held)}, `}${state}`;
}

function whyUnknown(subject: Subject, { trace }: Prediction): string {
  return trace.by.at(-1)?.id === 'tags-flap' ? ': tags alternate here' : sinceOwnWrite(subject);
}

const isExpected = ({ outcome }: Prediction): boolean =>
  outcome === 'performed' || outcome === 'not-modified' || outcome === 'range';

/** A write of ours whose answer named no tag is why nothing is known any more. */
function sinceOwnWrite({ known: { best, resource }, context }: Subject): string {
  const write = resource?.ownWrites.at(-1);
  if (write === undefined || best === undefined || best.seenAt > write.at || best.source.method !== write.method)
    return '';
  return ` since your ${write.method} ${age(write.at, context.now)}`;
}

/** What the server had when it was last seen; never what it has. */
function stateWords({ known, context }: Subject): string | undefined {
  const { best, current } = known;
  if (best === undefined) return undefined;
  const since = age(best.seenAt, context.now);
  if (current.exists === false) return `nothing was there ${since}`;
  const tag = knownTag(known);
  if (tag !== undefined) return `the server had ${shown(formatEntityTag(tag))} ${since}`;
  if (current.lastModified.kind === 'known')
    return `it was last modified ${shownMoment(current.lastModified.value, context)} when seen ${since}`;
  return current.etag.kind === 'none' ? `the server named no ETag ${since}` : `it was there ${since}`;
}

/** The one tag that the deciding field names, where it is another than the known one. */
function heldTag(subject: Subject, { trace }: Prediction): string | undefined {
  const current = knownTag(subject.known);
  if (current === undefined) return undefined;
  const step =
    trace.steps.find(({ result }) => result === 'false') ?? trace.steps.find(({ result }) => result === 'true');
  const [line, ...more] = subject.lines.filter(({ field }) => field === step?.field);
  const [member, ...others] = line === undefined || more.length > 0 ? [] : membersOf(line);
  if (member?.kind !== 'tag' || others.length > 0) return undefined;
  return member.text === formatEntityTag(current) ? undefined : member.text;
}
