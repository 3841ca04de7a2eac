import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type EditorPage, openEditor } from '../support/editorPage.ts';
import { until } from '../support/until.ts';

const requests = (origin: string) => `@origin = ${origin}

### A picture
GET {{origin}}/cat.png

### A drawing
GET {{origin}}/drawing.svg

### A large drawing
GET {{origin}}/large.svg

### A page
GET {{origin}}/page

### A paper
GET {{origin}}/paper.pdf

### Events
GET {{origin}}/events

### A text that takes its time
GET {{origin}}/slow

### More than is shown
GET {{origin}}/big

### Kept beside
GET {{origin}}/note

>> kept.json

### Kept, and written over
GET {{origin}}/other

>>! kept.json
`;

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FAAhKDveksOjmAAAAAElFTkSuQmCC',
  'base64',
);
const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><circle cx="100" cy="100" r="90" fill="teal"/></svg>';
const paper = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const page = `<!doctype html><html><head><title>A page</title><script src="/tracker.js"></script></head>
<body><h1>Hello</h1><p>What a server says.</p><img src="/tracker.png" alt=""><script>document.body.textContent = 'RAN'</script></body></html>
`;
const piece = Buffer.from('a line of text that a server sends, and sends again and again\n'.repeat(4200));
const pieces = 24;

type Answer = (response: ServerResponse) => unknown;

const whole =
  (type: string, content: string | Buffer): Answer =>
  (response) =>
    response.writeHead(200, { 'Content-Type': type }).end(content);

/** Text of a known length, at a pace at which one can watch it. */
async function dripping(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': piece.length * pieces });
  for (let at = 0; at < pieces && !response.destroyed; at += 1) {
    response.write(piece);
    await wait(200);
  }
  response.end();
}

