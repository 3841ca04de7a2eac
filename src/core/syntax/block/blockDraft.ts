import type { Span, Token } from '../../span.ts';
import type {
  DirectiveNode,
  PrologueNode,
  RecordedResponse,
  RequestNode,
  SyntaxFault,
  SyntaxFaultCode,
  VariableNode,
} from '../ast.ts';
import type { BoundaryIndex } from '../document/boundaryIndex.ts';
import type { LineReader } from './lineReader.ts';

/** A block while it is read. The readers take offsets of the text from `lines` and keep them relative to `base`. */
export interface BlockDraft {
  readonly lines: LineReader;
  readonly boundaries: BoundaryIndex;
  /** Offset of the block in the reader's text. */
  readonly base: number;
  /** Directives and scripts that wait for the request line they stand before. */
  directives: DirectiveNode[];
  prologue: PrologueNode[];
  readonly variables: VariableNode[];
  readonly comments: Span[];
  readonly requests: RequestNode[];
  readonly responses: RecordedResponse[];
  readonly faults: SyntaxFault[];
  openBoundary: string | undefined;
}

/** Whether the current line belongs to the block. */
export function inBlock(draft: BlockDraft): boolean {
  return !draft.lines.done && !draft.lines.separator;
}

/** The block-relative span of a stretch of the reader's text. */
export function spanOf(draft: BlockDraft, start: number, end: number): Span {
  return { start: start - draft.base, end: end - draft.base };
}

/** The block-relative token of a stretch of the reader's text. */
export function tokenOf(draft: BlockDraft, start: number, end: number): Token {
  return { start: start - draft.base, end: end - draft.base, text: draft.lines.text.slice(start, end) };
}

/** Notes a fault at a stretch of the reader's text. */
export function addFault(draft: BlockDraft, code: SyntaxFaultCode, start: number, end: number): void {
  draft.faults.push({ code, start: start - draft.base, end: end - draft.base });
}
