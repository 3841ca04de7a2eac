import type { VendorId } from '../../../src/core/conditional/vendors/vendor.ts';

/** What the server gets of a write. */
export interface Written {
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** An API's documented answers, in small: what a read shows, and by what it knows that a write met the right version. */
export interface VendorFixture {
  readonly id: VendorId;
  /** The path that is read, and the one that is written unless it is another. */
  readonly path: string;
  readonly writePath?: string;
  readonly method: 'PUT' | 'PATCH' | 'DELETE' | 'POST';
  /** The write's header lines and content. */
  readonly write: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly body: string;
  readonly versions: Readonly<Record<string, string>>;
  /** The version that the write names, by the API's rules; undefined for none. */
  named(written: Written): string | undefined;
  readonly current: string;
  readonly mismatch: number;
}

const json = { 'Content-Type': 'application/json' };
const inIfMatch = ({ headers }: Written): string | undefined => headers['if-match'] as string | undefined;
const put = 'Content-Type: application/json\n\n{\n  "name": "new"\n}';

export const fixtures: readonly VendorFixture[] = [
  {
    id: 'odata',
    path: '/api/data/v9.2/accounts(7d577253-3ef0-4a0a-bb7f-8335c2596e70)',
    method: 'PATCH',
    write: put,
    fields: { 'Content-Type': 'application/json; odata.metadata=minimal', 'OData-Version': '4.0' },
    body: '{"@odata.context":"$metadata#accounts/$entity","@odata.etag":"W/\\"502186\\"","name":"A. Datum"}',
    versions: { '@odata.etag': 'W/"502186"' },
    named: inIfMatch,
    current: 'W/"502186"',
    mismatch: 412,
  },
  {
    id: 's3',
    path: '/bucket/notes/a.txt',
    method: 'PUT',
    write: 'Content-Type: text/plain\n\nnew',
    fields: {
      'Content-Type': 'text/plain',
      ETag: '"9b2cf535f27731c974343645a3985328"',
      'x-amz-request-id': '4442587FB7D0A2F9',
      'x-amz-id-2': 'LriYPLdmOdAiIfgSm',
    },
    body: 'old',
    versions: {},
    named: inIfMatch,
    current: '"9b2cf535f27731c974343645a3985328"',
    mismatch: 412,
  },
  {
    id: 'azure-blob',
    path: '/container/a.txt',
    method: 'PUT',
    write: 'x-ms-blob-type: BlockBlob\nContent-Type: text/plain\n\nnew',
    fields: {
      ETag: '"0x8DBF5A5B2B5C1A2"',
      'Content-Type': 'text/plain',
      'x-ms-version': '2023-11-03',
      'x-ms-blob-type': 'BlockBlob',
    },
    body: 'old',
    versions: {},
    named: inIfMatch,
    current: '"0x8DBF5A5B2B5C1A2"',
    mismatch: 412,
  },
  {
    id: 'cosmos-db',
    path: '/dbs/d/colls/c/docs/a',
    method: 'PUT',
    write: put,
    fields: { ...json, 'x-ms-request-charge': '1' },
    body: '{"id":"a","_rid":"r==","_self":"dbs/x/","_etag":"\\"0000d5ad-0000-0100-0000-656f\\"","_ts":1701780000}',
    versions: { _etag: '"0000d5ad-0000-0100-0000-656f"' },
    named: inIfMatch,
    current: '"0000d5ad-0000-0100-0000-656f"',
    mismatch: 412,
  },
  {
    id: 'google-storage',
    path: '/bucket/a.txt',
    method: 'PUT',
    write: 'Content-Type: text/plain\n\nnew',
    fields: {
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
      'Content-Type': 'text/plain',
      'x-goog-generation': '1701780000123456789',
      'x-goog-metageneration': '3',
    },
    body: 'hello',
    versions: { generation: '1701780000123456789', metageneration: '3' },
    named: ({ headers }) => headers['x-goog-if-generation-match'] as string | undefined,
    current: '1701780000123456789',
    mismatch: 412,
  },
  {
    id: 'google-storage',
    path: '/storage/v1/b/bucket/o/a.txt',
    method: 'PUT',
    write: put,
    fields: json,
    body: '{"kind":"storage#object","generation":"1701780000123456790","metageneration":"1","etag":"CJ=="}',
    versions: { generation: '1701780000123456790', metageneration: '1' },
    named: ({ query }) => query.get('ifGenerationMatch') ?? undefined,
    current: '1701780000123456790',
    mismatch: 412,
  },
  {
    id: 'google-api',
    path: '/calendar/v3/calendars/primary/events/e1',
    method: 'PUT',
    write: put,
    fields: json,
    body: '{"kind":"calendar#event","etag":"\\"3181161784712000\\"","id":"e1"}',
    versions: { etag: '"3181161784712000"' },
    named: inIfMatch,
    current: '"3181161784712000"',
    mismatch: 412,
  },
  {
    id: 'github',
    path: '/repos/o/r/contents/README.md',
    method: 'PUT',
    write: 'Content-Type: application/json\n\n{\n  "message": "m",\n  "content": "bmV3"\n}',
    fields: { ...json, ETag: 'W/"7a1e"', 'X-GitHub-Media-Type': 'github.v3; format=json' },
    body: '{"type":"file","sha":"95b966ae1c166bd92f8ae7d1c313e738c731dfc3","git_url":"https://api.github.com/x"}',
    versions: { sha: '95b966ae1c166bd92f8ae7d1c313e738c731dfc3' },
    named: ({ body }) => JSON.parse(body).sha,
    current: '95b966ae1c166bd92f8ae7d1c313e738c731dfc3',
    mismatch: 409,
  },
  {
    id: 'kinto',
    path: '/v1/buckets/b/collections/c/records/a',
    method: 'PUT',
    write: put,
    fields: { ...json, ETag: '"1701780000123"' },
    body: '{"data":{"id":"a","last_modified":1701780000123},"permissions":{}}',
    versions: { last_modified: '"1701780000123"' },
    named: inIfMatch,
    current: '"1701780000123"',
    mismatch: 412,
  },
  {
    id: 'couchdb',
    path: '/db/doc',
    method: 'PUT',
    write: put,
    fields: { ...json, ETag: '"1-967a00dff5e02add41819138abb3284d"', Server: 'CouchDB/3.3.3 (Erlang OTP/25)' },
    body: '{"_id":"doc","_rev":"1-967a00dff5e02add41819138abb3284d","name":"old"}',
    versions: { _rev: '1-967a00dff5e02add41819138abb3284d' },
    named: (written) => inIfMatch(written)?.replaceAll('"', ''),
    current: '1-967a00dff5e02add41819138abb3284d',
    mismatch: 409,
  },
  {
    id: 'elasticsearch',
    path: '/articles/_doc/1',
    writePath: '/articles/_update/1',
    method: 'POST',
    write: 'Content-Type: application/json\n\n{ "doc": { "name": "new" } }',
    fields: { ...json, 'X-elastic-product': 'Elasticsearch' },
    body: '{"_index":"articles","_id":"1","_version":4,"_seq_no":9007199254740993,"_primary_term":2,"found":true}',
    versions: { _seq_no: '9007199254740993', _primary_term: '2' },
    named: ({ query }) =>
      query.has('if_seq_no') ? `${query.get('if_seq_no')} ${query.get('if_primary_term')}` : undefined,
    current: '9007199254740993 2',
    mismatch: 409,
  },
  {
    id: 'kubernetes',
    path: '/api/v1/namespaces/default/configmaps/settings',
    method: 'PUT',
    write:
      'Content-Type: application/json\n\n{\n  "apiVersion": "v1",\n  "kind": "ConfigMap",\n  "metadata": {\n    "name": "settings"\n  }\n}',
    fields: { ...json, 'Audit-Id': 'd1d2' },
    body: '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","resourceVersion":"18446744073709551615"}}',
    versions: { 'metadata.resourceVersion': '18446744073709551615' },
    named: ({ body }) => JSON.parse(body).metadata.resourceVersion,
    current: '18446744073709551615',
    mismatch: 409,
  },
  {
    id: 'caldav',
    path: '/calendars/me/work/meeting.ics',
    method: 'PUT',
    write: 'Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nEND:VCALENDAR',
    fields: {
      'Content-Type': 'text/calendar',
      ETag: '"2004-1"',
      'Schedule-Tag': '"sched-7"',
      DAV: '1, 3, access-control, calendar-access, calendar-schedule',
    },
    body: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
    versions: { 'Schedule-Tag': '"sched-7"' },
    named: ({ headers }) => headers['if-schedule-tag-match'] as string | undefined,
    current: '"sched-7"',
    mismatch: 412,
  },
  {
    id: 'fhir',
    path: '/fhir/Patient/347',
    method: 'PUT',
    write: 'Content-Type: application/fhir+json\n\n{ "resourceType": "Patient", "id": "347" }',
    fields: { 'Content-Type': 'application/fhir+json;charset=utf-8', ETag: 'W/"23"' },
    body: '{"resourceType":"Patient","id":"347","meta":{"versionId":"23"}}',
    versions: { 'meta.versionId': '23' },
    named: inIfMatch,
    current: 'W/"23"',
    mismatch: 412,
  },
];

/** Collections, and the versions that each tells of its members. */
export interface CollectionFixture {
  readonly id: VendorId;
  readonly method?: string;
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly body: string;
  /** By the member's path. */
  readonly members: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const xml = { 'Content-Type': 'application/xml' };

export const collections: readonly CollectionFixture[] = [
  {
    id: 'odata',
    path: '/odata/Products',
    fields: { ...json, 'OData-Version': '4.0' },
    body: '{"@odata.context":"x","value":[{"@odata.etag":"W/\\"1\\"","@odata.editLink":"Products(1)"}]}',
    members: { '/odata/Products(1)': { '@odata.etag': 'W/"1"' } },
  },
  {
    id: 'odata',
    path: '/_api/web/lists',
    fields: { ...json, DataServiceVersion: '3.0' },
    body: '{"d":{"results":[{"__metadata":{"uri":"/_api/web/lists/1","etag":"\\"7\\""}}]}}',
    members: { '/_api/web/lists/1': { '@odata.etag': '"7"' } },
  },
  {
    id: 's3',
    path: '/bucket/',
    fields: { ...xml, Server: 'MinIO' },
    body: '<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Contents><Key>a b/c.txt</Key><ETag>&quot;fba9&quot;</ETag></Contents></ListBucketResult>',
    members: { '/bucket/a%20b/c.txt': { ETag: '"fba9"' } },
  },
  {
    id: 'azure-blob',
    path: '/container?restype=container&comp=list',
    fields: { ...xml, 'x-ms-version': '2023-11-03' },
    body: '<EnumerationResults><Blobs><Blob><Name>a.txt</Name><Properties><Etag>0x8DB</Etag></Properties></Blob></Blobs></EnumerationResults>',
    members: { '/container/a.txt': { ETag: '"0x8DB"' } },
  },
  {
    id: 'kubernetes',
    path: '/apis/apps/v1/deployments',
    fields: json,
    body: '{"apiVersion":"apps/v1","kind":"DeploymentList","metadata":{"resourceVersion":"99"},"items":[{"metadata":{"name":"web","namespace":"prod","resourceVersion":"12"}}]}',
    members: { '/apis/apps/v1/namespaces/prod/deployments/web': { 'metadata.resourceVersion': '12' } },
  },
  {
    id: 'couchdb',
    path: '/db/_all_docs',
    fields: { ...json, Server: 'CouchDB/3.3.3' },
    body: '{"rows":[{"id":"a","key":"a","value":{"rev":"2-967a00dff5e02add41819138abb3284d"}}]}',
    members: { '/db/a': { _rev: '2-967a00dff5e02add41819138abb3284d' } },
  },
  {
    id: 'elasticsearch',
    path: '/articles/_search',
    fields: { ...json, 'X-elastic-product': 'Elasticsearch' },
    body: '{"hits":{"hits":[{"_index":"articles","_id":"1","_seq_no":5,"_primary_term":1}]}}',
    members: { '/articles/_doc/1': { _seq_no: '5', _primary_term: '1' } },
  },
  {
    id: 'kinto',
    path: '/v1/buckets/b/collections/c/records',
    fields: json,
    body: '{"data":[{"id":"a","last_modified":1701780000123}]}',
    members: { '/v1/buckets/b/collections/c/records/a': { last_modified: '"1701780000123"' } },
  },
  {
    id: 'fhir',
    path: '/fhir/Patient',
    fields: { 'Content-Type': 'application/fhir+json' },
    body: '{"resourceType":"Bundle","entry":[{"fullUrl":"/fhir/Patient/1","resource":{"meta":{"versionId":"4"}}}]}',
    members: { '/fhir/Patient/1': { 'meta.versionId': '4' } },
  },
  {
    id: 'google-api',
    path: '/calendar/v3/calendars/primary/events',
    fields: json,
    body: '{"kind":"calendar#events","etag":"\\"p\\"","items":[{"kind":"calendar#event","id":"e1","etag":"\\"31\\""}]}',
    members: { '/calendar/v3/calendars/primary/events/e1': { etag: '"31"' } },
  },
  {
    id: 'caldav',
    method: 'PROPFIND',
    path: '/calendars/me/work/',
    fields: { ...xml, DAV: '1, calendar-access' },
    body: '<d:multistatus xmlns:d="DAV:" xmlns:c="urn:x"><d:response><d:href>/calendars/me/work/a.ics</d:href><d:propstat><d:prop><d:getetag>"7"</d:getetag><c:schedule-tag>"8"</c:schedule-tag></d:prop></d:propstat></d:response></d:multistatus>',
    members: { '/calendars/me/work/a.ics': { ETag: '"7"', 'Schedule-Tag': '"8"' } },
  },
];
