import type { HttpRequest } from '../../core/http/exchange.ts';
import { type HeaderField, sameName } from '../../core/http/headerList.ts';
import { HIDDEN, withoutUrlSecrets } from '../../core/http/secret.ts';
import { draftRequest } from '../../core/interchange/draftRequest.ts';
import { describeNote } from '../../core/interchange/importNote.ts';
import { requestText } from '../../core/interchange/requestText.ts';
import { documentRequests } from '../../core/syntax/locate.ts';
import { parse } from '../../core/syntax/parse.ts';
import type { Ports } from '../ports.ts';
import type { Prepared } from '../sending/prepareRequest.ts';
import { readyWithDependencies, type Sending } from '../sending/sendRequest.ts';
import { contentWithout, type Hide, hidingSecrets } from './hideSecrets.ts';
import type { HistoryEntry } from './historyEntry.ts';
import { requestLabel } from './keepExchange.ts';

/** A request of the history ready to go out again, or in one sentence why it is not. */
export type Resending =
  | { readonly kind: 'ready'; readonly sending: Sending }
  | { readonly kind: 'refused'; readonly why: string };

const refused = (why: string): Resending => ({ kind: 'refused', why });

/**
 * The request as it was. What was hidden when it was kept is taken afresh from the same request of its file, as
 * `current` has it, where that one goes to the same origin; what is not found there is asked for. A secret never goes
 * to another origin than the one whose request names it, and what stands in its place in the history goes nowhere.
 */
export async function resending(
  ports: Ports,
  entry: HistoryEntry,
  current: Sending,
  signal: AbortSignal,
): Promise<Resending> {
  if (entry.environment !== current.environment) {
    return refused(`It was sent in the environment “${entry.environment || 'none'}”. Select that one first.`);
  }
  if (entry.sent.kind === 'left-out') return refused('Its content was not kept. Send the request from its file.');
  const { method, url, headers, target } = entry.exchange.request;
  const content = entry.sent.kind === 'text' ? entry.sent.text : undefined;
  const hidden = [url, content ?? '', ...headers.map(([, value]) => value)].some((text) => text.includes(HIDDEN));
  const fresh = hidden ? await freshRequest(ports, entry, current, signal) : undefined;
  const body = contentNow(content, fresh);
  if (body === 'hidden')
    return refused('Its content held secrets, which are not kept. Send the request from its file.');
  const where = await filled(ports, url, 'the URL', () => urlNow(url, fresh));
  const fields: HeaderField[] = [];
  for (const [at, [name, value]] of headers.entries()) {
    const nth = headers.slice(0, at).filter(([other]) => sameName(other, name)).length;
    const now = await filled(ports, value, name, () => fieldNow(name, nth, fresh));
    if (now === undefined) return refused('A secret of it was not given, so nothing was sent.');
    fields.push([name, now]);
  }
  if (target === '*') return refused('“OPTIONS *” goes out from its file alone.');
  if (where === undefined) return refused('A secret of it was not given, so nothing was sent.');
  return written({ method, url: where, headers: fields, body }, entry, current);
}

interface Fresh {
  readonly request: HttpRequest;
  readonly hide: Hide;
}

/** The same request of the file, where it is still there, can be resolved, and goes to the same origin. */
async function freshRequest(
  ports: Ports,
  entry: HistoryEntry,
  current: Sending,
  signal: AbortSignal,
): Promise<Fresh | undefined> {
  const plain: Hide = (text) => text;
  const found = documentRequests(current.document).find((placed) => requestLabel(placed, plain) === entry.request);
  if (found === undefined) return undefined;
  const { prepared } = await readyWithDependencies(ports, { ...current, request: found.index }, 'whole', signal);
  if (prepared.kind === 'refused' || !sameOrigin(prepared.request.url, entry.exchange.request.url)) return undefined;
  return freshOf(prepared);
}

const freshOf = ({ placed, scope, request }: Prepared): Fresh => ({
  request,
  hide: hidingSecrets(placed, scope, request),
});

const sameOrigin = (a: string, b: string): boolean =>
  URL.canParse(a) && URL.canParse(b) && new URL(a).origin === new URL(b).origin;

/** The text where nothing in it was hidden, else what is found for it, else what the user says. */
async function filled(
  { prompts }: Ports,
  text: string,
  place: string,
  found: () => string | undefined,
): Promise<string | undefined> {
  if (!text.includes(HIDDEN)) return text;
  const known = found();
  if (known !== undefined) return known;
  const question = `${place} held a secret, which is not kept: what does ${HIDDEN} stand for in “${text}”?`;
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
  return fresh.hide(withoutUrlSecrets(fresh.request.url)) === url ? fresh.request.url : undefined;
}

function contentNow(content: string | undefined, fresh: Fresh | undefined): Uint8Array | 'hidden' | undefined {
  if (content === undefined) return undefined;
  if (!content.includes(HIDDEN)) return new TextEncoder().encode(content);
  const body = fresh?.request.body;
  const same = body !== undefined && contentWithout(new TextDecoder().decode(body), fresh?.hide ?? String) === content;
  return same ? body : 'hidden';
}

function written(request: HttpRequest, entry: HistoryEntry, current: Sending): Resending {
  const { method, url, headers, body } = request;
  const directives = entry.name === undefined ? [] : [`name ${entry.name}`];
  const { text, notes } = requestText(draftRequest({ method, url, headers, directives }));
  const [note] = notes;
  if (note !== undefined) return refused(describeNote(note));
  const { imports: _, ...scope } = current.scope;
  const content = body === undefined ? {} : { content: body };
  return {
    kind: 'ready',
    sending: { ...current, document: parse(text), request: 0, scope: { ...scope, defaultHeaders: [] }, ...content },
  };
}
