import { type Uri, workspace } from 'vscode';
import { looksSecret } from '../../core/service/secret.ts';
import { definedVariables } from '../../core/syntax/document/definitionIndex.ts';
import { createScope } from '../../core/syntax/values/scope.ts';
import type { Session } from '../session.ts';

/** The values of the file's and the environment's variables whose names say that they are secrets. */
export function secretVariables(session: Session, uri: Uri): readonly string[] {
  const inputs = session.scope(uri);
  const given = Object.entries(inputs.environment.values).filter(([name]) => looksSecret(name));
  const values = given.map(([, value]) => value);
  const open = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (open === undefined) return values;
  const document = session.documents.of(open);
  const scope = createScope(document, inputs);
  const defined = [...definedVariables(document).keys()].filter(looksSecret).map((name) => scope.lookUp(name));
  return [...values, ...defined.flatMap((found) => (found.kind === 'value' ? [found.value] : []))];
}
