import type { FilePart } from '../ast.ts';
import { type BlockDraft, tokenOf } from './blockDraft.ts';
import { AT, isBlank, LESS, QUOTE, skipBlanks, skipWord, trimEnd } from './characters.ts';

/** The file that a `< path`, `<@ path` or `<@encoding path` line names; the path may be quoted. */
export function filePartOn(draft: BlockDraft): FilePart | undefined {
  return fileFrom(draft, draft.lines.start);
}

/** The file of an operation as httpYac names it: `gql Name < path`. */
export function operationFileOn(draft: BlockDraft): FilePart | undefined {
  const { text, first, end } = draft.lines;
  if (!text.startsWith('gql', first) || !isBlank(text.charCodeAt(first + 3))) return undefined;
  const word = skipBlanks(text, first + 3, end);
  const arrow = text.charCodeAt(word) === LESS ? word : skipBlanks(text, skipWord(text, word, end), end);
  const file = arrow < end ? fileFrom(draft, arrow) : undefined;
  const operation = text.slice(word, skipWord(text, word, end));
  return file === undefined || arrow === word ? file : { ...file, operation };
}

function fileFrom(draft: BlockDraft, start: number): FilePart | undefined {
  const { text, end: lineEnd } = draft.lines;
  if (text.charCodeAt(start) !== LESS) return undefined;
  const replaces = text.charCodeAt(start + 1) === AT;
  const word = replaces ? start + 2 : start + 1;
  const encodingEnd = replaces ? skipWord(text, word, lineEnd) : word;
  if (!isBlank(text.charCodeAt(encodingEnd)) || encodingEnd >= lineEnd) return undefined;
  const pathStart = skipBlanks(text, encodingEnd, lineEnd);
  const end = trimEnd(text, pathStart, lineEnd);
  if (end === pathStart) return undefined;
  const quoted = end - pathStart > 2 && text.charCodeAt(pathStart) === QUOTE && text.charCodeAt(end - 1) === QUOTE;
  return {
    kind: 'file',
    start: start - draft.base,
    end: end - draft.base,
    path: quoted ? tokenOf(draft, pathStart + 1, end - 1) : tokenOf(draft, pathStart, end),
    variables: replaces ? 'replace' : 'keep',
    encoding: encodingEnd > word ? text.slice(word, encodingEnd) : undefined,
  };
}
