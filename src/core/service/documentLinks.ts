import { type Span, shift, type Token } from '../span.ts';
import type { Block, EpilogueNode, HttpDocument, RequestNode, Row } from '../syntax/ast.ts';
import { directiveKey } from '../syntax/block/directives.ts';
import { blockImports } from '../syntax/imports.ts';
import { runsIn } from '../syntax/runLines.ts';
import { expand } from '../syntax/values/expand.ts';
import { createScope, type Scope } from '../syntax/values/scope.ts';
import type { ServiceContext } from './serviceContext.ts';

/** A stretch of text that leads somewhere. A path is as the request writes it, from the document's folder. */
export interface DocumentLink extends Span {
  readonly target: { readonly kind: 'url'; readonly url: string } | { readonly kind: 'file'; readonly path: string };
}

/** Files that the document names, and request targets that are URLs without variables. */
export function documentLinks(document: HttpDocument, context: ServiceContext): readonly DocumentLink[] {
  const scope = createScope(document, context.scope);
  return document.rows.flatMap(({ start, row }) => {
    const { targets, files } = mentionedIn(row);
    return [...targets, ...files.flatMap((path) => fileLink(path, scope))].map((link) => shift(link, start));
  });
}

/** What the blocks of a row mention; spans count from the row's start. A row never changes, so neither does this. */
interface Mentioned {
  readonly targets: readonly DocumentLink[];
  readonly files: readonly Token[];
}

const known = new WeakMap<Row, Mentioned>();

function mentionedIn(row: Row): Mentioned {
  const before = known.get(row);
  if (before !== undefined) return before;
  const candidates = row.blocks.filter(({ block }) => mayLead(block));
  const mentioned = {
    targets: candidates.flatMap(({ start, block }) => urls(block).map((each) => shift(each, start))),
    files: candidates.flatMap(({ start, block }) => paths(block).map((each) => shift(each, start))),
  };
  known.set(row, mentioned);
  return mentioned;
}

/** Told by the text alone: most blocks lead nowhere, and their trees need not be read. */
function mayLead({ text }: Block): boolean {
  return text.includes('://') || /^[<>]|@import|^[ \t]*(?:import|run)[ \t]/im.test(text);
}

function urls({ requests }: Block): readonly DocumentLink[] {
  return requests.flatMap(({ target }) => {
    const { start, end, text } = target;
    if (!/^https?:\/\//i.test(text) || text.includes('{{') || !URL.canParse(text)) return [];
    return [{ start, end, target: { kind: 'url' as const, url: text } }];
  });
}

function paths(block: Block): readonly Token[] {
  const runs = runsIn(block).flatMap(({ target }) => (target.kind === 'file' ? [target] : []));
  return [...block.requests.flatMap(pathsIn), ...imports(block), ...runs];
}

/** `import file`; what a directive imports is found with the other directives. */
const imports = (block: Block): readonly Token[] =>
  blockImports(block).filter(({ start }) => /(?:^|[\r\n])[ \t]*import[ \t]+["']?$/.test(block.text.slice(0, start)));

function pathsIn({ body, epilogue, directives }: RequestNode): readonly Token[] {
  return [
    ...body.parts.flatMap((part) => (part.kind === 'file' ? [part.path] : [])),
    ...epilogue.flatMap(epiloguePath),
    ...directives.flatMap(({ name, value }) =>
      directiveKey(name.text) === 'import' && value.text !== '' ? [value] : [],
    ),
  ];
}

/** `>> file`, `>>! file`, `<> file`, `> script.js`. */
function epiloguePath({ start, text }: EpilogueNode): readonly Token[] {
  const match = /^((?:>>!?|<>|>)[ \t]+)([^\s{][^\r\n]*)$/.exec(text);
  const [, mark = '', path = ''] = match ?? [];
  const from = start + mark.length;
  return path === '' ? [] : [{ start: from, end: from + path.length, text: path }];
}

/** A path whose variables have no value yet leads nowhere. */
function fileLink(path: Token, scope: Scope): readonly DocumentLink[] {
  const { text, pieces } = expand(path, scope);
  if (pieces.some(({ reference }) => reference?.lookup.kind === 'unresolved')) return [];
  return [{ start: path.start, end: path.end, target: { kind: 'file', path: text } }];
}
