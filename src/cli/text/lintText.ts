import type { Problem, Severity } from '../../core/service/problem.ts';
import type { LinePositions } from '../linePositions.ts';
import type { Linted } from '../lintCommand.ts';
import { createStyle, harmless, type Style } from './style.ts';

/** One line a problem, `file:line:column` first so that terminals make it a link; a count at the end. */
export function lintText(linted: readonly Linted[], colour: 'yes' | 'no'): string {
  const style = createStyle(colour);
  const lines = linted.flatMap(({ input, problems }) =>
    problems.map((problem) => line(problem, input.file, input.positions, style)),
  );
  return `${[...lines, count(linted)].join('\n')}\n`;
}

function line(problem: Problem, file: string, positions: LinePositions, style: Style): string {
  const { line: row, character } = positions.at(problem.start);
  const place = `${file === '-' ? 'stdin' : harmless(file)}:${row + 1}:${character + 1}`;
  const message = harmless(problem.message).replaceAll('\n', ' ');
  return `${place} ${painted(problem.severity, style)} ${message} ${style.faint(problem.code)}`;
}

function painted(severity: Severity, style: Style): string {
  switch (severity) {
    case 'error':
      return style.red('error');
    case 'warning':
      return style.yellow('warning');
    case 'information':
      return 'information';
    case 'hint':
      return style.faint('hint');
  }
}

function count(linted: readonly Linted[]): string {
  const problems = linted.flatMap((file) => file.problems);
  const of = (severity: Severity) => problems.filter((problem) => problem.severity === severity).length;
  const files = linted.length === 1 ? '1 file' : `${linted.length} files`;
  if (problems.length === 0) return `${files}: nothing to report.`;
  const plural = (amount: number, noun: string) => `${amount} ${noun}${amount === 1 ? '' : 's'}`;
  return `${files}: ${plural(of('error'), 'error')}, ${plural(of('warning'), 'warning')}, ${
    of('information') + of('hint')
  } of less weight.`;
}
