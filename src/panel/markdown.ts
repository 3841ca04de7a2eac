/** Text in a sentence of Markdown: nothing in it is taken for markup, and it stays on one line. */
export function prose(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|~!&]/g, '\\$&');
}

/** Text as a code span, which may hold backticks itself (CommonMark §6.1). */
export function code(text: string): string {
  const line = oneLine(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A code span for a table's cell, where a bar would end the cell. */
export function cell(text: string): string {
  return code(text).replaceAll('|', '\\|');
}

const oneLine = (text: string) => text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ');
