import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonTree, scalarAt } from '../../../src/core/conditional/vendors/jsonTree.ts';
import type { VendorId } from '../../../src/core/conditional/vendors/vendor.ts';
import { recognise, vendors } from '../../../src/core/conditional/vendors/vendors.ts';

describe('an API known by its host alone', () => {
  const rows: readonly (readonly [string, VendorId | undefined])[] = [
    ['https://graph.microsoft.com/v1.0/me', 'odata'],
    ['https://contoso.crm4.dynamics.com/api/data/v9.2/accounts', 'odata'],
    ['https://contoso.sharepoint.com/_api/web/lists', 'odata'],
    ['https://api.businesscentral.dynamics.com/v2.0/x', 'odata'],
    ['https://bucket.s3.eu-west-1.amazonaws.com/key', 's3'],
    ['https://s3.amazonaws.com/bucket/key', 's3'],
    ['https://account.r2.cloudflarestorage.com/bucket/key', 's3'],
    ['https://account.blob.core.windows.net/c/b', 'azure-blob'],
    ['https://account.documents.azure.com/dbs/a', 'cosmos-db'],
    ['https://storage.googleapis.com/bucket/key', 'google-storage'],
    ['https://www.googleapis.com/calendar/v3/calendars/a/events/b', 'google-api'],
    ['https://api.github.com/repos/o/r/contents/a.md', 'github'],
    ['https://account.cloudant.com/db/doc', 'couchdb'],
    ['https://example.test/s3.amazonaws.com', undefined],
    ['https://s3.amazonaws.com.evil.test/', undefined],
    ['not a URL', undefined],
  ];
  for (const [url, id] of rows) {
    it(`${url}: ${id ?? 'none'}`, () => {
      const found = recognise({ url });
      assert.equal(found?.vendor.id, id);
      if (id !== undefined) assert.match(found?.evidence.join() ?? '', /the host is /);
    });
  }
});

describe('an API known by hints', () => {
  it('needs two of them', () => {
    const url = 'http://127.0.0.1:9000/bucket/key';
    assert.equal(recognise({ url, received: [['x-amz-request-id', '1']] }), undefined);
    const received = [
      ['x-amz-request-id', '1'],
      ['x-amz-id-2', '2'],
    ] as const;
    assert.equal(recognise({ url, received })?.vendor.id, 's3');
  });
});

describe('the catalogue of APIs', () => {
  for (const vendor of vendors) {
    it(`${vendor.name} says where its versions stand and where to read of it`, () => {
      assert.match(vendor.docs, /^https:\/\//);
      assert.ok(vendor.carriers.length > 0);
      assert.ok(vendor.mismatch >= 400 && vendor.mismatch < 500);
    });
  }
  it('names no API twice', () => assert.equal(new Set(vendors.map(({ id }) => id)).size, vendors.length));
});

describe('JSON read without loss', () => {
  it('keeps every digit of a number', () => {
    const digits = '12345678901234567890123';
    assert.equal(scalarAt(jsonTree(`{"a":{"b":${digits}}}`), 'a', 'b'), digits);
    assert.equal(scalarAt(jsonTree('[-1.50e+3]')), undefined);
  });
  it('undoes escapes', () => assert.equal(scalarAt(jsonTree('{"e":"W/\\"\\u0031\\""}'), 'e'), 'W/"1"'));
  for (const text of ['', '{', '{"a"}', '[1,]', '{"a":1,}', '"a', '01', '{} x', 'nul', '{"a":"\n"}', '[', '"\\x"']) {
    it(`is nothing for ${JSON.stringify(text)}`, () => assert.equal(jsonTree(text), undefined));
  }
  it('takes what JSON.parse takes, and nothing else', () => {
    const simplify = (node: ReturnType<typeof jsonTree>): unknown => {
      switch (node?.kind) {
        case 'object':
          return Object.fromEntries([...node.members].map(([name, value]) => [name, simplify(value)]));
        case 'array':
          return node.items.map(simplify);
        case 'string':
          return node.value;
        case 'number':
          return Number(node.digits);
        case 'word':
          return JSON.parse(node.value);
        case undefined:
          return undefined;
      }
    };
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        const own = jsonTree(text);
        assert.deepEqual(simplify(own), JSON.parse(text));
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void jsonTree(text)));
  });
  it('gives up on what is nested beyond reason, in linear time', () => {
    assert.equal(jsonTree('['.repeat(1_000_000)), undefined);
    assert.equal(jsonTree(`{"a":"${'\\n'.repeat(500_000)}"}`)?.kind, 'object');
  });
});

describe('whatever stands in an answer', () => {
  it('no API throws on it', () => {
    const url = fc.constantFrom('http://a.test/v1/buckets/x', 'https://storage.googleapis.com/b/o', 'http://a.test');
    const text = fc.oneof(fc.json(), fc.string(), fc.constant('<multistatus><response><href>::</href></response>'));
    fc.assert(
      fc.property(url, text, fc.array(fc.tuple(fc.string(), fc.string())), (at, body, received) => {
        const scene = {
          method: 'GET',
          url: new URL(at),
          sent: [],
          received,
          text: body,
          json: jsonTree(body),
        };
        for (const vendor of vendors) {
          vendor.clues(scene);
          vendor.versions(scene);
          vendor.guards({ method: 'PUT', url: scene.url }, new Map(vendor.carriers.map(({ name }) => [name, '1'])));
        }
      }),
    );
  });
});
