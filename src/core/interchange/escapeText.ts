import { references } from '../syntax/values/expand.ts';

/** Variables under which a text can stand that the language would otherwise take for its own. */
export const stands = {
  backslash: ['backslash', '\\'],
  hashes: ['three-hashes', '###'],
  nothing: ['nothing', ''],
} as const;

/**
 * The text so that a `.http` file says it again: braces that are no reference to one of `variables` are escaped, and
 * so is what reads as such an escape. One line or several.
 */
export function escapeText(text: string, variables: readonly string[]): string {
  if (!text.includes('{{') && !/\\[{}]\\[{}]/.test(text)) return text;
  let escaped = '';
  let at = 0;
  for (const { start, end, expression } of references(text)) {
    if (!variables.includes(expression)) continue;
    escaped += escapeAll(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return escaped + escapeAll(text.slice(at));
}

/** Of an odd number of braces the first needs no escape, for the rest are not beside it any more. */
function escapeAll(text: string): string {
  return text.replaceAll(/\\(?=\{\\\{|\}\\\}|\{\{)|\{{2,}/g, (found) => {
    if (found === '\\') return `{{${stands.backslash[0]}}}`;
    return '{'.repeat(found.length % 2) + '\\{\\{'.repeat(Math.floor(found.length / 2));
  });
}
