import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { commands, extensions, type TextDocument, window, workspace } from 'vscode';
import { until } from '../support/until.ts';
import { open } from './support.ts';

const rounds = 3;

/** JSON of eight MiB: rows as a real API has them, on one line. */
function largeJson(): string {
  const rows: string[] = [];
  for (let id = 0, size = 0; size < 8 * 1024 * 1024; id += 1) {
    const row = JSON.stringify({ id, name: `Article ${id}`, tags: ['a', 'b'], price: 12.5, author: { id: id % 7 } });
    rows.push(row);
    size += row.length + 1;
  }
  return `[${rows.join(',')}]`;
}

/** Milliseconds: VS Code alone with a text of that size, ours to the first screen, and to all of it. */
interface Round {
  readonly floor: number;
  readonly shown: number;
  readonly whole: number;
}

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

/** For people to read, beside the pictures; it judges nothing. */
async function record(measured: readonly Round[]): Promise<void> {
  const line = (what: string, of: (round: Round) => number) =>
    `${what}: ${measured.map(of).map(Math.round).join(', ')} ms; median ${Math.round(median(measured.map(of)))} ms\n`;
  const folder = join(extensions.getExtension('precondition.precondition')?.extensionPath ?? '', 'out', 'screenshots');
  await mkdir(folder, { recursive: true });
  const figures = [
    '8 MiB of JSON in the real extension host\n',
    line('VS Code alone, an untitled text of that size opened and shown', ({ floor }) => floor),
    line('ours, from the request at the server to the first screen', ({ shown }) => shown),
    line('ours, from the request at the server to all of it in the document', ({ whole }) => whole),
  ];
  await writeFile(join(folder, 'large-json-host.txt'), figures.join(''));
}

describe('eight megabytes of JSON', () => {
  const json = largeJson();
  const laidOutRows = `[\n${json.slice(1, -1).replaceAll('},{"id', '},\n{"id')}\n]`;
  let server: Server;
  let url = '';
  let asked = 0;

  before(async () => {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        asked = performance.now();
        const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${json.length}\r\n\r\n`;
        socket.end(Buffer.from(head + json));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    await workspace.getConfiguration('precondition').update('maxBodyInEditor', 16 * 1024 * 1024);
  });
  after(async () => {
    server.close();
    await workspace.getConfiguration('precondition').update('maxBodyInEditor', undefined);
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** What VS Code itself takes to get such a text on the screen, with nobody else at work. */
  async function floor(): Promise<number> {
    const began = performance.now();
    await window.showTextDocument(await workspace.openTextDocument({ content: laidOutRows, language: 'plaintext' }));
    const took = performance.now() - began;
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    return took;
  }

  const response = (): TextDocument | undefined =>
    window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'precondition-response')?.document;

  async function ours(round: number): Promise<Omit<Round, 'floor'> & { readonly document: TextDocument }> {
    const request = await open(`GET ${url}/${round}\n`);
    let shown = 0;
    let whole = 0;
    const since = () => performance.now() - asked;
    const listeners = [
      window.onDidChangeVisibleTextEditors(() => {
        if (shown === 0 && response()?.getText().includes('"Article 0"')) shown = since();
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.scheme === 'precondition-response') whole = since();
      }),
    ];
    await commands.executeCommand('precondition.send', request.uri, 0);
    await until('all of it', async () => whole > 0, 60_000);
    for (const listener of listeners) listener.dispose();
    const document = response();
    if (document === undefined) throw new Error('The response does not show.');
    return { shown, whole, document };
  }

  const measured: Round[] = [];

  for (let round = 0; round < rounds; round += 1) {
    it(`show their begin, and then all of it, ${round + 1} of ${rounds}`, async function () {
      this.timeout(80_000);
      const alone = await floor();
      const { document, ...figures } = await ours(round);
      measured.push({ floor: alone, ...figures });
      assert.ok(document.getText().endsWith('}\n]'));
      assert.deepEqual(JSON.parse(document.getText().split('\n\n')[1] ?? ''), JSON.parse(json));
      await commands.executeCommand('workbench.action.closeAllEditors');
    });
  }

  it('show their begin before VS Code alone could show all of it', async () => {
    await record(measured);
    assert.ok(median(measured.map(({ shown }) => shown)) < median(measured.map(({ floor: alone }) => alone)));
  });
});
