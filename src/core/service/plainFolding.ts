import type { PlainRequest } from '../syntax/block/plainRequest.ts';
import type { Folding } from './folding.ts';

/**
 * What folds of a plain request, from the block's start, as of its tree and without it. Undefined where comments
 * stand before the request, which may fold too.
 */
export function plainFoldings(text: string, plain: PlainRequest): readonly Folding[] | undefined {
  const { start, nameEnd, line, lineEnd, end } = plain;
  const separated = /^[ \t]*###/.test(text);
  const opened = separated ? text.indexOf('\n') + 1 : 0;
  if (text.slice(opened, start).includes('#') || text.slice(Math.max(start, nameEnd), line).includes('#'))
    return undefined;
  const foldings: Folding[] = [{ kind: 'request', start: separated ? 0 : start, end }];
  const headStart = nextLine(text, lineEnd);
  const headEnd = lastOfParagraph(text, headStart);
  if (headEnd > headStart) foldings.push({ kind: 'headers', start: headStart, end: headEnd });
  const bodyStart = firstWritten(text, Math.max(headEnd, lineEnd));
  if (bodyStart < end) foldings.push({ kind: 'body', start: bodyStart, end });
  return foldings;
}

/** The start of the line after the one that holds the offset, or the text's end. */
function nextLine(text: string, offset: number): number {
  const lineFeed = text.indexOf('\n', offset);
  return lineFeed === -1 ? text.length : lineFeed + 1;
}

/** The start of the first line from the one after the offset on that is not blank, or the text's end. */
function firstWritten(text: string, offset: number): number {
  let at = nextLine(text, offset);
  while (at < text.length && isBlank(text, at)) at = nextLine(text, at);
  return at;
}

/** Where the last line ends before the next blank one; `start` when the line there is blank. */
function lastOfParagraph(text: string, start: number): number {
  let end = start;
  for (let at = start; at < text.length && !isBlank(text, at); at = nextLine(text, at)) end = lineEndAt(text, at);
  return end;
}

/** Where the line's last character stands that is no space. */
function lineEndAt(text: string, offset: number): number {
  const lineFeed = text.indexOf('\n', offset);
  let end = lineFeed === -1 ? text.length : lineFeed;
  while (end > offset && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return end;
}

function isBlank(text: string, start: number): boolean {
  let at = start;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at >= text.length || text.charCodeAt(at) === 0x0a;
}

/** A blank or the first half of a CRLF: a plain request has no CR elsewhere. */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d;
}
