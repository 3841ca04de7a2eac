import type { CodeAction, CodeActionProvider } from 'vscode';
import { diagnosticSource, toCodeAction, toRange } from './convert.ts';
import type { Diagnostics } from './diagnostics.ts';

/** The fixes of the problems under the caret. Each offline fix is one edit and so one step of undo. */
export function quickFixes(diagnostics: Diagnostics): CodeActionProvider {
  return {
    provideCodeActions: (document, _range, context) => {
      const own = context.diagnostics.filter((shown) => shown.source === diagnosticSource);
      if (own.length === 0) return [];
      const problems = diagnostics.problems(document);
      const actions = own.flatMap((shown) => {
        const code = typeof shown.code === 'object' ? shown.code.value : shown.code;
        const problem = problems.find(
          (candidate) => candidate.code === code && toRange(document, candidate).isEqual(shown.range),
        );
        return problem === undefined ? [] : problem.fixes.map((fix) => toCodeAction(document, problem, fix, shown));
      });
      return once(actions);
    },
  };
}

/** Two problems of one line may be mended by the same fix, which then is offered once. */
function once(actions: readonly CodeAction[]): CodeAction[] {
  return actions.filter(({ title }, index) => actions.findIndex((other) => other.title === title) === index);
}
