import type { Token } from '../../span.ts';
import type { DirectiveNode, HeaderNode } from '../ast.ts';
import { boundaryOf, isForm, isJson, mediaType } from '../resolving/mediaType.ts';
import { directiveNamed } from './directives.ts';

/**
 * How the lines of a body are read.
 * - `undecided`: no type is declared and there is no content yet; the first content line decides.
 * - `structured`: JSON, GraphQL, a form. No line of theirs begins with `#`, `//` or `>`, so those are ours.
 * - `free`: any other type, in which such lines may well be content.
 * - `multipart`: up to the closing delimiter everything is content but `< file` lines.
 * - `raw`: everything is content (`# @raw`).
 */
export type BodyManner = 'undecided' | 'structured' | 'free' | 'multipart' | 'raw';

/** What the head of a request says about its body. */
export interface BodyHead {
  readonly method: Token | undefined;
  readonly headers: readonly HeaderNode[];
  readonly directives: readonly DirectiveNode[];
}

export interface BodyPlan {
  readonly manner: BodyManner;
  readonly boundary: string | undefined;
  readonly type: 'multipart' | 'graphql' | 'other';
  /** Whether a request line right after the blank line is another request rather than content. */
  readonly mayBeAbsent: boolean;
}

/** Reads off the head how the body is to be read. */
export function planBody(head: BodyHead): BodyPlan {
  const contentType = fieldOf(head.headers, 'content-type');
  const type = contentType === undefined ? '' : mediaType(contentType);
  const multipart = type.startsWith('multipart/');
  const boundary = multipart && contentType !== undefined ? boundaryOf(contentType) : undefined;
  const graphql = isGraphql(head);
  const raw = directiveNamed(head.directives, 'raw') !== undefined;
  const manner = raw ? 'raw' : boundary !== undefined ? 'multipart' : graphql ? 'structured' : mannerOf(type);
  return {
    manner,
    boundary: raw ? undefined : boundary,
    type: multipart ? 'multipart' : graphql ? 'graphql' : 'other',
    mayBeAbsent: manner === 'undecided' || manner === 'structured' || (manner === 'free' && !takesContent(head)),
  };
}

/** Whether the request is a GraphQL operation: by its method, or by REST Client's marker field. */
export function isGraphql(head: Pick<BodyHead, 'method' | 'headers'>): boolean {
  if (head.method?.text.toUpperCase() === 'GRAPHQL') return true;
  return fieldOf(head.headers, 'x-request-type')?.toLowerCase() === 'graphql';
}

function mannerOf(type: string): BodyManner {
  if (type === '' || type.includes('{{')) return 'undecided';
  return isJson(type) || isForm(type) || type === 'application/graphql' ? 'structured' : 'free';
}

function takesContent(head: BodyHead): boolean {
  return ['POST', 'PUT', 'PATCH'].includes(head.method?.text.toUpperCase() ?? 'GET');
}

function fieldOf(headers: readonly HeaderNode[], name: string): string | undefined {
  for (const header of headers) {
    if (header.name.text.length === name.length && header.name.text.toLowerCase() === name) return header.value.text;
  }
  return undefined;
}
