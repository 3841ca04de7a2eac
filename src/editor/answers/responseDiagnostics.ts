import { Diagnostic, type Disposable, languages, type TextDocument, workspace } from 'vscode';
import type { ResponseProblem } from '../../core/service/responseProblems.ts';
import { diagnosticSource, toSeverity } from '../convert.ts';
import { rulePageLink } from '../language/rulePageLink.ts';

/** What is wrong with a response, shown in its document as long as that is open. */
export class ResponseDiagnostics implements Disposable {
  readonly #collection = languages.createDiagnosticCollection(`${diagnosticSource}-response`);
  readonly #closing = workspace.onDidCloseTextDocument(({ uri }) => this.#collection.delete(uri));

  /** `lines` has the line of each header field, by its name in lower case; without one it is the status line. */
  show(document: TextDocument, problems: readonly ResponseProblem[], lines: ReadonlyMap<string, number>): void {
    const diagnostics = problems.map(({ code, severity, message, field }) => {
      const line = document.lineAt(lines.get(field?.toLowerCase() ?? '') ?? 0);
      const diagnostic = new Diagnostic(line.range, message, toSeverity(severity));
      diagnostic.source = diagnosticSource;
      diagnostic.code = { value: code, target: rulePageLink(code) };
      return diagnostic;
    });
    this.#collection.set(document.uri, diagnostics);
  }

  dispose(): void {
    this.#closing.dispose();
    this.#collection.dispose();
  }
}
