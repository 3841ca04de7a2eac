import type { Edit } from '../../span.ts';
import type { RequestNode } from '../../syntax/ast.ts';
import { isJson, isJsonLines, mediaType } from '../../syntax/resolving/mediaType.ts';
import { indentJson } from '../../syntax/values/indentJson.ts';
import { afterBreak, lineEnd } from '../edits/lineEdits.ts';
import type { BlockLayout } from './layOutBlock.ts';

/** One blank line over the content, and JSON content laid out. */
export function layOutBody(text: string, request: RequestNode, layout: BlockLayout): readonly Edit[] {
  return [...blankLine(text, request, layout), ...json(request, layout)];
}

function blankLine(text: string, { headers, requestLine, body }: RequestNode, layout: BlockLayout): readonly Edit[] {
  const head = Math.max(requestLine.end, headers.at(-1)?.end ?? 0);
  const start = afterBreak(text, lineEnd(text, head));
  if (body.kind === 'none' || body.start <= start || text.slice(start, body.start).trim() !== '') return [];
  return [{ start, end: body.start, newText: layout.lineBreak }];
}

/** Comments in the content part it in pieces; then it is left, for they would lose their places. */
function json({ headers, body }: RequestNode, { indent, lineBreak }: BlockLayout): readonly Edit[] {
  const [part, ...more] = body.parts;
  if (body.kind !== 'text' || part?.kind !== 'text' || more.length > 0 || !mayBeJson(headers)) return [];
  const newText = indentJson(part.text, { indent, lineBreak, references: 'allowed' });
  return newText === undefined ? [] : [{ start: part.start, end: part.end, newText }];
}

/** JSON by its type, or by its look where no type is declared. A row of JSON texts has one a line. */
function mayBeJson(headers: RequestNode['headers']): boolean {
  const declared = headers.find(({ name }) => /^content-type$/i.test(name.text))?.value.text;
  const type = mediaType(declared ?? '');
  if (type === '' || type.includes('{{')) return true;
  return isJson(type) && !isJsonLines(type) && type !== 'application/json-seq';
}
