import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An authorization server and a resource that wants its tokens, on one port. */
export interface TokenServer {
  readonly url: string;
  /** Grants asked for, in their order. */
  readonly grants: string[];
  /** The `Authorization` fields that the resource saw. */
  readonly seen: string[];
  /** Seconds that tokens are good for. */
  lifetime: number;
  close(): Promise<void>;
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return new URLSearchParams(text);
}

const client = `Basic ${Buffer.from('client:hush%21').toString('base64')}`;

/** Starts it. The client is `client` with the secret `hush!`; the user's agreement is given at once. */
export async function startTokenServer(): Promise<TokenServer> {
  const grants: string[] = [];
  const seen: string[] = [];
  const codes = new Map<string, string>();
  const refreshes = new Set<string>();
  let polls = 0;
  const state = { lifetime: 3600 };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
    const json = (status: number, data: object) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(data));
    };
    if (pathname === '/authorize') {
      const code = randomUUID();
      codes.set(code, searchParams.get('code_challenge') ?? '');
      const back = new URL(searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', searchParams.get('state') ?? '');
      response.writeHead(302, { Location: back.href }).end();
      return;
    }
    if (pathname === '/resource') {
      seen.push(request.headers.authorization ?? '');
      response.writeHead(200, { ETag: '"v1"' }).end('ok');
      return;
    }
    const form = await formOf(request);
    const authentic = request.headers.authorization === client || form.get('client_secret') === 'hush!';
    if (pathname === '/device') {
      json(200, {
        device_code: 'd',
        user_code: 'ABCD',
        verification_uri: 'http://x/enter',
        expires_in: 60,
        interval: 1,
      });
      return;
    }
    const grant = form.get('grant_type') ?? '';
    grants.push(grant);
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    if (!authentic) return json(401, { error: 'invalid_client' });
    if (grant === 'authorization_code' && code !== verifier) return json(400, { error: 'invalid_grant' });
    if (grant === 'password' && form.get('password') !== 'open')
      return json(400, { error: 'invalid_grant', error_description: 'wrong password' });
    if (grant === 'refresh_token' && !refreshes.delete(form.get('refresh_token') ?? ''))
      return json(400, { error: 'invalid_grant' });
    if (grant.endsWith('device_code')) polls += 1;
    if (grant.endsWith('device_code') && polls < 2) return json(400, { error: 'authorization_pending' });
    const refresh = randomUUID();
    refreshes.add(refresh);
    json(200, {
      access_token: `token-${grants.length}`,
      token_type: 'Bearer',
      expires_in: state.lifetime,
      ...(grant === 'client_credentials' ? {} : { refresh_token: refresh }),
      ...(form.get('scope') === null ? {} : { scope: form.get('scope') }),
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    grants,
    seen,
    get lifetime() {
      return state.lifetime;
    },
    set lifetime(seconds: number) {
      state.lifetime = seconds;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
