import type { Span } from '../../span.ts';
import type { HttpDocument, PlacedRow } from '../ast.ts';
import { documentOf, rowAt, rowsOf } from '../document/rows.ts';
import { scanText } from '../document/scan/scanText.ts';
import { skipBlanks, skipWord } from './characters.ts';
import { LineReader } from './lineReader.ts';

/** The content of a fenced block of requests, without the fences. */
export interface FencedBlock extends Span {
  /** As written: `http` or `rest`, in letters of either case. */
  readonly language: string;
}

const BACKTICK = 0x60;
const TILDE = 0x7e;
const HYPHEN = 0x2d;

/** A fence that is open: its mark, how many of them, and what the block is of. */
interface OpenFence {
  readonly mark: number;
  readonly count: number;
  readonly language: string;
  readonly content: number;
}

/**
 * The blocks of a Markdown text that are fenced as `http` or `rest`, with backticks or tildes, whatever attributes
 * follow the language, and those of an AsciiDoc text under `[source,http]`, between lines of hyphens. One that is never
 * closed ends with the text.
 */
export function fencedBlocks(text: string): readonly FencedBlock[] {
  const found: FencedBlock[] = [];
  let open: OpenFence | undefined;
  let announced: string | undefined;
  const lines = new LineReader(text);
  for (; !lines.done; lines.advance()) {
    if (open === undefined) {
      open = opening(lines, announced);
      announced = announcedOn(lines);
    } else if (closes(lines, open)) {
      if (isOfRequests(open)) found.push({ start: open.content, end: lines.start, language: open.language });
      open = undefined;
    }
  }
  if (open !== undefined && isOfRequests(open)) {
    found.push({ start: Math.min(open.content, text.length), end: text.length, language: open.language });
  }
  return found;
}

/**
 * The requests in the fenced blocks of a Markdown text as one document, so that a variable of one block serves in
 * the next. Offsets are the Markdown text's; what stands between the blocks belongs to none.
 */
export function parseMarkdown(text: string): HttpDocument {
  const rows: PlacedRow[] = [];
  let count = 0;
  for (const { start, end } of fencedBlocks(text)) {
    const scan = scanText(text.slice(start, end));
    rows.push(...rowsOf(scan, start, count));
    count += scan.count;
  }
  return documentOf(rows, text);
}

/** Whether the offset of a Markdown text lies in a fenced block of requests, and not on the fences or in the prose. */
export function insideFence({ rows, text }: HttpDocument, offset: number): boolean {
  const placed = rows[rowAt(rows, offset)];
  if (placed === undefined || offset < placed.start) return false;
  const end = placed.start + placed.row.length;
  return offset < end || (offset === end && end === text.length);
}

function isOfRequests({ language }: OpenFence): boolean {
  return /^(?:http|rest)$/i.test(language);
}

/** The language of the listing that `[source,http]` or `[source,http,title=…]` announces on the line above it. */
function announcedOn({ text, start, end }: LineReader): string | undefined {
  if (!text.startsWith('[source,', start)) return undefined;
  return /^\[source,[ \t]*([\w-]+)[^\]]*\][ \t]*$/.exec(text.slice(start, Math.min(end, start + 500)))?.[1];
}

const opening = (lines: LineReader, announced: string | undefined): OpenFence | undefined =>
  announced === undefined ? openingFence(lines) : listing(lines, announced);

/** Four hyphens or more under the line that announces them. */
function listing(lines: LineReader, language: string): OpenFence | undefined {
  const count = marksOn(lines, HYPHEN);
  const ends = skipBlanks(lines.text, lines.first + count, lines.end) === lines.end;
  return count < 4 || !ends ? undefined : { mark: HYPHEN, count, language, content: lines.next };
}

/** CommonMark §4.5: three marks or more, indented by three blanks at most. */
function openingFence(lines: LineReader): OpenFence | undefined {
  const { text, end, next } = lines;
  const mark = lines.at(0);
  const count = mark === HYPHEN ? 0 : marksOn(lines, mark);
  if (count < 3) return undefined;
  const info = skipBlanks(text, lines.first + count, end);
  if (mark === BACKTICK && text.slice(info, end).includes('`')) return undefined;
  const language = text
    .slice(info, skipWord(text, info, end))
    .replace(/^\{?\.?/, '')
    .replace(/[,{}].*$/, '');
  return { mark, count, language, content: next };
}

function closes(lines: LineReader, { mark, count }: OpenFence): boolean {
  if (lines.at(0) !== mark) return false;
  const marks = marksOn(lines, mark);
  return marks >= count && skipBlanks(lines.text, lines.first + marks, lines.end) === lines.end;
}

function marksOn({ text, start, first, end }: LineReader, mark: number): number {
  if ((mark !== BACKTICK && mark !== TILDE && mark !== HYPHEN) || first - start > 3) return 0;
  let at = first;
  while (at < end && text.charCodeAt(at) === mark) at += 1;
  return at - first;
}

/** Whether a file of that name holds requests in fenced blocks alone: Markdown, or AsciiDoc. */
export function isProseFile(path: string): boolean {
  return /\.(?:md|markdown|adoc|asciidoc|asc)$/i.test(path);
}
