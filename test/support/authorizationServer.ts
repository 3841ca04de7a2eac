import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a test has the server do. */
export interface Behaviour {
  /** Seconds that tokens are good for. */
  lifetime: number | undefined;
  /** The begin of a token that the resource takes no more. */
  revoked: string | undefined;
  /** Whether the page asks, or the user has agreed before it is seen. */
  consent: 'given' | 'asked';
  /** What the token endpoint says to the next questions, in their order, before it grants. */
  readonly errors: OAuthError[];
  /** Members of its JSON, in place of its own. */
  more: Readonly<Record<string, unknown>>;
  /** Members of the answer to a device, in place of its own. */
  device: Readonly<Record<string, unknown>>;
  /** Parameters of the answer that the browser brings back, in place of its own. */
  answer: Readonly<Record<string, string>>;
}

export interface OAuthError {
  readonly status?: number;
  readonly error: string;
  readonly error_description?: string;
}

/** An authorization server and a resource that wants its tokens, on one port. */
export interface AuthorizationServer {
  readonly url: string;
  readonly behaviour: Behaviour;
  /** Grants asked for, in their order. */
  readonly grants: string[];
  /** When each was asked for, in epoch milliseconds. */
  readonly times: number[];
  /** The `Authorization` fields that the resource saw. */
  readonly seen: string[];
  /** Everything that nobody but the two may know: codes, verifiers, states, tokens. */
  readonly secrets: Set<string>;
  close(): Promise<void>;
}

interface Served extends Pick<AuthorizationServer, 'behaviour' | 'grants' | 'times' | 'seen' | 'secrets'> {
  /** The challenge of each code that was not exchanged yet. */
  readonly codes: Map<string, string>;
  readonly refreshes: Set<string>;
}

interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
}

const secret = 'hush!-a-client-secret';

/** The secret of the client `client`. */
export const clientSecret = secret;

/** The client's name and secret are encoded as in a form (RFC 6749 §2.3.1). */
function isClient({ headers: { authorization = '' } }: IncomingMessage): boolean {
  const pair = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
  return decodeURIComponent(pair) === `client:${secret}`;
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return new URLSearchParams(text);
}

function json(response: ServerResponse, status: number, data: object): ServerResponse {
  return response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(data));
}

const pages: Readonly<Record<string, (served: Served, visit: Visit) => ServerResponse>> = {
  '/authorize': authorize,
  '/device': device,
  '/enter': (_, { response }) => response.end('<h1>Enter your code</h1>'),
  '/resource': ({ behaviour, seen }, { request, response }) => {
    const { authorization = '' } = request.headers;
    seen.push(authorization);
    if (behaviour.revoked !== undefined && authorization.startsWith(`Bearer ${behaviour.revoked}`)) {
      const challenge = 'Bearer realm="api", error="invalid_token", error_description="revoked"';
      return response.writeHead(401, { 'WWW-Authenticate': challenge }).end();
    }
    return response.writeHead(200, { 'Content-Type': 'application/json', ETag: '"v1"' }).end('{"title": "ok"}');
  },
  '/token': token,
};

/** The page that asks, with a way for each answer that a user or a villain may give. */
function authorize({ behaviour, codes, secrets }: Served, { query, response }: Visit): ServerResponse {
  const code = randomUUID();
  codes.set(code, query.get('code_challenge') ?? '');
  const state = query.get('state') ?? '';
  for (const each of [code, state]) secrets.add(each);
  const way = (parameters: Readonly<Record<string, string>>): string => {
    const back = new URL(query.get('redirect_uri') ?? '');
    for (const [name, value] of Object.entries(parameters)) back.searchParams.set(name, value);
    return back.href;
  };
  const agreed = way({ code, state, ...behaviour.answer });
  if (behaviour.consent === 'given') return response.writeHead(302, { Location: agreed }).end();
  const refused = way({ error: 'access_denied', error_description: 'Not today', state });
  const forged = way({ code, state: 'somebody-else' });
  const links = Object.entries({ Agree: agreed, Refuse: refused, Forge: forged });
  response.writeHead(200, { 'Content-Type': 'text/html' });
  const escaped = (url: string) => url.replaceAll('&', '&amp;');
  return response.end(
    `<h1>May Precondition act as you?</h1>${links.map(([name, url]) => `<p><a href="${escaped(url)}">${name}</a>`)}`,
  );
}

function device({ behaviour, secrets }: Served, { request, response }: Visit): ServerResponse {
  const device_code = randomUUID();
  secrets.add(device_code);
  const page = `http://${request.headers.host}/enter`;
  return json(response, 200, {
    device_code,
    user_code: 'WDJB-MJHT',
    verification_uri: page,
    expires_in: 60,
    interval: 1,
    ...behaviour.device,
  });
}

function token(served: Served, { request, response, form }: Visit): ServerResponse {
  const { behaviour, codes, grants, times, refreshes, secrets } = served;
  const grant = form.get('grant_type') ?? '';
  grants.push(grant);
  times.push(Date.now());
  const verifier = form.get('code_verifier') ?? '';
  if (verifier !== '') secrets.add(verifier);
  const challenge = codes.get(form.get('code') ?? '');
  codes.delete(form.get('code') ?? '');
  const refuse = (error: string, more: object = {}) =>
    json(response, error === 'invalid_client' ? 401 : 400, { error, ...more });
  const { status = 400, ...told } = behaviour.errors.shift() ?? { error: '' };
  if (told.error !== '') return json(response, status, told);
  if (!isClient(request) && form.get('client_secret') !== secret) return refuse('invalid_client');
  if (grant === 'authorization_code' && challenge !== createHash('sha256').update(verifier).digest('base64url'))
    return refuse('invalid_grant');
  if (grant === 'password' && form.get('password') !== 'open-sesame')
    return refuse('invalid_grant', { error_description: `wrong password ${form.get('password')}` });
  if (grant === 'refresh_token' && !refreshes.delete(form.get('refresh_token') ?? '')) return refuse('invalid_grant');
  const refresh = randomUUID();
  refreshes.add(refresh);
  const access = `token-${grants.length}-${randomUUID()}`;
  for (const each of [access, refresh]) secrets.add(each);
  return json(response, 200, {
    access_token: access,
    token_type: 'Bearer',
    expires_in: behaviour.lifetime,
    ...(grant === 'client_credentials' ? {} : { refresh_token: refresh }),
    ...(form.get('scope') === null ? {} : { scope: form.get('scope') }),
    ...behaviour.more,
  });
}

/** Starts it. The client is `client` with the secret `clientSecret`; a device's code counts as entered at once. */
export async function startAuthorizationServer(): Promise<AuthorizationServer> {
  const served: Served = {
    behaviour: { lifetime: 3600, revoked: undefined, consent: 'given', errors: [], more: {}, device: {}, answer: {} },
    grants: [],
    times: [],
    seen: [],
    secrets: new Set([secret]),
    codes: new Map(),
    refreshes: new Set(),
  };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://x');
    const page = pages[pathname];
    if (page === undefined) return void response.writeHead(404).end();
    page(served, { request, response, query, form: await formOf(request) });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...served,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
