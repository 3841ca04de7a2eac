import { strict as assert } from 'node:assert';
import { readdir } from 'node:fs/promises';
import { describe, it } from 'mocha';
import { folderOf, type Ran, run } from './command.ts';
import { evaluateAnswer, lintAnswer, parseAnswer, read, resolveAnswer } from './shapes.ts';

const samples = async (): Promise<readonly string[]> =>
  (await readdir('samples')).filter((name) => name.endsWith('.http')).map((name) => `samples/${name}`);

function fine({ status, out, err }: Ran): string {
  assert.deepEqual([status, err], [0, '']);
  return out;
}

describe('parse', () => {
  const text = [
    '@base = http://h',
    '### Save',
    '# @name save',
    '# @no-redirect',
    'PUT {{base}}/a?b=1 HTTP/1.1',
    'If-Match: "v1"',
    'if-match: W/"é"',
    '',
    '{"a": 1}',
    '###',
    'http://h/2',
    '',
  ].join('\n');
  const parsed = async (stdin: string | Uint8Array) => read(parseAnswer, fine(await run(['parse', '-'], { stdin })));

  it('answers in the shape of the contract', async () => {
    const { requests, variables, faults } = await parsed(text);
    const [save, bare] = requests;
    assert.deepEqual(
      [save?.index, save?.name, save?.title, save?.method, save?.target, save?.httpVersion],
      [0, 'save', 'Save', 'PUT', '{{base}}/a?b=1', 'HTTP/1.1'],
    );
    assert.deepEqual(save?.headers[1], {
      name: 'if-match',
      value: 'W/"é"',
      range: { start: { line: 6, character: 0 }, end: { line: 6, character: 15 } },
    });
    assert.deepEqual(save?.body, { kind: 'text', text: '{"a": 1}' });
    assert.deepEqual(save?.directives.at(-1), { name: 'no-redirect', value: '' });
    assert.deepEqual(
      [bare?.index, bare?.name, bare?.title, bare?.method, bare?.body.kind],
      [1, null, null, 'GET', 'none'],
    );
    assert.deepEqual(variables[0]?.range, { start: { line: 0, character: 0 }, end: { line: 0, character: 16 } });
    assert.deepEqual(faults, []);
  });

  it('counts the same lines whatever ends them', async () => {
    const at = ({ requests }: Awaited<ReturnType<typeof parsed>>) => requests[0]?.headers[0]?.range;
    const lf = at(await parsed(text));
    assert.ok(lf);
    assert.deepEqual(at(await parsed(text.replaceAll('\n', '\r\n'))), lf);
    assert.deepEqual(at(await parsed(`\ufeff${text}`)), lf);
    assert.deepEqual(at(await parsed(Buffer.from(`\ufeff${text}`, 'utf16le'))), lf);
  });

  it('reads any bytes, and tells faults with their places', async () => {
    const noise = Uint8Array.from({ length: 20_000 }, (_, index) => (index * 7919 + (index >> 3)) & 0xff);
    await parsed(noise);
    const { faults } = await parsed('GET http://h/\nno header at all\n');
    assert.deepEqual(
      faults.map(({ code, range }) => [code, range.start]),
      [['header-name-invalid', { line: 1, character: 0 }]],
    );
  });

  it('reads nothing as nothing', async () => {
    assert.deepEqual(await parsed(''), { version: 1, requests: [], variables: [], faults: [] });
  });
});

