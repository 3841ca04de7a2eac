import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Tokens } from '../../../src/exchange/ports.ts';
import { type Outcome, type SentOutcome, sendRequest } from '../../../src/exchange/sending/sendRequest.ts';
import { readEnvironments } from '../../../src/exchange/surroundings/environments.ts';
import { tokenKeeper } from '../../../src/transport/auth/tokenKeeper.ts';
import { createTransport, type Transport } from '../../../src/transport/send.ts';
import { options } from '../transport/asking.ts';
import { startTokenServer, type TokenServer } from './tokenServer.ts';
import { signal, startWorld, type World } from './world.ts';

let world: World;
let server: TokenServer;
let transport: Transport;
let told: string[];
let kept: Map<string, string>;

beforeEach(async () => {
  world = await startWorld();
  server = await startTokenServer();
  transport = createTransport();
  told = [];
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
        // The browser of a user who agrees.
        openBrowser: async (url: string) => {
          told.push(url);
          await (await fetch(url)).text();
        },
        showCode: (code: string, url: string) => void told.push(`${code} ${url}`),
      };
      try {
        return { kind: 'token', value: await keeper.token(client, surroundings) };
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
  'Client Secret': 'hush!',
  ...more,
});

async function send(
  authorization: string,
  auth: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const sending = world.sending(`GET ${server.url}/resource\nAuthorization: ${authorization}\n`, 0);
  const environment = { name: 'dev', values };
  const ports = { ...world.ports, tokens: tokens(), hashIdentity: (credentials: string) => credentials };
  return sendRequest(ports, { ...sending, scope: { ...sending.scope, auth, environment } }, signal);
}

const sent = (outcome: Outcome): SentOutcome =>
  outcome.kind === 'sent' ? outcome : assert.fail(JSON.stringify(outcome.faults));
const why = (outcome: Outcome) =>
  outcome.kind === 'refused' ? outcome.faults[0]?.message : assert.fail('it was sent');

