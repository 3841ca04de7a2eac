import type { OAuthClient } from '../../core/http/oauthClient.ts';
import { type TokenWish, usualPrefix } from '../../core/syntax/values/question.ts';
import { isObject } from '../surroundings/environmentLayer.ts';

/** What the wish asks for: a client, a token that is written down, nothing to be looked up, or what is missing. */
export type Described =
  | { readonly kind: 'client'; readonly client: OAuthClient }
  | { readonly kind: 'static'; readonly value: string }
  | { readonly kind: 'account' }
  | { readonly kind: 'none'; readonly why: string };

/** Where descriptions of clients come from. */
export interface ClientSources {
  /** `Security.Auth` of the environment. */
  readonly configured: Readonly<Record<string, unknown>>;
  /** A text with its variables replaced. */
  expand(text: string): string;
  /** The value of a variable. */
  variable(name: string): string | undefined;
}

/** Finds the client that the wish means, in the JetBrains client's or in httpYac's spelling. */
export function describeClient(wish: TokenWish, sources: ClientSources): Described {
  switch (wish.kind) {
    case 'account':
      return { kind: 'account' };
    case 'configured':
      return configured(wish, sources);
    case 'prefixed':
      return prefixed(wish, sources);
  }
}

function configured(
  wish: Extract<TokenWish, { kind: 'configured' }>,
  { configured: all, expand }: ClientSources,
): Described {
  const data = Object.hasOwn(all, wish.id) ? all[wish.id] : undefined;
  if (!isObject(data)) {
    return none(
      `the environment has no “${wish.id}” under Security.Auth in http-client.env.json. Choose the environment, or add it.`,
    );
  }
  const read = (name: string): string | undefined => {
    const value = data[name];
    return typeof value === 'string' && value !== '' ? expand(value) : undefined;
  };
  if (/^static$/i.test(read('Type') ?? '')) {
    const value = read('Token');
    return value === undefined
      ? none(`“${wish.id}” is of the type Static and has no Token.`)
      : { kind: 'static', value };
  }
  const more = isObject(data['Custom Request Parameters']) ? data['Custom Request Parameters'] : {};
  return complete(wish.id, read('Grant Type') ?? '', {
    tokenUrl: read('Token URL'),
    authorizationUrl: read('Auth URL'),
    deviceUrl: read('Device Auth URL'),
    redirectUrl: read('Redirect URL'),
    id: read('Client ID'),
    secret: read('Client Secret'),
    secretIn: /body/i.test(read('Client Credentials') ?? '') ? 'content' : 'field',
    scope: read('Scope'),
    user: read('Username'),
    password: read('Password'),
    more: Object.fromEntries(
      Object.entries(more).flatMap(([name, value]) => (typeof value === 'string' ? [[name, expand(value)]] : [])),
    ),
    token: wish.token === 'id' || data['Use ID Token'] === true ? 'id' : 'access',
  });
}

function prefixed({ grant, prefix }: Extract<TokenWish, { kind: 'prefixed' }>, { variable }: ClientSources): Described {
  const read = (name: string) => variable(`${prefix}_${name}`) || variable(`${usualPrefix}_${name}`) || undefined;
  const more = ['audience', 'resource'].flatMap((name) => {
    const value = read(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return complete(prefix, grant, {
    tokenUrl: read('tokenEndpoint'),
    authorizationUrl: read('authorizationEndpoint'),
    deviceUrl: read('deviceCodeEndpoint') ?? read('deviceAuthorizationEndpoint'),
    redirectUrl: read('redirectUri'),
    id: read('clientId'),
    secret: read('clientSecret'),
    secretIn: 'field',
    scope: read('scope'),
    user: read('username'),
    password: read('password'),
    more: Object.fromEntries(more),
    token: 'access',
  });
}

type Parts = Omit<OAuthClient, 'grant' | 'tokenUrl' | 'id'> & {
  readonly tokenUrl: string | undefined;
  readonly id: string | undefined;
};

const grants: Readonly<Record<string, OAuthClient['grant']>> = {
  clientcredentials: 'client-credentials',
  client: 'client-credentials',
  authorizationcode: 'authorization-code',
  code: 'authorization-code',
  deviceauthorization: 'device',
  devicecode: 'device',
  device: 'device',
  password: 'password',
};

/** The URL that each grant needs besides that of the token. */
const needed = {
  'client-credentials': undefined,
  password: undefined,
  'authorization-code': 'authorizationUrl',
  device: 'deviceUrl',
} as const;

function complete(name: string, grantName: string, parts: Parts): Described {
  const grant = grants[grantName.toLowerCase().replaceAll(/[^a-z]/g, '')];
  if (grant === undefined) {
    const known = 'Client Credentials, Authorization Code, Device Authorization and Password';
    return none(`the grant “${grantName}” of “${name}” is none of those known: ${known}.`);
  }
  const { tokenUrl, id } = parts;
  if (tokenUrl === undefined || id === undefined) {
    return none(`“${name}” has no ${id === undefined ? 'client id' : 'token URL'}.`);
  }
  const url = needed[grant];
  const urls = [tokenUrl, ...(url === undefined ? [] : [parts[url]])];
  if (!urls.every((each) => each !== undefined && URL.canParse(each) && /^https?:/i.test(each))) {
    return none(`“${name}” lacks a URL that its grant needs, or one of them is no URL of http or https.`);
  }
  return { kind: 'client', client: { ...parts, grant, tokenUrl, id } };
}

const none = (why: string): Described => ({ kind: 'none', why });