describe('resolve', () => {
  const file = '@who = file\nGET http://h/{{who}}/{{shared}}\nX: {{private}} {{$processEnv HOME_OF_TEST}}\n';
  const files = {
    'http-client.env.json': '{"$shared":{"shared":"s"},"dev":{"who":"dev","private":"public"}}',
    'http-client.private.env.json': '{"dev":{"private":"p"}}',
    'below/a.http': file,
  };

  async function resolved(folder: string, ...args: readonly string[]) {
    const env = { HOME_OF_TEST: 'here' };
    const { requests } = read(resolveAnswer, fine(await run(['resolve', `${folder}/below/a.http`, ...args], { env })));
    return requests[0];
  }

  it('replaces variables: given ones before the file’s, those before the environment’s', async () => {
    const folder = await folderOf(files);
    const plain = await resolved(folder, '--env', 'dev');
    assert.deepEqual([plain?.url, plain?.headers, plain?.faults], ['http://h/file/s', [['X', 'p here']], []]);
    const given = await resolved(folder, '--env', 'dev', '--var', 'who=a=b', '--var', 'shared=');
    assert.equal(given?.url, 'http://h/a=b/');
  });

  it('looks no further up than the repository', async () => {
    const folder = await folderOf({ ...files, 'below/.git/HEAD': '' });
    assert.deepEqual(
      (await resolved(folder))?.faults.map(({ code }) => code),
      ['variable-undefined', 'variable-undefined'],
    );
  });

  it('goes on without an environment file that is broken, and says so', async () => {
    const folder = await folderOf({ 'a.http': 'GET http://h/\n', 'http-client.env.json': '{' });
    const { status, out, err } = await run(['resolve', `${folder}/a.http`]);
    assert.equal(status, 0);
    assert.match(err, /^http-client\.env\.json is not [^\n]+\n$/);
    assert.equal(read(resolveAnswer, out).requests.length, 1);
  });

  it('puts the content together from files beside the file', async () => {
    const bytes = Uint8Array.from([0xff, 0xfe, 0x00]);
    const folder = await folderOf({
      'below/a.http':
        'POST http://h/\n\n< ./text.txt\n\n###\nPOST http://h/\n\n< ../bytes\n\n###\nPOST http://h/\n\n< ./none\n',
      'below/text.txt': 'é',
      bytes,
    });
    const { requests } = read(resolveAnswer, fine(await run(['resolve', `${folder}/below/a.http`])));
    assert.deepEqual(
      requests.map(({ body, bodyBytes, faults }) => [body, bodyBytes, faults[0]?.code]),
      [
        ['é', 2, undefined],
        [null, 3, undefined],
        [null, 0, 'body-file-missing'],
      ],
    );
  });

  it('takes one request by name, or by number from 1', async () => {
    const stdin = '### a\n# @name one\nGET http://h/1\n### b\nGET http://h/2\n';
    const urls = async (request: string) =>
      read(resolveAnswer, fine(await run(['resolve', '-', '--request', request], { stdin }))).requests.map(
        ({ url }) => url,
      );
    assert.deepEqual(await urls('one'), ['http://h/1']);
    assert.deepEqual(await urls('2'), ['http://h/2']);
  });
});

describe('lint', () => {
  it('answers in the shape of the contract, with fixes that can be applied', async () => {
    const stdin = 'PUT http://h/\nContent-Type: text/plain\nIf-Match: v1\n\nx\n';
    const { status, out } = await run(['lint', '-', '--format', 'json'], { stdin });
    assert.equal(status, 1);
    const [file] = read(lintAnswer, out).files;
    const problem = file?.problems.find(({ code }) => code === 'etag-unquoted');
    assert.deepEqual([file?.file, problem?.severity, problem?.request?.method], ['-', 'error', 'PUT']);
    assert.deepEqual(problem?.range, { start: { line: 2, character: 10 }, end: { line: 2, character: 12 } });
    const quoting = problem?.fixes.flatMap(({ edits }) => edits ?? []).map(({ newText }) => newText);
    assert.ok(
      quoting?.some((text) => text.includes('"')),
      JSON.stringify(problem?.fixes),
    );
  });

  it('fails on errors, and on warnings where that is asked for', async () => {
    const warned = { stdin: 'GET http://h/\nIf-Range: "a"\n' };
    assert.equal((await run(['lint', '-'], warned)).status, 0);
    assert.equal((await run(['lint', '-', '--strict'], warned)).status, 1);
  });

  it('finds no error in the samples but in the one that is full of them', async () => {
    const { files } = read(lintAnswer, (await run(['lint', ...(await samples()), '--format', 'json'])).out);
    for (const { file, problems } of files) {
      const errors = new Set(problems.filter(({ severity }) => severity === 'error').map(({ code }) => code));
      if (file.endsWith('13-mistakes.http')) assert.ok(errors.size >= 14, [...errors].join(' '));
      else assert.deepEqual([...errors], [], file);
    }
    assert.ok(files.length >= 13);
  });

  it('speaks to people one line at a time, without colour in a pipe', async () => {
    const { out } = await run(['lint', 'samples/13-mistakes.http'], { env: { FORCE_COLOR: '1' } });
    const lines = out.trimEnd().split('\n');
    assert.ok(
      lines
        .slice(0, -1)
        .every((line) => /^samples\/13-mistakes\.http:\d+:\d+ (error|warning|information|hint) /.test(line)),
    );
    assert.match(lines.at(-1) ?? '', /^1 file: \d+ errors/);
    assert.doesNotMatch(out, /\x1b/);
  });

  it('lets nothing in a file move the cursor', async () => {
    const { out } = await run(['lint', '-'], { stdin: 'GET http://h/\nIf-None-Match: a\x1b[2Jb\n' });
    assert.doesNotMatch(out, /\x1b/);
  });

  it('writes SARIF that points to lines and rules', async () => {
    const { out } = await run(['lint', 'samples/13-mistakes.http', '--format', 'sarif']);
    const { version, runs } = JSON.parse(out);
    assert.equal(version, '2.1.0');
    const [{ tool, results, originalUriBaseIds }] = runs;
    const rules = new Set(tool.driver.rules.map(({ id }: { id: string }) => id));
    assert.ok(results.length > 15);
    for (const { ruleId, level, message, locations } of results) {
      assert.ok(rules.has(ruleId) && ['error', 'warning', 'note'].includes(level) && message.text !== '');
      const { artifactLocation, region } = locations[0].physicalLocation;
      assert.deepEqual(artifactLocation, { uri: 'samples/13-mistakes.http', uriBaseId: 'FOLDER' });
      assert.ok(region.startLine >= 1 && region.startColumn >= 1);
    }
    assert.match(originalUriBaseIds.FOLDER.uri, /^file:\/\/\/.*\/$/);
  });
});

