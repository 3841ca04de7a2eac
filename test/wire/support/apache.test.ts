import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { type Apache, startApache } from '../../support/apache.ts';

describe('the Apache the tests start', () => {
  let apache: Apache;
  before(async () => {
    apache = await startApache();
  });
  after(() => apache?.stop());
  const ask = (method: string, headers: Record<string, string> = {}, body?: string) =>
    fetch(`${apache.url}/dav/file.json`, { method, headers, ...(body === undefined ? {} : { body }) });

  it('stores what is put and gives it a tag', async () => {
    assert.equal((await ask('PUT', {}, '{"a":1}')).status, 201);
    const answer = await ask('GET');
    assert.match(answer.headers.get('etag') ?? '', /^(W\/)?"/);
    assert.equal(answer.headers.get('content-type'), 'application/json');
  });

  it('refuses a write whose guard does not hold', async () => {
    assert.equal((await ask('PUT', { 'If-Match': '"another"' }, '{"a":2}')).status, 412);
    assert.deepEqual(await (await ask('GET')).json(), { a: 1 });
  });

  it('locks', async () => {
    const wish = '<lockinfo xmlns="DAV:"><lockscope><exclusive/></lockscope><locktype><write/></locktype></lockinfo>';
    assert.equal((await ask('LOCK', { 'Content-Type': 'application/xml' }, wish)).status, 200);
    assert.equal((await ask('PUT', {}, '{"a":3}')).status, 423);
  });

  it('leaves nothing behind', async () => {
    await apache.stop();
    assert.equal(existsSync(apache.folder), false);
    await assert.rejects(ask('GET'));
  });
});
