import assert from 'node:assert/strict';
import { STREAMED_FROM } from '../../../src/exchange/sending/assembleBody.ts';
import { prepareRequest } from '../../../src/exchange/sending/prepareRequest.ts';
import { circumstances } from './circumstances.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

const prepare = (text: string, files: Files = {}, purpose: 'whole' | 'look-up' = 'whole') => {
  const { ports, sending } = circumstances(undefined, files);
  return prepareRequest(ports, sending(text), purpose);
};

async function ready(text: string, files: Files = {}, purpose: 'whole' | 'look-up' = 'whole') {
  const prepared = await prepare(text, files, purpose);
  assert.equal(prepared.kind, 'ready', JSON.stringify(prepared));
  return prepared.kind === 'ready' ? prepared.request : assert.fail();
}

/** The stretch between « and » is the one a fault must cover. */
const refuses = (what: string, marked: string, code: string, message: RegExp, files: Files = {}) =>
  it(`refuses ${what}`, async () => {
    const prepared = await prepare(marked.replace(/[«»]/g, ''), files);
    assert.equal(prepared.kind, 'refused', 'it was sent');
    const faults = prepared.kind === 'refused' ? prepared.faults : [];
    assert.deepEqual(
      faults.map(({ start, end, ...fault }) => [fault.code, start, end]),
      [[code, marked.indexOf('«'), marked.indexOf('»') - 1]],
    );
    assert.match(faults[0]?.message ?? '', message);
  });

const put = (...lines: readonly string[]) => ['PUT http://a.test/1', ...lines, '', '{}'].join('\n');

