import { shift } from '../../span.ts';
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
  const rule: Rule = catalogue[finding.code];
  const severity = place.severities[finding.code] ?? ownSeverity(rule, finding, place.effect);
  return severity === 'off' ? undefined : new PlacedProblem(finding, rule, severity, place);
}

/** A finding at its place. A key in a long file moves hundreds of them, so fixes are made when they are asked for. */
class PlacedProblem implements Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly start: number;
  readonly end: number;
  readonly request: number | undefined;
  readonly #finding: Finding;
  readonly #rule: Rule;
  readonly #document: HttpDocument;

  constructor(finding: Finding, rule: Rule, severity: Severity, { document, start, request }: FindingPlace) {
    this.code = finding.code;
    this.severity = severity;
    this.start = finding.start + start;
    this.end = finding.end + start;
    this.request = request;
    this.#finding = finding;
    this.#rule = rule;
    this.#document = document;
  }

  get message(): string {
    return this.#finding.message;
  }

  get rfc(): string {
    return this.#rule.rfc;
  }

  get url(): string {
    return this.#rule.url;
  }

  get tag(): Problem['tag'] {
    return this.#finding.tag;
  }

  get related(): readonly Related[] {
    return this.#finding.related.flatMap((related) => placeRelated(related, this.#document, this.#blockStart));
  }

  get fixes(): readonly Fix[] {
    return this.#finding.fixes.map((fix) => placeFix(fix, this.#document, this.#blockStart));
  }

  get #blockStart(): number {
    return this.start - this.#finding.start;
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
