import { scanEntityTags } from '../http/entityTagList.ts';
import { fieldDoc } from '../http/fields.ts';
import { type Span, shift } from '../span.ts';
import type { Block, HeaderNode, HttpDocument, PlacedBlock } from '../syntax/ast.ts';
import { blockNumber, blockNumberAt } from '../syntax/document/rows.ts';
import { type Imports, importedRequest } from '../syntax/imports.ts';
import { createScope, type Scope } from '../syntax/values/scope.ts';
import { isDefined, type Mention, mentionsIn } from './names/mentions.ts';
import { type NameIndex, namesAround } from './names/nameIndex.ts';
import type { ServiceContext } from './serviceContext.ts';
import type { TokenModifier, TokenType } from './tokenLegend.ts';

/** A stretch of one line with its type. */
export interface SemanticToken extends Span {
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

/** The tokens that touch the span, in the order of the text, none over another. The span is what an editor shows. */
export function semanticTokensIn(
  document: HttpDocument,
  span: Span,
  context: ServiceContext,
): readonly SemanticToken[] {
  const blocks = blocksWithin(document, span);
  const index = namesAround(document, blocks);
  const scope = createScope(document, context.scope);
  const found = blocks.flatMap(({ start, block }) =>
    blockTokens(block, index, scope, context).map((each) => shift(each, start)),
  );
  return withoutOverlaps(found.filter(({ start, end }) => start <= span.end && end >= span.start));
}

/** The blocks that the span touches, without a look at the others. */
function blocksWithin({ rows }: HttpDocument, { start, end }: Span): readonly PlacedBlock[] {
  const blocks: PlacedBlock[] = [];
  const last = blockNumberAt(rows, end);
  for (let at = blockNumberAt(rows, start); at <= last; at += 1) {
    const placed = blockNumber(rows, at);
    if (placed !== undefined) blocks.push(placed);
  }
  return blocks;
}

function blockTokens(
  block: Block,
  index: NameIndex,
  scope: Scope,
  { scope: { imports } }: ServiceContext,
): readonly SemanticToken[] {
  const methods = block.requests.flatMap(({ method, curl }) =>
    method === undefined || curl !== undefined ? [] : [token(method, 'httpMethod')],
  );
  const messages = [...block.requests.filter(({ curl }) => curl === undefined), ...block.responses];
  const headers = messages.flatMap((message) => message.headers.flatMap(headerTokens));
  const names = mentionsIn(block, index).map((mention) => nameToken(mention, index, scope, imports));
  return [...methods, ...headers, ...names];
}

function token({ start, end }: Span, type: TokenType, ...modifiers: readonly TokenModifier[]): SemanticToken {
  return { start, end, type, modifiers };
}

const tagFields: ReadonlySet<string> = new Set(['if-match', 'if-none-match', 'if-range', 'etag']);

function headerTokens({ name, value, lines }: HeaderNode): readonly SemanticToken[] {
  const precondition = fieldDoc(name.text)?.kind === 'precondition';
  const field = name.text.includes('{{') ? [] : [token(name, 'headerField', ...(precondition ? precedes : []))];
  if (!tagFields.has(name.text.toLowerCase())) return field;
  const tags = (lines ?? [value]).flatMap((line) =>
    scanEntityTags(line.text).flatMap((member) =>
      member.kind === 'tag' ? [token(shift(member, line.start), 'entityTag', member.tag.weak ? 'weak' : 'strong')] : [],
    ),
  );
  return [...field, ...tags];
}

const precedes: readonly TokenModifier[] = ['precondition'];

function nameToken(mention: Mention, index: NameIndex, scope: Scope, imports: Imports | undefined): SemanticToken {
  const type = mention.kind === 'variable' ? 'variable' : 'requestName';
  if (mention.role === 'definition') return token(mention, type, 'declaration');
  if (isDefined(mention, index) || isElsewhere(mention, imports)) return token(mention, type);
  const lookup = scope.lookUp(mention.expression);
  const absent =
    lookup.kind === 'unresolved' &&
    (lookup.reason === 'request-unknown' || (lookup.reason === 'undefined' && lookup.culprit === undefined));
  return token(mention, type, ...(absent ? (['undefined'] as const) : []));
}

/** Whether an imported file has the request, or a line `run #METHOD URL` names one that has no name. */
const isElsewhere = ({ kind, text }: Mention, imports: Imports | undefined) =>
  kind === 'request' && (/^[A-Z]+ \S/.test(text) || importedRequest(imports, text) !== undefined);

/** The editor takes each character's token once: the first that begins wins. */
function withoutOverlaps(tokens: readonly SemanticToken[]): readonly SemanticToken[] {
  const ordered = [...tokens].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: SemanticToken[] = [];
  for (const each of ordered) if (each.end > each.start && each.start >= (kept.at(-1)?.end ?? 0)) kept.push(each);
  return kept;
}
