import type { HeaderList } from '../../../src/core/http/headerList.ts';

/** An answer of an API, as its documentation shows it, or as one that only looks like it. */
export interface ApiAnswer {
  readonly name: string;
  readonly url: string;
  readonly method?: string;
  readonly received?: HeaderList;
  readonly text?: string;
}

const HOST = 'http://api.test';
const rev = '1-967a00dff5e02add41819138abb3284d';
const fields = (...lines: readonly string[]): HeaderList =>
  lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const);
const json = (name: string, path: string, data: unknown, ...lines: readonly string[]): ApiAnswer => ({
  name,
  url: path.startsWith('http') ? path : `${HOST}${path}`,
  received: fields(...lines),
  text: typeof data === 'string' ? data : JSON.stringify(data),
});

const blob = (name: string, tag: string) =>
  `<Blob><Name>${name}</Name><Properties><Etag>${tag}</Etag></Properties></Blob>`;
const listed = (...parts: readonly string[]) =>
  `<EnumerationResults x="1"><Blobs>${parts.join('')}</Blobs></EnumerationResults>`;
const content = (key: string, tag: string) => `<Contents><Key>${key}</Key><ETag>${tag}</ETag></Contents>`;
const bucket = (...parts: readonly string[]) => `<ListBucketResult>${parts.join('')}</ListBucketResult>`;
const document = { id: 'a b', _rid: 'r', _self: 's', _ts: 1, _etag: '"e"' };
const hit = { _index: 'notes', _id: 'a/b', _seq_no: 5, _primary_term: 1 };
const file = { type: 'file', git_url: 'g', sha: '95b9', url: `${HOST}/repos/o/r/contents/a?ref=main` };
const patient = { resourceType: 'Patient', meta: { versionId: '23' } };
const stored = {
  kind: 'storage#object',
  generation: '12',
  metageneration: '3',
  selfLink: `${HOST}/storage/v1/b/x/o/a`,
};
const object = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a b', resourceVersion: '18446744073709551615' },
};
const multistatus = (prefix: string, ...responses: readonly string[]) =>
  `<${prefix}multistatus x="1">${responses.join('')}</${prefix}multistatus>`;

