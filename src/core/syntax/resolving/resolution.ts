import type { HeaderField, HeaderList } from '../../http/headerList.ts';
import type { Span } from '../../span.ts';
import type { FilePart, HeaderNode, TextPart } from '../ast.ts';
import type { Question } from '../values/question.ts';

/** Where a variable's value comes from; `span` is block-relative in block number `block` of the same file. */
export type Origin =
  | { readonly kind: 'option' }
  | { readonly kind: 'file'; readonly block: number; readonly span: Span }
  /** The same in an imported file. */
  | { readonly kind: 'import'; readonly path: string }
  | { readonly kind: 'environment'; readonly environment: string }
  | { readonly kind: 'process-environment' }
  | { readonly kind: 'dynamic' }
  /** The request's `# @loop`, in that pass, counted from 0. */
  | { readonly kind: 'loop'; readonly pass: number }
  /** The user answered a question of this send. */
  | { readonly kind: 'prompt' }
  /** The validator memory, on the resource of that URL. */
  | { readonly kind: 'validator'; readonly url: string; readonly seenAt: number }
  | { readonly kind: 'response'; readonly request: string; readonly receivedAt: number };

export type UnresolvedReason =
  | 'undefined'
  | 'cycle'
  /** Nested beyond the limit of depth, or grown beyond the limit of length. */
  | 'too-deep'
  | 'request-not-sent'
  | 'request-unknown'
  | 'field-absent'
  | 'path-absent'
  /** The user is asked when the request is sent. */
  | 'not-asked'
  /** No validator of that kind is known of the resource. */
  | 'validator-unknown'
  | 'expression-invalid';

/** What one reference stands for. */
export type Lookup =
  /** `moment` (epoch milliseconds) is there when the value is nothing but a date. */
  | { readonly kind: 'value'; readonly value: string; readonly origin: Origin; readonly moment?: number }
  /**
   * `culprit` is the reference inside the variable's value that failed, when it was not the expression itself.
   * `question` is what has to be asked for a value.
   */
  | {
      readonly kind: 'unresolved';
      readonly reason: UnresolvedReason;
      readonly culprit?: string;
      readonly question?: Question;
    };

/** `{{ expression }}` in a text; the span covers the braces. */
export interface Reference extends Span {
  readonly expression: string;
}

/** Where a stretch of an expanded text comes from in its template; for a reference, the whole `{{…}}`. */
export interface Piece {
  readonly expanded: Span;
  readonly source: Span;
  readonly reference: ResolvedReference | undefined;
}

export interface ResolvedReference extends Reference {
  readonly lookup: Lookup;
}

/**
 * A template with its references replaced. An unresolved one stays as written. `pieces` cover the expanded text
 * without gaps, so that any finding in it maps back to the characters the user typed.
 */
export interface Expansion {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

export interface ResolvedHeader {
  readonly node: HeaderNode;
  readonly field: HeaderField;
  /** Spans count from the block's start, in `value.pieces[].source`. */
  readonly value: Expansion;
}

export type ResolvedBodyPart =
  | { readonly kind: 'text'; readonly text: string; readonly node: TextPart }
  | { readonly kind: 'file'; readonly path: string; readonly node: FilePart };

/** Why a request cannot go out as written; spans are block-relative. */
export interface ResolutionFault extends Span {
  readonly code:
    | 'variable-undefined'
    | 'variable-cycle'
    | 'request-not-sent-yet'
    | 'prompt-needed'
    | 'url-invalid'
    | 'header-name-invalid'
    | 'header-value-invalid';
  /** The reference's expression or the offending text. */
  readonly subject: string;
  readonly reason: UnresolvedReason | undefined;
  /** What has to be asked, for `prompt-needed`. */
  readonly question?: Question;
}

/** A request with its variables replaced. Files named in the body are not read here. */
export interface ResolvedRequest {
  readonly method: string;
  /** The absolute URL, percent-encoded where the user left spaces; undefined when it could not be made. */
  readonly url: string | undefined;
  /** The target as text after substitution, whatever came of it. */
  readonly target: string;
  readonly headers: readonly ResolvedHeader[];
  /** Fields that the environment adds to every request which does not have them itself. */
  readonly defaults: HeaderList;
  readonly body: readonly ResolvedBodyPart[];
  readonly faults: readonly ResolutionFault[];
}