describe('answers of every kind', () => {
  const asked: string[] = [];
  let streams: ServerResponse[] = [];
  let file = '';
  let server: Server;
  let editor: EditorPage;

  /** It stays open until the test says otherwise. */
  const streamed =
    (type: string, begin: string): Answer =>
    (response) => {
      streams = [response];
      response.writeHead(200, { 'Content-Type': type }).write(begin);
    };
  const answers: Readonly<Record<string, Answer>> = {
    '/cat.png': whole('image/png', picture),
    '/drawing.svg': whole('image/svg+xml', drawing),
    '/large.svg': whole('image/svg+xml', drawing.replace('</svg>', `${'<!-- large -->\n'.repeat(100_000)}</svg>`)),
    '/page': whole('text/html; charset=utf-8', page),
    '/paper.pdf': whole('application/pdf', paper),
    '/events': streamed('text/event-stream', 'data: one\n\n'),
    '/slow': streamed('text/plain', 'It begins.\n'),
    '/big': dripping,
    '/note': whole('application/json', '{"text":"a note"}'),
    '/other': whole('application/json', '{"text":"another note"}'),
  };

  before(async () => {
    server = createServer(({ url = '' }: IncomingMessage, response) => {
      asked.push(url);
      response.on('error', () => undefined);
      const answer = answers[url];
      if (answer === undefined) response.writeHead(404).end();
      else answer(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    editor = await openEditor({ files: { 'answers.http': requests(origin) } });
    await editor.openFile('answers.http');
  });
  after(async () => {
    await editor?.close();
    server?.closeAllConnections();
    server?.close();
  });

  const send = async (path: string) => {
    await editor.focus('answers.http');
    await editor.clickLens('▶ Send', path);
  };
  const written = (name: string) => until(name, () => readFile(join(editor.folder, name)).catch(() => undefined));
  /** VS Code's own dialog in a browser, with the file proposed. */
  const acceptDialog = async (name: string): Promise<void> => {
    const input = editor.page.locator('.quick-input-widget input[aria-label^="Folder path"]');
    let last = '';
    await until(`${name} to be proposed`, async () => {
      last = await input.inputValue();
      return last.endsWith(`/${name}`);
    }).catch((error: Error) => assert.fail(`${error.message} It is ${last}`));
    await input.press('Enter');
  };

  it('a picture is shown by VS Code, under its own name', async () => {
    await send('/cat.png');
    await editor.shows('# 78 B of image/png, not shown as text:');
    await editor.screenshot('answer-binary');
    await editor.clickLens('Preview');
    await editor.page.locator('.tab.active', { hasText: 'cat.png' }).waitFor();
    await editor.webviewFrame().locator('img').waitFor();
    await editor.screenshot('answer-picture');
  });

  it('a drawing is shown as a picture', async () => {
    await send('/drawing.svg');
    await editor.shows('<circle cx="100"');
    await editor.clickLens('Preview');
    await editor.page.locator('.tab.active', { hasText: 'Preview GET /drawing.svg' }).waitFor();
    const box = await editor.webviewFrame().locator('img').boundingBox();
    assert.equal(box?.width, 200);
    await editor.screenshot('answer-drawing');
  });

  it('a drawing is whole although more of it came than is shown', async () => {
    await send('/large.svg');
    await editor.shows('# The content is larger than shown here;');
    await editor.clickLens('Preview');
    await editor.page.locator('.tab.active', { hasText: 'Preview GET /large.svg' }).waitFor();
    await until('the picture', async () => (await editor.webviewFrame().locator('img').boundingBox())?.width === 200);
  });

  it('a page is shown as its source, and rendered on demand, inert', async () => {
    await send('/page');
    await editor.shows('<h1>Hello</h1>');
    assert.equal(await editor.page.locator('.tab', { hasText: 'Preview GET /page' }).count(), 0);
    await editor.screenshot('answer-page-source');
    await editor.clickLens('Preview');
    await editor.page.locator('.tab.active', { hasText: 'Preview GET /page' }).waitFor();
    const frame = editor.webviewFrame();
    assert.match((await frame.locator('h1').textContent()) ?? '', /\/page, inert: no scripts, no network$/);
    assert.equal(await frame.frameLocator('iframe').locator('p').textContent(), 'What a server says.');
    await editor.screenshot('answer-page');
    assert.deepEqual(
      asked.filter((url) => url.includes('tracker')),
      [],
    );
  });

  it('a PDF is saved, and then opened by the program for it', async () => {
    await send('/paper.pdf');
    await editor.shows(/application\/pdf, not shown/);
    await editor.clickLens('Preview');
    await acceptDialog('paper.pdf');
    assert.deepEqual(await written('paper.pdf'), paper);
    await editor.page.getByText('paper.pdf is saved. Open it in the program you have for it?').first().waitFor();
    await editor.screenshot('answer-pdf');
    await editor.command('Notifications: Clear All Notifications');
  });

  it('events show as they come, and Cancel keeps them', async () => {
    await send('/events');
    await editor.shows(/still open · 11 B\n[\s\S]*data: one/);
    streams[0]?.write('data: two\n\n');
    await editor.shows('data: two');
    await editor.screenshot('answer-events');
    await editor.clickLens('Cancel');
    await editor.shows(/The content is incomplete: 22 B arrived\.[\s\S]*data: two/);
    await until('the end', async () => streams[0]?.destroyed);
    await editor.screenshot('answer-cancelled');
  });

  it('a text that takes its time shows before its end', async () => {
    await send('/slow');
    await editor.shows(/still open · 11 B\n[\s\S]*It begins\./);
    streams[0]?.end('It ends.\n');
    await editor.shows(/HTTP\/1\.1 200 OK · [\d.]+ m?s · 20 B\n[\s\S]*It ends\./);
  });

  it('more than is shown streams into a file, with bytes, speed and time left', async () => {
    await send('/big');
    const told = await until('the time left', async () => {
      const lens = await editor.lens(' left');
      return (await lens.textContent()) ?? '';
    });
    assert.match(told, /[\d.]+ [kM]B of 6\.2 MB · [\d.]+ [kM]B\/s · [\d.]+ m?s left/);
    assert.match(await editor.statusBar(), /More than is shown · [\d.]+ [kM]B of 6\.2 MB/);
    await editor.screenshot('answer-progress');
    await editor.shows('# The content is larger than shown here;');
    await editor.screenshot('answer-in-file');
    // The editor breaks the line where it likes.
    file = /allofitisin(\/.*?\.body)/.exec((await editor.shown()).replaceAll(/\s/g, ''))?.[1] ?? '';
    assert.equal((await stat(file)).size, piece.length * pieces);
    await editor.clickLens('Save body');
    await acceptDialog('big.txt');
    assert.equal((await written('big.txt')).length, piece.length * pieces);
  });

  it('the content is written where the request says, over nothing unless it says so', async () => {
    await send('/note');
    await editor.shows('# The content is in kept.json (17 B)');
    await send('/note');
    await editor.shows('# The content is in kept-1.json (17 B)');
    await send('/other');
    await editor.shows('"another note"');
    assert.equal(String(await written('kept.json')), '{"text":"another note"}');
    assert.equal(String(await written('kept-1.json')), '{"text":"a note"}');
    await editor.screenshot('answer-kept');
  });

  it('the whole response is saved as a file records one', async () => {
    await editor.focus('GET 200');
    // The dialog comes in the place of the palette.
    await Promise.all([editor.command('Precondition: Save Full Response'), acceptDialog('other.response.http')]);
    assert.match(
      String(await written('other.response.http')),
      /^HTTP\/1\.1 200 OK\nContent-Type: application\/json\n[\s\S]*\n\n\{"text":"another note"\}$/,
    );
  });

  for (const theme of ['light', 'hc', 'hc-light'] as const) {
    it(`is to be read in ${theme}`, async () => {
      await editor.setTheme(theme);
      await send('/drawing.svg');
      await editor.shows('<circle cx="100"');
      await editor.screenshot(`answer-${theme}`);
      await editor.clickLens('Preview');
      await editor.webviewFrame().locator('img').waitFor();
      await editor.screenshot(`answer-drawing-${theme}`);
    });
  }

  it('what it kept for the window goes with the window', async () => {
    await editor.reload();
    await until('the file to be gone', async () => !existsSync(file));
  });
});
