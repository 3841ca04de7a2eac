import type { Edit, Span } from '../../span.ts';
import type { HeaderNode, RequestNode } from '../../syntax/ast.ts';

/** A stretch of lines with the line break that ends it, or the one before it where the block ends without any. */
export function wholeLines(text: string, { start, end }: Span): Span {
  const from = lineStart(text, start);
  const to = afterBreak(text, lineEnd(text, end));
  return to === lineEnd(text, end) && from > 0 ? { start: beforeBreak(text, from), end: to } : { start: from, end: to };
}

/** Takes the lines out, each whole; neighbours at the end of the text are taken out as one stretch. */
export function removeLines(text: string, spans: readonly Span[]): readonly Edit[] {
  const ordered = [...spans].sort((a, b) => a.start - b.start);
  const stretches: Span[] = [];
  for (const span of ordered) {
    const last = stretches.at(-1);
    const touching = last !== undefined && lineStart(text, span.start) === afterBreak(text, lineEnd(text, last.end));
    if (touching) stretches[stretches.length - 1] = { start: last.start, end: span.end };
    else stretches.push(span);
  }
  return stretches.map((span) => ({ ...wholeLines(text, span), newText: '' }));
}

/** Adds header lines after the last one of the request, or under its request line. */
export function addHeaders(text: string, node: RequestNode, lines: readonly string[]): Edit {
  const at = lineEnd(text, lastHeaderEnd(node));
  const newText = lines.map((line) => `${lineBreak(text)}${line}`).join('');
  return { start: at, end: at, newText };
}

/** Puts another name on a header line. */
export function renameHeader({ name }: HeaderNode, newText: string): Edit {
  return { start: name.start, end: name.end, newText };
}

/** The line break that the text uses. */
function lineBreak(text: string): string {
  const feed = text.indexOf('\n');
  if (feed === -1) return text.includes('\r') ? '\r' : '\n';
  return text.charAt(feed - 1) === '\r' ? '\r\n' : '\n';
}

const lastHeaderEnd = ({ headers, requestLine }: RequestNode) => headers.at(-1)?.end ?? requestLine.end;

const isBreak = (text: string, at: number) => text.charCodeAt(at) === 0x0a || text.charCodeAt(at) === 0x0d;

/** The line around the offset, without its break. */
export function lineSpan(text: string, offset: number): Span {
  return { start: lineStart(text, offset), end: lineEnd(text, offset) };
}

function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isBreak(text, at - 1)) at -= 1;
  return at;
}

/** The offset of the break that ends the line, or of the text's end. */
export function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isBreak(text, at)) at += 1;
  return at;
}

/** The offset after the line break at `at`, or `at` when there is none. */
export function afterBreak(text: string, at: number): number {
  if (text.startsWith('\r\n', at)) return at + 2;
  return at < text.length && isBreak(text, at) ? at + 1 : at;
}

function beforeBreak(text: string, at: number): number {
  return text.startsWith('\r\n', at - 2) ? at - 2 : at - 1;
}
