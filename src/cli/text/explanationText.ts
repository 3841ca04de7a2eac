import type { Cause, Explanation } from '../../core/conditional/explanation/explanation.ts';
import { harmless, type Style } from './style.ts';

/** The finding first, then how the server decided, then why, then what is not known. */
export function explanationText(explanation: Explanation, style: Style): readonly string[] {
  const { summary, steps, causes, unknowns, deviation } = explanation;
  return [
    '',
    `  ${style.bold(harmless(summary))}`,
    ...steps.map(({ field, result, because }) => `    ${field}: ${result}. ${harmless(because)}`),
    ...(deviation === undefined ? [] : [`    ${style.yellow(harmless(deviation.why))}`]),
    ...causes.flatMap((cause) => causeLines(cause, style)),
    ...unknowns.map((unknown) => style.faint(`  Not known: ${harmless(unknown)}`)),
  ];
}

function causeLines({ title, likelihood, effort, evidence, fixes }: Cause, style: Style): readonly string[] {
  return [
    `  ${harmless(title)} ${style.faint(`(likelihood ${likelihood}, effort ${effort})`)}`,
    ...evidence.map((each) => `    ${harmless(each)}`),
    ...fixes.map((fix) => style.faint(`    → ${harmless(fix.title)}`)),
  ];
}
