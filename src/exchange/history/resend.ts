import type { HttpRequest } from '../../core/http/exchange.ts';
import { type HeaderField, type HeaderList, sameName } from '../../core/http/headerList.ts';
import { isSafeMethod } from '../../core/http/method.ts';
import { HIDDEN } from '../../core/http/secret.ts';
import { draftRequest } from '../../core/interchange/draftRequest.ts';
import { describeNote } from '../../core/interchange/importNote.ts';
import { requestText } from '../../core/interchange/requestText.ts';
import type { HttpDocument } from '../../core/syntax/ast.ts';
import { documentRequests, type PlacedRequest } from '../../core/syntax/locate.ts';
import { parse } from '../../core/syntax/parse.ts';
import type { Ports } from '../ports.ts';
import type { Prepared } from '../sending/prepareRequest.ts';
import { readyWithDependencies, type Sending } from '../sending/sendRequest.ts';
import { contentWithout, type Hide, hidingSecrets } from './hideSecrets.ts';
import { askedIn, type HistoryEntry } from './historyEntry.ts';
import { requestLabel } from './keepExchange.ts';
import { hiddenUrl, mannerOf } from './mannerOf.ts';

/** A request of the history ready to go out again, or in one sentence why it is not. */
export type Resending =
  | { readonly kind: 'ready'; readonly sending: Sending }
  | { readonly kind: 'refused'; readonly why: string }
  /** The user was asked, and does not want it. */
  | { readonly kind: 'dismissed' };

const refused = (why: string): Resending => ({ kind: 'refused', why });

/**
 * The request as it was asked for, to travel as it did. What was hidden when it was kept is taken afresh from the same
 * request of its file, as `current` has it, where that one goes to the same origin; what is not found there is asked
 * for. A secret never goes to another origin than the one whose request names it, and what stands in its place in the
 * history goes nowhere. What may change something is sent only when the user agrees.
 */
export async function resending(
  ports: Ports,
  entry: HistoryEntry,
  current: Sending,
  signal: AbortSignal,
): Promise<Resending> {
  const { method, url, headers, target } = askedIn(entry);
  if (entry.environment !== current.environment) {
    return refused(`It was sent in the environment “${entry.environment || 'none'}”. Select that one first.`);
  }
  if (target === '*') return refused('“OPTIONS *” goes out from its file alone.');
  if (entry.sent.kind === 'left-out') return refused('Its content was not kept. Send the request from its file.');
  if (!isSafeMethod(method) && (await agreed(ports, entry)) === 'no') return { kind: 'dismissed' };
  const content = entry.sent.kind === 'text' ? entry.sent.text : undefined;
  const directives = entry.directives ?? [];
  const hidden = [url, content ?? '', ...directives, ...headers.map(([, value]) => value)].some(holdsHidden);
  const fresh = hidden ? await freshRequest(ports, entry, current, signal) : undefined;
  const body = contentNow(content, fresh);
  if (body === 'hidden')
    return refused('Its content held secrets, which are not kept. Send the request from its file.');
  const given = await secretsGiven(ports, entry, fresh);
  if (given.kind === 'missing') {
    return refused(`${given.place} held a secret, which is not kept and was not given, so nothing was sent.`);
  }
  return written({ ...given, method, body }, entry, current);
}

/** The request of the file that the entry is an exchange of, as the file stands; undefined where it is gone. */
export function requestOf(document: HttpDocument, entry: HistoryEntry): PlacedRequest | undefined {
  const plain: Hide = (text) => text;
  return documentRequests(document).find((placed) => requestLabel(placed, plain) === entry.request);
}

async function agreed({ prompts }: Ports, entry: HistoryEntry): Promise<'yes' | 'no'> {
  const { method, url } = askedIn(entry);
  const note = `Send this ${method} again, as it was then?`;
  return (await prompts?.confirm?.({ name: entry.name ?? method, method, url, note })) ?? 'no';
}

const holdsHidden = (text: string): boolean => text.includes(HIDDEN);

type Given =
  | {
      readonly kind: 'given';
      readonly url: string;
      readonly headers: HeaderList;
      readonly directives: readonly string[];
    }
  /** `place` is where the secret stood. */
  | { readonly kind: 'missing'; readonly place: string };

