import * as oauth from 'oauth4webapi';
import { describeTransportError } from '../../core/http/describeTransportError.ts';
import type { Exchange, Send, SendOptions } from '../../core/http/exchange.ts';
import type { OAuthClient } from '../../core/http/oauthClient.ts';
import { loopbackRedirect } from './loopbackRedirect.ts';

/** What was granted. `expires` is epoch milliseconds; undefined where the server does not say. */
export interface TokenSet {
  readonly access: string;
  readonly id: string | undefined;
  readonly refresh: string | undefined;
  readonly expires: number | undefined;
}

/** What a grant needs of the outside. */
export interface OAuthSurroundings {
  /** By which the requests to the authorization server go out: the same proxies and certificates. */
  readonly send: Send;
  readonly options: SendOptions;
  readonly signal: AbortSignal;
  /** Opens the page on which the user agrees. */
  openBrowser(url: string): Promise<void>;
  /** Shows the code that the user has to enter at the URL. */
  showCode(code: string, url: string): void;
  /** The address by which the user's browser reaches the one on this machine; the same, unless something is between. */
  reachable?(url: string): Promise<string>;
}

/** Why there is no token, in a sentence that holds no secret. */
export class NoToken extends Error {}

/** Asks for a token by the client's grant, with PKCE where a browser is involved. Throws NoToken. */
export function requestToken(client: OAuthClient, surroundings: OAuthSurroundings): Promise<TokenSet> {
  return told(async () => {
    switch (client.grant) {
      case 'client-credentials':
        return byCredentials(client, surroundings);
      case 'password':
        return byPassword(client, surroundings);
      case 'authorization-code':
        return byCode(client, surroundings);
      case 'device':
        return byDevice(client, surroundings);
    }
  });
}

/** Renews a token (RFC 6749 §6). The server may keep the refresh token as it is. Throws NoToken. */
export function renewToken(client: OAuthClient, refresh: string, surroundings: OAuthSurroundings): Promise<TokenSet> {
  return told(async () => {
    const { server, self, proof, request } = partiesOf(client, surroundings);
    const answer = await oauth.refreshTokenGrantRequest(server, self, proof, refresh, request);
    const set = tokenSet(await oauth.processRefreshTokenResponse(server, self, answer));
    return { ...set, refresh: set.refresh ?? refresh };
  });
}

async function byCredentials(client: OAuthClient, surroundings: OAuthSurroundings): Promise<TokenSet> {
  const { server, self, proof, request } = partiesOf(client, surroundings);
  const answer = await oauth.clientCredentialsGrantRequest(server, self, proof, parametersOf(client), request);
  return tokenSet(await oauth.processClientCredentialsResponse(server, self, answer));
}

async function byPassword(client: OAuthClient, surroundings: OAuthSurroundings): Promise<TokenSet> {
  const { server, self, proof, request } = partiesOf(client, surroundings);
  const parameters = { ...parametersOf(client), username: client.user ?? '', password: client.password ?? '' };
  const answer = await oauth.genericTokenEndpointRequest(server, self, proof, 'password', parameters, request);
  return tokenSet(await oauth.processGenericTokenEndpointResponse(server, self, answer));
}

async function byCode(client: OAuthClient, surroundings: OAuthSurroundings): Promise<TokenSet> {
  const { server, self, proof, request } = partiesOf(client, surroundings);
  const [verifier, state] = [oauth.generateRandomCodeVerifier(), oauth.generateRandomState()];
  const loopback = await loopbackRedirect(client.redirectUrl, state);
  if (loopback === undefined)
    throw new NoToken('the Redirect URL has to be one of http on this machine, and its port free.');
  try {
    const redirect = client.redirectUrl ?? (await surroundings.reachable?.(loopback.url)) ?? loopback.url;
    const page = new URL(client.authorizationUrl ?? '');
    const wanted = {
      ...parametersOf(client),
      response_type: 'code',
      client_id: client.id,
      redirect_uri: redirect,
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(wanted)) page.searchParams.set(name, value);
    await surroundings.openBrowser(page.href);
    const came = await loopback.arrived(surroundings.signal);
    if (came === undefined) throw new NoToken('the authorization was given up.');
    const parameters = oauth.validateAuthResponse(server, self, came, state);
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      self,
      proof,
      parameters,
      redirect,
      verifier,
      request,
    );
    return tokenSet(await oauth.processAuthorizationCodeResponse(server, self, answer));
  } finally {
    loopback.close();
  }
}

/** Seconds between two questions when the server names none (RFC 8628 §3.2). */
const USUAL_INTERVAL = 5;

