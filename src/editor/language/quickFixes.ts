import { CodeAction, CodeActionKind, type CodeActionProvider, type Diagnostic, type TextDocument } from 'vscode';
import type { Problem } from '../../core/service/problem.ts';
import { diagnosticSource, toCodeAction, toRange } from '../convert.ts';
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
        if (problem === undefined) return [];
        const fixes = problem.fixes.map((fix) => toCodeAction(document, problem, fix, shown));
        return stale.has(problem.code) ? [...fixes, comparison(document, problem, shown)] : fixes;
      });
      return once(actions);
    },
  };
}

/** What is found where the version that a request names is no longer the one that is there. */
const stale: ReadonlySet<string> = new Set([
  'etag-stale-known',
  'etag-own-write-stale',
  'im-predicts-412',
  'ius-predicts-412',
]);

/** Changes nothing: it shows what there is to decide by. */
function comparison(document: TextDocument, { request }: Problem, shown: Diagnostic): CodeAction {
  const title = 'Compare the two versions';
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.diagnostics = [shown];
  action.command = { title, command: 'precondition.compareVersions', arguments: [document.uri, request] };
  return action;
}

/** Two problems of one line may be mended by the same fix, which then is offered once. */
function once(actions: readonly CodeAction[]): CodeAction[] {
  return actions.filter(({ title }, index) => actions.findIndex((other) => other.title === title) === index);
}
