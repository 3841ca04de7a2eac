import { shift } from '../../span.ts';
import type { HttpDocument } from '../../syntax/ast.ts';
import { blockNumber } from '../../syntax/document/rows.ts';
import { firstNamed } from '../../syntax/locate.ts';
import type { Fix, Problem, Related, Severity } from '../problem.ts';
import { catalogue } from '../rules/catalogue.ts';
import type { BlockEdit, Finding, FindingFix, FindingRelated } from '../rules/finding.ts';
import type { Rule } from '../rules/rule.ts';
import type { Effect } from '../words/words.ts';

type Severities = Readonly<Record<string, Severity | 'off'>>;

/** A finding in its row of blocks, as severe as it is taken to be. */
export interface RowFinding {
  readonly finding: Finding;
  readonly rule: Rule;
  readonly severity: Severity;
  /** The offset of its block, and the number of the request that it concerns, if it concerns one; both in the row. */
  readonly start: number;
  readonly request: number | undefined;
}

/** The finding as one of its row; undefined when its rule is off. */
export function findingInRow(
  finding: Finding,
  effect: Effect,
  severities: Severities,
  { start, request }: Pick<RowFinding, 'start' | 'request'>,
): RowFinding | undefined {
  const rule: Rule = catalogue[finding.code];
  const severity = severities[finding.code] ?? ownSeverity(rule, finding, effect);
  return severity === 'off' ? undefined : { finding, rule, severity, start, request };
}

/** The finding as a problem of the document; `start` and `firstRequest` are the row's in the document. */
export function placeFinding(found: RowFinding, document: HttpDocument, start: number, firstRequest: number): Problem {
  return new PlacedProblem(found, document, start, firstRequest);
}

/** A finding at its place. A key in a long file moves hundreds of them, so all but the place is told when asked for. */
class PlacedProblem implements Problem {
  readonly start: number;
  readonly end: number;
  readonly request: number | undefined;
  /* No private names: those would double the size of an object that is made by the hundred. */
  readonly found: RowFinding;
  readonly document: HttpDocument;

  constructor(found: RowFinding, document: HttpDocument, start: number, firstRequest: number) {
    const { finding, request } = found;
    this.start = finding.start + found.start + start;
    this.end = finding.end + found.start + start;
    this.request = request === undefined ? undefined : firstRequest + request;
    this.found = found;
    this.document = document;
  }

  get code(): string {
    return this.found.finding.code;
  }

  get severity(): Severity {
    return this.found.severity;
  }

  get message(): string {
    return this.found.finding.message;
  }

  get rfc(): string {
    return this.found.rule.rfc;
  }

  get url(): string {
    return this.found.rule.url;
  }

  get tag(): Problem['tag'] {
    return this.found.finding.tag;
  }

  get related(): readonly Related[] {
    return this.found.finding.related.flatMap((related) =>
      placeRelated(related, this.document, this.start - this.found.finding.start),
    );
  }

  get fixes(): readonly Fix[] {
    return this.found.finding.fixes.map((fix) => placeFix(fix, this.document, this.start - this.found.finding.start));
  }
}

/** The problem as plain data, everything in it made. */
export function wholeProblem(problem: Problem): Problem {
  const { code, severity, message, rfc, url, start, end, request, tag, related, fixes } = problem;
  return { code, severity, message, rfc, url, start, end, request, tag, related, fixes };
}

function ownSeverity(rule: Rule, { circumstance }: Finding, effect: Effect): Severity {
  if (circumstance === 'guard' && rule.onGuard !== undefined) return rule.onGuard;
  if (circumstance === 'date-only' && rule.onDateOnly !== undefined) return rule.onDateOnly;
  if (circumstance === 'vendor' && rule.onVendor !== undefined) return rule.onVendor;
  return effect === 'write' && rule.onWrites !== undefined ? rule.onWrites : rule.severity;
}

function placeRelated(related: FindingRelated, document: HttpDocument, start: number): readonly Related[] {
  const { message } = related;
  if (related.kind === 'span') {
    return [{ message, start: related.span.start + start, end: related.span.end + start }];
  }
  const placed = firstNamed(document, related.name);
  if (placed === undefined) return [];
  const { requestLine } = placed.node;
  return [{ message, start: requestLine.start + placed.start, end: requestLine.end + placed.start }];
}

function placeFix(fix: FindingFix, document: HttpDocument, start: number): Fix {
  return fix.kind === 'edit' ? { ...fix, edits: fix.edits.map((edit) => placeEdit(edit, document, start)) } : fix;
}

function placeEdit({ block, ...edit }: BlockEdit, document: HttpDocument, start: number) {
  return shift(edit, block === undefined ? start : (blockNumber(document.rows, block)?.start ?? start));
}
