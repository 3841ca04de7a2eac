import type { Exchange, HttpRequest } from '../../http/exchange.ts';
import { type HeaderField, sameName } from '../../http/headerList.ts';
import { HIDDEN } from '../../http/secret.ts';
import { textOf } from '../bodyText.ts';
import { isManaged } from '../curl/curlRequests.ts';
import { type DraftPart, type DraftRequest, draftRequest } from '../draftRequest.ts';
import type { Imported } from '../importCurl.ts';
import type { ImportNote } from '../importNote.ts';
import { joinRequests, requestText } from '../requestText.ts';

/**
 * The requests of recorded exchanges as text of a `.http` file. A recorded validator is old by now: one that guards
 * becomes a variable that stands for what is known when it is sent, one that asks for news becomes a comment.
 */
export function harRequests(exchanges: readonly Exchange[]): Imported {
  const notes: ImportNote[] = [];
  const written = exchanges.map((exchange, index) => requestText(draftOf(exchange, index, notes)));
  return {
    text: joinRequests(written),
    requests: written.length,
    notes: [...notes, ...written.flatMap((each) => each.notes)],
  };
}

function draftOf({ request, response }: Exchange, index: number, notes: ImportNote[]): DraftRequest {
  const { method, url } = request;
  const kept: HeaderField[] = [];
  const comments: string[] = [];
  for (const field of request.headers) {
    const found = fieldNow(field, request, notes);
    if ('comment' in found) comments.push(...found.comment);
    if ('field' in found) kept.push(found.field);
  }
  return draftRequest({
    title: `${index + 1} ${method} ${new URL(url).pathname} → ${response?.status ?? 'no answer'}`,
    method,
    url,
    headers: kept,
    body: bodyOf(request, notes),
    comments,
    variables: ['$etag', '$lastModified'],
  });
}

type FieldNow =
  | { readonly comment: readonly string[] }
  | { readonly comment: readonly string[]; readonly field: HeaderField };

const current: Readonly<Record<string, string>> = {
  'if-match': '{{$etag}}',
  'if-unmodified-since': '{{$lastModified}}',
};

function fieldNow(field: HeaderField, request: HttpRequest, notes: ImportNote[]): FieldNow {
  const [name, value] = field;
  const written = `${name}: ${value}`;
  if (isManaged(field, []) || isOwnHost(field, request)) return { comment: [] };
  if (value.includes(HIDDEN)) return { comment: [`${name} was hidden in the recording.`] };
  if (!/^if-/i.test(name) || value.trim() === '*') return { comment: [], field };
  notes.push({ kind: 'condition-kept-aside', field: name });
  const variable = current[name.toLowerCase()];
  const comment = [`recorded with ${written}`];
  return variable === undefined ? { comment } : { comment, field: [name, variable] };
}

const isOwnHost = ([name, value]: HeaderField, { url }: HttpRequest): boolean =>
  sameName(name, 'Host') && value === new URL(url).host;

function bodyOf({ body }: HttpRequest, notes: ImportNote[]): readonly DraftPart[] {
  if (body === undefined) return [];
  const text = textOf(body);
  if (text === undefined) notes.push({ kind: 'content-binary' });
  return text === undefined ? [] : [{ kind: 'text', text }];
}
