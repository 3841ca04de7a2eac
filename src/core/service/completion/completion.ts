import type { Edit, Span } from '../../span.ts';

export type CompletionKind =
  | 'method'
  | 'target'
  | 'field'
  | 'tag'
  | 'date'
  | 'value'
  | 'variable'
  | 'dynamic'
  | 'request'
  | 'path'
  | 'directive'
  | 'file'
  | 'folder';

/** Something that can be written at the caret. The list's order is the order to show. */
export interface Completion {
  readonly kind: CompletionKind;
  readonly label: string;
  /** A few words beside the label. */
  readonly description: string;
  /** Markdown; empty for none. */
  readonly documentation: string;
  /** What is typed so far is looked for in this text. */
  readonly filterText: string;
  /** On one line, the caret within; offsets are the document's. */
  readonly edit: Edit;
  /** Whether more is to be chosen right after it. */
  readonly continues: 'yes' | 'no';
  /** Whether it is the one to choose, as far as can be known. */
  readonly preferred: 'yes' | 'no';
}

/** A completion that replaces the span by the text; what is not told is the usual. */
export function completion(
  kind: CompletionKind,
  { start, end }: Span,
  newText: string,
  told: Partial<Omit<Completion, 'kind' | 'edit'>> = {},
): Completion {
  const label = told.label ?? newText;
  return {
    kind,
    label,
    description: told.description ?? '',
    documentation: told.documentation ?? '',
    filterText: told.filterText ?? label,
    edit: { start, end, newText },
    continues: told.continues ?? 'no',
    preferred: told.preferred ?? 'no',
  };
}
