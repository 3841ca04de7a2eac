import {
  type DefinitionProvider,
  Location,
  type LocationLink,
  type ReferenceProvider,
  type RenameProvider,
  type TextDocument,
  type Uri,
} from 'vscode';
import {
  definition,
  definitionElsewhere,
  references,
  rename,
  renameTarget,
} from '../../core/service/languageService.ts';
import type { ElsewherePlace } from '../../core/service/names/elsewhere.ts';
import type { Span } from '../../core/span.ts';
import { rangeIn, toRange, toWorkspaceEdit } from '../convert.ts';
import { fileUri } from '../files/fileUri.ts';
import type { Session } from '../session.ts';

/** Where variables and requests get their names. */
export function definitions(session: Session): DefinitionProvider {
  const { documents } = session;
  return {
    provideDefinition: (document, position) => {
      const tree = documents.at(document, position);
      if (tree === undefined) return undefined;
      const offset = document.offsetAt(position);
      const outside = definitionElsewhere(tree, offset, session.context(document));
      if (outside !== undefined) return elsewhere(session, document, outside);
      const found = definition(tree, offset);
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

/** A link into an imported file, or to the key in the file of environments that counts. */
async function elsewhere(
  { environments }: Session,
  document: TextDocument,
  place: ElsewherePlace,
): Promise<LocationLink[]> {
  const { uri } = document;
  const originSelectionRange = toRange(document, place.from);
  const link = (path: string, text: string, span: Span): LocationLink[] => {
    const range = rangeIn(text, span);
    return [{ originSelectionRange, targetUri: fileUri(uri, path), targetRange: range, targetSelectionRange: range }];
  };
  if (place.kind === 'import') return link(place.file.path, place.file.document.text, place.target);
  const found = await environments.place(uri, place.environment, place.name);
  return found === undefined ? [] : link(found.path, found.text, found.key);
}

/** Every place that names a variable or a request. */
export function usages({ documents }: Session): ReferenceProvider {
  return {
    provideReferences: (document, position, { includeDeclaration }) => {
      const tree = documents.at(document, position);
      const found = tree === undefined ? [] : references(tree, document.offsetAt(position));
      return found
        .filter(({ role }) => includeDeclaration || role === 'reference')
        .map((span) => new Location(document.uri, toRange(document, span)));
    },
  };
}

/** New names. VS Code shows the sentence of an error beside the caret. */
export function renaming(session: Session): RenameProvider {
  return {
    prepareRename: (document, position) => {
      const tree = session.documents.at(document, position);
      if (tree === undefined) return undefined;
      const found = renameTarget(tree, document.offsetAt(position), session.context(document));
      if (found.kind === 'refused') throw new Error(found.why);
      return { range: toRange(document, found), placeholder: found.text };
    },
    provideRenameEdits: (document, position, newName) => {
      const tree = session.documents.at(document, position);
      if (tree === undefined) return undefined;
      const result = rename(tree, document.offsetAt(position), newName, session.context(document));
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
