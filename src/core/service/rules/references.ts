import type { Span } from '../../span.ts';
import type { ResolutionFault, UnresolvedReason } from '../../syntax/resolving/resolution.ts';
import { useKnownValue } from '../edits/fixes.ts';
import type { ConditionLine } from '../request/conditionLine.ts';
import type { Subject } from '../request/subject.ts';
import {
  type BlockEdit,
  editFix,
  type Finding,
  type FindingFix,
  finding,
  NO_FINDINGS,
  preferFirst,
  refreshFix,
} from './finding.ts';
import { suggestion } from './suggestions.ts';

/**
 * References without a value. In a precondition that is worse than elsewhere, since the condition would be sent
 * empty or in braces, so there it has a code of its own and no other.
 */
export function checkReferences(subject: Subject): readonly Finding[] {
  return subject.resolved.faults.flatMap((fault) => {
    const found = checkFault(subject, fault);
    return found === undefined ? NO_FINDINGS : [found];
  });
}

function checkFault(subject: Subject, fault: ResolutionFault): Finding | undefined {
  switch (fault.code) {
    case 'variable-undefined':
    case 'variable-cycle':
    case 'request-not-sent-yet': {
      const facts = { expression: fault.subject, reason: fault.reason ?? 'undefined' };
      const line = lineAround(subject, fault);
      if (line !== undefined) return inCondition(subject, fault, line, facts);
      return finding(fault.code, fault, facts, { fixes: preferFirst(meantInstead(subject, fault, facts)) });
    }
    // What is asked when the request is sent is no fault of the file.
    case 'prompt-needed':
    case 'url-invalid':
    case 'header-name-invalid':
    case 'header-value-invalid':
      return undefined;
  }
}

const lineAround = ({ lines }: Subject, { start, end }: Span) =>
  lines.find(({ header: { node } }) => start >= node.start && end <= node.end);

interface Unresolved {
  readonly expression: string;
  readonly reason: UnresolvedReason;
}

function inCondition(subject: Subject, fault: ResolutionFault, line: ConditionLine, facts: Unresolved): Finding {
  // Nothing is known to put in its place: the server can tell.
  if (facts.reason === 'validator-unknown') {
    const fixes = preferFirst([refreshFix]);
    return finding('etag-variable-unresolved', fault, { ...facts, field: line.field }, { fixes });
  }
  // The known value takes the place of the reference, and with it of the chain: an offer, never the fix to prefer.
  const fixes = [...preferFirst(meantInstead(subject, fault, facts)), ...useKnownValue(subject, line)];
  return finding('etag-variable-unresolved', fault, { ...facts, field: line.field }, { fixes });
}

/** Puts the name that was probably meant where the user wrote the other, when it was written here. */
function meantInstead(
  { document, placed, context }: Subject,
  fault: ResolutionFault,
  failed: Unresolved,
): readonly FindingFix[] {
  const meant = suggestion(document, context.scope, failed);
  if (meant === undefined) return [];
  const written = placed.block.text.slice(fault.start, fault.end);
  const at = written.indexOf(failed.expression);
  const start = fault.start + at;
  const edit: BlockEdit = { start, end: start + failed.expression.length, newText: meant };
  return at < 0 ? [] : editFix(`Use {{${meant}}}`, [edit]);
}
