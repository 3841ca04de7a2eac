import { fieldDoc } from '../../http/fields.ts';
import type { Span } from '../../span.ts';
import { shift, touches } from '../../span.ts';
import type { Block, HeaderNode, HttpDocument } from '../../syntax/ast.ts';
import { directiveKey } from '../../syntax/block/directives.ts';
import { blockNumber, blockNumberAt } from '../../syntax/document/rows.ts';
import { requestAt } from '../../syntax/locate.ts';
import { createScope } from '../../syntax/values/scope.ts';
import { conditionField } from '../request/conditionLine.ts';
import { Subject } from '../request/subject.ts';
import { surroundingsOf } from '../request/surroundings.ts';
import type { ServiceContext } from '../serviceContext.ts';
import { directiveDocs } from '../words/directiveDocs.ts';
import { addedFieldsHover } from './addedFieldsHover.ts';
import { authorizationHover } from './authorizationHover.ts';
import { conditionHover } from './conditionHover.ts';
import { code, sectionLink } from './markdown.ts';
import { definitionHover, referenceHover } from './variableHover.ts';

/** What to show, and over which stretch of the document. The Markdown may hold links to `precondition.refreshEtag`. */
export interface HoverText {
  readonly span: Span;
  readonly markdown: string;
}

/** The hover at the offset: a variable, a directive, a precondition, another header field; undefined where nothing is to be said. */
export function hoverAt(document: HttpDocument, offset: number, context: ServiceContext): HoverText | undefined {
  const placed = blockNumber(document.rows, blockNumberAt(document.rows, offset));
  if (placed === undefined) return undefined;
  const { start, block } = placed;
  const around = createScope(document, context.scope);
  const asking = requestAt(document, offset);
  const scope = asking === undefined ? around : around.at(asking);
  const local = offset - start;
  const found =
    referenceHover(document, block, local, scope, context) ??
    definitionHover(block, local, scope) ??
    directiveHover(block, local) ??
    (asking && addedFieldsHover(asking, local, scope)) ??
    headerHover(document, block, offset, local, context);
  return found === undefined ? undefined : { span: shift(found.span, start), markdown: found.markdown };
}

/** On the name of a directive: what it does here, and how its argument is written. */
function directiveHover({ requests }: Block, local: number): HoverText | undefined {
  const name = requests.flatMap(({ directives }) => directives).find((each) => touches(each.name, local))?.name;
  const doc = name && directiveDocs.find((each) => directiveKey(each.name) === directiveKey(name.text));
  if (name === undefined || doc === undefined) return undefined;
  const written = [`# @${doc.name}`, ...doc.parameters.map(({ label }) => label)].join(' ');
  return { span: { start: name.start, end: name.end }, markdown: `${code(written)}\n\n${doc.summary}` };
}

function headerHover(
  document: HttpDocument,
  block: Block,
  offset: number,
  local: number,
  context: ServiceContext,
): HoverText | undefined {
  const header = headersOf(block).find((each) => touches(each, local));
  if (header === undefined) return undefined;
  return (
    preconditionHover(document, header, offset, context) ??
    authorizationHover(header, local) ??
    fieldHover(header, local)
  );
}

const headersOf = ({ requests, responses }: Block): readonly HeaderNode[] =>
  [...requests, ...responses].flatMap(({ headers }) => headers);

function preconditionHover(
  document: HttpDocument,
  header: HeaderNode,
  offset: number,
  context: ServiceContext,
): HoverText | undefined {
  if (conditionField(header.name.text) === undefined) return undefined;
  const placed = requestAt(document, offset);
  if (placed === undefined || !placed.node.headers.includes(header)) return undefined;
  const subject = new Subject(document, placed, createScope(document, context.scope), surroundingsOf(context));
  const line = subject.lines.find((each) => each.header.node === header);
  return line === undefined ? undefined : conditionHover(subject, line);
}

/** On the name of any documented field: what it is for. */
function fieldHover({ name }: HeaderNode, local: number): HoverText | undefined {
  const doc = touches(name, local) ? fieldDoc(name.text) : undefined;
  if (doc === undefined) return undefined;
  return {
    span: { start: name.start, end: name.end },
    markdown: `**${doc.name}** · ${sectionLink(doc)}\n\n${doc.summary}`,
  };
}
