import * as oauth from 'oauth4webapi';
import type { Send, SendOptions } from '../../core/http/exchange.ts';
import type { OAuthClient } from '../../core/http/oauthClient.ts';
import { loopbackRedirect, type ReturnPlace } from './loopbackRedirect.ts';
import { type Fetched, fetched, ID_TOKEN } from './oauthAnswers.ts';
import { NoToken, told } from './oauthFailures.ts';

/** What was granted. `expires` is epoch milliseconds; undefined where the server does not say. */
export interface TokenSet {
  readonly access: string;
  readonly id: string | undefined;
  readonly refresh: string | undefined;
  readonly expires: number | undefined;
}

/** The code of a device, and where the user enters it (RFC 8628 §3.2). */
export interface DeviceCode {
  readonly code: string;
  /** To be typed in elsewhere. */
  readonly url: string;
  /** To be opened here: it may hold the code. */
  readonly page: string;
}

/** What a grant needs of the outside. */
export interface OAuthSurroundings {
  /** By which the requests to the authorization server go out: the same proxies and certificates. */
  readonly send: Send;
  readonly options: SendOptions;
  readonly signal: AbortSignal;
  /** Opens the page on which the user agrees. Rejects with a sentence where it was not opened. */
  openBrowser(url: string): Promise<void>;
  /** Shows the code that the user has to enter. */
  showCode(device: DeviceCode): void;
  /** An answer came back that is none to what was asked: its `state` is another one. */
  refused?(): void;
  /** A place to come back to that is not on this machine; undefined to take one that is. */
  returnPlace?(wanted: string | undefined, state: string): Promise<ReturnPlace | undefined>;
  /** The address by which the user's browser reaches the one on this machine; the same, unless something is between. */
  reachable?(url: string): Promise<string>;
}

/** Asks for a token by the client's grant, with PKCE where a browser is involved. Throws NoToken. */
export function requestToken(client: OAuthClient, surroundings: OAuthSurroundings): Promise<TokenSet> {
  return told(secretsOf(client), async () => {
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
  return told([...secretsOf(client), refresh], async () => {
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
  const place = await placeFor(client, state, surroundings);
  try {
    const page = await authorizationPage(client, place.url, state, verifier);
    await surroundings.openBrowser(page).catch(({ message }: Error) => {
      throw new NoToken('given-up', message);
    });
    const came = await place.arrived(surroundings.signal);
    if (came === undefined) throw notCome(surroundings.signal, place.url);
    const issuer = came.get('iss');
    // Who issues is known by its URLs alone: an answer has to come from their origin (RFC 9207 §2.4).
    const from = issuer !== null && isOfOrigin(issuer, client) ? { ...server, issuer } : server;
    const parameters = oauth.validateAuthResponse(from, self, came, state);
    const { url } = place;
    const answer = await oauth.authorizationCodeGrantRequest(server, self, proof, parameters, url, verifier, request);
    return tokenSet(await oauth.processAuthorizationCodeResponse(server, self, answer));
  } finally {
    place.close();
  }
}

/** What to register where the authorization server knows no such place is said with it. */
function notCome({ aborted }: AbortSignal, url: string): NoToken {
  if (aborted) return new NoToken('given-up', GIVEN_UP);
  const place = url.replace(/[?#].*$/s, '');
  return new NoToken('given-up', `nobody came back from the authorization page to ${place} in time.`);
}

const GIVEN_UP = 'the authorization was given up.';

async function placeFor(
  { redirectUrl }: OAuthClient,
  state: string,
  surroundings: OAuthSurroundings,
): Promise<ReturnPlace> {
  const elsewhere = await surroundings.returnPlace?.(redirectUrl, state);
  if (elsewhere !== undefined) return elsewhere;
  const loopback = await loopbackRedirect(redirectUrl, state, () => surroundings.refused?.());
  if (loopback === undefined) {
    throw new NoToken('unreadable', 'the Redirect URL has to be one of http on this machine, and its port free.');
  }
  // Where the editor is on another machine, this also has the port forwarded.
  const reached = (await surroundings.reachable?.(loopback.url)) ?? loopback.url;
  return { ...loopback, url: redirectUrl ?? reached };
}

async function authorizationPage(
  client: OAuthClient,
  redirect: string,
  state: string,
  verifier: string,
): Promise<string> {
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
  return page.href;
}

const isOfOrigin = (issuer: string, { authorizationUrl, tokenUrl }: OAuthClient): boolean =>
  URL.canParse(issuer) &&
  [authorizationUrl, tokenUrl].some((url) => url !== undefined && new URL(url).origin === new URL(issuer).origin);

/** Seconds between two questions when the server names none (RFC 8628 §3.2). */
const USUAL_INTERVAL = 5;

async function byDevice(client: OAuthClient, surroundings: OAuthSurroundings): Promise<TokenSet> {
  const { server, self, proof, request } = partiesOf(client, surroundings);
  const asked = await oauth.deviceAuthorizationRequest(server, self, proof, parametersOf(client), request);
  const device = await oauth.processDeviceAuthorizationResponse(server, self, asked);
  const { user_code: code, verification_uri: url, verification_uri_complete: page = url } = device;
  if (!isWebPage(url) || !isWebPage(page)) {
    throw new NoToken('unreadable', 'the page on which to enter the code is none of http or https.');
  }
  surroundings.showCode({ code, url, page });
  const until = Date.now() + device.expires_in * 1000;
  let interval = device.interval ?? USUAL_INTERVAL;
  while ((await pause(interval * 1000, surroundings.signal)) === 'over' && Date.now() < until) {
    const answer = await oauth.deviceCodeGrantRequest(server, self, proof, device.device_code, request);
    const granted = await oauth.processDeviceCodeResponse(server, self, answer).catch(notYet);
    if (typeof granted !== 'string') return tokenSet(granted);
    if (granted === 'slow_down') interval += 5;
  }
  if (surroundings.signal.aborted) throw new NoToken('given-up', GIVEN_UP);
  throw new NoToken('given-up', 'the code was not entered in time. Send again for a new one.');
}

const isWebPage = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

/** The user has not entered the code so far, or was asked about too often (RFC 8628 §3.5). */
function notYet(error: unknown): 'authorization_pending' | 'slow_down' {
  const code = error instanceof oauth.ResponseBodyError ? error.error : undefined;
  if (code === 'authorization_pending' || code === 'slow_down') return code;
  throw error;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<'over' | 'aborted'> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve('aborted');
    const aborted = (): void => {
      clearTimeout(timer);
      resolve('aborted');
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', aborted);
      resolve('over');
    }, milliseconds);
    signal.addEventListener('abort', aborted, { once: true });
  });
}

const parametersOf = ({ scope, more }: OAuthClient): Record<string, string> => ({
  ...more,
  ...(scope === undefined ? {} : { scope }),
});

const secretsOf = ({ secret, password }: OAuthClient) => [secret, password];

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

function tokenSet(answer: oauth.TokenEndpointResponse): TokenSet {
  const { access_token: access, [ID_TOKEN]: id, refresh_token: refresh, expires_in: seconds } = answer;
  return {
    access,
    id: typeof id === 'string' ? id : undefined,
    refresh,
    expires: seconds === undefined ? undefined : Date.now() + seconds * 1000,
  };
}
