import { isBlank, isDigit, isLetter } from './charClasses.ts';
import { condition, pastFields, value } from './plainFields.ts';
import { beginReferences, count, dropReferences, simple, skipLine, takeLine, takeTarget } from './references.ts';
import { hasReturns, isSeparator, pastBlanks, pastBreak, stands, stretchBytes, text, wordsOf } from './stretch.ts';
import { methodAt, NAMED, PLAIN, SIMPLE, traitsOf } from './traits.ts';

const bytes = stretchBytes();
const AT = 0x40;
const BRACE_CLOSE = 0x7d;
const BRACE_OPEN = 0x7b;
const CARRIAGE_RETURN = 0x0d;
const HASH = 0x23;
const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const SPACE = 0x20;

/**
 * The block read last. `traits` is what it is (`traits.ts`); the others are offsets in the stretch: of the separator
 * but its blanks and of what stands behind its line, the same when there is none; of the name behind `# @name`, 0
 * and 0 when there is none; of the request with its `# @name`, its line, its target, the ends of target and line; of what follows the
 * fields.
 */
const found = {
  traits: 0,
  first: 0,
  opened: 0,
  nameStart: 0,
  nameEnd: 0,
  start: 0,
  line: 0,
  target: 0,
  targetEnd: 0,
  lineEnd: 0,
  headEnd: 0,
};

/** The block read last, always the same object. */
export function lastBlock(): Readonly<typeof found> {
  return found;
}

/** The number of the method. */
let method = 0;

/**
 * Reads the block that begins there, if it holds one request in its plainest form, in one pass over its characters and
 * without making anything of them; returns its end. What it says must be what the tree would say: of whatever it is
 * not sure it says nothing, and returns -1.
 */
export function readPlainBlock(start: number): number {
  const before = count;
  beginReferences();
  const end = pastBlock(start);
  if (end === -1 || !lineEndsAreUsual(start, end)) {
    dropReferences(before);
    found.traits = 0;
    return -1;
  }
  const bits = PLAIN | (simple ? SIMPLE : 0) | (found.nameEnd > 0 ? NAMED : 0);
  found.traits = traitsOf(bits, method, condition, value);
  return end;
}

function pastBlock(start: number): number {
  const line = pastOpening(start);
  const head = pastHead(line);
  if (head === -1) return -1;
  found.headEnd = head;
  return pastBody(head);
}

/** The separator, comments and `# @name`. */
function pastOpening(start: number): number {
  const first = pastBlanks(start);
  const opened = isSeparator(first) ? skipLine(first) : start;
  const request = pastFillers(opened);
  const named = bytes[request] === HASH ? namingEnd(request) : 0;
  found.first = first;
  found.opened = opened;
  found.nameStart = named === 0 ? 0 : nameStart(named);
  found.nameEnd = named;
  found.start = request;
  return named === 0 ? request : pastFillers(skipLine(named));
}

/** Lines that are blank, and comments that begin with a word. */
function pastFillers(from: number): number {
  let offset = from;
  for (let next = from; next !== -1; next = pastFiller(offset)) offset = next;
  return offset;
}

function pastFiller(start: number): number {
  const code = bytes[start] ?? 0;
  if (isLetter(code) || start === text.length) return -1;
  if (code === HASH) return beginsWord(bytes[pastBlanks(start + 1)] ?? 0) ? skipLine(start) : -1;
  const breaks = isBlank(code) || code === LINE_FEED || code === CARRIAGE_RETURN;
  return breaks ? pastBreak(pastBlanks(start)) : -1;
}

/** What can begin a comment: neither a further `#` nor the `@` of a directive. */
function beginsWord(code: number): boolean {
  return code > 0x20 && code < 0x7f && code !== HASH && code !== AT;
}

const naming = /# ?@name[ \t]+[\w-]+(?=[ \t]*\r?\n)/y;

/** The end of the name in the `# @name` line that stands there; 0 where none does. */
function namingEnd(start: number): number {
  naming.lastIndex = start;
  return naming.test(text) ? naming.lastIndex : 0;
}

function nameStart(end: number): number {
  let start = end;
  while (!isBlank(bytes[start - 1] ?? 0)) start -= 1;
  return start;
}

const version = wordsOf(' HTTP/1.1');

/** The request line and the fields. */
function pastHead(line: number): number {
  const first = pastRequestLine(line);
  return first === -1 ? -1 : pastFields(first);
}

function pastRequestLine(line: number): number {
  found.line = line;
  if (found.nameEnd === 0) found.start = line;
  method = methodAt(line);
  if (method === 0) return -1;
  let target = line + 4;
  while (bytes[target - 1] !== SPACE) target += 1;
  const targetEnd = takeTarget(target);
  if (targetEnd === -1) return -1;
  found.target = target;
  found.targetEnd = targetEnd;
  found.lineEnd = stands(version, targetEnd) ? targetEnd + version.length : targetEnd;
  return pastBreak(pastBlanks(found.lineEnd));
}

/** A blank line and structured data, up to a separator or the end. */
function pastBody(from: number): number {
  const first = pastBlanks(from);
  if (bytes[first] === HASH) return isSeparator(first) ? from : -1;
  let offset = pastBreak(first);
  while (offset !== -1 && offset < text.length) {
    const start = pastBlanks(offset);
    const code = bytes[start] ?? 0;
    if (code === HASH) return isSeparator(start) ? offset : -1;
    offset = beginsJson(code) && !isScript(start) ? takeLine(start) : pastBreak(start);
  }
  return offset;
}

const BRACKET_OPEN = 0x5b;
const BRACKET_CLOSE = 0x5d;

function beginsJson(code: number): boolean {
  if (code === BRACE_OPEN || code === BRACE_CLOSE || code === QUOTE) return true;
  return code === BRACKET_OPEN || code === BRACKET_CLOSE || isDigit(code);
}

/** A line of two braces that opens a script of httpYac. */
const script = /\{\{(?:[@+][a-z]*)?[ \t]*(?:\r?\n|$)/y;

function isScript(start: number): boolean {
  if (bytes[start] !== BRACE_OPEN || bytes[start + 1] !== BRACE_OPEN) return false;
  script.lastIndex = start;
  return script.test(text);
}

/** Whether every carriage return in the block is followed by a line feed: a lone one ends a line too. */
function lineEndsAreUsual(start: number, end: number): boolean {
  if (!hasReturns) return true;
  for (let offset = start; offset < end; offset += 1) {
    if (bytes[offset] === CARRIAGE_RETURN && bytes[offset + 1] !== LINE_FEED) return false;
  }
  return true;
}