describe('prepareRequest', () => {
  it('sends what the file says, in order, duplicates kept', async () => {
    const { method, url, headers, body } = await ready(put('If-Match: "a"', 'X-A: 1', 'X-A: 2'));
    assert.deepEqual([method, url], ['PUT', 'http://a.test/1']);
    assert.deepEqual(headers, [
      ['If-Match', '"a"'],
      ['X-A', '1'],
      ['X-A', '2'],
    ]);
    assert.equal(new TextDecoder().decode(body), '{}');
  });

  it('sends no content where the file has none', async () =>
    assert.equal((await ready('GET http://a.test/')).body, undefined));

  it('puts the file that the content names on the wire, byte for byte', async () => {
    const content = new Uint8Array([0, 255, 13, 10]);
    const { body } = await ready('PUT http://a.test/\n\n< ./x.bin', { './x.bin': content });
    assert.deepEqual([...(body ?? [])], [...content]);
  });

  it('replaces variables in a file where the file asks for it', async () => {
    const { body } = await ready('@v = 7\nPUT http://a.test/\n\n<@ ./x.json', { './x.json': '{"v":{{v}}}' });
    assert.equal(new TextDecoder().decode(body), '{"v":7}');
  });

  const operation = (text: string, file: string) => async () => {
    const { body } = await ready(`GRAPHQL http://a.test/\n\n${text}`, { './q.graphql': file });
    return new TextDecoder().decode(body);
  };
  const named = operation('< ./q.graphql\n\n{"id": 1}', 'query Item($id: ID!) {\r\n  item(id: $id) { name }\r\n}\r\n');

  it('wraps a GraphQL operation that a file holds as JSON, with its variables', async () =>
    assert.deepEqual(JSON.parse(await named()), {
      query: 'query Item($id: ID!) {\n  item(id: $id) { name }\n}',
      operationName: 'Item',
      variables: { id: 1 },
    }));

  it('takes a GraphQL operation from the file that gql names', async () =>
    assert.equal(await operation('gql Item < ./q.graphql', '{ a }')(), '{"query":"{ a }"}'));

  it('wraps one from a file too large to be held otherwise', async () => {
    const content = new TextEncoder().encode(`{ a(b: "${'x'.repeat(STREAMED_FROM)}") }`);
    const { ports, sending } = circumstances(undefined, { './q.graphql': content });
    const stream = async () => ({
      length: content.length,
      async *open() {
        yield content;
      },
    });
    const text = 'GRAPHQL http://a.test/\n\n< ./q.graphql\n\n{"id": 1}';
    const prepared = await prepareRequest({ ...ports, files: { ...ports.files, stream } }, sending(text), 'whole');
    const { body } = prepared.kind === 'ready' ? prepared.request : assert.fail();
    const { query, variables } = JSON.parse(new TextDecoder().decode(body));
    assert.deepEqual([query.length, variables], [content.length, { id: 1 }]);
  });

  it('keeps variables in a file where it does not', async () => {
    const { body } = await ready('@v = 7\nPUT http://a.test/\n\n< ./x.json', { './x.json': '{{v}}' });
    assert.equal(new TextDecoder().decode(body), '{{v}}');
  });

  it('reads a file in the encoding named', async () => {
    const { body } = await ready('PUT http://a.test/\n\n<@latin1 ./x', { './x': new Uint8Array([0xe9]) });
    assert.equal(new TextDecoder().decode(body), 'é');
  });

  it("puts a field given for this send in the place of the file's own", async () => {
    const { ports, sending } = circumstances();
    const extraHeaders = [['If-Match', '"b"']] as const;
    const prepared = await prepareRequest(ports, sending(put('if-match: "a"'), 0, { extraHeaders }), 'whole');
    assert.deepEqual(prepared.kind === 'ready' && prepared.request.headers, [['If-Match', '"b"']]);
  });

  it('does not mind a fault in a field that is given for this send', async () => {
    const { ports, sending } = circumstances();
    const extraHeaders = [['If-Match', '"b"']] as const;
    const prepared = await prepareRequest(ports, sending(put('If-Match: {{nowhere}}'), 0, { extraHeaders }), 'whole');
    assert.deepEqual(prepared.kind === 'ready' && prepared.request.headers, [['If-Match', '"b"']]);
  });

  it('tells who asks by a hash', async () => {
    const { ports, sending } = circumstances();
    const prepared = await prepareRequest(ports, sending(put('Authorization: Bearer s3cret')), 'whole');
    assert.match((prepared.kind === 'ready' && prepared.wanted.identity) || '', /^hash of/);
  });

  refuses(
    'an unresolved variable in If-Match',
    put('If-Match: «{{tag}}»'),
    'variable-undefined',
    /\{\{tag\}\} in If-Match has no value/,
  );
  refuses('an unresolved variable beside others', put('X-Y: a «{{b}}»'), 'variable-undefined', /in X-Y/);
  refuses(
    'a tag from a request that was not sent',
    `${put('If-Match: «{{read.response.headers.etag}}»')}\n\n###\n# @name read\nGET http://a.test/1`.replace(
      'GET',
      'GET',
    ),
    'request-not-sent-yet',
    /Send the request it names first/,
  );
  refuses(
    'a variable that leads back to itself',
    `@a = {{b}}\n@b = {{a}}\n${put('If-Match: «{{a}}»')}`,
    'variable-cycle',
    /leads back to itself/,
  );
  refuses('a character that no field can carry', put('X-A: x«…»y'), 'header-value-invalid', /“…” \(U\+2026\)/);
  refuses(
    'a character that comes from a variable',
    `@v = a…b\n${put('X-A: «{{v}}»')}`,
    'header-value-invalid',
    /U\+2026/,
  );
  refuses('a transfer coding', put('«Transfer-Encoding: chunked»'), 'header-managed', /frames the content/);
  refuses('Expect', put('«Expect: 100-continue»'), 'header-managed', /not supported/);
  refuses(
    "a Content-Length that is not the content's",
    put('«Content-Length: 9»'),
    'header-managed',
    /says 9 and the content has 2 bytes/,
  );
  refuses('a second Host', put('Host: a', '«Host: b»'), 'header-managed', /stands twice/);
  refuses(
    'content from a file that is not there',
    'PUT http://a.test/\n\n< «./no.json»',
    'body-file-missing',
    /“\.\/no\.json”/,
  );
  refuses(
    'a file that uses an unknown variable',
    'PUT http://a.test/\n\n<@ «./x»',
    'variable-undefined',
    /\{\{no\}\}/,
    { './x': '{{no}}' },
  );
  refuses('a target that is no URL', 'GET «{{base}}»/x', 'variable-undefined', /\{\{base\}\}/);

  it('says every fault of a request at once', async () => {
    const prepared = await prepare(put('If-Match: {{a}}', 'X: …', 'Expect: x'));
    assert.equal(prepared.kind === 'refused' && prepared.faults.length, 3);
  });

  it('says that a request is not there', async () => {
    const { ports, sending } = circumstances();
    const prepared = await prepareRequest(ports, sending('GET http://a.test/', 4), 'whole');
    assert.match((prepared.kind === 'refused' && prepared.faults[0]?.message) || '', /no request number 5/);
  });

  describe('for a look-up', () => {
    it('leaves out preconditions and content, and what is wrong with them', async () => {
      const text = 'PUT http://a.test/1\nAccept: text/x\nIf-Match: {{unknown}}\n\n{{nor.this}}';
      const { headers, body } = await ready(text, {}, 'look-up');
      assert.deepEqual(headers, [['Accept', 'text/x']]);
      assert.equal(body, undefined);
    });

    it('still needs a URL', async () => {
      assert.equal((await prepare('PUT {{base}}/1', {}, 'look-up')).kind, 'refused');
    });
  });
});
