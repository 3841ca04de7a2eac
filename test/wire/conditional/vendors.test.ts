import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vendorAt, versionsOf } from '../../../src/core/conditional/vendors/vendorMemory.ts';
import { resourceKey } from '../../../src/core/http/resource.ts';
import { check, lenses, type ServiceContext } from '../../../src/core/service/languageService.ts';
import { applyEdits } from '../../../src/core/span.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { sendRequest } from '../../../src/exchange/sending/sendRequest.ts';
import { createTransport } from '../../../src/transport/send.ts';
import { circumstances } from '../../pure/exchange/circumstances.ts';
import { type CollectionFixture, collections, fixtures, type VendorFixture } from './vendorFixtures.ts';

const signal = new AbortController().signal;
const owner = { environment: 'dev', identity: '' };

async function contentOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** A server that answers as the API's documentation says; a write must name the version that is current. */
async function serve(fixture: VendorFixture | CollectionFixture): Promise<{ server: Server; url: string }> {
  let moved = false;
  const server = createServer(async (request, response) => {
    const body = await contentOf(request);
    const { searchParams: query, pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/_move') moved = true;
    if (pathname === '/_move') return void response.writeHead(204).end();
    const reads = ['GET', 'PROPFIND'].includes(request.method ?? '');
    if (reads || !('named' in fixture)) {
      response.writeHead(request.method === 'PROPFIND' ? 207 : 200, fixture.fields);
      return void response.end(fixture.body);
    }
    const named = fixture.named({ query, headers: request.headers, body });
    const right = named === fixture.current && !moved;
    response.writeHead(right ? 204 : fixture.mismatch).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** One user who sends to the server through the real transport and remembers. */
async function meet(fixture: VendorFixture | CollectionFixture) {
  const { server, url } = await serve(fixture);
  const transport = createTransport();
  const around = circumstances(transport.send);
  const send = async (text: string, index = 0): Promise<number | undefined> => {
    const outcome = await sendRequest(around.ports, around.sending(text, index, { lookUp: 'never' }), signal);
    assert.equal(outcome.kind, 'sent', JSON.stringify(outcome));
    return outcome.kind === 'sent' ? outcome.exchange.response?.status : undefined;
  };
  const context = (): ServiceContext => ({
    memory: around.ports.memory.read(),
    scope: around.sending('GET http://h/').scope,
    environment: owner.environment,
    hashIdentity: around.ports.hashIdentity,
    now: Date.now(),
    severities: {},
    etagMaxAge: 600_000,
  });
  const known = (path: string) => {
    const key = resourceKey(url + path) ?? assert.fail(path);
    const memory = around.ports.memory.read();
    const versions = versionsOf(memory, key, owner).map(({ name, value }) => [name, value] as const);
    return { recognised: vendorAt(memory, key), versions: Object.fromEntries(versions) };
  };
  const close = async (): Promise<void> => {
    await transport.close();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url, send, context, known, close };
}

for (const fixture of fixtures) {
  describe(`${fixture.id} at ${fixture.path}`, () => {
    let world: Awaited<ReturnType<typeof meet>>;
    let text = '';
    let fixed = '';
    before(async () => {
      world = await meet(fixture);
      const target = world.url + (fixture.writePath ?? fixture.path);
      text = `${fixture.method} ${target}\n${fixture.write}\n`;
      assert.equal(await world.send(`GET ${world.url}${fixture.path}\n`), 200);
    });
    after(() => world.close());

    it('is recognised, and says by what', () => {
      const { recognised } = world.known(fixture.path);
      assert.equal(recognised?.vendor.id, fixture.id);
      assert.ok((recognised?.evidence.length ?? 0) > 0);
      assert.equal(recognised?.vendor.mismatch, fixture.mismatch);
    });

    it('tells its versions digit for digit', () =>
      assert.deepEqual(world.known(fixture.path).versions, fixture.versions));

    it('shows what is known over the request', () => {
      const titles = lenses(parse(text), world.context()).map(({ title }) => title);
      const shown = [...Object.values(fixture.versions), fixture.fields['ETag']];
      assert.ok(
        titles.some((title) => shown.some((each) => each !== undefined && title.includes(each))),
        titles.join(),
      );
    });

    it('gets a fix that says the version in its own form, and then says no more', () => {
      const problem = check(parse(text), world.context()).find(({ code }) => code === 'write-unconditional');
      const [fix] = problem?.fixes ?? [];
      assert.ok(fix?.kind === 'edit', JSON.stringify(problem));
      fixed = applyEdits(text, fix.edits);
      const codes = check(parse(fixed), world.context()).map(({ code }) => code);
      assert.ok(!codes.includes('write-unconditional') && !codes.includes('vendor-precondition-misuse'), codes.join());
    });

    it('takes the write as fixed, and refuses the same once somebody else wrote', async () => {
      await world.send(`GET ${world.url}${fixture.path}\n`);
      assert.equal(await world.send(fixed), 204);
      assert.equal(await world.send(`POST ${world.url}/_move\n`), 204);
      assert.equal(await world.send(fixed), fixture.mismatch);
    });
  });
}

for (const fixture of collections) {
  describe(`a collection of ${fixture.id} at ${fixture.path}`, () => {
    let world: Awaited<ReturnType<typeof meet>>;
    before(async () => {
      world = await meet(fixture);
    });
    after(() => world.close());

    it('tells the versions of its members', async () => {
      await world.send(`${fixture.method ?? 'GET'} ${world.url}${fixture.path}\n`);
      assert.equal(world.known(fixture.path).recognised?.vendor.id, fixture.id);
      for (const [path, versions] of Object.entries(fixture.members)) {
        assert.deepEqual(world.known(path).versions, versions);
      }
    });
  });
}
