import type { Trace, Verdict } from '../../core/conditional/evaluation/trace.ts';
import { createStyle, harmless } from './style.ts';

const VERDICTS: Readonly<Record<Verdict, string>> = {
  perform: 'The method is performed.',
  'perform-range': 'The range is answered: 206.',
  'not-modified': 'Not modified: 304.',
  'precondition-failed': 'Precondition failed: 412.',
  undetermined: 'Undetermined: too little is known of the resource.',
};

/** The verdict, then a line for each step. */
export function traceText({ verdict, steps, allowance }: Trace, colour: 'yes' | 'no'): string {
  const style = createStyle(colour);
  const lines = steps.map(
    ({ rule, field, result, because }) => `  ${rule}  ${field}  ${style.bold(result)}  ${harmless(because)}`,
  );
  const allowed = allowance === undefined ? [] : [style.faint(`  ${allowance}`)];
  return `${[style.bold(VERDICTS[verdict]), ...lines, ...allowed].join('\n')}\n`;
}
