import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import fc from 'fast-check';
import type { HttpRequest } from '../../../src/core/http/exchange.ts';
import { curlCommand } from '../../../src/core/interchange/curlCommand.ts';
import { bashCommand } from '../../../src/core/interchange/shell/bashWords.ts';
import { anyHttpRequest } from '../../pure/interchange/anyHttpRequest.ts';
import { documents, patience } from '../../pure/syntax/documents.ts';
import { isHere } from './programs.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a request copied for bash, through a real bash', function () {
  this.timeout(120_000);
  let folder = '';

  before(function () {
    if (!isHere(['bash', '--version'], 'quoting is not checked')) this.skip();
    folder = mkdtempSync(join(tmpdir(), 'precondition-curl-'));
    writeFileSync(join(folder, 'curl'), '#!/bin/sh\nprintf \'%s\\0\' "$@"\n[ -p /dev/stdin ] && cat\nexit 0\n');
    chmodSync(join(folder, 'curl'), 0o755);
  });

  /** What the stand-in was given: its arguments, and behind them its standard input. */
  const given = (command: string): readonly Buffer[] => {
    const env = { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`, LC_ALL: 'C.UTF-8' };
    const { stdout, stderr, status } = spawnSync('bash', ['-c', command], { env, maxBuffer: 1 << 26 });
    assert.equal(status, 0, String(stderr));
    const found: Buffer[] = [];
    let from = 0;
    for (let at = stdout.indexOf(0, from); at !== -1; at = stdout.indexOf(0, from)) {
      found.push(stdout.subarray(from, at));
      from = at + 1;
    }
    return [...found, stdout.subarray(from)];
  };
  const words = (command: string) => given(command).slice(0, -1).map(String);
  const request = (sent: Partial<HttpRequest>): HttpRequest => ({
    method: 'PUT',
    url: 'http://h.example/a',
    headers: [],
    body: undefined,
    ...sent,
  });

  it('entity tags keep their quotes, repeated fields their number and order', () => {
    const headers = [
      ['If-Match', '"v1", W/"it\'s"'],
      ['X', 'a'],
      ['If-Match', '"$(id)`id`!!"'],
      ['X', ''],
    ] as const;
    assert.deepEqual(words(curlCommand(request({ headers }), 'bash').text), [
      '-X',
      'PUT',
      '--url',
      'http://h.example/a',
      '-H',
      'If-Match: "v1", W/"it\'s"',
      '-H',
      'X: a',
      '-H',
      'If-Match: "$(id)`id`!!"',
      '-H',
      'X;',
    ]);
  });

  it('a field value keeps its octets', () => {
    const args = given(curlCommand(request({ headers: [['If-Match', '"\xe9\xff"']] }), 'bash').text);
    assert.deepEqual(args.at(-2), Buffer.from('If-Match: "\xe9\xff"', 'latin1'));
  });

  it('text content is one argument, whatever it holds', () => {
    const body = '@a\'b"c\\d\n$HOME `id` !x\r\n\t\x1b[31m é 😀 \u2028\n\n';
    assert.equal(words(curlCommand(request({ body: bytes(body) }), 'bash').text).at(-1), body);
  });

  it('bytes that no argument can hold come through standard input', () => {
    const body = Uint8Array.from({ length: 1000 }, (_, index) => (index * 7) % 256);
    const all = Buffer.concat(
      given(curlCommand(request({ body }), 'bash').text).flatMap((part) => [part, Buffer.of(0)]),
    );
    const mark = Buffer.from('--data-binary\0@-\0');
    const at = all.indexOf(mark);
    assert.ok(at > 0);
    assert.deepEqual(all.subarray(at + mark.length, -1), Buffer.from(body));
  });

  /** Many commands in one bash, in which curl is a function: what each was given. */
  const givenEach = (commands: readonly string[]): readonly (readonly string[])[] => {
    const all = words(`curl() { printf '%s\\0' "$#" "$@"; }\n${commands.join('\n')}`);
    const found: (readonly string[])[] = [];
    for (let at = 0; at < all.length; ) {
      const end = at + 1 + Number(all[at]);
      found.push(all.slice(at + 1, end));
      at = end;
    }
    return found;
  };

  it('any request is the same arguments, to bash and to our own reading of bash alike', function () {
    this.timeout(patience);
    const batch = 100;
    const wild = fc
      .string({
        unit: fc.oneof(
          fc.constantFrom(...'\'"\\$`!\n\r\t #&|;<>(){}[]*?~=%^@-', 'é', '😀', '\x7f', '\x01'),
          fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        ),
        minLength: 1,
        maxLength: 40,
      })
      .map((text) => text.replaceAll(/[\0\p{Surrogate}]/gu, 'x'));
    const sendable = fc
      .tuple(anyHttpRequest, wild, fc.boolean())
      .map(([each, other, usual]) => ({ ...each, body: usual ? each.body : other }))
      .map(({ method, path, headers, body }) => ({
        method,
        url: `http://h.example/${path}`.replaceAll(/[^\x21-\x7e]/gu, encodeURIComponent),
        headers,
        body: body === undefined ? undefined : bytes(body),
      }));
    fc.assert(
      fc.property(fc.array(sendable, { minLength: batch, maxLength: batch }), (requests) => {
        const commands = requests.map((each) => curlCommand(each, 'bash').text);
        const ran = givenEach(commands);
        assert.deepEqual(
          ran,
          commands.map((command) => bashCommand(command, 0).words.slice(1)),
        );
        const contents = requests.flatMap(({ body }) => (body === undefined ? [] : [new TextDecoder().decode(body)]));
        const sent = ran.flatMap((given) => given.filter((_, index) => isContent(given, index)));
        assert.deepEqual(sent, contents);
      }),
      { numRuns: Math.ceil(documents / batch) },
    );
  });
});

/** The word after the option that holds the content. */
function isContent(words: readonly string[], index: number): boolean {
  return ['--data-raw', '--data-binary'].includes(words[index - 1] ?? '');
}