describe('a token', () => {
  it('is got by client credentials, and kept', async () => {
    const auth = { api: described({ 'Grant Type': 'Client Credentials', Scope: 'read' }) };
    sent(await send('Bearer {{$auth.token("api")}}', auth));
    sent(await send('Bearer {{$auth.token("api")}}', auth));
    assert.deepEqual(server.seen, ['Bearer token-1', 'Bearer token-1']);
    assert.deepEqual(server.grants, ['client_credentials']);
  });

  it('is got with the secret in the content, where that is said', async () => {
    const auth = { api: described({ 'Grant Type': 'Client Credentials', 'Client Credentials': 'in body' }) };
    sent(await send('Bearer {{$auth.token("api")}}', auth));
    assert.deepEqual(server.seen, ['Bearer token-1']);
  });

  it('is got as httpYac spells it, from variables', async () => {
    const values = { idp_tokenEndpoint: `${server.url}/token`, idp_clientId: 'client', idp_clientSecret: 'hush!' };
    sent(await send('openid client_credentials idp', {}, values));
    assert.deepEqual(server.seen, ['Bearer token-1']);
  });

  it('is got by a code and PKCE, through a browser that comes back to this machine', async () => {
    const auth = { api: described({ 'Grant Type': 'Authorization Code', 'Auth URL': `${server.url}/authorize` }) };
    sent(await send('Bearer {{$auth.token("api")}}', auth));
    assert.deepEqual(server.seen, ['Bearer token-1']);
    const [page = ''] = told;
    assert.match(page, /code_challenge_method=S256/);
    assert.match(page, /redirect_uri=http%3A%2F%2F127\.0\.0\.1%3A\d+%2F/);
  });

  it('is got by a device code, after the user entered it', async () => {
    const auth = {
      api: described({ 'Grant Type': 'Device Authorization', 'Device Auth URL': `${server.url}/device` }),
    };
    sent(await send('Bearer {{$auth.token("api")}}', auth));
    assert.deepEqual(told, ['ABCD http://x/enter']);
    assert.equal(server.grants.length, 2);
  });

  it('is renewed when it has run out, and who asks stays who it was', async () => {
    server.lifetime = 1;
    const auth = { api: described({ 'Grant Type': 'Password', Username: 'ann', Password: 'open' }) };
    const first = sent(await send('Bearer {{$auth.token("api")}}', auth));
    const second = sent(await send('Bearer {{$auth.token("api")}}', auth));
    assert.deepEqual(server.grants, ['password', 'refresh_token']);
    assert.deepEqual(server.seen, ['Bearer token-1', 'Bearer token-2']);
    assert.notEqual(first.wanted.identity, '');
    assert.equal(second.wanted.identity, first.wanted.identity);
    assert.equal(second.before.best?.etag, '"v1"');
  });

  it('is asked for anew when it cannot be renewed', async () => {
    server.lifetime = 1;
    const auth = { api: described({ 'Grant Type': 'Password', Username: 'ann', Password: 'open' }) };
    sent(await send('Bearer {{$auth.token("api")}}', auth));
    for (const [key, set] of kept) kept.set(key, JSON.stringify({ ...JSON.parse(set), refresh: 'forged' }));
    sent(await send('Bearer {{$auth.token("api")}}', auth));
    assert.deepEqual(server.grants, ['password', 'refresh_token', 'password']);
  });

  it('that is static is written down', async () => {
    sent(await send('Bearer {{$auth.token("own")}}', { own: { Type: 'Static', Token: 'abc' } }));
    assert.deepEqual(server.seen, ['Bearer abc']);
  });

  const refusals: readonly (readonly [
    name: string,
    authorization: string,
    auth: () => Readonly<Record<string, unknown>>,
    why: RegExp,
  ])[] = [
    ['of an id that is not there', 'Bearer {{$auth.token("other")}}', () => ({}), /no “other” under Security\.Auth/],
    [
      'of an unknown grant',
      'Bearer {{$auth.token("api")}}',
      () => ({ api: described({ 'Grant Type': 'Implicit' }) }),
      /grant “Implicit”/,
    ],
    [
      'without a URL',
      'Bearer {{$auth.token("api")}}',
      () => ({ api: described({ 'Grant Type': 'Authorization Code' }) }),
      /lacks a URL/,
    ],
    [
      'with a wrong secret',
      'Bearer {{$auth.token("api")}}',
      () => ({ api: described({ 'Grant Type': 'Client Credentials', 'Client Secret': 'very-wrong' }) }),
      /answered invalid_client|refused/,
    ],
    [
      'with a wrong password',
      'Bearer {{$auth.token("api")}}',
      () => ({ api: described({ 'Grant Type': 'Password', Username: 'a', Password: 'very-wrong' }) }),
      /invalid_grant \(wrong password\)/,
    ],
    ['of variables that are not there', 'openid client_credentials nobody', () => ({}), /has no client id/],
    [
      'from where nobody listens',
      'Bearer {{$auth.token("api")}}',
      () => ({ api: described({ 'Grant Type': 'Client Credentials', 'Token URL': 'http://127.0.0.1:1/' }) }),
      /127\.0\.0\.1:1/,
    ],
    [
      'sent back to another machine',
      'Bearer {{$auth.token("api")}}',
      () => ({
        api: described({
          'Grant Type': 'Authorization Code',
          'Auth URL': `${server.url}/authorize`,
          'Redirect URL': 'https://example.org/',
        }),
      }),
      /on this machine/,
    ],
  ];
  for (const [name, authorization, auth, wanted] of refusals) {
    it(`${name} is none: nothing is sent, and what to do is said without a secret`, async () => {
      const message = why(await send(authorization, auth()));
      assert.match(message ?? '', wanted);
      assert.doesNotMatch(message ?? '', /very-wrong|hush/);
      assert.deepEqual(server.seen, []);
    });
  }

  it('is described by the public and the private file together', async () => {
    const content: Readonly<Record<string, string>> = {
      'http-client.env.json': JSON.stringify({
        dev: { Security: { Auth: { api: { Type: 'OAuth2', 'Client ID': 'client' } } } },
      }),
      'http-client.private.env.json': JSON.stringify({
        dev: { Security: { Auth: { api: { 'Client Secret': 'hush!' } } } },
      }),
    };
    const read = async (path: string) => (content[path] === undefined ? undefined : Buffer.from(content[path]));
    const { environments } = await readEnvironments({ read }, 0, () => ({}));
    assert.deepEqual(
      { ...environments.inputs('dev').auth },
      { api: { Type: 'OAuth2', 'Client ID': 'client', 'Client Secret': 'hush!' } },
    );
    assert.equal(environments.inputs('dev').environment.values['Security'], undefined);
  });
});