async function byDevice(client: OAuthClient, surroundings: OAuthSurroundings): Promise<TokenSet> {
  const { server, self, proof, request } = partiesOf(client, surroundings);
  const asked = await oauth.deviceAuthorizationRequest(server, self, proof, parametersOf(client), request);
  const device = await oauth.processDeviceAuthorizationResponse(server, self, asked);
  surroundings.showCode(device.user_code, device.verification_uri_complete ?? device.verification_uri);
  const until = Date.now() + device.expires_in * 1000;
  let interval = device.interval ?? USUAL_INTERVAL;
  while (Date.now() < until && (await pause(interval * 1000, surroundings.signal)) === 'over') {
    const answer = await oauth.deviceCodeGrantRequest(server, self, proof, device.device_code, request);
    const granted = await oauth.processDeviceCodeResponse(server, self, answer).catch(notYet);
    if (typeof granted !== 'string') return tokenSet(granted);
    if (granted === 'slow_down') interval += 5;
  }
  throw new NoToken('the code was not entered in time.');
}

/** The user has not entered the code so far, or was asked about too often (RFC 8628 §3.5). */
function notYet(error: unknown): 'authorization_pending' | 'slow_down' {
  const code = error instanceof oauth.ResponseBodyError ? error.error : undefined;
  if (code === 'authorization_pending' || code === 'slow_down') return code;
  throw error;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<'over' | 'aborted'> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve('aborted');
    const timer = setTimeout(() => resolve('over'), milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve('aborted');
      },
      { once: true },
    );
  });
}

const parametersOf = ({ scope, more }: OAuthClient): Record<string, string> => ({
  ...more,
  ...(scope === undefined ? {} : { scope }),
});

function partiesOf(client: OAuthClient, { send, options, signal }: OAuthSurroundings) {
  const { tokenUrl, deviceUrl, authorizationUrl, secret, secretIn } = client;
  const server: oauth.AuthorizationServer = {
    // No metadata was asked for: the URLs are those that the user gave.
    issuer: new URL(authorizationUrl ?? tokenUrl).origin,
    token_endpoint: tokenUrl,
    ...(deviceUrl === undefined ? {} : { device_authorization_endpoint: deviceUrl }),
  };
  const proof = secret === undefined ? oauth.None() : proofOf(secret, secretIn);
  const request = {
    [oauth.allowInsecureRequests]: tokenUrl.startsWith('http:') || deviceUrl?.startsWith('http:') === true,
    [oauth.customFetch]: (url: string, how: Fetched) => fetched(url, how, send, options, signal),
  };
  return { server, self: { client_id: client.id }, proof, request };
}

const proofOf = (secret: string, place: OAuthClient['secretIn']) =>
  place === 'content' ? oauth.ClientSecretPost(secret) : oauth.ClientSecretBasic(secret);

interface Fetched {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

async function fetched(
  url: string,
  { method, headers, body }: Fetched,
  send: Send,
  options: SendOptions,
  signal: AbortSignal,
): Promise<Response> {
  const content = body === undefined || body === null ? undefined : Buffer.from(String(body));
  const { onPart: _part, onProgress: _progress, cookies: _cookies, ...quiet } = options;
  const request = { method, url, headers: Object.entries(headers), body: content };
  const exchange = await send(request, { ...quiet, redirects: 'stop' }, signal);
  return responseOf(exchange);
}

function responseOf({ response, error }: Exchange): Response {
  if (error !== undefined) throw new NoToken(describeTransportError(error));
  if (response === undefined) throw new NoToken('the authorization server did not answer.');
  const bodiless = response.status === 204 || response.status === 304;
  const headers = response.headers.filter(
    ([name]) => !/^(?:content-encoding|content-length|transfer-encoding)$/i.test(name),
  );
  return new Response(bodiless ? undefined : Buffer.from(response.body), {
    status: response.status,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
  });
}

function tokenSet(answer: oauth.TokenEndpointResponse): TokenSet {
  const { access_token: access, id_token: id, refresh_token: refresh, expires_in: seconds } = answer;
  return { access, id, refresh, expires: seconds === undefined ? undefined : Date.now() + seconds * 1000 };
}

/** What went wrong, in words that hold nothing of what was sent. */
async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NoToken) throw error;
    if (error instanceof oauth.ResponseBodyError || error instanceof oauth.AuthorizationResponseError) {
      const more = error.error_description === undefined ? '' : ` (${error.error_description})`;
      throw new NoToken(`the authorization server answered ${error.error}${more}.`);
    }
    if (error instanceof oauth.WWWAuthenticateChallengeError) {
      throw new NoToken(`the authorization server answered ${error.status}: the client or its secret was refused.`);
    }
    if (error instanceof oauth.OperationProcessingError || error instanceof TypeError) {
      throw new NoToken(`the authorization server gave no token that can be read: ${error.message}.`);
    }
    throw error;
  }
}
