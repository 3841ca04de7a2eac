import { constants } from 'node:fs';
import { copyFile, link, mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { type IfThere, obeyedFolder, type PlacedContent, type Placement } from '../core/http/placement.ts';

/** Where a request may write, and from where its paths count; both absolute. */
export interface Places {
  readonly root: string;
  readonly folder: string;
}

/**
 * Puts content into a file inside `root`, whole or not at all: readers never see half of it. Folders on the way are
 * made. Where links lead counts, not what they are called.
 */
export async function placeFile(
  { root, folder }: Places,
  path: string,
  content: PlacedContent,
  ifThere: IfThere,
): Promise<Placement> {
  const target = resolve(folder, path);
  try {
    const refusal = await refusalOf(root, target);
    if (refusal !== undefined) return refusal;
    const there = await kindOf(target);
    if (there === 'folder') return failed('it is a folder');
    if (there === 'file' && ifThere === 'keep') return { kind: 'there' };
    await mkdir(dirname(target), { recursive: true });
    return await moveIn(target, content, ifThere);
  } catch (error) {
    return failed(reasonOf(error));
  }
}

async function refusalOf(root: string, target: string): Promise<Placement | undefined> {
  const outside: Placement = { kind: 'refused', why: { kind: 'outside', folder: root } };
  const written = segmentsWithin(root, target);
  if (written === undefined) return outside;
  const real = segmentsWithin(await realpath(root), await realTarget(target));
  if (real === undefined) return outside;
  const folder = obeyedFolder([...written, ...real]);
  return folder === undefined ? undefined : { kind: 'refused', why: { kind: 'commands-programs', folder } };
}

/** The names on the way from the folder to the file; undefined when it does not lie inside. */
function segmentsWithin(root: string, target: string): readonly string[] | undefined {
  const segments = relative(root, target).split(sep);
  const [first = ''] = segments;
  return first === '' || first === '..' || resolve(root, ...segments) !== target ? undefined : segments;
}

/** The path with the links on it followed, as far as there is something. */
async function realTarget(target: string): Promise<string> {
  const parent = dirname(target);
  if (parent === target) return target;
  try {
    return join(await realpath(parent), basename(target));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    return join(await realTarget(parent), basename(target));
  }
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'nothing';
    throw error;
  }
}

/** A link fails where a file appeared meanwhile; a rename replaces it in one step. */
async function moveIn(target: string, content: PlacedContent, ifThere: IfThere): Promise<Placement> {
  const passing = join(dirname(target), `.${basename(target)}.${process.pid}.${Date.now().toString(36)}.part`);
  try {
    if (content.kind === 'bytes') await writeFile(passing, content.bytes, { flag: 'wx' });
    else await copyFile(content.path, passing, constants.COPYFILE_EXCL);
    const { size } = await stat(passing);
    if (ifThere === 'replace') await rename(passing, target);
    else await linkAnew(passing, target);
    return { kind: 'placed', bytes: size };
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return { kind: 'there' };
    throw error;
  } finally {
    await rm(passing, { force: true });
  }
}

/** Not every file system has links; a copy that must be new is the next best. */
async function linkAnew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
}

const failed = (reason: string): Placement => ({ kind: 'refused', why: { kind: 'failed', reason } });
const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

const words: Readonly<Record<string, string>> = {
  EACCES: 'it is not permitted',
  EPERM: 'it is not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead in a circle',
};

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return words[code] ?? (code === '' ? String(error) : code);
}
