import { rewriteValue } from '../edits/valueEdits.ts';
import { knownStrongTag } from '../request/knowledge.ts';
import { piecesIn } from '../request/sourceMap.ts';
import { linesOf, type Subject } from '../request/subject.ts';
import { memberSpan, sentTags } from '../request/tagMembers.ts';
import { editFix, type Finding, finding, NO_FINDINGS, preferFirst } from './finding.ts';

/** What always holds the tag last seen of the request's own URL. */
const reference = '{{$etag}}';

/** §2.4: a tag typed into a guarded write, where the same file reads the URL and so could keep the tag fresh. */
export function checkLiteralTags(subject: Subject): readonly Finding[] {
  const { effect, placed, context, document } = subject;
  if (effect !== 'write') return NO_FINDINGS;
  const lines = linesOf(subject, 'If-Match');
  if (lines.length === 0 || !context.isReadInFile(placed.node.target.text)) return NO_FINDINGS;
  return lines.flatMap((line) => {
    const typed = sentTags(line).find(({ member }) =>
      piecesIn(line.header.value, member).every((piece) => piece.reference === undefined),
    );
    if (typed === undefined) return NO_FINDINGS;
    // Before anything is known of the URL the reference would have no value.
    const known = knownStrongTag(subject.known) !== undefined;
    const edits = known ? rewriteValue(document, line.header.value, typed.member, reference) : undefined;
    const facts = { sent: typed.member.text, reference };
    const fixes = preferFirst(editFix(`Use ${reference}`, edits));
    return [finding('etag-literal-in-file', memberSpan(line, typed.member), facts, { fixes })];
  });
}
