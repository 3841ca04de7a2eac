import type { Edit, Span } from '../../core/span.ts';

/** Takes out the whole line or lines that the span stands on, with the indentation and one line end. */
export function lineRemoval(text: string, span: Span): Edit {
  let { start, end } = span;
  while (start > 0 && (text.charAt(start - 1) === ' ' || text.charAt(start - 1) === '\t')) start -= 1;
  while (text.charAt(end) === ' ' || text.charAt(end) === '\t') end += 1;
  if (text.startsWith('\r\n', end)) end += 2;
  else if (text.charAt(end) === '\n' || text.charAt(end) === '\r') end += 1;
  return { start, end, newText: '' };
}
