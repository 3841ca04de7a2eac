import {
  MarkdownString,
  ParameterInformation,
  SignatureHelp,
  type SignatureHelpProvider,
  SignatureInformation,
} from 'vscode';
import { signature } from '../../core/service/languageService.ts';
import type { Documents } from '../files/documents.ts';

/** What belongs behind a directive or a dynamic variable. */
export function signatures(documents: Documents): SignatureHelpProvider {
  return {
    provideSignatureHelp: (document, position) => {
      const tree = documents.at(document, position);
      const found = tree && signature(tree, document.offsetAt(position));
      if (found === undefined) return undefined;
      const help = new SignatureHelp();
      const shown = new SignatureInformation(found.label, new MarkdownString(found.summary));
      shown.parameters = found.parameters.map(
        ({ label, summary }) => new ParameterInformation(label, new MarkdownString(summary)),
      );
      help.signatures = [shown];
      help.activeSignature = 0;
      help.activeParameter = found.active;
      return help;
    },
  };
}
