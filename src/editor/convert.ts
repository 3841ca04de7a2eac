import {
  CodeAction,
  CodeActionKind,
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  Location,
  Position,
  Range,
  type TextDocument,
  WorkspaceEdit,
} from 'vscode';
import type { Fix, Problem, Severity } from '../core/service/problem.ts';
import type { Edit, Span } from '../core/span.ts';
import { rulePageLink } from './language/rulePageLink.ts';

/** The only place where core's offsets meet VS Code's positions. */
export function toRange(document: TextDocument, span: Span): Range {
  return new Range(document.positionAt(span.start), document.positionAt(span.end));
}

/** The span in a text that need not be open; lines end as VS Code has them end. */
export function rangeIn(text: string, { start, end }: Span): Range {
  const place = (offset: number) => {
    const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
    return new Position(lines.length - 1, lines.at(-1)?.length ?? 0);
  };
  return new Range(place(start), place(end));
}

/** The edits as one workspace edit, so that they are one step of undo. */
export function toWorkspaceEdit(document: TextDocument, edits: readonly Edit[]): WorkspaceEdit {
  const result = new WorkspaceEdit();
  for (const edit of edits) result.replace(document.uri, toRange(document, edit), edit.newText);
  return result;
}

/** The name under which every diagnostic of ours appears. */
export const diagnosticSource = 'precondition';

export function toDiagnostic(document: TextDocument, problem: Problem): Diagnostic {
  const diagnostic = new Diagnostic(toRange(document, problem), problem.message, toSeverity(problem.severity));
  diagnostic.source = diagnosticSource;
  diagnostic.code = { value: problem.code, target: rulePageLink(problem.code) };
  if (problem.tag === 'unnecessary') diagnostic.tags = [DiagnosticTag.Unnecessary];
  diagnostic.relatedInformation = problem.related.map(
    (related) =>
      new DiagnosticRelatedInformation(new Location(document.uri, toRange(document, related)), related.message),
  );
  return diagnostic;
}

export function toSeverity(severity: Severity): DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return DiagnosticSeverity.Error;
    case 'warning':
      return DiagnosticSeverity.Warning;
    case 'information':
      return DiagnosticSeverity.Information;
    case 'hint':
      return DiagnosticSeverity.Hint;
  }
}

/** A fix as a quick fix; one that needs the network becomes a command on the problem's request. */
export function toCodeAction(document: TextDocument, problem: Problem, fix: Fix, shown: Diagnostic): CodeAction {
  const action = new CodeAction(fix.title, CodeActionKind.QuickFix);
  action.diagnostics = [shown];
  action.isPreferred = fix.preferred === 'yes';
  switch (fix.kind) {
    case 'edit':
      action.edit = toWorkspaceEdit(document, fix.edits);
      return action;
    case 'refresh-etag':
      action.command = {
        title: fix.title,
        command: 'precondition.refreshEtag',
        arguments: [document.uri, problem.request],
      };
      return action;
  }
}
