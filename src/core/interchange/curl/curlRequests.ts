import { type HeaderField, type HeaderList, sameName } from '../../http/headerList.ts';
import type { DraftPart, DraftRequest } from '../draftRequest.ts';
import type { ImportNote } from '../importNote.ts';
import { applyOption, credentialField } from './applyOption.ts';
import { type CurlDraft, keepOption, newCurlDraft } from './curlDraft.ts';
import { type CurlArgument, curlArguments } from './curlOptions.ts';
import { dataParts, percentEncoded } from './dataOptions.ts';
import { formBody } from './formParts.ts';

/** The requests of one command: one for each URL, and `--next` begins anew. */
export interface CurlRequests {
  readonly requests: readonly DraftRequest[];
  readonly notes: readonly ImportNote[];
}

/** The requests that the words after `curl` ask for. `variables` are the shell's, standing as `{{name}}` in them. */
export function curlRequests(words: readonly string[], variables: readonly string[]): CurlRequests {
  const requests: DraftRequest[] = [];
  const notes: ImportNote[] = [];
  for (const group of groups(curlArguments(words))) {
    const draft = newCurlDraft();
    for (const argument of group) applyOption(draft, argument);
    if (draft.scheme === 'other' && draft.credentials !== undefined) keepOption(draft, `-u ${draft.credentials}`);
    if (draft.urls.length === 0) draft.notes.push({ kind: 'url-missing' });
    for (const url of draft.urls) {
      const request = requestOf(draft, url, variables, notes);
      if (request !== undefined) requests.push(request);
    }
    notes.push(...draft.notes);
  }
  return { requests, notes };
}

function groups(all: readonly CurlArgument[]): readonly (readonly CurlArgument[])[] {
  const found: CurlArgument[][] = [[]];
  for (const argument of all) {
    if (argument.name === 'next') found.push([]);
    else found.at(-1)?.push(argument);
  }
  return found;
}

function requestOf(
  draft: CurlDraft,
  written: string,
  variables: readonly string[],
  notes: ImportNote[],
): DraftRequest | undefined {
  const address = addressOf(draft, written);
  if (address === undefined) {
    notes.push({ kind: 'url-unreadable', url: written });
    return undefined;
  }
  if (/[[{][^\]}/]*[,-][^\]}/]*[\]}]/.test(written.slice(0, 2000)) && !written.includes('{{')) {
    notes.push({ kind: 'url-pattern', url: written });
  }
  const { body, contentType } = contentOf(draft);
  const headers = headersOf(draft, contentType, address.credentials);
  return {
    title: undefined,
    method: methodOf(draft, body),
    url: address.url,
    headers: headers.filter((field) => !isManaged(field, notes)),
    body,
    directives: draft.directives,
    comments: draft.comments,
    definitions: [],
    epilogue: draft.outputs.filter((path) => !/[\r\n]/.test(path)).map((path) => `>>! ${path}`),
    variables: [...variables, ...draft.variables],
  };
}

/** Without a scheme curl means http. Data of `-G` goes to the query, userinfo to `Authorization`. */
function addressOf(draft: CurlDraft, written: string): { url: string; credentials: string | undefined } | undefined {
  const trimmed = written.trim().replaceAll(/[\r\n\t]/g, '');
  const absolute = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) || trimmed.startsWith('{{') ? trimmed : `http://${trimmed}`;
  if (!/^(?:https?:\/\/|\{\{)./i.test(absolute)) return undefined;
  const userinfo = /^(https?:\/\/)([^/?#@]*)@/i.exec(absolute);
  const bare = userinfo === null ? absolute : `${userinfo[1]}${absolute.slice(userinfo[0].length)}`;
  const given = draft.credentials ?? (userinfo === null ? undefined : decoded(userinfo[2] ?? ''));
  const credentials = given === undefined ? undefined : credentialField(draft, given);
  const upload = draft.upload === undefined ? '' : fileName(draft.upload);
  const whole = /^[^?#]*\/$/.test(bare) && draft.upload !== undefined ? bare + percentEncoded(upload) : bare;
  return { url: draft.query === 'data' ? withQuery(whole, draft) : whole, credentials };
}

function decoded(userinfo: string): string {
  try {
    return decodeURIComponent(userinfo);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return userinfo;
  }
}

const fileName = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

function withQuery(url: string, draft: CurlDraft): string {
  const data = dataParts(draft).map((part) => (part.kind === 'text' ? part.text : `@${part.path}`));
  if (data.length === 0) return url;
  const hash = url.indexOf('#');
  const bare = hash === -1 ? url : url.slice(0, hash);
  return `${bare}${bare.includes('?') ? '&' : '?'}${data.join('')}`;
}

function contentOf(draft: CurlDraft): { body: readonly DraftPart[]; contentType: string | undefined } {
  if (draft.form.length > 0) {
    const { contentType, parts } = formBody(draft.form);
    return { body: parts, contentType };
  }
  if (draft.upload !== undefined) return { body: [{ kind: 'file', path: draft.upload }], contentType: undefined };
  if (draft.query === 'data' || draft.data.length === 0) return { body: [], contentType: undefined };
  return { body: dataParts(draft), contentType: draft.contentType ?? 'application/x-www-form-urlencoded' };
}

function methodOf(draft: CurlDraft, body: readonly DraftPart[]): string {
  if (draft.method !== undefined) return draft.method;
  if (draft.head === 'yes') return 'HEAD';
  if (draft.upload !== undefined) return 'PUT';
  return body.length > 0 || (draft.data.length > 0 && draft.query === 'none') ? 'POST' : 'GET';
}

/** A field of the user's takes the place of the one that an option implies; content of a form names its boundary. */
function headersOf(draft: CurlDraft, contentType: string | undefined, credentials: string | undefined): HeaderList {
  const multipart = draft.form.length > 0 && contentType !== undefined;
  const own = draft.fields.filter(({ field, by }) => by === 'user' && !(multipart && isContentType(field)));
  const impliedFields: HeaderField[] = [
    ...(credentials === undefined || has(draft, 'Authorization') ? [] : [['Authorization', credentials] as const]),
    ...(draft.cookies.length === 0 ? [] : [['Cookie', draft.cookies.join('; ')] as const]),
    ...(contentType === undefined ? [] : [['Content-Type', contentType] as const]),
  ];
  const yields = ([name]: HeaderField) =>
    own.some(({ field }) => sameName(field[0], name)) || draft.removed.some((removed) => sameName(removed, name));
  const options = draft.fields.filter(({ by, field }) =>
    by === 'user' ? own.some((each) => each.field === field) : !yields(field),
  );
  return [...options.map(({ field }) => field), ...impliedFields.filter((field) => !yields(field))];
}

const isContentType = ([name]: HeaderField): boolean => sameName(name, 'Content-Type');
const has = ({ fields }: CurlDraft, name: string): boolean => fields.some(({ field }) => sameName(field[0], name));

/** What the client writes itself, and would refuse to take from a file. */
export function isManaged([name, value]: HeaderField, notes: ImportNote[]): boolean {
  const managed =
    /^(?:transfer-encoding|keep-alive|upgrade|expect|content-length|proxy-connection|te)$/i.test(name) ||
    (/^connection$/i.test(name) && !/^(?:close|keep-alive)$/i.test(value.trim()));
  if (managed) notes.push({ kind: 'field-left-out', field: name });
  return managed;
}
