import { type Span, shift, type Token } from '../span.ts';
import type { Block, HttpDocument, PrologueNode, RequestNode, Row } from './ast.ts';
import { blockInRow, isPlain, startInRow } from './document/rows.ts';
import type { Imports } from './imports.ts';
import { documentRequests, type PlacedRequest } from './locate.ts';

/** `run #name (@variable=value, …)` or `run file`, as Kulala has it: requests to be sent, with values for this once. */
export interface RunLine extends Span {
  readonly target: Token & { readonly kind: 'request' | 'file' };
  readonly values: Readonly<Record<string, string>>;
}

const form = /^run[ \t]+(#[ \t]*)?([^\r\n(]*?)[ \t]*(?:\(([^\r\n)]*)\))?[ \t]*$/;

/** Reads the node as such a line; spans count as the node's do. */
export function runLine({ kind, text, start, end }: PrologueNode): RunLine | undefined {
  const match = kind === 'run' ? form.exec(text) : null;
  const [whole = '', hash, name = '', given = ''] = match ?? [];
  if (name === '') return undefined;
  const at = start + whole.indexOf(name, hash === undefined ? 'run '.length : whole.indexOf('#') + 1);
  const target = {
    kind: hash === undefined ? 'file' : 'request',
    start: at,
    end: at + name.length,
    text: name,
  } as const;
  return { start, end, target, values: valuesIn(given) };
}

function valuesIn(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').flatMap((pair) => {
    const [, name = '', value = ''] = /^\s*@([^\s=]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
    return name === '' ? [] : [[name, value] as const];
  });
  return Object.fromEntries(pairs);
}

/** The lines of the block, above its requests and where there are none; spans count from the block's start. */
export function runsIn({ prologue, requests }: Pick<Block, 'prologue' | 'requests'>): readonly RunLine[] {
  return [...prologue, ...requests.flatMap((request: RequestNode) => request.prologue)].flatMap(
    (node) => runLine(node) ?? [],
  );
}

const known = new WeakMap<Row, readonly RunLine[]>();

/** Every such line of the document, in order. Plain blocks have none, so of a long file hardly a block is looked at. */
export function runLines({ rows }: HttpDocument): readonly RunLine[] {
  return rows.flatMap(({ start, row }) => rowRuns(row).map((line) => moved(line, start)));
}

function rowRuns(row: Row): readonly RunLine[] {
  if (row.plain === 'all') return none;
  const before = known.get(row);
  if (before !== undefined) return before;
  const found: RunLine[] = [];
  for (let index = 0; index < row.to - row.from; index += 1) {
    if (isPlain(row, index)) continue;
    const block = blockInRow(row, index);
    if (!/^[ \t]*run[ \t]/m.test(block.text)) continue;
    for (const line of runsIn(block)) found.push(moved(line, startInRow(row, index)));
  }
  const kept = found.length === 0 ? none : found;
  known.set(row, kept);
  return kept;
}

const none: readonly never[] = [];
const moved = (line: RunLine, by: number): RunLine => ({ ...shift(line, by), target: shift(line.target, by) });

/** A request that a line means, and the path of the imported file that it stands in; without one it is of this file. */
export interface RunTarget {
  readonly placed: PlacedRequest;
  readonly document: HttpDocument;
  readonly path: string | undefined;
}

/** The request of that name, or written `METHOD target` as Kulala names those without one; this file's come first. */
export function runTarget(document: HttpDocument, imports: Imports | undefined, name: string): RunTarget | undefined {
  for (const file of [{ document, path: undefined }, ...(imports?.files ?? [])]) {
    const placed = documentRequests(file.document).find((each) => isCalled(each, name));
    if (placed !== undefined) return { placed, document: file.document, path: file.path };
  }
  return undefined;
}

const isCalled = ({ node }: PlacedRequest, name: string) =>
  node.name?.text === name || `${node.method?.text ?? 'GET'} ${node.target.text}` === name;
