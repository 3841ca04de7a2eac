import type { Span, Token } from '../span.ts';
import type { Block, HttpDocument, Row } from './ast.ts';
import { type Definition, definitionIndex } from './document/definitionIndex.ts';
import { blockInRow, isPlain } from './document/rows.ts';
import { firstNamed } from './locate.ts';

/** A file whose variables and requests a document takes in. */
export interface ImportedFile {
  /** From the folder of the document that imports it, over others perhaps. */
  readonly path: string;
  readonly document: HttpDocument;
}

/** What a document takes in by `# @import file` and `import file`. */
export interface Imports {
  /** In their order, each after those that it imports itself. */
  readonly files: readonly ImportedFile[];
  /** By the path as it is written: there is no such file, or it leads back to the document. */
  readonly flaws: ReadonlyMap<string, 'missing' | 'circle'>;
}

const line = /^(?:(?:#+|\/{2,})[ \t]*@import(?:[ \t]+|[ \t]*=[ \t]*)|import[ \t]+)(["']?)(\S.*?)\1[ \t]*$/;

/** The paths that the block imports; spans count from the block's start. */
export function blockImports(block: Block): readonly Token[] {
  if (block.plain !== undefined || !block.text.includes('import')) return none;
  const { comments, faults, prologue, requests, text } = block;
  const places: readonly Span[] = [
    ...comments,
    ...prologue,
    ...faults.filter(({ code }) => code === 'script-not-run'),
    ...requests.flatMap(({ directives, prologue }) => [...directives, ...prologue]),
  ];
  const found = new Map<number, Token>();
  for (const { start, end } of places) {
    const match = line.exec(text.slice(start, end).trimEnd());
    const path = match?.[2] ?? '';
    const at = start + (match?.[0] ?? '').lastIndexOf(path);
    if (path !== '') found.set(at, { start: at, end: at + path.length, text: path });
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

const none: readonly never[] = [];
const known = new WeakMap<Row, readonly string[]>();

/** The paths that the document imports, in order, as they are written. */
export function importedPaths({ rows }: HttpDocument): readonly string[] {
  const all = rows.flatMap(({ row }) => rowImports(row));
  return all.length === 0 ? none : all;
}

/** Plain blocks import nothing, so of a long file hardly a block is looked at. */
function rowImports(row: Row): readonly string[] {
  if (row.plain === 'all') return none;
  const before = known.get(row);
  if (before !== undefined) return before;
  const found: string[] = [];
  for (let index = 0; index < row.to - row.from; index += 1) {
    if (!isPlain(row, index)) found.push(...blockImports(blockInRow(row, index)).map(({ text }) => text));
  }
  const kept = found.length === 0 ? none : found;
  known.set(row, kept);
  return kept;
}

/** The definition of the variable among the imported files, the last of them first, and the file it stands in. */
export function importedVariable(
  imports: Imports | undefined,
  name: string,
): { readonly file: ImportedFile; readonly definition: Definition } | undefined {
  for (let at = (imports?.files.length ?? 0) - 1; at >= 0; at -= 1) {
    const file = imports?.files[at];
    const definition = file && definitionIndex(file.document).variable(name);
    if (file !== undefined && definition !== undefined) return { file, definition };
  }
  return undefined;
}

/** The imported file that has a request of the name. */
export function importedRequest(imports: Imports | undefined, name: string): ImportedFile | undefined {
  return imports?.files.find(({ document }) => firstNamed(document, name) !== undefined);
}

/** The request names of the document and of what it imports. */
export function namesWithImports(own: ReadonlySet<string>, imports: Imports | undefined): ReadonlySet<string> {
  if (imports === undefined || imports.files.length === 0) return own;
  const all = new Set(own);
  for (const { document } of imports.files) for (const name of definitionIndex(document).requestNames()) all.add(name);
  return all;
}
