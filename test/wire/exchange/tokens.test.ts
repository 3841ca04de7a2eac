import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Tokens } from '../../../src/exchange/ports.ts';
import { type Outcome, type SentOutcome, sendRequest } from '../../../src/exchange/sending/sendRequest.ts';
import { readEnvironments } from '../../../src/exchange/surroundings/environments.ts';
import type { DeviceCode } from '../../../src/transport/auth/oauth.ts';
import { tokenKeeper } from '../../../src/transport/auth/tokenKeeper.ts';
import { createTransport, type Transport } from '../../../src/transport/send.ts';
import { type AuthorizationServer, clientSecret, startAuthorizationServer } from '../../support/authorizationServer.ts';
import { options } from '../transport/asking.ts';
import { signal, startWorld, type World } from './world.ts';

let world: World;
let server: AuthorizationServer;
let transport: Transport;
let told: string[];
let strangers: number;
/** The browser of a user. */
let browse: (url: string) => Promise<void>;
let kept: Map<string, string>;

beforeEach(async () => {
  world = await startWorld();
  server = await startAuthorizationServer();
  transport = createTransport();
  told = [];
  strangers = 0;
  browse = async (url) => {
    await (await fetch(url)).text();
  };
  kept = new Map();
});
afterEach(async () => {
  await Promise.all([world.close(), server.close(), transport.close()]);
});

function tokens(): Tokens {
  const keeper = tokenKeeper({
    read: async (key) => kept.get(key),
    write: async (key, stored) => {
      kept.set(key, stored);
    },
  });
  return {
    grant: async (wish, client, abort = signal) => {
      assert.ok(client, JSON.stringify(wish));
      const surroundings = {
        send: transport.send,
        options,
        signal: abort,
        openBrowser: async (url: string) => {
          told.push(url);
          await browse(url);
        },
        refused: () => {
          strangers += 1;
        },
        showCode: ({ code, url }: DeviceCode) => void told.push(`${code} ${url}`),
      };
      try {
        const value = await keeper.token(client, surroundings);
        return { kind: 'token', value, refused: () => keeper.outdate(client, value) };
      } catch (error) {
        return { kind: 'none', why: error instanceof Error ? error.message : '' };
      }
    },
  };
}

const described = (more: Readonly<Record<string, unknown>>) => ({
  Type: 'OAuth2',
  'Token URL': `${server.url}/token`,
  'Client ID': 'client',
  'Client Secret': clientSecret,
  ...more,
});

const byCode = (more: Readonly<Record<string, unknown>> = {}) =>
  described({ 'Grant Type': 'Authorization Code', 'Auth URL': `${server.url}/authorize`, ...more });
const byDevice = () => described({ 'Grant Type': 'Device Authorization', 'Device Auth URL': `${server.url}/device` });

async function send(
  authorization: string,
  auth: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, string>> = {},
  cancel: AbortSignal = signal,
): Promise<Outcome> {
  const sending = world.sending(`GET ${server.url}/resource\nAuthorization: ${authorization}\n`, 0);
  const environment = { name: 'dev', values };
  const ports = { ...world.ports, tokens: tokens(), hashIdentity: (credentials: string) => credentials };
  return sendRequest(ports, { ...sending, scope: { ...sending.scope, auth, environment } }, cancel);
}

/** The tokens that the resource saw, by their numbers. */
const tokensSeen = () => server.seen.map((field) => /^Bearer (token-\d+)/.exec(field)?.[1] ?? field);

const sent = (outcome: Outcome): SentOutcome =>
  outcome.kind === 'sent' ? outcome : assert.fail(JSON.stringify(outcome.faults));
const why = (outcome: Outcome) =>
  outcome.kind === 'refused' ? outcome.faults[0]?.message : assert.fail('it was sent');

