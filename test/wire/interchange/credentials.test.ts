import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import aws4 from 'aws4';
import type { HttpRequest } from '../../../src/core/http/exchange.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { curlCommand } from '../../../src/core/interchange/curlCommand.ts';
import { leftOut } from '../../../src/core/interchange/snippet/leftOut.ts';
import type { SnippetLanguage } from '../../../src/core/interchange/snippet/literal.ts';
import { snippet } from '../../../src/core/interchange/snippet/snippet.ts';
import { type Apache, startApache } from '../../support/apache.ts';
import { folderWith, isHere, ranIn, runIn, toolchains } from './programs.ts';

const md5 = (content: string) => createHash('md5').update(content).digest('hex');

const request = (url: string, authorization: string, more: HeaderList = [], method = 'GET'): HttpRequest => ({
  method,
  url,
  headers: [...more, ['Authorization', authorization]],
  body: undefined,
});

/** What the command prints, in a real bash. */
function printed(command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const shell = spawn('bash', ['-c', `${command} -sS -w '%{http_code}'`]);
    let text = '';
    for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
    shell.on('error', reject);
    shell.on('close', () => resolve(text));
  });
}

describe('a request with a Digest, copied', function () {
  this.timeout(120_000);
  let apache: Apache;
  const secret = `s'3"c $ret`;

  before(async function () {
    if (!isHere(['curl', '--version'], 'copied commands are not run')) this.skip();
    apache = await startApache({
      modules: ['auth_digest', 'authn_core', 'authn_file', 'authz_user'],
      files: { 'digest.users': `ann:the vault:${md5(`ann:the vault:${secret}`)}\n` },
      lines: (home) => `
<Location "/">
  AuthType Digest
  AuthName "the vault"
  AuthDigestProvider file
  AuthUserFile "${home}/digest.users"
  Require valid-user
</Location>`,
    });
  });
  after(() => apache?.stop());

  it('is let in as curl', async () => {
    const { text, remarks } = curlCommand(request(`${apache.url}/`, `Digest ann ${secret}`), 'bash');
    assert.match(await printed(text), /(?:200|403|404)$/);
    assert.deepEqual(remarks, []);
    assert.match(await printed(curlCommand(request(`${apache.url}/`, 'Digest ann wrong'), 'bash').text), /401$/);
  });

  // The C# one is compiled below: Mono, which runs it here, breaks down in its own code for Digest.
  it('is a program of Python that is let in', async function () {
    const tools = toolchains.python;
    if (!isHere(tools.present, 'python is not run') || !isHere(tools.runs, 'python is not run')) this.skip();
    const code = snippet(request(`${apache.url}/nothing`, `Digest ann:${secret}`), 'python');
    const folder = folderWith('python', code);
    assert.equal(runIn(folder, tools.check).status, 0, code);
    const { out, err } = await ranIn(folder, tools.run);
    assert.match(`${out}${err}`, /404/, code);
  });
});

describe('a request signed for AWS, copied as curl', function () {
  this.timeout(60_000);
  let server: Server;
  let received: IncomingMessage | undefined;
  const keys = { accessKeyId: 'AKID', secretAccessKey: 'sec/ret+key' };

  before(async function () {
    if (!isHere(['curl', '--version'], 'copied commands are not run')) this.skip();
    server = createServer((message, response) => {
      received = message;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => void server?.close());

  it('has the signature that its server expects', async () => {
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const value = `AWS AKID ${keys.secretAccessKey} token:t0ken region:eu-west-1 service:execute-api`;
    const { text, remarks } = curlCommand(request(`http://${host}/a`, value, [['If-None-Match', '"v1"']]), 'bash');
    await printed(text);
    const { authorization = '', ...fields } = received?.headers ?? {};
    assert.equal(fields['x-amz-security-token'], 't0ken');
    assert.equal(fields['if-none-match'], '"v1"');
    const [, names = ''] = /SignedHeaders=([^,]*)/.exec(authorization) ?? [];
    const headers = Object.fromEntries(names.split(';').map((name) => [name, String(fields[name] ?? '')]));
    const signed = aws4.sign(
      {
        host,
        path: '/a',
        method: 'GET',
        headers,
        service: 'execute-api',
        region: 'eu-west-1',
      },
      keys,
    );
    const signature = (text: unknown) => /Signature=(\w+)/.exec(String(text))?.[1];
    assert.equal(signature(authorization), signature(signed.headers?.['Authorization']), authorization);
    assert.match(remarks.join(), /7\.75/);
  });
});

describe('credentials that a language does not compute', function () {
  this.timeout(120_000);
  const values = ['Digest ann secret', 'AWS AKID secret', 'NTLM ann secret', 'Negotiate ann secret', 'AWS AKID'];
  for (const language of Object.keys(toolchains) as SnippetLanguage[]) {
    it(`are left out in ${language}, and said to be`, () => {
      const { present, check } = toolchains[language];
      const here = isHere(present, `${language} is not checked`);
      for (const value of values) {
        const asked = request('http://h.example/', value, [['If-Match', '"v1"']], 'PUT');
        const code = snippet(asked, language);
        const said = leftOut(asked, language);
        assert.ok(!code.includes(value), 'the password goes out as it is');
        if (said !== undefined) assert.ok(code.startsWith(`${language === 'python' ? '#' : '//'} ${said}\n`));
        if (here) assert.equal(runIn(folderWith(language, code), check).status, 0, code);
      }
    });
  }
});
