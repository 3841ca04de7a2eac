import { type DefinitionProvider, Location, type ReferenceProvider, type RenameProvider, type Uri } from 'vscode';
import { definition, references, rename, renameTarget } from '../core/service/languageService.ts';
import { toRange, toWorkspaceEdit } from './convert.ts';
import type { Session } from './session.ts';

/** Where variables and requests get their names. */
export function definitions({ documents }: Session): DefinitionProvider {
  return {
    provideDefinition: (document, position) => {
      const found = definition(documents.of(document), document.offsetAt(position));
      if (found === undefined) return undefined;
      const range = toRange(document, found.target);
      return [
        {
          originSelectionRange: toRange(document, found.from),
          targetUri: document.uri,
          targetRange: range,
          targetSelectionRange: range,
        },
      ];
    },
  };
}

/** Every place that names a variable or a request. */
export function usages({ documents }: Session): ReferenceProvider {
  return {
    provideReferences: (document, position, { includeDeclaration }) =>
      references(documents.of(document), document.offsetAt(position))
        .filter(({ role }) => includeDeclaration || role === 'reference')
        .map((span) => new Location(document.uri, toRange(document, span))),
  };
}

/** New names. VS Code shows the sentence of an error beside the caret. */
export function renaming(session: Session): RenameProvider {
  return {
    prepareRename: (document, position) => {
      const found = renameTarget(
        session.documents.of(document),
        document.offsetAt(position),
        session.context(document),
      );
      if (found.kind === 'refused') throw new Error(found.why);
      return { range: toRange(document, found), placeholder: found.text };
    },
    provideRenameEdits: (document, position, newName) => {
      const offset = document.offsetAt(position);
      const result = rename(session.documents.of(document), offset, newName, session.context(document));
      if (result.kind === 'refused') throw new Error(result.why);
      if (result.of === 'request') keepAnswer(session, document.uri, result.from, newName);
      return toWorkspaceEdit(document, result.edits);
    },
  };
}

/** What was answered under the old name is there under the new one too, or every reference to it would be empty, and the outcome over the request gone. */
function keepAnswer(session: Session, uri: Uri, from: string, to: string): void {
  session.exchanges.rename(uri, from, to);
  const { answers } = session.ports(uri);
  const answer = answers.read(from);
  if (answer !== undefined && from !== to) answers.write(to, answer);
}
