import type { Edit, Span } from '../../span.ts';
import { type RuleCode, type RuleFacts, wordFinding } from './catalogue.ts';

/**
 * An edit whose offsets count from the start of a block: of the finding's own, or of block number `block` where
 * the text that needs mending stands elsewhere, as the variable behind a reference does.
 */
export interface BlockEdit extends Edit {
  readonly block?: number;
}

export type FindingFix =
  | {
      readonly kind: 'edit';
      readonly title: string;
      readonly edits: readonly BlockEdit[];
      readonly preferred: 'yes' | 'no';
    }
  | { readonly kind: 'refresh-etag'; readonly title: string; readonly preferred: 'yes' | 'no' };

/** Another place that matters: a span of the same block, or the request of that name wherever it stands. */
export type FindingRelated =
  | { readonly kind: 'span'; readonly message: string; readonly span: Span }
  | { readonly kind: 'request'; readonly message: string; readonly name: string };

/** What besides the method decides how severe a finding is: see `Rule`. */
export type Circumstance = 'guard' | 'date-only' | 'vendor';

/**
 * What a rule found in one block, with its message. Offsets count from the block's start, so that a finding stays
 * true while the block's text does, wherever the block moves.
 */
export interface Finding extends Span {
  readonly code: RuleCode;
  readonly message: string;
  readonly circumstance: Circumstance | undefined;
  readonly tag: 'unnecessary' | undefined;
  readonly related: readonly FindingRelated[];
  readonly fixes: readonly FindingFix[];
}

/** What a finding has beyond its code, its place and its words. */
export type FindingDetails = Partial<Pick<Finding, 'circumstance' | 'tag' | 'related' | 'fixes'>>;

export const NO_FINDINGS: readonly Finding[] = [];

/** Makes a finding: the words come from the facts, which the code decides. */
export function finding<Code extends RuleCode>(
  code: Code,
  { start, end }: Span,
  facts: RuleFacts[Code],
  { circumstance, tag, related = [], fixes = [] }: FindingDetails = {},
): Finding {
  return { code, start, end, message: wordFinding(code, facts), circumstance, tag, related, fixes };
}

/** An offline fix; `undefined` edits mean that there is none here, and give no fix. */
export function editFix(title: string, edits: readonly BlockEdit[] | undefined): readonly FindingFix[] {
  return edits === undefined ? [] : [{ kind: 'edit', title, edits, preferred: 'no' }];
}

/** The fixes with the first marked as the one to prefer. */
export function preferFirst(fixes: readonly FindingFix[]): readonly FindingFix[] {
  return fixes.map((fix, index) => (index === 0 ? { ...fix, preferred: 'yes' } : fix));
}

/** Asks the server for the current tag and puts it where the old one stands. */
export const refreshFix: FindingFix = { kind: 'refresh-etag', title: 'Refresh ETag from the server', preferred: 'no' };
