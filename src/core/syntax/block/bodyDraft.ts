import type { Span } from '../../span.ts';
import type { BodyKind, BodyNode, BodyPart, EpilogueNode, FilePart } from '../ast.ts';
import { type BlockDraft, tokenOf } from './blockDraft.ts';
import type { BodyManner, BodyPlan } from './bodyManner.ts';

/** A body while it is read. Offsets are the reader's. */
export interface BodyDraft {
  readonly plan: BodyPlan;
  manner: BodyManner;
  /** Closed stretches of text, and files, in order. */
  readonly pieces: (TextPiece | FilePart)[];
  /** Where the text that is being read began. */
  open: number | undefined;
  /** Where the last line of content ended: blank lines after it are not sent. */
  contentEnd: number;
  readonly epilogue: EpilogueNode[];
  /** Epilogue lines that turn out to be content when content follows, and where they began. */
  tail: EpilogueNode[];
  tailStart: number;
  afterBlank: boolean;
  /** Up to here `###` lines are content of the multipart body. */
  insideUntil: number;
}

interface TextPiece extends Span {
  readonly kind: 'text';
}

/** A body of which nothing is read yet. */
export function newBody(plan: BodyPlan): BodyDraft {
  return {
    plan,
    manner: plan.manner,
    pieces: [],
    open: undefined,
    contentEnd: 0,
    epilogue: [],
    tail: [],
    tailStart: 0,
    afterBlank: true,
    insideUntil: -1,
  };
}

/** Whether the body has no content so far. */
export function isEmpty(body: BodyDraft): boolean {
  return body.open === undefined && body.pieces.length === 0;
}

/** Ends the text that is being read. */
export function closeText(body: BodyDraft, end: number): void {
  if (body.open !== undefined && end > body.open) body.pieces.push({ kind: 'text', start: body.open, end });
  body.open = undefined;
}

/** Leaves out the stretch; text goes on behind it if there was content before. */
export function leaveOut(body: BodyDraft, start: number, next: number): void {
  if (isEmpty(body)) return;
  closeText(body, start);
  body.open = next;
}

/** The finished body. `headEnd` is where an absent one stands. */
export function finishBody(draft: BlockDraft, body: BodyDraft, headEnd: number): BodyNode {
  closeText(body, Math.max(body.contentEnd, body.open ?? 0));
  const parts: BodyPart[] = [];
  for (const piece of body.pieces) {
    if (piece.kind === 'file') parts.push(piece);
    else if (piece.start < body.contentEnd) parts.push(textPart(draft, piece, body.contentEnd));
  }
  const start = parts[0]?.start ?? headEnd;
  return { kind: kindOf(body, parts), start, end: parts.at(-1)?.end ?? start, parts };
}

function textPart(draft: BlockDraft, piece: Span, contentEnd: number): BodyPart {
  return { kind: 'text', ...tokenOf(draft, piece.start, Math.min(piece.end, contentEnd)) };
}

function kindOf(body: BodyDraft, parts: readonly BodyPart[]): BodyKind {
  if (parts.length === 0) return 'none';
  if (body.plan.type !== 'other') return body.plan.type;
  return parts.every((part) => part.kind === 'file') ? 'file' : 'text';
}
