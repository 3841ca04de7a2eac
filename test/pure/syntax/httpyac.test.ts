import { deepEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveCommand } from '../../../src/cli/resolveCommand.ts';
import { documentRequests } from '../../../src/core/syntax/locate.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { corpusFolder, outputOf } from '../../support/corpus.ts';
import { httpyacRequests, type PeerRequest } from '../../support/httpyacRequests.ts';

/** What both clients mean to read. Scripts, curl commands, other protocols, chance and answers are not shared. */
const shared = [
  'byteOrderMark',
  'comments',
  'contentJson',
  'contentText',
  'continuation',
  'directives',
  'files',
  'form',
  'graphql',
  'headers',
  'lineEndsCrlf',
  'multipart',
  'names',
  'preconditions',
  'requestLine',
  'responses',
  'separators',
  'variables',
  'withoutSeparators',
];

interface OwnRequest {
  readonly title: string;
  readonly line: number;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | undefined;
  readonly sent: boolean;
}

async function ownRequests(file: string, text: string): Promise<readonly OwnRequest[]> {
  const { requests } = JSON.parse(await outputOf(resolveCommand, [join(corpusFolder, file), '--env', 'dev']));
  return documentRequests(parse(text)).map(({ node, start }, index) => {
    const { method, url, headers, body, bodyBase64, faults } = requests[index];
    const bytes = bodyBase64 === undefined ? Buffer.from(body ?? '', 'utf8') : Buffer.from(bodyBase64, 'base64');
    return {
      title: node.title?.text ?? `${file} ${index + 1}`,
      line: text.slice(0, start + node.requestLine.start).split(/\r\n?|\n/).length - 1,
      method,
      url,
      headers,
      body: bytes.length === 0 ? undefined : bytes.toString('latin1'),
      sent: faults.length === 0,
    };
  });
}

/** Fields that httpYac adds to every request by itself; here nothing goes out that is not in the file. */
const ambient = new Set(['accept: */*', 'user-agent: httpyac']);

/** Names in small letters: their case means nothing, and httpYac writes the fields it adds in small ones. */
const lineOf = ([name, value]: readonly [string, string]) => `${name.toLowerCase()}: ${value}`;

function fieldsOf(headers: PeerRequest['headers'], own: readonly string[]): readonly string[] {
  const lines = headers.map(lineOf);
  return lines.filter((line) => own.includes(line) || !ambient.has(line)).sort();
}

/** What a client makes of the URL: spaces encoded, the fragment kept back. */
function onTheWire(url: string): string {
  if (!/^https?:/.test(url) || !URL.canParse(url)) return url;
  const { origin, username, password, pathname, search } = new URL(url);
  return `${origin} ${username}:${password} ${pathname}${search}`;
}

/** In what the two differ: `not sent here`, `not sent there`, or the parts of the request. */
function difference(own: OwnRequest, peer: PeerRequest | undefined): string | undefined {
  if (peer === undefined) return own.sent ? 'sent here only' : undefined;
  if (!own.sent) return 'sent there only';
  const lines = own.headers.map(lineOf);
  const parts = [
    own.method === peer.method ? [] : ['method'],
    onTheWire(own.url) === onTheWire(peer.url) ? [] : ['URL'],
    JSON.stringify([...lines].sort()) === JSON.stringify(fieldsOf(peer.headers, lines)) ? [] : ['header fields'],
    own.body === (peer.body === '' ? undefined : peer.body) ? [] : ['content'],
  ].flat();
  return parts.length === 0 ? undefined : parts.join(', ');
}

async function differences(file: string): Promise<readonly string[]> {
  const path = join(corpusFolder, file);
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  const peers = await httpyacRequests(path, text);
  const own = await ownRequests(file, text);
  const rows = own.flatMap((request) => {
    const differs = difference(
      request,
      peers.find(({ line }) => line === request.line),
    );
    return differs === undefined ? [] : [`${file} | ${request.title} | ${differs}`];
  });
  const extra = peers.filter(({ line }) => !own.some((request) => request.line === line));
  return [...rows, ...extra.map(({ line }) => `${file} | line ${line + 1} | a request there only`)];
}

/** The rows of the table `| file | request | differs in | why |`. */
function listed(): readonly { row: string; why: string }[] {
  const page = readFileSync(join(corpusFolder, 'differences.md'), 'utf8');
  const rows = page.split('\n').filter((line) => /^\| \w+\.http \|/.test(line));
  return rows.map((line) => {
    const [file = '', request = '', differs = '', why = ''] = line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim());
    return { row: `${file} | ${request} | ${differs}`, why };
  });
}

describe('beside httpYac', function () {
  this.timeout(30_000);
  for (const name of shared) {
    const file = `${name}.http`;
    it(`${file} means the same but for the differences listed`, async () => {
      const expected = listed().filter(({ row }) => row.startsWith(`${file} `));
      deepEqual([...(await differences(file))].sort(), expected.map(({ row }) => row).sort());
    });
  }
  it('every difference listed has its reason', () => {
    deepEqual(
      listed().filter(({ why }) => why.length < 20),
      [],
    );
  });
});