describe('a token', () => {
  it('is got by client credentials, and kept', async () => {
    const auth = { api: described({ 'Grant Type': 'Client Credentials', Scope: 'read' }) };
    sent(await send('Bearer {{$auth.token("api")}}', auth));
    sent(await send('Bearer {{$auth.token("api")}}', auth));
    assert.deepEqual(tokensSeen(), ['token-1', 'token-1']);
    assert.deepEqual(server.grants, ['client_credentials']);
  });

  it('is got with the secret in the content, where that is said', async () => {
    const auth = { api: described({ 'Grant Type': 'Client Credentials', 'Client Credentials': 'in body' }) };
    sent(await send('Bearer {{$auth.token("api")}}', auth));
    assert.deepEqual(tokensSeen(), ['token-1']);
  });

  it('is got as httpYac spells it, from variables', async () => {
    const values = { idp_tokenEndpoint: `${server.url}/token`, idp_clientId: 'client', idp_clientSecret: clientSecret };
    sent(await send('openid client_credentials idp', {}, values));
    assert.deepEqual(tokensSeen(), ['token-1']);
  });

  it('is got by a code and PKCE, through a browser that comes back to this machine', async () => {
    const auth = { api: described({ 'Grant Type': 'Authorization Code', 'Auth URL': `${server.url}/authorize` }) };
    sent(await send('Bearer {{$auth.token("api")}}', auth));
    assert.deepEqual(tokensSeen(), ['token-1']);
    const [page = ''] = told;
    assert.match(page, /code_challenge_method=S256/);
    assert.match(page, /redirect_uri=http%3A%2F%2F127\.0\.0\.1%3A\d+%2F/);
  });

  it('is got by a device code, once the user has entered it; a server that is asked too often is asked less', async () => {
    server.behaviour.errors.push({ error: 'authorization_pending' }, { error: 'slow_down' });
    sent(await send('Bearer {{$auth.token("api")}}', { api: byDevice() }));
    assert.deepEqual(told, [`WDJB-MJHT ${server.url}/enter`]);
    const [first = 0, second = 0, third = 0] = server.times;
    assert.equal(server.times.length, 3);
    assert.ok(second - first < 5500 && third - second >= 5900, String(server.times));
  });

  it('is renewed when it has run out, and who asks stays who it was', async () => {
    server.behaviour.lifetime = 1;
    const auth = { api: described({ 'Grant Type': 'Password', Username: 'ann', Password: 'open-sesame' }) };
    const first = sent(await send('Bearer {{$auth.token("api")}}', auth));
    const second = sent(await send('Bearer {{$auth.token("api")}}', auth));
    assert.deepEqual(server.grants, ['password', 'refresh_token']);
    assert.deepEqual(tokensSeen(), ['token-1', 'token-2']);
    assert.notEqual(first.wanted.identity, '');
    assert.equal(second.wanted.identity, first.wanted.identity);
    assert.equal(second.before.best?.etag, '"v1"');
  });

  it('that the server takes for invalid is told, not sent again by itself, and renewed for the next send', async () => {
    server.behaviour.lifetime = undefined;
    const auth = { api: described({ 'Grant Type': 'Password', Username: 'ann', Password: 'open-sesame' }) };
    sent(await send('Bearer {{$auth.token("api")}}', auth));
    server.behaviour.revoked = 'token-1';
    const refused = sent(await send('Bearer {{$auth.token("api")}}', auth));
    assert.deepEqual([refused.exchange.response?.status, refused.tokenRefused], [401, 'yes']);
    assert.deepEqual(server.grants, ['password']);
    const next = sent(await send('Bearer {{$auth.token("api")}}', auth));
    assert.deepEqual([next.exchange.response?.status, next.tokenRefused], [200, undefined]);
    assert.deepEqual(server.grants, ['password', 'refresh_token']);
    assert.deepEqual(tokensSeen(), ['token-1', 'token-1', 'token-2']);
  });

  it('is asked for anew when it cannot be renewed', async () => {
    server.behaviour.lifetime = 1;
    const auth = { api: described({ 'Grant Type': 'Password', Username: 'ann', Password: 'open-sesame' }) };
    sent(await send('Bearer {{$auth.token("api")}}', auth));
    for (const [key, set] of kept) kept.set(key, JSON.stringify({ ...JSON.parse(set), refresh: 'forged' }));
    sent(await send('Bearer {{$auth.token("api")}}', auth));
    assert.deepEqual(server.grants, ['password', 'refresh_token', 'password']);
  });

  it('that is static is written down', async () => {
    sent(await send('Bearer {{$auth.token("own")}}', { own: { Type: 'Static', Token: 'abc' } }));
    assert.deepEqual(server.seen, ['Bearer abc']);
  });

  it('goes with what servers write and no specification says', async () => {
    const claims = Buffer.from(JSON.stringify({ iss: `${server.url}/realms/other`, aud: 'somebody' })).toString(
      'base64url',
    );
    server.behaviour.more = {
      id_token: `eyJhbGciOiJFUzI1NiJ9.${claims}.c2ln`,
      token_type: undefined,
      expires_in: '3600',
    };
    server.behaviour.answer = { iss: `${server.url}/realms/other` };
    server.behaviour.errors.push({ status: 200, error: 'authorization_pending' });
    server.behaviour.device = { verification_uri: undefined, verification_url: `${server.url}/enter` };
    sent(await send('Bearer {{$auth.token("api")}}', { api: byDevice() }));
    sent(await send('Bearer {{$auth.token("api")}}', { api: byCode() }));
    sent(await send('Bearer {{$auth.idToken("api")}}', { api: byCode() }));
    assert.deepEqual(tokensSeen(), ['token-2', 'token-3', `Bearer eyJhbGciOiJFUzI1NiJ9.${claims}.c2ln`]);
  });

  it('that ran out is not asked for anew in the browser while nobody knows whether it can be renewed', async () => {
    server.behaviour.lifetime = 1;
    const api = byCode();
    sent(await send('Bearer {{$auth.token("api")}}', { api }));
    server.behaviour.errors.push({ status: 503, error: 'temporarily_unavailable' });
    await server.close();
    const message = why(await send('Bearer {{$auth.token("api")}}', { api }));
    assert.match(message ?? '', /Nothing listens at 127\.0\.0\.1/);
    assert.equal(told.length, 1);
  });

  it('is not taken from an answer with another state, and the page says so', async () => {
    const pages: string[] = [];
    browse = async (url) => {
      const back = new URL(new URL(url).searchParams.get('redirect_uri') ?? '');
      for (const query of ['code=stolen&state=other', 'code=stolen', `error=access_denied&state=${'x'.repeat(43)}`]) {
        const answer = await fetch(`${back.href}?${query}`);
        pages.push(`${answer.status} ${await answer.text()}`);
      }
      assert.equal((await fetch(`${back.href}favicon.ico`)).status, 404);
      await (await fetch(url)).text();
    };
    sent(await send('Bearer {{$auth.token("api")}}', { api: byCode() }));
    assert.deepEqual(strangers, 3);
    assert.ok(
      pages.every((page) => /^400 .*Nothing was taken/s.test(page)),
      String(pages),
    );
    assert.deepEqual(server.grants, ['authorization_code']);
    assert.deepEqual(tokensSeen(), ['token-1']);
  });

  const given = () => described({ 'Grant Type': 'Client Credentials' });
  const refusals: readonly (readonly [name: string, api: () => Readonly<Record<string, unknown>>, why: RegExp])[] = [
    ['of an unknown grant', () => described({ 'Grant Type': 'Implicit' }), /grant “Implicit”/],
    ['without a URL', () => described({ 'Grant Type': 'Authorization Code' }), /lacks a URL/],
    [
      'with a wrong secret',
      () => ({ ...given(), 'Client Secret': 'very-wrong' }),
      /does not know this client, or its secret is wrong\. Check Client ID and secret\. \(invalid_client\)$/,
    ],
    [
      'with a wrong password that the server repeats',
      () => described({ 'Grant Type': 'Password', Username: 'a', Password: 'very-wrong' }),
      /took the code, password or refresh token for wrong.* \(invalid_grant\) It says: “wrong password •••”\.$/,
    ],
    [
      'of a scope that the server does not know',
      () => {
        server.behaviour.errors.push({ error: 'invalid_scope' });
        return given();
      },
      /does not know this scope/,
    ],
    [
      'of a server with words of its own, and many',
      () => {
        server.behaviour.errors.push({ error: 'x_odd', error_description: `two\nlines \u202e ${'long '.repeat(100)}` });
        return given();
      },
      /the authorization server refused\. \(x_odd\) It says: “two lines long .{150,200} …”\.$/,
    ],
    [
      'of a server that gives something else',
      () => {
        server.behaviour.more = { access_token: 7 };
        return given();
      },
      /gave nothing that can be read as a token/,
    ],
    [
      'that the user refuses',
      () => {
        server.behaviour.answer = { error: 'access_denied', error_description: 'Not today' };
        return byCode();
      },
      /: access was refused on the page of the authorization server\. Send again to be asked once more\. \(access_denied\) It says: “Not today”\.$/,
    ],
    [
      'whose issuer is somebody else',
      () => {
        server.behaviour.answer = { iss: 'https://elsewhere.test/' };
        return byCode();
      },
      /unexpected "iss"/,
    ],
    [
      'for which no page opened',
      () => {
        browse = async () => {
          throw new Error('the page was not opened.');
        };
        return byCode();
      },
      /: the page was not opened\.$/,
    ],
    [
      'whose code ran out',
      () => {
        server.behaviour.errors.push({ error: 'expired_token' });
        return byDevice();
      },
      /the code ran out before it was entered\. Send again for a new one\./,
    ],
    [
      'whose code nobody entered',
      () => {
        server.behaviour.device = { expires_in: 1, interval: 2 };
        return byDevice();
      },
      /the code was not entered in time/,
    ],
    [
      'whose page is no page',
      () => {
        server.behaviour.device = { verification_uri: 'command:workbench.action.quit' };
        return byDevice();
      },
      /the page on which to enter the code is none of http/,
    ],
    ['from where nobody listens', () => ({ ...given(), 'Token URL': 'http://127.0.0.1:1/' }), /127\.0\.0\.1:1/],
    ['sent back to another machine', () => byCode({ 'Redirect URL': 'https://example.org/' }), /on this machine/],
  ];
  for (const [name, api, wanted] of refusals) {
    it(`${name} is none: nothing is sent, and what to do is said without a secret`, async () => {
      const message = why(await send('Bearer {{$auth.token("api")}}', { api: api() }));
      assert.match(message ?? '', wanted);
      for (const secret of [...server.secrets, 'very-wrong']) assert.ok(!message?.includes(secret), message);
      assert.deepEqual(server.seen, []);
    });
  }

  for (const [name, api] of [
    ['while the browser is out', byCode],
    ['while a code is to be entered', byDevice],
  ] as const) {
    it(`is given up ${name}, when the send is cancelled`, async () => {
      const control = new AbortController();
      server.behaviour.consent = 'asked';
      server.behaviour.errors.push({ error: 'authorization_pending' });
      setTimeout(() => control.abort(), 300);
      const message = why(await send('Bearer {{$auth.token("api")}}', { api: api() }, {}, control.signal));
      assert.match(message ?? '', /: the authorization was given up\.$/);
      assert.deepEqual(server.seen, []);
    });
  }

  it('of an id or of variables that are not there is none', async () => {
    assert.match(why(await send('Bearer {{$auth.token("other")}}', {})) ?? '', /no “other” under Security\.Auth/);
    assert.match(why(await send('openid client_credentials nobody', {})) ?? '', /has no client id/);
  });

  it('is described by the public and the private file together', async () => {
    const content: Readonly<Record<string, string>> = {
      'http-client.env.json': JSON.stringify({
        dev: { Security: { Auth: { api: { Type: 'OAuth2', 'Client ID': 'client' } } } },
      }),
      'http-client.private.env.json': JSON.stringify({
        dev: { Security: { Auth: { api: { 'Client Secret': clientSecret } } } },
      }),
    };
    const read = async (path: string) => (content[path] === undefined ? undefined : Buffer.from(content[path]));
    const { environments } = await readEnvironments({ read }, 0, () => ({}));
    assert.deepEqual(
      { ...environments.inputs('dev').auth },
      { api: { Type: 'OAuth2', 'Client ID': 'client', 'Client Secret': clientSecret } },
    );
    assert.equal(environments.inputs('dev').environment.values['Security'], undefined);
  });
});
