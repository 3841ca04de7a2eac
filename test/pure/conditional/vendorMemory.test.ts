import assert from 'node:assert/strict';
import { emptyMemory, remember } from '../../../src/core/conditional/memory/memory.ts';
import type { Memory } from '../../../src/core/conditional/memory/record.ts';
import { MAX_MEMBERS } from '../../../src/core/conditional/vendors/learnVendor.ts';
import { vendorAt, vendorGuards, versionsOf } from '../../../src/core/conditional/vendors/vendorMemory.ts';
import type { Exchange, HttpResponse } from '../../../src/core/http/exchange.ts';
import { exchange, keyOf, NOON, type Parts } from '../support/exchanges.ts';
import { fieldsOf } from './scenes.ts';

const ANN = { environment: 'dev', identity: 'ann' };
const HOUR = 3_600_000;
const revision = (generation: number): string => `${generation}-967a00dff5e02add41819138abb3284d`;
const document = (generation: number, id = 'doc') => JSON.stringify({ _id: id, _rev: revision(generation) });
const couch = 'Server: CouchDB/3 | Content-Type: application/json';

/** `GET /db/doc 200`, with fields and a body, so many minutes after noon. */
function did(line: string, body = '', fields = couch, more: Parts = {}): Exchange {
  const [method = '', path = '', status = ''] = line.split(' ');
  return exchange(method, `http://api.test${path}`, Number(status), fieldsOf(fields), { body, ...more });
}

const changed = (each: Exchange, change: Partial<HttpResponse>): Exchange =>
  each.response === undefined ? each : { ...each, response: { ...each.response, ...change } };

const after = (story: readonly Exchange[], owner = ANN, start: Memory = emptyMemory): Memory =>
  story.reduce((memory, each) => remember(memory, each, { ...owner, request: 'read', now: each.startedAt }), start);

const known = (memory: Memory, path = '/db/doc', owner = ANN): string =>
  versionsOf(memory, keyOf(`http://api.test${path}`), owner)
    .map(({ name, value }) => `${name} ${value}`)
    .join(', ');

const read = did('GET /db/doc 200', document(1));

describe('the versions of an API’s resource', () => {
  const rows: readonly (readonly [name: string, story: readonly Exchange[], versions: string])[] = [
    ['are those that were read', [read], `_rev ${revision(1)}`],
    ['are the newest', [read, did('GET /db/doc 200', document(2))], `_rev ${revision(2)}`],
    [
      'are those that a write is answered with',
      [read, did('PUT /db/doc 201', JSON.stringify({ ok: true, rev: revision(2) }))],
      `_rev ${revision(2)}`,
    ],
    ['are unknown after a write that tells none', [read, did('PUT /db/doc 204')], ''],
    ['stay when a write is refused', [read, did('PUT /db/doc 409')], `_rev ${revision(1)}`],
    ['stay when a server fails', [read, did('GET /db/doc 500', document(2))], `_rev ${revision(1)}`],
    ['stay when a read tells none', [read, did('HEAD /db/doc 200')], `_rev ${revision(1)}`],
    ['stay after a PROPFIND that tells none', [read, did('PROPFIND /db/doc 207')], `_rev ${revision(1)}`],
    ['stay after a REPORT that tells none', [read, did('REPORT /db/doc 207')], `_rev ${revision(1)}`],
    ['are not those of OPTIONS', [did('OPTIONS /db/doc 200', document(1))], ''],
    ['are gone with a 404', [read, did('GET /db/doc 404', document(2))], ''],
    ['are gone with a 410', [read, did('GET /db/doc 410')], ''],
    ['are gone with what was deleted', [read, did('DELETE /db/doc 200')], ''],
    ['are the same in a query of the API’s own', [did('GET /db/doc?rev=1 200', document(1))], `_rev ${revision(1)}`],
    ['are none of another query', [did('GET /db/doc?other=1 200', document(1))], ''],
    [
      'are those that a list tells',
      [did('GET /db/_all_docs 200', JSON.stringify({ rows: [{ id: 'doc', value: { rev: revision(3) } }] }))],
      `_rev ${revision(3)}`,
    ],
    ['are not told by an answer that broke off', [changed(read, { complete: false })], ''],
    ['are not told by content kept in a file', [changed(read, { bodyFile: '/f' })], ''],
    [
      'are not told by what is no text',
      [did('GET /db/doc 200', document(1), 'Server: CouchDB/3 | Content-Type: image/png')],
      '',
    ],
    [
      'are told by what is of no type',
      [did('GET /db/doc 200', document(1), 'Server: CouchDB/3')],
      `_rev ${revision(1)}`,
    ],
    [
      'are told by what was once recognised',
      [read, did('GET /db/doc 200', JSON.stringify({ ok: true, rev: revision(4) }), 'Content-Type: application/json')],
      `_rev ${revision(4)}`,
    ],
    [
      'are not told by an unknown API',
      [did('GET /db/doc 200', JSON.stringify({ ok: true, rev: revision(4) }), 'Content-Type: application/json')],
      '',
    ],
    ['are not told by too large a content', [did('GET /db/doc 200', `${document(1)}${' '.repeat(2_097_152)}`)], ''],
    ['are told by a large content', [did('GET /db/doc 200', document(1).padEnd(2_097_152))], `_rev ${revision(1)}`],
  ];
  for (const [name, story, versions] of rows) it(name, () => assert.equal(known(after(story)), versions));

  it('are each owner’s', () => {
    const memory = after([read]);
    assert.equal(known(memory, '/db/doc', { ...ANN, identity: 'bob' }), '');
    assert.equal(known(memory, '/db/doc', { ...ANN, environment: '' }), '');
    const both = after([did('GET /db/doc 200', document(2))], { ...ANN, identity: 'bob' }, memory);
    assert.equal(known(both), `_rev ${revision(1)}`);
    assert.equal(known(both, '/db/doc', { ...ANN, identity: 'bob' }), `_rev ${revision(2)}`);
  });

  it('say where they come from', () =>
    assert.deepEqual(versionsOf(after([read]), keyOf('http://api.test/db/doc'), ANN)[0], {
      vendor: 'couchdb',
      name: '_rev',
      value: revision(1),
      ...ANN,
      at: NOON,
      source: { method: 'GET', status: 200, request: 'read' },
    }));

  it(`are learned of ${MAX_MEMBERS} members of one list`, () => {
    const rowsOf = Array.from({ length: MAX_MEMBERS + 1 }, (_, id) => ({ id: `d${id}`, value: { rev: revision(1) } }));
    const memory = after([did('GET /db/_all_docs 200', JSON.stringify({ rows: rowsOf }))]);
    assert.equal(known(memory, `/db/d${MAX_MEMBERS - 1}`), `_rev ${revision(1)}`);
    assert.equal(known(memory, `/db/d${MAX_MEMBERS}`), '');
  });

  it('are kept where a write looks for them', () => {
    const hit = JSON.stringify({ _index: 'notes', _id: '1', _seq_no: 5, _primary_term: 2 });
    const memory = after([did('GET /notes/_doc/1?refresh=true 200', hit, 'Content-Type: application/json')]);
    assert.equal(known(memory, '/notes/_update/1'), '_seq_no 5, _primary_term 2');
  });
});

