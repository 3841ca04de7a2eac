/**
 * A block that holds one request in its plainest form and nothing else: no variables, directives but `@name`,
 * scripts, continued lines, folds, files, answers or faults. All there is to it is known from one look, without a
 * tree, and nearly every block is one. Offsets count from the block's start; where a start and its end are equal,
 * there is no such part.
 */
export interface PlainRequest {
  readonly titleStart: number;
  readonly titleEnd: number;
  /** What stands behind `# @name`. */
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly start: number;
  readonly line: number;
  readonly methodEnd: number;
  readonly targetEnd: number;
  readonly lineEnd: number;
  /** The one field that the checks of preconditions care for, name and value. */
  readonly noteStart: number;
  readonly noteEnd: number;
  readonly end: number;
}

const separator = /(?:[ \t]*###[^\r\n]*(?:\r?\n|$))?/y;
const fillers = /(?:[ \t]*\r?\n|#[ \t]*(?![#@\s])[^\r\n]*\r?\n)*/y;
const naming = /# ?@name[ \t]+[\w-]+(?=[ \t]*\r?\n)/y;
const method = /(?:GET|HEAD|POST|PUT|PATCH|DELETE)(?= )/y;
const target = / (?:https?:\/\/|\{\{)[\x21-\x7e]*/y;
const version = /(?: HTTP\/1\.1)?(?=[ \t]*(?:\r?\n|$))/y;
const lineBreak = /(?:[ \t]*(?:\r?\n|$))?/y;
/**
 * Lines of fields that have no part in any check, whatever they hold. Names that begin with I or F or have an F
 * second may be a precondition misspelt; Content-Type decides how the content is read.
 */
const quietFields =
  /(?:(?!i|.?f|etag:|expect:|last-m|range:|content-(?!type:[ \t]*application\/json[ \t]*(?:;|\r?\n|$))|transfer-|keep-a|upgrade:|proxy-c|host:|cache-c|pragma:|x-request-t)[a-z][a-z\d-]*:(?:[ \t]*[\x21-\x7e][\x20-\x7e]*)?(?:\r?\n|$))*/iy;
const notedField = /(?:if-(?:match|none-match|modified-since):[ \t]*[\x21-\x7e][\x20-\x7e]*(?=\r?\n|$))?/iy;
const content =
  /(?:[ \t]*\r?\n(?:[ \t]*(?!\{\{(?:[@+][a-z]*)?[ \t]*(?:\r?\n|$))(?:[{}[\]"\d][^\r\n]*)?(?:\r?\n|$))*)?/y;

/** Reads the block's text as a plain request; undefined when it is, or may be, anything else. */
export function readPlain(text: string): PlainRequest | undefined {
  const opened = after(separator, text, 0);
  const first = after(fillers, text, opened);
  const named = after(naming, text, first);
  const line = named < 0 ? first : after(fillers, text, after(lineBreak, text, named));
  const methodEnd = after(method, text, line);
  if (methodEnd < 0) return undefined;
  const targetEnd = after(target, text, methodEnd);
  const lineEnd = targetEnd < 0 ? -1 : after(version, text, targetEnd);
  if (lineEnd < 0) return undefined;
  const noteStart = after(quietFields, text, after(lineBreak, text, lineEnd));
  const noteEnd = after(notedField, text, noteStart);
  const headEnd = noteEnd === noteStart ? noteStart : after(quietFields, text, after(lineBreak, text, noteEnd));
  if (after(content, text, headEnd) !== text.length) return undefined;
  const titleStart = titleOf(text, opened);
  return {
    titleStart,
    titleEnd: wordEnd(text, titleStart, opened),
    nameStart: named < 0 ? 0 : nameStart(text, named),
    nameEnd: Math.max(named, 0),
    start: named < 0 ? line : first,
    line,
    methodEnd,
    targetEnd,
    lineEnd,
    noteStart,
    noteEnd,
    end: requestEnd(text, headEnd),
  };
}

/** Where the pattern's match at the offset ends, or -1 when there is none. */
function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

/** Where the title in the separator line begins, or the line's end. */
function titleOf(text: string, end: number): number {
  let at = 0;
  while (at < end && (text.charCodeAt(at) === 0x23 || isSpace(text.charCodeAt(at)))) at += 1;
  return at;
}

function wordEnd(text: string, start: number, end: number): number {
  let at = Math.max(start, end);
  while (at > start && isSpace(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

function nameStart(text: string, end: number): number {
  let at = end;
  while (!isSpace(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** The end of the last line that is not blank; blanks after content belong to it, those after a field do not. */
function requestEnd(text: string, headEnd: number): number {
  let at = text.length;
  while (at > 0 && isSpace(text.charCodeAt(at - 1))) at -= 1;
  if (at <= headEnd) return at;
  while (at < text.length && text.charCodeAt(at) !== 0x0a && text.charCodeAt(at) !== 0x0d) at += 1;
  return at;
}
