import type { HttpDocument } from '../../syntax/ast.ts';
import { type Completion, completion } from './completion.ts';
import { placeAt } from './place.ts';

export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/** Lists a folder, by a path as a request writes it; undefined when there is none. */
export type ListFolder = (path: string) => Promise<readonly FolderEntry[] | undefined>;

/** The files and folders that the path under the caret can go on with, folders first. */
export async function completePath(
  document: HttpDocument,
  offset: number,
  list: ListFolder,
): Promise<readonly Completion[]> {
  const place = placeAt(document, offset);
  if (place?.kind !== 'path' || place.typed.includes('{{')) return [];
  const slash = place.typed.lastIndexOf('/') + 1;
  const typed = place.typed.slice(slash);
  const entries = (await list(place.typed.slice(0, slash))) ?? [];
  const span = { start: place.start + slash, end: place.end };
  return entries
    .filter(({ name }) => !name.startsWith('.') || typed.startsWith('.'))
    .sort((a, b) => Number(a.kind === 'file') - Number(b.kind === 'file') || (a.name < b.name ? -1 : 1))
    .map(({ name, kind }) =>
      kind === 'folder'
        ? completion('folder', span, `${name}/`, { label: name, continues: 'yes' })
        : completion('file', span, name),
    );
}
