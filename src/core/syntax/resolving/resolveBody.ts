import { firstValue, type HeaderList } from '../../http/headerList.ts';
import type { FilePart, RequestNode } from '../ast.ts';
import { directiveNamed } from '../block/directives.ts';
import { joinForm } from '../block/formBody.ts';
import { chosenOperation, graphqlEnvelope } from '../block/graphqlBody.ts';
import { expand } from '../values/expand.ts';
import type { Scope } from '../values/scope.ts';
import { isForm, isJsonLines, mediaType } from './mediaType.ts';
import type { Expansion, ResolutionFault, ResolvedBodyPart } from './resolution.ts';
import { referenceFaults } from './resolutionFaults.ts';

export interface ResolvedBody {
  readonly parts: readonly ResolvedBodyPart[];
  readonly faults: readonly ResolutionFault[];
}

type LineEnd = '\n' | '\r\n' | 'as-written';

/**
 * The parts of the body as they go out. Lines end in LF whatever the file uses, so that a checkout on another
 * system sends the same bytes; in CRLF in a multipart body (RFC 2046 §4.1.1); as written after `# @raw`.
 */
export function resolveBody(node: RequestNode, headers: HeaderList, scope: Scope): ResolvedBody {
  const lineEnd = lineEndOf(node);
  const faults: ResolutionFault[] = [];
  const parts = node.body.parts.map((part): ResolvedBodyPart => {
    const expansion = expand(part.kind === 'text' ? part : part.path, scope);
    faults.push(...referenceFaults(expansion));
    if (part.kind === 'file') return { kind: 'file', path: expansion.text, node: injected(part, node) };
    return { kind: 'text', text: withLineEnds(expansion, lineEnd), node: part };
  });
  return { parts: lineEnd === 'as-written' ? parts : shaped(parts, node, headers), faults };
}

/** httpYac's `# @injectVariables` replaces the variables in every file. */
function injected(part: FilePart, { directives }: RequestNode): FilePart {
  return directiveNamed(directives, 'injectvariables') === undefined ? part : { ...part, variables: 'replace' };
}

function lineEndOf(node: RequestNode): LineEnd {
  if (directiveNamed(node.directives, 'raw') !== undefined) return 'as-written';
  return node.body.kind === 'multipart' ? '\r\n' : '\n';
}

/** Line ends that come out of a variable are its value and stay. */
function withLineEnds({ text, pieces }: Expansion, lineEnd: LineEnd): string {
  if (lineEnd === 'as-written' || (lineEnd === '\n' && !text.includes('\r'))) return text;
  const written = pieces.map(({ expanded, reference }) => {
    const stretch = text.slice(expanded.start, expanded.end);
    return reference === undefined ? stretch.replaceAll(/\r\n?|\n/g, lineEnd) : stretch;
  });
  return written.join('');
}

function shaped(
  parts: readonly ResolvedBodyPart[],
  node: RequestNode,
  headers: HeaderList,
): readonly ResolvedBodyPart[] {
  if (node.body.kind === 'graphql') {
    return asOneText(parts, (text) => graphqlEnvelope(text, chosenOperation(node, headers)));
  }
  const type = mediaType(firstValue(headers, 'content-type') ?? '');
  if (node.curl !== undefined) return parts;
  if (isForm(type)) return asOneText(parts, joinForm);
  if (node.body.kind === 'multipart') return withEnd(parts, '\r\n');
  return isJsonLines(type) ? withEnd(parts, '\n') : parts;
}

/** The reshaped text of a body without files; one with files goes out as it stands. */
function asOneText(parts: readonly ResolvedBodyPart[], reshape: (text: string) => string): readonly ResolvedBodyPart[] {
  const texts = parts.filter((part) => part.kind === 'text');
  const [first] = texts;
  if (first === undefined || texts.length < parts.length) return parts;
  return [{ ...first, text: reshape(texts.map(({ text }) => text).join('')) }];
}

function withEnd(parts: readonly ResolvedBodyPart[], lineEnd: string): readonly ResolvedBodyPart[] {
  const last = parts.at(-1);
  if (last?.kind !== 'text' || last.text.endsWith(lineEnd)) return parts;
  return [...parts.slice(0, -1), { ...last, text: last.text + lineEnd }];
}
