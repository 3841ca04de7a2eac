import type { Token } from '../../span.ts';
import type { DirectiveNode, TargetNode } from '../ast.ts';
import { addFault, type BlockDraft, inBlock, tokenOf } from './blockDraft.ts';
import { AMPERSAND, ASTERISK, QUESTION, SLASH, trimEnd } from './characters.ts';
import { readComment } from './comment.ts';
import type { LineReader } from './lineReader.ts';
import { isFieldLine, type RequestStart, versionStart } from './requestStart.ts';

/** A request line with the lines that continue its target. Offsets are block-relative. */
export interface RequestLine {
  readonly start: number;
  readonly end: number;
  readonly method: Token | undefined;
  readonly target: TargetNode;
  readonly httpVersion: Token | undefined;
}

/** Reads the request line at the current line and its continuations, and goes to the first line after them. */
export function readRequestLine(draft: BlockDraft, parts: RequestStart, directives: DirectiveNode[]): RequestLine {
  const { lines } = draft;
  const { method, target, version } = parts;
  const start = lines.first - draft.base;
  const first = tokenOf(draft, target.start, target.end);
  const pieces = first.text === '' ? [] : [first];
  let httpVersion = version.end > version.start ? tokenOf(draft, version.start, version.end) : undefined;
  lines.advance();
  while (inBlock(draft)) {
    if (continuesTarget(lines)) httpVersion = readPiece(draft, pieces) ?? httpVersion;
    else if (lines.blank || !readComment(draft, directives)) break;
  }
  const joined = joinTarget(first, pieces);
  const end = Math.max(joined.end, httpVersion?.end ?? 0);
  if (joined.text === '') addFault(draft, 'request-line-invalid', start + draft.base, end + draft.base);
  return {
    start,
    end,
    method: method.end > method.start ? tokenOf(draft, method.start, method.end) : undefined,
    target: joined,
    httpVersion,
  };
}

/** A line begun by `?`, `&` or `/`, or an indented one that is no header field. */
function continuesTarget(lines: LineReader): boolean {
  if (lines.blank) return false;
  const code = lines.at(0);
  const next = lines.at(1);
  if (code === SLASH) return next !== SLASH && next !== ASTERISK;
  if (code === QUESTION) return next !== QUESTION;
  if (code === AMPERSAND) return true;
  return lines.first > lines.start && code !== 0x23 && !isFieldLine(lines.text, lines.first, lines.end);
}

function readPiece(draft: BlockDraft, pieces: Token[]): Token | undefined {
  const { lines } = draft;
  const { text, first } = lines;
  const end = trimEnd(text, first, lines.end);
  const version = versionStart(text, first, end);
  const piece = tokenOf(draft, first, trimEnd(text, first, version));
  if (piece.text !== '') pieces.push(piece);
  lines.advance();
  return version < end ? tokenOf(draft, version, end) : undefined;
}

function joinTarget(first: Token, pieces: readonly Token[]): TargetNode {
  const start = pieces[0]?.start ?? first.start;
  const end = pieces.at(-1)?.end ?? first.end;
  return {
    start,
    end,
    text: pieces.length === 1 ? (pieces[0]?.text ?? '') : pieces.map((piece) => piece.text).join(''),
    pieces,
  };
}