describe('evaluate', () => {
  async function verdict(...args: readonly string[]) {
    return read(evaluateAnswer, fine(await run(['evaluate', ...args])));
  }

  it('says why a weak tag never satisfies If-Match', async () => {
    const answer = await verdict('--method', 'PUT', '--header', 'If-Match: W/"a"', '--etag', 'W/"a"');
    assert.equal(answer.verdict, 'precondition-failed');
    assert.deepEqual(
      answer.steps.map(({ rule, field, result }) => [rule, field, result]),
      [['13.2.2-1', 'If-Match', 'false']],
    );
    assert.match(answer.steps[0]?.because ?? '', /strong comparison/);
  });

  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ['nothing known', ['-X', 'PUT', '-H', 'If-Match: "a"'], 'undetermined'],
    ['a list with the tag', ['-X', 'PUT', '-H', 'If-Match: "b", "a"', '--etag', '"a"'], 'perform'],
    ['a tag on a second line', ['-X', 'PUT', '-H', 'If-Match: "b"', '-H', 'If-Match: "a"', '--etag', '"a"'], 'perform'],
    ['GET of what one has', ['-X', 'GET', '-H', 'If-None-Match: "a"', '--etag', 'W/"a"'], 'not-modified'],
    ['create over something', ['-X', 'PUT', '-H', 'If-None-Match: *', '--etag', 'none'], 'precondition-failed'],
    ['create where nothing is', ['-X', 'PUT', '-H', 'If-None-Match: *', '--missing'], 'perform'],
    ['GET of what is missing, 404 first', ['-X', 'GET', '-H', 'If-Match: "a"', '--missing'], 'perform'],
    ['PUT to what is missing', ['-X', 'PUT', '-H', 'If-Match: "a"', '--missing'], 'precondition-failed'],
    [
      'a date that still holds',
      [
        '-X',
        'PUT',
        '-H',
        'If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT',
        '--last-modified',
        'Sun, 06 Nov 1994 08:49:37 GMT',
      ],
      'perform',
    ],
    [
      'a range of the same version',
      ['-X', 'GET', '-H', 'Range: bytes=0-1', '-H', 'If-Range: "a"', '--etag', '"a"'],
      'perform-range',
    ],
    ['no precondition', ['-X', 'DELETE'], 'perform'],
  ];
  for (const [what, args, expected] of cases) {
    it(`${expected}: ${what}`, async () => assert.equal((await verdict(...args)).verdict, expected));
  }

  it('speaks to people when asked to', async () => {
    const args = ['evaluate', '--method', 'GET', '--header', 'If-None-Match: *', '--etag', '"a"', '--format', 'text'];
    assert.match(fine(await run(args)), /^Not modified: 304\.\n {2}13\.2\.2-3 {2}If-None-Match {2}false {2}\S/);
  });
});
