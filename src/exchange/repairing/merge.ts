import type { Merge, Versions } from '../../core/conditional/merge/merge.ts';
import { mergeContents } from '../../core/conditional/merge/mergeContents.ts';
import { describeTransportError } from '../../core/http/describeTransportError.ts';
import type { Exchange, HttpRequest } from '../../core/http/exchange.ts';
import { firstValue, type HeaderField, type HeaderList } from '../../core/http/headerList.ts';
import { type Edit, shift } from '../../core/span.ts';
import { requestNumbered } from '../../core/syntax/locate.ts';
import { update } from '../../core/syntax/parse.ts';
import type { Ports } from '../ports.ts';
import { prepareRequest } from '../sending/prepareRequest.ts';
import { type Outcome, type Sending, type SentOutcome, sendRequest } from '../sending/sendRequest.ts';
import { freshValidator } from '../validators/freshValidator.ts';
import { lookUpContent } from '../validators/lookUp.ts';
import { answeredVersion, contentText, guardedVersion, textOf, versionContent } from '../validators/versionContent.ts';

/** Three versions brought together, and the guard under which the result may go out. */
export interface Merging {
  readonly kind: 'merging';
  readonly versions: Versions;
  readonly merge: Merge;
  /** Hold the validators of the server's version that was merged: a later change makes the write fail again. */
  readonly guards: HeaderList;
  /** The validator of the server's version, as it was received. */
  readonly theirs: string;
  /** A file name's ending by which editors choose the language. */
  readonly extension: 'json' | 'xml' | 'html' | 'txt';
}

export type Merged = Merging | { readonly kind: 'impossible'; readonly why: string };

const impossible = (why: string): Merged => ({ kind: 'impossible', why });

/**
 * Merges a write that failed, or that went over somebody else's change, with what the server holds now. The base is
 * the version that the write names; the server's is read anew. Only a PUT carries the whole content (RFC 9110
 * §9.3.4). Nothing is written.
 */
export async function prepareMerge(
  ports: Ports,
  sending: Sending,
  { exchange, wanted, before }: SentOutcome,
  signal: AbortSignal,
): Promise<Merged> {
  const { request } = exchange;
  if (request.stream !== undefined)
    return impossible('The content was read from a file while it was sent, and is too large to be merged here.');
  const mine = contentText(request);
  const obstacle = mine === undefined ? noText : obstacleIn(request);
  if (mine === undefined || obstacle !== undefined) return impossible(obstacle ?? noText);
  const here = { url: request.url, owner: wanted };
  const base = await versionContent(ports, here, guardedVersion(request.headers));
  if (base === undefined) return impossible(baseUnknown);
  const fresh = await lookUpContent(ports, { request, wanted, options: sending.options }, signal);
  const guard = guardFrom(fresh, request);
  if ('why' in guard) return impossible(guard.why);
  const { response } = fresh;
  const current = response && textOf(response);
  if (response === undefined || current === undefined)
    return impossible('What the server holds is no text, so it cannot be merged.');
  const extension = extensionOf(response.headers);
  if (!wentThrough(exchange)) return mergingOf({ base, theirs: current, mine }, guard, extension);
  if (current !== mine)
    return impossible('It was changed again since your write went through. Read it and compare first.');
  const etag = before.best?.etag;
  const lost = etag && (await versionContent(ports, here, answeredVersion([['ETag', etag]])));
  if (lost === undefined)
    return impossible('The version that was written over was never read here, so it cannot be brought back.');
  return mergingOf({ base, theirs: lost, mine }, guard, extension);
}

const noText = 'The content that was sent is no text, so it cannot be merged.';
const baseUnknown =
  'The version that you began with is not kept here, so a merge has nothing to start from. Read the current one and compare.';

/** What makes a merged content one that may not be sent in this request. */
function obstacleIn({ method, headers }: HttpRequest): string | undefined {
  if (method !== 'PUT')
    return `A ${method} does not carry the whole content, so there is nothing to merge. Refresh and retry.`;
  const digest = headers.find(([name]) => /^(?:content-md5|(?:content-|repr-)?digest)$/i.test(name));
  return digest && `The request names the ${digest[0]} of its content, which a merged one would not have.`;
}

const wentThrough = ({ response }: Exchange): boolean =>
  response !== undefined && response.status >= 200 && response.status < 300;

type Guard = { readonly fields: HeaderList; readonly shown: string } | { readonly why: string };

/** The tag, else the date; a date that the request compares besides is renewed too. */
function guardFrom(fresh: Exchange, { headers }: HttpRequest): Guard {
  if (fresh.error !== undefined) return { why: describeTransportError(fresh.error) };
  const tag = freshValidator(fresh, 'If-Match', 'tag');
  const date = freshValidator(fresh, 'If-Unmodified-Since', 'date');
  const dated = firstValue(headers, 'If-Unmodified-Since') !== undefined;
  const byDate: readonly HeaderField[] = date.kind === 'validator' ? [['If-Unmodified-Since', date.value]] : [];
  if (tag.kind === 'validator') {
    return { fields: [['If-Match', tag.value], ...(dated ? byDate : [])], shown: tag.value };
  }
  return date.kind === 'validator' ? { fields: byDate, shown: date.value } : { why: tag.why };
}

function mergingOf(
  versions: Versions,
  { fields, shown }: Extract<Guard, { shown: string }>,
  extension: Merging['extension'],
): Merging {
  return { kind: 'merging', versions, merge: mergeContents(versions), guards: fields, theirs: shown, extension };
}

function extensionOf(headers: HeaderList): Merging['extension'] {
  const type = firstValue(headers, 'Content-Type') ?? '';
  if (/[/+]json\b/i.test(type)) return 'json';
  if (/[/+]xml\b/i.test(type)) return 'xml';
  return /\bhtml\b/i.test(type) ? 'html' : 'txt';
}

/** Sends the request once with the merged content, guarded by the version that was merged. The file stays as it is. */
export function sendMerged(
  ports: Ports,
  sending: Sending,
  merging: Merging,
  text: string,
  signal: AbortSignal,
): Promise<Outcome> {
  const others = (sending.extraHeaders ?? []).filter(([name]) => !/^if-/i.test(name));
  const { guard: _, ...asked } = sending;
  const extraHeaders = [...others, ...merging.guards];
  return sendRequest(ports, { ...asked, extraHeaders, content: new TextEncoder().encode(text) }, signal);
}

/**
 * The edit that puts the content into the file in place of the request's own. Undefined where the file would not
 * send it as it is: the content is read from another file, or holds what the language reads otherwise.
 */
export async function contentEdit(ports: Ports, sending: Sending, text: string): Promise<Edit | undefined> {
  const placed = requestNumbered(sending.document, sending.request);
  const [part, second] = placed?.node.body.parts ?? [];
  if (placed === undefined || part?.kind !== 'text' || second !== undefined || placed.node.curl !== undefined)
    return undefined;
  const lineEnd = sending.document.text.includes('\r\n') ? '\r\n' : '\n';
  const { start, end } = shift(part, placed.start);
  const edit = { start, end, newText: text.replace(/\r?\n/g, lineEnd) };
  const prepared = await prepareRequest(ports, { ...sending, document: update(sending.document, [edit]) }, 'whole');
  if (prepared.kind === 'refused' || prepared.request.body === undefined) return undefined;
  const sent = new TextDecoder().decode(prepared.request.body);
  const plain = (each: string) => each.replaceAll('\r\n', '\n').trimEnd();
  return plain(sent) === plain(text) ? edit : undefined;
}
