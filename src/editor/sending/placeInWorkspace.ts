import { FileSystemError, Uri, workspace } from 'vscode';
import { type IfThere, obeyedFolder, type PlacedContent, type Placement } from '../../core/http/placement.ts';
import { placeFile } from '../../transport/placeFile.ts';
import { fileUri } from '../files/fileUri.ts';

/**
 * Puts content into a file of the document's workspace folder, or of its own folder where it belongs to none. On a
 * disk, links count for where they lead; other file systems have their own rules and are asked through VS Code.
 */
export async function placeInWorkspace(
  document: Uri,
  path: string,
  content: PlacedContent,
  ifThere: IfThere,
): Promise<Placement> {
  const folder = Uri.joinPath(document, '..');
  const root = workspace.getWorkspaceFolder(document)?.uri ?? folder;
  if (document.scheme === 'file')
    return placeFile({ root: root.fsPath, folder: folder.fsPath }, path, content, ifThere);
  const target = fileUri(document, path);
  const refusal = refusalOf(root, target);
  if (refusal !== undefined) return refusal;
  try {
    return await write(target, content, ifThere);
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    return { kind: 'refused', why: { kind: 'failed', reason: error.message } };
  }
}

function refusalOf(root: Uri, target: Uri): Placement | undefined {
  const start = root.path.endsWith('/') ? root.path : `${root.path}/`;
  if (!target.path.startsWith(start)) return { kind: 'refused', why: { kind: 'outside', folder: root.path } };
  const folder = obeyedFolder(target.path.slice(start.length).split('/'));
  return folder === undefined ? undefined : { kind: 'refused', why: { kind: 'commands-programs', folder } };
}

/** Under another name first: whoever reads the file sees all of it or what was there before. */
async function write(target: Uri, content: PlacedContent, ifThere: IfThere): Promise<Placement> {
  if (ifThere === 'keep' && (await isThere(target))) return { kind: 'there' };
  const passing = target.with({ path: `${target.path}.${Date.now().toString(36)}.part` });
  const bytes = content.kind === 'bytes' ? content.bytes : await workspace.fs.readFile(Uri.file(content.path));
  await workspace.fs.writeFile(passing, bytes);
  await workspace.fs.rename(passing, target, { overwrite: ifThere === 'replace' });
  return { kind: 'placed', bytes: bytes.length };
}

async function isThere(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof FileSystemError) return false;
    throw error;
  }
}