async function secretsGiven(ports: Ports, entry: HistoryEntry, fresh: Fresh | undefined): Promise<Given> {
  const { url, headers } = askedIn(entry);
  const where = await filled(ports, url, 'The URL', () => urlNow(url, fresh));
  if (where === undefined) return { kind: 'missing', place: 'The URL' };
  const fields: HeaderField[] = [];
  for (const [at, [name, value]] of headers.entries()) {
    const nth = headers.slice(0, at).filter(([other]) => sameName(other, name)).length;
    const now = await filled(ports, value, name, () => fieldNow(name, nth, fresh));
    if (now === undefined) return { kind: 'missing', place: name };
    fields.push([name, now]);
  }
  const directives: string[] = [];
  for (const [at, directive] of (entry.directives ?? []).entries()) {
    const place = `“# @${directive.replace(/\s.*$/, '')}”`;
    const now = await filled(ports, directive, place, () => fresh?.directives[at]);
    if (now === undefined) return { kind: 'missing', place };
    directives.push(now);
  }
  return { kind: 'given', url: where, headers: fields, directives };
}

interface Fresh {
  readonly request: HttpRequest;
  readonly hide: Hide;
  /** Those of the entry, with their secrets; none where the file has others now. */
  readonly directives: readonly string[];
}

/** The same request of the file, where it is still there, can be resolved, and goes to the same origin. */
async function freshRequest(
  ports: Ports,
  entry: HistoryEntry,
  current: Sending,
  signal: AbortSignal,
): Promise<Fresh | undefined> {
  const found = requestOf(current.document, entry);
  if (found === undefined) return undefined;
  const { prepared } = await readyWithDependencies(ports, { ...current, request: found.index }, 'whole', signal);
  if (prepared.kind === 'refused' || !sameOrigin(prepared.request.url, askedIn(entry).url)) return undefined;
  return freshOf(prepared, entry);
}

function freshOf(prepared: Prepared, entry: HistoryEntry): Fresh {
  const { placed, scope, request } = prepared;
  const hide = hidingSecrets(placed, scope, request);
  const same = String(mannerOf(prepared, hide).directives) === String(entry.directives);
  const directives = same ? (mannerOf(prepared, String, 'with-secrets').directives ?? []) : [];
  return { request, hide, directives };
}

const sameOrigin = (a: string, b: string): boolean =>
  URL.canParse(a) && URL.canParse(b) && new URL(a).origin === new URL(b).origin;

/** The text where nothing in it was hidden, else what is found for it, else what the user says. */
async function filled(
  { prompts }: Ports,
  text: string,
  place: string,
  found: () => string | undefined,
): Promise<string | undefined> {
  if (!holdsHidden(text)) return text;
  const known = found();
  if (known !== undefined) return known;
  const asked = text === HIDDEN ? 'what is to be sent there?' : `what does ${HIDDEN} stand for in “${text}”?`;
  const question = `${place} held a secret, which is not kept: ${asked}`;
  const answer = await prompts?.ask?.({
    key: `history:${place}`,
    kind: 'secret',
    text: question,
    suggested: undefined,
    choices: [],
    holds: 'for-this-send',
  });
  return answer === undefined || answer === '' ? undefined : text.replaceAll(HIDDEN, answer);
}

function fieldNow(name: string, nth: number, fresh: Fresh | undefined): string | undefined {
  return fresh?.request.headers.filter(([other]) => sameName(other, name))[nth]?.[1];
}

/** The whole URL of the file's request, where it differs in its secrets alone. */
function urlNow(url: string, fresh: Fresh | undefined): string | undefined {
  if (fresh === undefined) return undefined;
  return hiddenUrl(fresh.request.url, fresh.hide) === url ? fresh.request.url : undefined;
}

function contentNow(content: string | undefined, fresh: Fresh | undefined): Uint8Array | 'hidden' | undefined {
  if (content === undefined) return undefined;
  if (!holdsHidden(content)) return new TextEncoder().encode(content);
  const body = fresh?.request.body;
  const same = body !== undefined && contentWithout(new TextDecoder().decode(body), fresh?.hide ?? String) === content;
  return same ? body : 'hidden';
}

interface Whole {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderList;
  readonly directives: readonly string[];
  readonly body: Uint8Array | undefined;
}

function written({ body, ...request }: Whole, entry: HistoryEntry, current: Sending): Resending {
  const named = entry.name === undefined ? [] : [`name ${entry.name}`];
  const { text, notes } = requestText(draftRequest({ ...request, directives: [...named, ...request.directives] }));
  const [note] = notes;
  if (note !== undefined) return refused(describeNote(note));
  const { imports: _, ...scope } = current.scope;
  const content = body === undefined ? {} : { content: body };
  const { httpVersion } = entry;
  return {
    kind: 'ready',
    sending: {
      ...current,
      ...content,
      document: parse(text),
      request: 0,
      scope: { ...scope, defaultHeaders: [] },
      options: { ...current.options, ...(httpVersion && { httpVersion }) },
    },
  };
}
