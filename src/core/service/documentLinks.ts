import { type Span, shift, type Token } from '../span.ts';
import type { Block, EpilogueNode, HttpDocument } from '../syntax/ast.ts';
import { directiveKey } from '../syntax/directives.ts';
import { expand } from '../syntax/expand.ts';
import { createScope, type Scope } from '../syntax/scope.ts';
import type { ServiceContext } from './serviceContext.ts';

/** A stretch of text that leads somewhere. A path is as the request writes it, from the document's folder. */
export interface DocumentLink extends Span {
  readonly target: { readonly kind: 'url'; readonly url: string } | { readonly kind: 'file'; readonly path: string };
}

/** Files that the document names, and request targets that are URLs without variables. */
export function documentLinks(document: HttpDocument, context: ServiceContext): readonly DocumentLink[] {
  const scope = createScope(document, context.scope);
  return document.blocks.flatMap(({ start, block }) =>
    [...urls(block), ...paths(block).flatMap((path) => fileLink(path, scope))].map((link) => shift(link, start)),
  );
}

function urls({ requests }: Block): readonly DocumentLink[] {
  return requests.flatMap(({ target }) => {
    const { start, end, text } = target;
    if (!/^https?:\/\//i.test(text) || text.includes('{{') || !URL.canParse(text)) return [];
    return [{ start, end, target: { kind: 'url' as const, url: text } }];
  });
}

function paths({ requests }: Block): readonly Token[] {
  return requests.flatMap(({ body, epilogue, directives }) => [
    ...body.parts.flatMap((part) => (part.kind === 'file' ? [part.path] : [])),
    ...epilogue.flatMap(epiloguePath),
    ...directives.flatMap(({ name, value }) =>
      directiveKey(name.text) === 'import' && value.text !== '' ? [value] : [],
    ),
  ]);
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
