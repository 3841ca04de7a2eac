import { Uri } from 'vscode';

/** The link that opens a rule's page. VS Code runs commands behind the codes of diagnostics, in hovers and in Problems. */
export function rulePageLink(id: string): Uri {
  return Uri.from({ scheme: 'command', path: 'precondition.openRule', query: JSON.stringify([id]) });
}
