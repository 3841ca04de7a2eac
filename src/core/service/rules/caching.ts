import { sameOwner } from '../../conditional/memory/variant.ts';
import type { Span } from '../../span.ts';
import type { ResolvedHeader } from '../../syntax/resolving/resolution.ts';
import { removeHeaders, useKnownTag } from '../edits/fixes.ts';
import { removeLines } from '../edits/lineEdits.ts';
import { rewriteValue } from '../edits/valueEdits.ts';
import { shownMoment } from '../request/moment.ts';
import { piecesIn, sourceSpan } from '../request/sourceMap.ts';
import { isGetOrHead, linesOf, type Subject } from '../request/subject.ts';
import { memberSpan, type SentTag, sentTags } from '../request/tagMembers.ts';
import { type BlockEdit, editFix, type Finding, finding, NO_FINDINGS, preferFirst } from './finding.ts';

/** §2.3: what keeps a 304 from coming, or from being of use. */
export function checkCaching(subject: Subject): readonly Finding[] {
  if (subject.lines.length === 0 || !isGetOrHead(subject)) return NO_FINDINGS;
  const copy = subject.method === 'GET' ? withoutCopy(subject) : NO_FINDINGS;
  return [...defeated(subject), ...copy, ...needless(subject)];
}

/** What is immutable and still fresh need not be asked for again (RFC 8246 §2). */
function needless(subject: Subject): readonly Finding[] {
  const { known, context } = subject;
  const until = known.resource?.observed?.immutableUntil;
  const [line] = [...linesOf(subject, 'If-None-Match'), ...linesOf(subject, 'If-Modified-Since')];
  if (line === undefined || until === undefined || until <= context.now || known.best?.exists !== true)
    return NO_FINDINGS;
  const facts = { field: line.field, until: shownMoment(until, context) };
  const details = { fixes: preferFirst(removeHeaders(subject, [line.header])), tag: 'unnecessary' } as const;
  return [finding('immutable-revalidation', line.header.node, facts, details)];
}

const directive = /(^|,)[ \t]*(no-cache)[ \t]*(?=,|$)/i;

/** `Cache-Control: no-cache` or `Pragma: no-cache` beside a condition that asks for a 304. */
function defeated(subject: Subject): readonly Finding[] {
  const condition = linesOf(subject, 'If-None-Match')[0] ?? linesOf(subject, 'If-Modified-Since')[0];
  if (condition === undefined) return NO_FINDINGS;
  const headers = subject.resolved.headers.filter(
    ({ field: [name, value] }) => /^(?:cache-control|pragma)$/i.test(name) && directive.test(value),
  );
  const [first] = headers;
  if (first === undefined) return NO_FINDINGS;
  const edits = headers.map((header) => withoutNoCache(subject, header));
  const whole = edits.some((each) => each === undefined) ? undefined : edits.flatMap((each) => each ?? []);
  const facts = { field: first.field[0], condition: condition.field };
  const isPragma = headers.every(({ field: [name] }) => /^pragma$/i.test(name));
  const fixes = preferFirst(editFix(isPragma ? 'Remove Pragma: no-cache' : 'Use Cache-Control: max-age=0', whole));
  return [finding('no-cache-defeats-304', placeOf(first), facts, { fixes })];
}

function directiveSpan({ value: { text } }: ResolvedHeader) {
  const found = directive.exec(text);
  const end = (found?.index ?? 0) + (found?.[0].trimEnd().length ?? text.length);
  return { start: end - 'no-cache'.length, end };
}

const placeOf = (header: ResolvedHeader) => sourceSpan(header.value, directiveSpan(header));

/** `Pragma` has no other directive, so its line goes; in `Cache-Control` the directive is put another way. */
function withoutNoCache({ document, placed }: Subject, header: ResolvedHeader): readonly BlockEdit[] | undefined {
  if (/^pragma$/i.test(header.field[0])) return removeLines(placed.block.text, [header.node]);
  const { text } = header.value;
  if (!/(?:^|,)[ \t]*max-age[ \t]*=[ \t]*"?0"?[ \t]*(?:,|$)/i.test(text)) {
    return rewriteValue(document, header.value, directiveSpan(header), 'max-age=0');
  }
  return rewriteValue(document, header.value, withComma(text, directiveSpan(header)), '');
}

/** The directive with the comma that parts it from its neighbour. */
function withComma(text: string, { start, end }: Span): Span {
  const after = /^[ \t]*,[ \t]*/.exec(text.slice(end))?.[0].length;
  if (after !== undefined) return { start, end: end + after };
  return { start: text.slice(0, start).replace(/[ \t]*,[ \t]*$/, '').length, end };
}

/** A tag typed by hand of which no content was ever fetched: a 304 would leave nothing to show. */
function withoutCopy(subject: Subject): readonly Finding[] {
  return linesOf(subject, 'If-None-Match').flatMap((line) => {
    const typed = sentTags(line).filter((sent) => isTyped(sent) && !wasFetched(subject, sent));
    const [first] = typed;
    if (first === undefined || typed.length < sentTags(line).length) return NO_FINDINGS;
    const fixes = [
      ...removeHeaders(subject, [line.header], 'Fetch it without the condition'),
      ...(typed.length === 1 ? useKnownTag(subject, line, first.member) : []),
    ];
    return [
      finding('if-none-match-needs-copy', memberSpan(line, first.member), { sent: first.member.text }, { fixes }),
    ];
  });
}

const isTyped = ({ line, member }: SentTag) =>
  piecesIn(line.header.value, member).every(({ reference }) => reference === undefined);

/** Whether an answer to GET with this tag was seen here: then its content was there to keep. */
function wasFetched({ known }: Subject, { tag, member }: SentTag): boolean {
  const sightings = known.resource?.sightings ?? [];
  return sightings.some((sighting) => {
    const same = sighting.etag === member.text || sighting.etag.replace(/^W\//, '') === `"${tag.opaque}"`;
    return (
      same && sameOwner(sighting, known.owner) && (sighting.content !== undefined || sighting.source.method === 'GET')
    );
  });
}
