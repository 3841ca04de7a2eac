import assert from 'node:assert/strict';
import { commands, type TextDocument } from 'vscode';
import { type AuthorizationServer, clientSecret, startAuthorizationServer } from '../support/authorizationServer.ts';
import { until } from '../support/until.ts';
import { lastResponse, open } from './support.ts';

describe('tokens in the editor', () => {
  let server: AuthorizationServer;

  beforeEach(async () => {
    server = await startAuthorizationServer();
  });
  afterEach(async () => {
    await server.close();
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  const asking = (authorization: string): Promise<TextDocument> =>
    open(
      [
        `@idp_tokenEndpoint = ${server.url}/token`,
        '@idp_clientId = client',
        '@idp_username = ann',
        '@idp_password = open-sesame',
        `@idp_clientSecret = ${clientSecret}`,
        `GET ${server.url}/resource`,
        `Authorization: ${authorization}`,
        '',
      ].join('\n'),
    );
  const send = (document: TextDocument) => commands.executeCommand('precondition.send', document.uri, 0);
  const numbers = () => server.seen.map((field) => /^Bearer token-(\d+)/.exec(field)?.[1]);

  it('are asked for once by a client’s own credentials, kept, and asked for anew once they were forgotten', async () => {
    const document = await asking('openid client_credentials idp');
    await send(document);
    await send(document);
    assert.match(lastResponse(), /^HTTP\/1\.1 200 OK/);
    assert.deepEqual(server.grants, ['client_credentials']);
    const forgotten = commands.executeCommand('precondition.forgetTokens');
    await until('the list', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return Promise.race([forgotten.then(() => true), new Promise((resolve) => setTimeout(resolve, 300))]);
    });
    await send(document);
    assert.deepEqual(numbers(), ['1', '1', '2']);
  });

  it('that ran out are renewed', async () => {
    server.behaviour.lifetime = 1;
    const document = await asking('openid password idp');
    await send(document);
    await send(document);
    assert.deepEqual(server.grants, ['password', 'refresh_token']);
    assert.deepEqual(numbers(), ['1', '2']);
    for (const secret of server.secrets) assert.ok(!lastResponse().includes(secret));
  });

  it('that the server takes for invalid are told of, and got anew by the next send', async () => {
    const document = await asking('openid client_credentials idp');
    await send(document);
    server.behaviour.revoked = 'token-1';
    await send(document);
    assert.match(lastResponse(), /^HTTP\/1\.1 401 .*\n# The server takes the token for invalid: send again/);
    await send(document);
    assert.match(lastResponse(), /^HTTP\/1\.1 200 /);
    assert.deepEqual(numbers(), ['1', '1', '2']);
  });

  it('that cannot be had are no reason to send without', async () => {
    server.behaviour.errors.push({ error: 'invalid_client' });
    const document = await asking('openid client_credentials idp');
    await send(document);
    assert.deepEqual([server.grants, server.seen], [['client_credentials'], []]);
  });
});
