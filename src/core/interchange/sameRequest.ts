import { documentRequests } from '../syntax/locate.ts';
import { parse } from '../syntax/parse.ts';
import { boundaryOf } from '../syntax/resolving/mediaType.ts';
import type { ResolvedRequest } from '../syntax/resolving/resolution.ts';
import { resolveRequest } from '../syntax/resolving/resolve.ts';
import { absoluteUrl } from '../syntax/resolving/resolveUrl.ts';
import { createScope } from '../syntax/values/scope.ts';
import type { DraftRequest } from './draftRequest.ts';

/** A part of the message that a file does not say as it was meant. */
export type Difference = 'method' | 'url' | 'header' | 'content';

/** In what the file, read and resolved, differs from the one request it was written for. */
export function differences(text: string, meant: DraftRequest): readonly Difference[] {
  const document = parse(text);
  const [placed, ...more] = documentRequests(document);
  if (placed === undefined || more.length > 0) return ['content', 'url'];
  const scope = createScope(document, {
    options: {},
    environment: { name: '', values: {} },
    answer: () => undefined,
    processVariable: () => undefined,
    now: 0,
    random: () => 0,
  });
  const read = resolveRequest(placed, scope);
  const found: Difference[] = [];
  if (read.method !== meant.method) found.push('method');
  if (!meant.url.includes('{{') && read.url !== absoluteUrl(meant.url, undefined)) found.push('url');
  if (fieldsOf(read.headers.map(({ field }) => field)) !== fieldsOf(meant.headers)) found.push('header');
  if (bodyRead(read) !== bodyMeant(meant)) found.push('content');
  return found;
}

const fieldsOf = (headers: DraftRequest['headers']): string =>
  headers.map(([name, value]) => `${name}: ${value.replaceAll(/^[ \t]+|[ \t]+$/g, '')}`).join('\n');

const bodyRead = ({ body }: ResolvedRequest): string =>
  body.map((part) => (part.kind === 'text' ? part.text : `<${part.path}>`)).join('');

function bodyMeant(meant: DraftRequest): string {
  const text = meant.body.map((part) => (part.kind === 'text' ? part.text : `<${part.path}>`)).join('');
  const type = meant.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const multipart = /^multipart\//i.test(type) && boundaryOf(type) !== undefined;
  return multipart ? text.replaceAll(/\r\n|\n/g, '\r\n') : text;
}
