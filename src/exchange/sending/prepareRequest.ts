import { credentialsOf, type Wanted } from '../../core/conditional/memory/memory.ts';
import { contentLength } from '../../core/http/contentLength.ts';
import type { HttpRequest } from '../../core/http/exchange.ts';
import { type HeaderField, type HeaderList, sameName } from '../../core/http/headerList.ts';
import { type ResourceKey, resourceKey } from '../../core/http/resource.ts';
import { shift } from '../../core/span.ts';
import { type PlacedRequest, requestNumbered } from '../../core/syntax/locate.ts';
import type { ResolvedRequest } from '../../core/syntax/resolving/resolution.ts';
import { resolveRequest } from '../../core/syntax/resolving/resolve.ts';
import { createScope, type Scope } from '../../core/syntax/values/scope.ts';
import type { Ports } from '../ports.ts';
import { filesFrom } from '../surroundings/readImports.ts';
import { type AssembledBody, assembleBody } from './assembleBody.ts';
import { defaultFaults, headerFaults } from './headerFaults.ts';
import { type Need, needsOf } from './needs.ts';
import { resolutionRefusals } from './resolutionRefusals.ts';
import { type Refusal, type SendFault, wordFault } from './sendFault.ts';
import type { Sending } from './sendRequest.ts';
import { asTheFileSays, tokenRefusals, withTokenFields } from './tokenFields.ts';

/** A request ready for the wire, with the tree it came from. */
export interface Prepared {
  readonly kind: 'ready';
  readonly placed: PlacedRequest;
  readonly scope: Scope;
  readonly resolved: ResolvedRequest;
  readonly request: HttpRequest;
  readonly wanted: Wanted;
  readonly name: string | undefined;
}

/** `needs` is what would help, when that is all there is to it. */
export interface Refused {
  readonly kind: 'refused';
  readonly faults: readonly SendFault[];
  readonly needs?: readonly Need[];
}

/**
 * Resolves a request of the document to what goes on the wire. For a look-up its preconditions and its content are
 * left out, and a fault in them is none: a tag that cannot be resolved is the reason to look one up.
 */
export async function prepareRequest(
  ports: Pick<Ports, 'files' | 'hashIdentity'>,
  sending: Sending,
  purpose: 'whole' | 'look-up',
): Promise<Prepared | Refused> {
  const placed = requestNumbered(sending.document, sending.request);
  if (placed === undefined) return refused([missing(sending.request)]);
  const scope = createScope(sending.document, sending.scope).at(placed);
  const resolved = withTokenFields(resolveRequest(placed, scope), sending.scope);
  const target = addressOf(resolved);
  const own = () => assembleBody(filesFrom(ports.files, sending.folder ?? ''), resolved.body, placed, scope);
  const body = purpose === 'look-up' ? nothing : sending.content === undefined ? await own() : given(sending.content);
  const extra = sending.extraHeaders ?? [];
  const omitted = resolved.headers.filter(({ field }) => isOmitted(field, purpose, extra));
  const headers = resolved.headers.filter((header) => !omitted.includes(header));
  const omittedSpans = [
    ...omitted.map(({ node }) => node),
    ...(purpose === 'whole' && sending.content === undefined ? [] : [placed.node.body]),
  ];
  const refusals = [
    ...resolutionRefusals(placed, resolved, omittedSpans),
    ...tokenRefusals(headers, placed.start),
    ...headerFaults(
      headers,
      placed.start,
      body.kind === 'body' ? contentLength({ body: body.bytes, ...streamOf(body) }) : undefined,
    ),
    ...defaultFaults(resolved.defaults, shift(placed.node.requestLine, placed.start)),
    ...(body.kind === 'refused' ? body.refusals : []),
  ];
  if (target === undefined || body.kind === 'refused' || refusals.length > 0) {
    return refused(refusals, needsOf(refusals, sending.document, sending.scope.imports));
  }
  const defaults = resolved.defaults.filter((field) => !isOmitted(field, purpose, extra));
  const fields = [...headers.map(({ field }) => field), ...defaults, ...(purpose === 'whole' ? extra : [])];
  const whole = resolved.target === '*' ? { target: '*' as const } : {};
  const request = {
    method: resolved.method,
    url: target.url,
    headers: fields,
    body: body.bytes,
    ...streamOf(body),
    ...whole,
  };
  const wanted = wantedOf(ports, target.resource, fields, sending.environment, asTheFileSays(placed, sending, fields));
  return { kind: 'ready', placed, scope, resolved, request, wanted, name: placed.node.name?.text };
}

const streamOf = ({ stream }: Extract<AssembledBody, { kind: 'body' }>) => (stream === undefined ? {} : { stream });
const nothing: AssembledBody = { kind: 'body', bytes: undefined };
const given = (bytes: Uint8Array): AssembledBody => ({ kind: 'body', bytes });
const missing = (index: number): Refusal => ({ code: 'request-missing', number: index + 1, start: 0, end: 0 });

/** A fault that both the parser and the check of the fields found is said once. */
export function refused(refusals: readonly Refusal[], needs: readonly Need[] = []): Refused {
  const seen = new Set<string>();
  const distinct = refusals.filter(({ code, start }) => !seen.has(`${code} ${start}`) && seen.add(`${code} ${start}`));
  return { kind: 'refused', faults: distinct.map(wordFault), needs };
}

function addressOf({ url }: ResolvedRequest): { url: string; resource: ResourceKey } | undefined {
  const resource = url === undefined ? undefined : resourceKey(url);
  return url === undefined || resource === undefined ? undefined : { url, resource };
}

function wantedOf(
  ports: Pick<Ports, 'hashIdentity'>,
  resource: ResourceKey,
  headers: HeaderList,
  environment: string,
  identified: HeaderList,
) {
  const credentials = credentialsOf(identified);
  return { resource, headers, environment, identity: credentials === '' ? '' : ports.hashIdentity(credentials) };
}

/** A field given for this one send takes the place of the file's; a look-up has no precondition at all. */
function isOmitted([name]: HeaderField, purpose: 'whole' | 'look-up', extra: HeaderList): boolean {
  return purpose === 'look-up' ? /^if(-|$)/i.test(name) : extra.some(([other]) => sameName(other, name));
}