/** Answers by which an API is recognised, or not quite, and what they tell of versions. */
export const apiAnswers: readonly ApiAnswer[] = [
  { name: 'Azure, one blob', url: `${HOST}/c/a`, received: fields('x-ms-blob-type: BlockBlob') },
  { name: 'Azure by its server', url: `${HOST}/c/a`, received: fields('Server: Windows-Azure-Blob/1.0') },
  { name: 'Azurite', url: `${HOST}/c/a`, received: fields('Server: Azurite-Blob/3') },
  { name: 'another server', url: `${HOST}/c/a`, received: fields('Server: My Azurite-Blob') },
  { name: 'Azure by hints', url: `${HOST}/c/a`, received: fields('x-ms-version: 1', 'x-ms-lease-state: available') },
  { name: 'one hint of Azure', url: `${HOST}/c/a`, received: fields('x-ms-version: 1') },
  json(
    'a list of Azure',
    '/c',
    listed(blob('a.txt', '0x8'), blob('b c/d', '"0x9"'), blob('', '1'), blob('e', '')),
    'x-ms-version: 1',
  ),
  json('a list of Azure with a slash', '/c/', listed(blob('a&amp;b', '&quot;1&quot;')), 'x-ms-version: 1'),
  json('a list that ends early', '/c', '<EnumerationResults><Blob><Name>a', 'x-ms-version: 1'),
  ...[
    'x.blob.core.windows.net',
    'x.z12.dfs.storage.azure.net',
    'x.blob.core.chinacloudapi.cn',
    'x.dfs.core.usgovcloudapi.net',
    'x.table.core.windows.net',
    'x.blob.core.windows.net.evil.test',
  ].map((host) => ({ name: `the host ${host}`, url: `https://${host}/a` })),
  { name: 'a calendar', url: `${HOST}/a.ics`, received: fields('Schedule-Tag: "s"') },
  { name: 'a calendar by DAV', url: `${HOST}/a.ics`, received: fields('DAV: 1, calendar-access') },
  { name: 'contacts', url: `${HOST}/a.vcf`, received: fields('DAV: 1, addressbook', 'Content-Type: text/vcard') },
  {
    name: 'a calendar by hints',
    url: `${HOST}/a`,
    received: fields('DAV: 1', 'Content-Type: TEXT/calendar; charset=x'),
  },
  {
    name: 'no calendar',
    url: `${HOST}/a`,
    received: fields('DAV: 1, my-calendar-accesses', 'Content-Type: x-text/calendar'),
  },
  ...['', 'd:', 'Long-Prefix_1:'].map((prefix) => ({
    ...json(
      `events in ${prefix}multistatus`,
      '/cal/',
      multistatus(
        prefix,
        `<${prefix}response><${prefix}href>/cal/a.ics</${prefix}href><${prefix}getetag> "7" </${prefix}getetag></${prefix}response>`,
        `<${prefix}response><${prefix}href>b%20c.ics</${prefix}href><${prefix}schedule-tag>"8"</${prefix}schedule-tag></${prefix}response>`,
        `<${prefix}response><${prefix}getetag>"9"</${prefix}getetag></${prefix}response>`,
        `<${prefix}response><${prefix}href>http://</${prefix}href><${prefix}getetag>"9"</${prefix}getetag></${prefix}response>`,
      ),
      'DAV: 1, calendar-access',
      'Schedule-Tag: "own"',
    ),
    method: 'PROPFIND',
  })),
  json('a document of Cosmos', '/docs/a', document),
  json('documents of Cosmos', '/docs/', {
    Documents: [document, { ...document, _ts: undefined }, { ...document, id: undefined }],
  }),
  json('half a document of Cosmos', '/docs/a', { _etag: '"e"', _rid: 'r', _self: 's' }, 'x-ms-request-charge: 1'),
  json('Cosmos by hints', '/docs/a', {}, 'x-ms-request-charge: 1', 'x-ms-session-token: 1'),
  ...['a.documents.azure.com', 'a.documents.azure.cn', 'a.b.documents.azure.com', 'documents.azure.com'].map(
    (host) => ({
      name: `the host ${host}`,
      url: `https://${host}/a`,
    }),
  ),
  json('a document of CouchDB', '/db/a', { _id: 'a', _rev: rev }),
  json('a revision amiss', '/db/a', { _id: 'a', _rev: `${rev}0` }),
  json('a revision without an id', '/db/a', { _rev: rev }),
  json('a revision with a server', '/db/a', { _rev: rev }, 'Server: CouchDB/3'),
  json('a write to CouchDB', '/db/a?rev=1', { ok: true, id: 'a', rev }, 'X-Couch-Request-ID: 1'),
  json('no write to CouchDB', '/db/a', { id: 'a', rev }, 'X-Couch-Request-ID: 1'),
  { ...json('a new document of CouchDB', '/db', { ok: true, id: 'a', rev }, 'X-Couch-Request-ID: 1'), method: 'POST' },
  json(
    'documents of CouchDB',
    '/db/_all_docs',
    {
      rows: [
        { id: 'a b', value: { rev } },
        { id: 'c', doc: { _rev: rev } },
        { value: { rev } },
        { id: 'd', value: { rev: 'x' } },
      ],
    },
    'Server: CouchDB/3',
  ),
  json('documents at the root', '/', { rows: [{ id: 'a', value: { rev } }] }, 'Server: CouchDB/3'),
  { name: 'no CouchDB', url: `${HOST}/db/a`, received: fields('Server: CouchDBs') },
  ...['a.cloudant.com', 'a.cloudantnosqldb.appdomain.cloud', 'cloudant.com', 'a.cloudant.com.test'].map((host) => ({
    name: `the host ${host}`,
    url: `https://${host}/db/a`,
  })),
  json('a document of Elasticsearch', '/notes/_doc/1', { ...hit, _id: '1' }),
  json(
    'a document without its term',
    '/notes/_doc/1',
    { ...hit, _primary_term: undefined },
    'X-elastic-product: Elasticsearch',
  ),
  json(
    'a document with a word for a number',
    '/notes/_doc/1',
    { ...hit, _seq_no: '5a' },
    'X-elastic-product: Elasticsearch',
  ),
  json('a document without its index', '/notes/_doc/1', { ...hit, _index: undefined }),
  json(
    'a search',
    '/notes/_search',
    { hits: { hits: [hit, { ...hit, _id: undefined }, { ...hit, _index: undefined }] } },
    'X-OpenSearch-Version: 2',
  ),
  json('several documents', '/_mget?pretty&x=1', { docs: [hit] }, 'X-elastic-product: Elasticsearch'),
  json(
    'what was updated',
    '/notes/_update/1?refresh=true&if_seq_no=1&if_primary_term=2&op_type=x&routing=y',
    hit,
    'X-elastic-product: E',
  ),
  json('what was created', '/notes/_create/1', hit, 'X-elastic-product: E'),
  json('a source', '/notes/_source/1', {}, 'X-elastic-product: E'),
  ...[
    'a.es.amazonaws.com',
    'a.aoss.amazonaws.com',
    'a.es.eu-west-1.aws.found.io',
    'a.es.us.elastic-cloud.com',
    'a.found.io',
    'a.es.io',
    'es.amazonaws.com.test',
  ].map((host) => ({ name: `the host ${host}`, url: `https://${host}/a/_doc/1` })),
  json('a patient', '/fhir/Patient/1', patient),
  json('a patient by its type', '/fhir/Patient/1', { meta: { versionId: '1' } }, 'Content-Type: application/fhir+json'),
  json('a patient in XML', '/fhir/Patient/1', '<Patient/>', 'Content-Type: Application/FHIR+xml; charset=x'),
  json('a patient without a version', '/fhir/Patient/1', { resourceType: 'Patient' }),
  json('a bundle', '/fhir/Patient', {
    resourceType: 'Bundle',
    meta: { versionId: '9' },
    entry: [{ fullUrl: 'Patient/1', resource: patient }, { resource: patient }, { fullUrl: '', resource: patient }],
  }),
  json('a file of GitHub', '/repos/o/r/contents/a?ref=main', file, 'X-GitHub-Request-Id: 1'),
  json('a file elsewhere', '/o/r/contents/a', file, 'X-GitHub-Request-Id: 1'),
  json(
    'a folder of GitHub',
    '/repos/o/r/contents/',
    [file, { ...file, type: 'dir' }, { ...file, url: undefined }, { ...file, git_url: undefined }],
    'X-GitHub-Media-Type: v3',
  ),
  json(
    'a write to GitHub',
    '/repos/o/r/contents/a',
    { content: file, commit: { sha: '1' } },
    'X-GitHub-Media-Type: v3',
  ),
  ...['api.github.com', 'api.acme.ghe.com', 'xapi.github.com', 'api.github.com.test'].map((host) => ({
    name: `the host ${host}`,
    url: `https://${host}/repos/o/r/contents/a`,
  })),
  json('an event', '/calendar/e', { kind: 'calendar#event', etag: '"1"' }),
  json('events', '/calendar/e/', {
    kind: 'calendar#events',
    etag: '"p"',
    items: [{ id: 'a b', etag: '"1"' }, { etag: '"2"' }, { id: '', etag: '"3"' }],
  }),
  json('an event of nobody', '/calendar/e', { kind: 'mycalendar#event', etag: '"1"' }),
  json('an event without a tag', '/calendar/e', { kind: 'calendar#event' }),
  ...['www.googleapis.com', 'sheets.googleapis.com', 'compute.googleapis.com', 'xwww.googleapis.com'].map((host) => ({
    name: `the host ${host}`,
    url: `https://${host}/a`,
  })),
  {
    name: 'an object of Google',
    url: `${HOST}/b/a`,
    received: fields('x-goog-generation: 12', 'x-goog-metageneration: 3'),
  },
  json('an object in JSON', '/storage/v1/b/x/o/a?ifGenerationMatch=1&ifMetagenerationNotMatch=2&alt=json&x=y', stored),
  json('objects in JSON', '/storage/v1/b/x/o', {
    kind: 'storage#objects',
    items: [stored, { ...stored, selfLink: undefined }, { ...stored, kind: 'x' }],
  }),
  json('no object', '/x', { kind: 'my storage#object', generation: '1' }, 'x-guploader-uploadid: 1'),
  ...[
    'storage.googleapis.com',
    'bucket.storage.googleapis.com',
    'storage.cloud.google.com',
    'xstorage.googleapis.com',
  ].map((host) => ({ name: `the host ${host}`, url: `https://${host}/bucket/a` })),
  json(
    'a record of Kinto',
    '/v1/buckets/b/collections/c/records/a',
    { data: { id: 'a', last_modified: 1701780000123 } },
    'ETag: "1701780000123"',
  ),
  json('a record with another tag', '/v1/buckets/b', { data: { last_modified: 1701780000123 } }, 'ETag: "1"'),
  json('records of Kinto', '/v1/buckets/b/collections/c/records', {
    data: [{ id: 'a', last_modified: 1701780000123 }, { last_modified: 1701780000123 }, { id: 'b', last_modified: 12 }],
  }),
  json('buckets of nobody', '/v1/bucketses', { data: [{ id: 'a', last_modified: 1701780000123 }] }),
  json('buckets alone', '/v12/buckets', {}),
  json('an object of Kubernetes', '/api/v1/namespaces/n/configmaps/a', object, 'Audit-Id: 1'),
  json('a list of Kubernetes', '/api/v1/namespaces/n/configmaps/', {
    ...object,
    kind: 'L',
    items: [object, { metadata: { resourceVersion: '2' } }],
  }),
  json('a list over namespaces', '/apis/apps/v1/deployments', {
    ...object,
    items: [{ metadata: { name: 'web', namespace: 'prod', resourceVersion: '12' } }, object],
  }),
  json('an object without its kind', '/api/v1/x', { ...object, kind: undefined }, 'Audit-Id: 1'),
  json('Kubernetes by its field', '/api/v1/x', {}, 'X-Kubernetes-Pf-Flowschema-Uid: 1'),
  json('an entity of OData', '/odata/P(1)', { '@odata.etag': 'W/"1"' }),
  json('an entity of OData 3', '/odata/P(1)', { 'odata.etag': 'W/"3"' }),
  json('an entity of OData 2', '/odata/P(1)', { d: { __metadata: { etag: 'W/"2"' } } }),
  json('entities of OData', '/odata/P', {
    '@odata.context': 'x',
    value: [
      { '@odata.etag': 'W/"1"', '@odata.editLink': 'P(1)' },
      { '@odata.etag': 'W/"2"', '@odata.id': '/odata/P(2)' },
      { 'odata.etag': 'W/"3"', 'odata.editLink': 'P(3)' },
      { '@odata.etag': 'W/"4"', id: '4' },
    ],
  }),
  json(
    'entities of OData 2',
    '/odata/P',
    { d: { results: [{ __metadata: { uri: 'P(1)', etag: 'W/"1"' } }] } },
    'DataServiceVersion: 2.0',
  ),
  json('entities of Graph', 'https://graph.microsoft.com/v1.0/me/events/', {
    value: [{ '@odata.etag': 'W/"4"', id: 'a b' }],
  }),
  json('an answer of OData', '/odata/P', {}, 'OData-Version: 4.0'),
  ...[
    'graph.microsoft.de',
    'microsoftgraph.chinacloudapi.cn',
    'api.businesscentral.dynamics.com',
    'a.crm.dynamics.com',
    'a.sharepoint.us',
    'agraph.microsoft.com',
    'sharepoint.com',
    'a.sharepoint.com.test',
  ].map((host) => ({ name: `the host ${host}`, url: `https://${host}/a` })),
  { name: 'S3 by its server', url: `${HOST}/b/a`, received: fields('Server: minio') },
  { name: 'Tigris', url: `${HOST}/b/a`, received: fields('Server: Tigris OS') },
  { name: 'no S3', url: `${HOST}/b/a`, received: fields('Server: not AmazonS3', 'x-amz-request-id: 1') },
  { name: 'S3 by a version', url: `${HOST}/b/a`, received: fields('x-amz-version-id: 1') },
  { name: 'S3 by its encryption', url: `${HOST}/b/a`, received: fields('x-amz-server-side-encryption: AES256') },
  json(
    'a bucket',
    '/b',
    bucket(content('a b/c', '&quot;1&quot;'), content('', '"2"'), '<Contents><Key>d</Key></Contents>'),
  ),
  json('a bucket with a slash', '/b/', bucket(content('&lt;a&gt;&apos;&AMP;&#34;&#x22;&nbsp;', '"1"'))),
  json('a list of buckets', '/', '<ListBucketResults/>'),
  ...[
    'b.s3.amazonaws.com',
    's3-eu-west-1.amazonaws.com',
    'b.s3.cn-north-1.amazonaws.com.cn',
    'a.backblazeb2.com',
    'a.digitaloceanspaces.com',
    'a.your-objectstorage.com',
    's3.eu.wasabisys.com',
    'a.scw.cloud',
    'a.linodeobjects.com',
    'as3.amazonaws.com',
    'b.s3.amazonaws.com.test',
  ].map((host) => ({ name: `the host ${host}`, url: `https://${host}/a` })),
];
