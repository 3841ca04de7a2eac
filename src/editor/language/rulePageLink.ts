import { Uri } from 'vscode';

/** The scheme of the rules' pages. The manifest associates it with VS Code's Markdown preview. */
export const rulePageScheme = 'precondition-rule';

/**
 * The document that is a rule's page. A link to a document and not to a command: of the places where VS Code shows the
 * code of a diagnostic, not all run commands.
 */
export function rulePageLink(id: string): Uri {
  return Uri.from({ scheme: rulePageScheme, path: `/${id}.md` });
}
