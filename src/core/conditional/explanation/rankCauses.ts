import { catalogue } from './causes/catalogue.ts';
import type { CauseRow } from './causes/causeRow.ts';
import type { Finding } from './causes/finding.ts';
import { findingClause } from './causes/findingClause.ts';
import { repairTitle } from './causes/repairTitle.ts';
import type { Cause, Likelihood, RepairId } from './explanation.ts';

/** A cause with its rank, for the choice of words. */
export interface RankedCause extends Cause {
  readonly standing: 'proven' | 'suggested' | 'none';
  /** What happened, as a clause that also reads after "most likely". */
  readonly clause: string;
}

const MAX_SUGGESTED = 3;
/** Each observation makes a cause four times as likely, or as unlikely. */
const FACTOR = 4;
const HIGH = 16;
const MEDIUM = 4;

/** The causes found, the likeliest first: all that are proven, then at most three that fit. Never empty. */
export function rankCauses(findings: readonly Finding[]): readonly RankedCause[] {
  const proven = once(findings.filter(({ standing }) => standing === 'proven'));
  const others = findings.filter(({ id }) => !proven.some((finding) => finding.id === id));
  const suggested = once([...others].sort((a, b) => scoreOf(b) - scoreOf(a))).slice(0, MAX_SUGGESTED);
  if (proven.length === 0 && suggested.length === 0) return [causeOf(NOTHING, 'low', 'none')];
  return [
    ...proven.map((finding) => causeOf(finding, 'high', 'proven')),
    // Beside a proven cause the others are what may have happened as well.
    ...suggested.map((finding) =>
      causeOf(finding, likelihoodOf(finding, proven.length > 0 ? 'medium' : 'high'), 'suggested'),
    ),
  ];
}

const NOTHING: Finding = { id: 'unknown', standing: { matching: 0, contradicting: 0 }, evidence: [] };

function once(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ id }, index) => findings.findIndex((other) => other.id === id) === index);
}

function scoreOf({ id, standing }: Finding): number {
  if (standing === 'proven') return Number.POSITIVE_INFINITY;
  return catalogue[id].prior * FACTOR ** (standing.matching - standing.contradicting);
}

function likelihoodOf(finding: Finding, ceiling: 'high' | 'medium'): Likelihood {
  const score = scoreOf(finding);
  if (score >= HIGH) return ceiling;
  return score >= MEDIUM ? 'medium' : 'low';
}

function causeOf(finding: Finding, likelihood: Likelihood, standing: RankedCause['standing']): RankedCause {
  const { id, evidence } = finding;
  const row: CauseRow = catalogue[id];
  const fixes = (finding.repairs ?? row.repairs).map((repair: RepairId) => ({
    id: repair,
    title: repairTitle(repair),
  }));
  const title = finding.title ?? row.title;
  const clause = finding.clause ?? findingClause(id);
  return { id, title, likelihood, effort: row.effort, evidence, fixes, standing, clause };
}
