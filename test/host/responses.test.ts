import assert from 'node:assert/strict';
import { createServer, type Socket } from 'node:net';
import { type CodeLens, commands, type TextDocument, type TextEditor, Uri, window, workspace } from 'vscode';
import { until } from '../support/until.ts';
import { hoverAt, lensTitles, open } from './support.ts';

/** A server that answers each request with these bytes. */
async function answering(...pieces: readonly (string | Uint8Array)[]): Promise<{ url: string; close(): void }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      for (const piece of pieces) socket.write(piece);
      socket.end();
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** The newest of that kind that shows. */
const documentOf = (scheme: string): TextDocument => {
  const number = ({ document }: TextEditor) => Number(document.uri.path.split('/')[1]);
  const all = window.visibleTextEditors.filter(({ document }) => document.uri.scheme === scheme);
  const [shown] = all.sort((one, other) => number(other) - number(one));
  if (shown === undefined) throw new Error(`No document of ${scheme} shows.`);
  return shown.document;
};
const response = () => documentOf('precondition-response');
const view = () => documentOf('precondition-exchange');

describe('a response in the editor', () => {
  const token = 'token-of-nobody';
  const head = 'HTTP/1.1 200 OK\r\nETag: "v3"\r\nSet-Cookie: session=1\r\nContent-Type: text/plain\r\n';
  let close = () => {};

  const sendTo = async (...pieces: readonly (string | Uint8Array)[]) => {
    const origin = await answering(...pieces);
    close = origin.close;
    const document = await open(`@token = ${token}\nGET ${origin.url}/notes/1\nX-Any: {{token}}\n`);
    await commands.executeCommand('precondition.send', document.uri, 0);
  };
  const saved = async (command: string) => {
    const [folder] = workspace.workspaceFolders ?? [];
    const target = Uri.joinPath(folder?.uri ?? Uri.file('/'), `saved-${Date.now()}`);
    await commands.executeCommand(command, response().uri, target);
    const bytes = await workspace.fs.readFile(target);
    await workspace.fs.delete(target);
    return Buffer.from(bytes).toString('latin1');
  };

  afterEach(() => close());
  after(() => commands.executeCommand('workbench.action.closeAllEditors'));

  it('has its lenses, and says what went out besides what the file says', async () => {
    await sendTo(`${head}\r\nhello`);
    await until('the lenses', async () =>
      (await lensTitles(response())).some((title) => /^Timing [░▒▓█▄]+$/.test(title)),
    );
    const titles = await lensTitles(response());
    assert.ok(titles.includes('Save body') && titles.includes('Wire'), titles.join());
    assert.match(response().getText(), /^# Sent besides what the file says: host: 127\.0\.0\.1:\d+/m);
  });

  it('explains a validator on hover, and the time on the status line', async () => {
    await sendTo(`${head}\r\nhello`);
    assert.match(response().getText(), /^ETag: "v3"$/m);
    assert.match(await hoverAt(response(), 'ETag'), /"v3".*strong[\s\S]*newest that is known/);
    assert.match(await hoverAt(response(), 'HTTP/1.1'), /GET http:\/\/[\d.:]+\/notes\/1[\s\S]*waiting .*in all/);
  });

  it('shows the wire, secrets covered', async () => {
    await sendTo(`${head}\r\nyou sent ${token}`);
    await commands.executeCommand('precondition.showWire', response().uri);
    const text = view().getText();
    assert.match(text, /^GET \/notes\/1 HTTP\/1\.1↵$/m);
    assert.match(text, /^X-Any: •••↵$/m);
    assert.match(text, /^Set-Cookie: •••↵$/m);
    assert.match(text, /^you sent •••$/m);
    const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', view().uri, 10);
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      ['Reveal secrets'],
    );
  });

  it('shows the time, phase by phase', async () => {
    await sendTo(`${head}\r\nhello`);
    await commands.executeCommand('precondition.showTiming', response().uri);
    assert.match(view().getText(), /^waiting +[\d.]+ m?s +█/m);
  });

  const labels = () => window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

  it('previews a page in a view of its own', async () => {
    await sendTo('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>hello</h1><script>1</script>');
    assert.match(response().getText(), /^<h1>hello<\/h1><script>/m);
    assert.ok((await lensTitles(response())).includes('Preview'));
    await commands.executeCommand('precondition.previewResponse', response().uri);
    await until('the page', async () => labels().includes('Preview GET /notes/1'));
  });

  it('previews a picture in VS Code’s own view', async () => {
    const dot = Buffer.from('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64');
    await sendTo('HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\n\r\n', dot);
    assert.match(response().getText(), /^00000000 {2}47 49 46 38/m);
    await commands.executeCommand('precondition.previewResponse', response().uri);
    await until('the picture', async () => labels().includes('1.gif'));
  });

  it('saves the content byte for byte', async () => {
    await sendTo(`${head}\r\n`, new Uint8Array([0x61, 0xff, 0x0d, 0x0a, 0x62]));
    assert.equal(await saved('precondition.saveBody'), 'a\xff\r\nb');
  });

  it('saves the whole response as a file records one', async () => {
    await sendTo(`${head}\r\nhello`);
    assert.equal(await saved('precondition.saveResponse'), `${head.replaceAll('\r\n', '\n')}\nhello`);
  });

  describe('while it comes', () => {
    let socket: Socket | undefined;
    const events = createServer((opened) => {
      socket = opened;
      opened.on('error', () => undefined);
      opened.once('data', () =>
        opened.write('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: one\n\n'),
      );
    });
    let url = '';

    before(async () => {
      await new Promise<void>((resolve) => events.listen(0, '127.0.0.1', resolve));
      const address = events.address();
      url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/events`;
    });
    after(() => {
      socket?.destroy();
      events.close();
    });
    const shows = (pattern: RegExp) =>
      until(`${pattern}`, async () => {
        return pattern.test(response().getText());
      });

    it('shows events as they come, in the document that then has the whole response', async () => {
      const document = await open(`GET ${url}\n`);
      const sent = commands.executeCommand('precondition.send', document.uri, 0);
      await shows(/still open · 11 B\n[\s\S]*data: one/);
      const { uri } = response();
      socket?.write('data: two\n\n');
      await shows(/data: two/);
      socket?.end();
      await sent;
      await shows(/^HTTP\/1\.1 200 OK · [\d.]+ m?s · 22 B\n/);
      assert.equal(response().uri.toString(), uri.toString());
    });

    it('keeps what has come when it is cancelled', async () => {
      const document = await open(`GET ${url}\n`);
      const sent = commands.executeCommand('precondition.send', document.uri, 0);
      await shows(/still open[\s\S]*data: one/);
      assert.deepEqual(await lensTitles(response()), ['Cancel']);
      await commands.executeCommand('precondition.cancel', document.uri, 0);
      await sent;
      await shows(/content is incomplete: 11 B arrived\.[\s\S]*data: one/);
    });
  });
});
