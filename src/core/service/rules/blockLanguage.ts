import { fieldDoc } from '../../http/fields.ts';
import type { Block, HeaderNode, SyntaxFault } from '../../syntax/ast.ts';
import { isTokenChar } from '../../syntax/block/characters.ts';
import { lineEnd, wholeLines } from '../edits/lineEdits.ts';
import { editFix, type Finding, type FindingFix, finding, preferFirst } from './finding.ts';

/** What the parser itself found wrong in a block, worded, with what mends it. */
export function checkBlock(block: Block): readonly Finding[] {
  return block.faults.map((fault) => describe(block, fault));
}

function describe(block: Block, fault: SyntaxFault): Finding {
  const { code } = fault;
  const text = block.text.slice(fault.start, fault.end);
  const fixes = preferFirst(fixesFor(block, fault, text));
  switch (code) {
    case 'request-line-invalid':
    case 'header-name-invalid':
      return finding(code, fault, { line: text }, { fixes });
    case 'header-value-invalid':
      return finding(code, fault, { character: text }, { fixes });
    case 'header-space-before-colon':
    case 'header-folded':
      return finding(code, fault, { name: headerAt(block, fault)?.name.text ?? '' }, { fixes });
    case 'curl-option-ignored':
      return finding(code, fault, { option: text }, { fixes, tag: 'unnecessary' });
    case 'script-not-run':
      return finding(code, fault, { line: firstLine(text) }, { fixes, tag: 'unnecessary' });
    case 'protocol-unsupported':
      return finding(code, fault, { protocol: text }, { fixes });
    case 'curl-unsupported':
    case 'separator-missing':
      return finding(code, fault, {}, { fixes });
  }
}

function fixesFor(block: Block, fault: SyntaxFault, text: string): readonly FindingFix[] {
  const { start, end } = fault;
  switch (fault.code) {
    case 'request-line-invalid':
    case 'curl-unsupported':
    case 'protocol-unsupported':
      return asComment(block, fault);
    case 'curl-option-ignored':
      return editFix('Remove it', [{ start, end, newText: '' }]);
    case 'script-not-run':
      return editFix('Make it a comment', commented(block.text, fault));
    case 'header-name-invalid':
      return mendedField(block, fault, text);
    case 'header-value-invalid':
      return plainCharacters(block, fault, text);
    case 'header-space-before-colon':
      return editFix('Remove the white space', [{ start, end, newText: '' }]);
    case 'header-folded': {
      const value = headerAt(block, fault)?.value;
      return value === undefined ? [] : editFix('Write it on one line', [{ ...placeOf(value), newText: value.text }]);
    }
    case 'separator-missing': {
      const line = wholeLines(block.text, fault).start;
      return editFix('Put ### before it', [{ start: line, end: line, newText: '###\n' }]);
    }
  }
}

const firstLine = (text: string) => text.slice(0, lineEnd(text, 0)).trim();

const placeOf = ({ start, end }: { start: number; end: number }) => ({ start, end });

function headerAt(block: Block, { start, end }: SyntaxFault): HeaderNode | undefined {
  for (const request of block.requests) {
    const found = request.headers.find((header) => start >= header.start && end <= header.end);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A mark of a comment before every line of the span. */
function commented(text: string, { start, end }: SyntaxFault) {
  const edits = [];
  for (let at = start; at < end; ) {
    edits.push({ start: at, end: at, newText: '# ' });
    const stop = lineEnd(text, at);
    at = stop + (text.startsWith('\r\n', stop) ? 2 : 1);
  }
  return edits;
}

/** Comments out the lines from the fault to the next blank line: they are of one piece. */
function asComment({ text, requests }: Block, { start, end }: SyntaxFault): readonly FindingFix[] {
  const next = requests.find((request) => request.start > start)?.start ?? text.length;
  const edits = [];
  for (let at = start; at < next; ) {
    const stop = lineEnd(text, at);
    if (text.slice(at, stop).trim() === '' && at > end) break;
    edits.push({ start: at, end: at, newText: '# ' });
    at = stop + (text.startsWith('\r\n', stop) ? 2 : 1);
    if (text.slice(at, lineEnd(text, at)).trim() === '') break;
  }
  return editFix('Make it a comment', edits);
}

/** A known name without its colon gets one; blanks in a name become hyphens; else the line becomes a comment. */
function mendedField(block: Block, { start, end }: SyntaxFault, text: string): readonly FindingFix[] {
  const comment = editFix('Make it a comment', [{ start, end: start, newText: '# ' }]);
  const header = block.requests.flatMap(({ headers }) => headers).find((each) => each.start === start);
  if (header === undefined) {
    const [name = ''] = text.split(/[\s=]/, 1);
    const value = start + name.length;
    const rest = text.slice(name.length).replace(/^[\s=]+/, '');
    if (fieldDoc(name) === undefined || rest === '') return comment;
    return [
      ...editFix('Put a colon after the name', [{ start: value, end: end - rest.length, newText: ': ' }]),
      ...comment,
    ];
  }
  const joined = header.name.text.replaceAll(/[ \t]+/g, '-');
  if (!isToken(joined)) return comment;
  return [...editFix(`Write ${joined}`, [{ ...placeOf(header.name), newText: joined }]), ...comment];
}

const isToken = (name: string) => name !== '' && [...name].every((char) => isTokenChar(char.charCodeAt(0)));

/** What typewriters had in place of what typesetting made of it. */
const plain: ReadonlyMap<string, string> = new Map([
  ['\u2018', "'"],
  ['\u2019', "'"],
  ['\u201c', '"'],
  ['\u201d', '"'],
  ['\u2013', '-'],
  ['\u2014', '-'],
  ['\u2026', '...'],
]);

/** All characters of the line that cannot be sent are replaced at once, since one is as bad as two. */
function plainCharacters(block: Block, fault: SyntaxFault, text: string): readonly FindingFix[] {
  const value = headerAt(block, fault)?.value ?? fault;
  const written = block.text.slice(value.start, value.end);
  const edits = [...written.matchAll(/[^\t\r\n\x20-\x7e\x80-\xff]/gu)].map((found) => {
    const start = value.start + found.index;
    return { start, end: start + found[0].length, newText: plain.get(found[0]) ?? '' };
  });
  const newText = plain.get(text);
  if (edits.length > 1) return editFix('Write plain characters', edits);
  return editFix(newText === undefined ? 'Remove it' : `Write ${newText}`, edits);
}
