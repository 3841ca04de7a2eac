import type { ContentStream } from '../../core/http/exchange.ts';
import type { FilePart } from '../../core/syntax/ast.ts';
import { chosenOperation, graphqlEnvelope } from '../../core/syntax/block/graphqlBody.ts';
import type { PlacedRequest } from '../../core/syntax/locate.ts';
import type { ResolvedBodyPart } from '../../core/syntax/resolving/resolution.ts';
import { expand } from '../../core/syntax/values/expand.ts';
import type { Scope } from '../../core/syntax/values/scope.ts';
import { joinBytes, joinStreams } from '../answers/joinContent.ts';
import type { Files } from '../ports.ts';
import type { Refusal } from './sendFault.ts';

/** The content of a request, or why it cannot be put together. */
export type AssembledBody =
  | { readonly kind: 'body'; readonly bytes: Uint8Array | undefined; readonly stream?: ContentStream }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

type Piece = { readonly bytes: Uint8Array | ContentStream } | { readonly refusals: readonly Refusal[] };

/** Files from this size on are read while they are sent and never held; bytes. */
export const STREAMED_FROM = 8 * 1024 * 1024;

/**
 * Joins the parts of a body, reading the files it names. The bytes of a file go out as they are, unless `<@` asks
 * for its variables to be replaced; then it is read in the encoding named, UTF-8 unless given, and sent as UTF-8.
 */
export async function assembleBody(
  files: Files,
  body: readonly ResolvedBodyPart[],
  { start, node }: Pick<PlacedRequest, 'start' | 'node'>,
  scope: Scope,
): Promise<AssembledBody> {
  const isOperation = isOperationInFile(node);
  // Its envelope goes around the whole.
  const held: Files = isOperation ? { read: files.read } : files;
  const pieces = await Promise.all(body.map((part) => assemblePart(held, part, start, scope)));
  const refusals = pieces.flatMap((piece) => ('refusals' in piece ? piece.refusals : []));
  if (refusals.length > 0) return { kind: 'refused', refusals };
  const contents = pieces.flatMap((piece) => ('bytes' in piece ? [piece.bytes] : []));
  const inHand = contents.filter((each) => each instanceof Uint8Array);
  if (inHand.length < contents.length) return { kind: 'body', bytes: undefined, stream: joinStreams(contents) };
  const bytes = isOperation ? envelope(joinBytes(inHand), node) : joinBytes(inHand);
  return { kind: 'body', bytes: bytes.length === 0 ? undefined : bytes };
}

/** An operation that stands in the file itself has its envelope already; this one is known only now. */
function isOperationInFile({ body }: PlacedRequest['node']): boolean {
  return body.kind === 'graphql' && body.parts.some(({ kind }) => kind === 'file');
}

function envelope(bytes: Uint8Array, node: PlacedRequest['node']): Uint8Array {
  const written = node.headers.map(({ name, value }) => [name.text, value.text] as const);
  const text = new TextDecoder().decode(bytes).replaceAll(/\r\n?/g, '\n');
  return new TextEncoder().encode(graphqlEnvelope(text, chosenOperation(node, written)));
}

async function assemblePart(files: Files, part: ResolvedBodyPart, start: number, scope: Scope): Promise<Piece> {
  if (part.kind === 'text') return { bytes: new TextEncoder().encode(part.text) };
  const place = { start: start + part.node.path.start, end: start + part.node.path.end };
  const stream = isSentAsItIs(part.node) ? await files.stream?.(part.path) : undefined;
  if (stream !== undefined && stream.length >= STREAMED_FROM) return { bytes: stream };
  const bytes = await files.read(part.path);
  if (bytes === undefined) return { refusals: [{ ...place, code: 'body-file-missing', path: part.path }] };
  if (part.node.newlines === 'drop') return { bytes: bytes.filter((byte) => byte !== 10 && byte !== 13 && byte !== 0) };
  return part.node.variables === 'replace' ? replaceVariables(bytes, part.node, place, scope) : { bytes };
}

const isSentAsItIs = ({ newlines, variables }: FilePart) => newlines !== 'drop' && variables !== 'replace';

function replaceVariables(bytes: Uint8Array, node: FilePart, place: { start: number; end: number }, scope: Scope) {
  const text = new TextDecoder(knownEncoding(node.encoding)).decode(bytes);
  const expansion = expand({ text, start: 0, end: text.length }, scope);
  const refusals = expansion.pieces.flatMap(({ reference }): Refusal[] => {
    if (reference === undefined || reference.lookup.kind === 'value') return [];
    const { reason, culprit, question } = reference.lookup;
    const expression = culprit ?? reference.expression;
    const unresolved = { expression, reason, field: undefined, ...(question && { question }) };
    return [{ ...place, code: 'variable-undefined', ...unresolved }];
  });
  return refusals.length > 0 ? { refusals } : { bytes: new TextEncoder().encode(expansion.text) };
}

function knownEncoding(label: string | undefined): string {
  try {
    return label === undefined ? 'utf-8' : new TextDecoder(label) && label;
  } catch (error) {
    if (error instanceof RangeError) return 'utf-8';
    throw error;
  }
}
