import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, env, Range, Uri, window } from 'vscode';
import { until } from '../support/until.ts';
import { at, open } from './support.ts';

const inFront = () => window.activeTextEditor?.document.getText() ?? '';
const guarded = '### Save\nPUT http://127.0.0.1:9/a\nIf-Match: "v1"\nContent-Type: application/json\n\n{"a": 1}\n';

describe('requests from other tools and for them', () => {
  it('a curl command on the clipboard becomes a request after the one at the caret', async () => {
    const document = await open(guarded);
    const caret = at(document, '{"a"');
    await window.showTextDocument(document, { selection: new Range(caret, caret) });
    await env.clipboard.writeText('curl -X DELETE http://127.0.0.1:9/b \\\n  -H \'If-Match: "v2"\'');
    await commands.executeCommand('precondition.pasteCurl');
    await until('the request', async () =>
      document.getText().includes('DELETE http://127.0.0.1:9/b\nIf-Match: "v2"\n'),
    );
    assert.ok(document.getText().startsWith(guarded.trimEnd()));
  });

  for (const [form, sign] of [
    ['cURL (bash)', /^curl -X PUT --url http:\/\/127\.0\.0\.1:9\/a \\\n {2}-H 'If-Match: "v1"'/],
    ['Python', /'If-Match': validator/],
    ['JavaScript', /\['If-Match', validator\]/],
  ] as const) {
    it(`a request is copied as ${form}`, async () => {
      const document = await open(guarded);
      await commands.executeCommand('precondition.copyRequestAs', document.uri, 0, form);
      assert.match(await env.clipboard.readText(), sign);
    });
  }

  for (const [value, copied] of [
    ['Bearer {{$auth.token("shop")}}', /-H 'Authorization: Bearer YOUR_TOKEN'/],
    ['openid client_credentials shop', /-H 'Authorization: Bearer YOUR_TOKEN'/],
    ['Basic ann secret', /-H 'Authorization: Basic YW5uOnNlY3JldA=='/],
    ['Digest ann secret', /--digest.*--user ann:secret/s],
    ['AWS AKID secret', /--aws-sigv4 aws:amz:us-east-1:s3.*--user AKID:secret/s],
  ] as const) {
    it(`a request with ${value} is copied as a command that works`, async () => {
      const document = await open(`GET http://127.0.0.1:9/\nAuthorization: ${value}\n`);
      await commands.executeCommand('precondition.copyRequestAs', document.uri, 0, 'cURL (bash)');
      assert.match(await env.clipboard.readText(), copied);
    });
  }

  it('a HAR file opens as requests', async () => {
    await open('');
    const file = join(mkdtempSync(join(tmpdir(), 'precondition-har-')), 'recorded.har');
    const request = { method: 'GET', url: 'http://127.0.0.1:9/d', headers: [{ name: 'If-None-Match', value: '"v4"' }] };
    const entries = [{ startedDateTime: '2026-11-21T12:00:00Z', time: 1, request, response: { status: 304 } }];
    writeFileSync(file, JSON.stringify({ log: { version: '1.2', entries } }));
    await commands.executeCommand('precondition.openHar', Uri.file(file));
    assert.equal(inFront(), '### 1 GET /d → 304\n# recorded with If-None-Match: "v4"\nGET http://127.0.0.1:9/d\n');
    assert.equal(window.activeTextEditor?.document.languageId, 'http');
  });
});
