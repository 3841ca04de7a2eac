import { type ExtensionContext, type LogOutputChannel, Uri } from 'vscode';
import { BodyFolder } from '../../storage/bodyFolder.ts';

/** The contents kept for this workspace, as files beside its memory; undefined where no folder is open. */
export function keptBodies({ storageUri }: ExtensionContext, log: LogOutputChannel): BodyFolder | undefined {
  if (storageUri?.scheme !== 'file') return undefined;
  const folder = Uri.joinPath(storageUri, 'bodies').fsPath;
  return new BodyFolder(folder, (error) => log.error('Contents could not be kept.', error));
}