describe('the API of a resource', () => {
  const at = (memory: Memory, url: string) => {
    const found = vendorAt(memory, keyOf(url));
    return found === undefined ? 'none' : `${found.vendor.id}: ${found.evidence.join('; ')}`;
  };
  const object = JSON.stringify({ apiVersion: 'v1', kind: 'X', metadata: { resourceVersion: '7' } });
  const kubernetes = did('GET /api/x 200', object, 'Content-Type: application/json');

  it('is the one recognised there or nearest to it', () => {
    const memory = after([read, kubernetes]);
    assert.match(at(memory, 'http://api.test/db/doc'), /^couchdb: the answer has Server: CouchDB\/3; /);
    assert.match(at(memory, 'http://api.test/db/other'), /^couchdb: /);
    assert.match(at(memory, 'http://api.test/api/y'), /^kubernetes: /);
    assert.equal(at(memory, 'http://elsewhere.test/db/doc'), 'none');
  });

  it('is told by the host where nothing was seen', () =>
    assert.equal(at(emptyMemory, 'https://api.github.com/x'), 'github: the host is api.github.com'));

  it('is the newest seen in a folder', () => {
    const story = [read, did('GET /db/doc 200', object, 'Content-Type: application/json')];
    assert.match(at(after(story), 'http://api.test/db/doc'), /^kubernetes: /);
  });

  it('is written down again after an hour, and not before', () => {
    const seenAt = (later: number) =>
      after([read, did('GET /db/doc 200', document(2), couch, { at: NOON + later })]).origins.get('http://api.test')
        ?.vendors;
    assert.deepEqual(
      seenAt(HOUR - 1)?.map((each) => each.at),
      [NOON],
    );
    assert.deepEqual(
      seenAt(HOUR)?.map((each) => each.at),
      [NOON + HOUR],
    );
  });

  it('is remembered for twelve folders, the newest', () => {
    const story = Array.from({ length: 14 }, (_, index) => did(`GET /db${index}/doc 200`, document(1)));
    const folders = after(story)
      .origins.get('http://api.test')
      ?.vendors?.map(({ resource }) => resource);
    assert.equal(folders?.length, 12);
    assert.equal(folders?.[0], 'http://api.test/db2/doc');
  });
});

describe('the guards by known versions', () => {
  const guards = (memory: Memory, method: string, owner = ANN) =>
    vendorGuards(memory, { method, resource: keyOf('http://api.test/db/doc') }, owner).map(({ title }) => title);

  it('are those of the API, the best first', () =>
    assert.deepEqual(guards(after([read]), 'PUT'), [
      'Send the known _rev in If-Match',
      'Send the known _rev in the content',
    ]));
  it('are none for a read', () => assert.deepEqual(guards(after([read]), 'GET'), []));
  it('are none for another owner', () => assert.deepEqual(guards(after([read]), 'PUT', { ...ANN, identity: '' }), []));
  it('are none where nothing is known', () => assert.deepEqual(guards(emptyMemory, 'PUT'), []));
});
