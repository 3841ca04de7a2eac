import type { HttpDocument } from '../../syntax/ast.ts';
import { firstNamed } from '../../syntax/locate.ts';
import { blockNumber } from '../../syntax/rows.ts';
import type { Fix, Problem, Related, Severity } from '../problem.ts';
import { catalogue } from '../rules/catalogue.ts';
import type { BlockEdit, Finding, FindingFix, FindingRelated } from '../rules/finding.ts';
import type { Rule } from '../rules/rule.ts';
import type { Effect } from '../words/words.ts';

/** Where a finding's block stands, whose request it concerns, and how severities are set. */
export interface FindingPlace {
  readonly document: HttpDocument;
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** The block's offset in the document. */
  readonly start: number;
  readonly request: number | undefined;
  readonly effect: Effect;
}

/** The finding as a problem of the document; undefined when its rule is off. */
export function placeFinding(finding: Finding, place: FindingPlace): Problem | undefined {
  const { code, message, tag } = finding;
  const rule: Rule = catalogue[code];
  const severity = place.severities[code] ?? ownSeverity(rule, finding, place.effect);
  if (severity === 'off') return undefined;
  return {
    code,
    severity,
    message,
    rfc: rule.rfc,
    url: rule.url,
    start: finding.start + place.start,
    end: finding.end + place.start,
    request: place.request,
    tag,
    related: finding.related.flatMap((related) => placeRelated(related, place)),
    fixes: finding.fixes.map((fix) => placeFix(fix, place)),
  };
}

function ownSeverity(rule: Rule, { circumstance }: Finding, effect: Effect): Severity {
  if (circumstance === 'guard' && rule.onGuard !== undefined) return rule.onGuard;
  if (circumstance === 'date-only' && rule.onDateOnly !== undefined) return rule.onDateOnly;
  return effect === 'write' && rule.onWrites !== undefined ? rule.onWrites : rule.severity;
}

function placeRelated(related: FindingRelated, { start, document }: FindingPlace): readonly Related[] {
  const { message } = related;
  if (related.kind === 'span') {
    return [{ message, start: related.span.start + start, end: related.span.end + start }];
  }
  const placed = firstNamed(document, related.name);
  if (placed === undefined) return [];
  const { requestLine } = placed.node;
  return [{ message, start: requestLine.start + placed.start, end: requestLine.end + placed.start }];
}

function placeFix(fix: FindingFix, place: FindingPlace): Fix {
  return fix.kind === 'edit' ? { ...fix, edits: fix.edits.map((edit) => placeEdit(edit, place)) } : fix;
}

function placeEdit({ start, end, newText, block }: BlockEdit, place: FindingPlace) {
  const offset = block === undefined ? place.start : (blockNumber(place.document.rows, block)?.start ?? place.start);
  return { start: start + offset, end: end + offset, newText };
}
