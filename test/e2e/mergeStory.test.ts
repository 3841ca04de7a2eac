import assert from 'node:assert/strict';
import { type DemoOrigin, startDemoOrigin } from '../../src/demo/origin.ts';
import { type EditorPage, openEditor } from '../support/editorPage.ts';
import { until } from '../support/until.ts';

const read = `{
  "title": "On lost updates",
  "body": "As it was.",
  "version": 1
}`;
const theirs = read.replace('As it was.', 'Somebody else was here first.').replace('1\n', '2\n');
const mine = read.replace('On lost updates', 'On merging');

const request = (origin: string, name: string, path: string, etag: string, body: string) => `### Read ${name}
# @name read${name}
GET ${origin}${path}

### Save ${name}
# @name save${name}
PUT ${origin}${path}
Content-Type: application/json
If-Match: ${etag}

${body}
`;

/** Each with its own file, as each has its own resource. */
describe('merge and retry, against the demo origin', () => {
  let origin: DemoOrigin;
  let editor: EditorPage;

  const put = async (path: string, body: string): Promise<string> => {
    const headers = { 'Content-Type': 'application/json' };
    await fetch(`${origin.url}${path}`, { method: 'PUT', body, headers });
    return (await fetch(`${origin.url}${path}`)).headers.get('etag') ?? '';
  };
  const stored = async (path: string): Promise<unknown> => (await fetch(`${origin.url}${path}`)).json();
  const page = () => editor.webviewFrame();
  const heading = () => page().getByRole('heading', { level: 1 }).innerText();
  const button = (name: string | RegExp) => page().getByRole('button', { name }).first();

  before(async () => {
    origin = await startDemoOrigin(0);
    const files: Record<string, string> = {};
    for (const [name, path, body] of [
      ['clean', '/strong/clean', mine],
      ['conflict', '/strong/conflict', mine.replace('As it was.', 'Mine.')],
      ['marked', '/strong/marked', mine.replace('As it was.', 'Mine.')],
      ['lost', '/ignored/lost', mine],
    ] as const) {
      files[`${name}.http`] = request(origin.url, name, path, await put(path, read), body);
    }
    editor = await openEditor({ files });
  });
  after(async () => {
    await editor?.close();
    await origin?.close();
  });

  /** Reads, is overtaken, and saves with the old tag. */
  async function overtaken(name: string, path: string): Promise<void> {
    await editor.openFile(`${name}.http`);
    await editor.clickLens('▶ Send', `GET ${origin.url}`);
    await editor.shows(/HTTP\/1\.1 200 OK · \d+ ms/);
    await put(path, theirs);
    await editor.focus(`${name}.http`);
  }

  it('merges what does not conflict, shows the difference, and sends when told to', async () => {
    await overtaken('clean', '/strong/clean');
    await editor.clickLens('▶ Send', `PUT ${origin.url}`);
    await until('the page', async () => /changed/.test(await heading()));
    await button('Merge and retry').click();
    await button(/^Send, if it is still/).waitFor();
    assert.match(await page().locator('.notice').innerText(), /merge without a conflict\. Nothing was sent yet/);
    await editor.shows('"title": "On merging"');
    assert.deepEqual(await stored('/strong/clean'), JSON.parse(theirs));
    await editor.screenshot('merge-clean');
    await button(/^Send, if it is still/).click();
    await until('the repaired page', async () => /Repaired: 204/.test(await heading()));
    assert.deepEqual(await stored('/strong/clean'), { ...JSON.parse(theirs), title: 'On merging' });
    await editor.screenshot('merge-sent');
  });

  it('leaves the file as it was, until the user takes what was sent', async () => {
    await editor.focus('clean.http');
    assert.ok(!(await editor.save('clean.http')).includes('Somebody else'));
    await button('Put what was sent into the file').click();
    await until('the notice', async () =>
      /The file now holds what was sent/.test(await page().locator('.notice').innerText()),
    );
    await editor.focus('clean.http');
    assert.match(
      await editor.save('clean.http'),
      /"title": "On merging",\n {2}"body": "Somebody else was here first\."/,
    );
  });

  it('opens the merge editor where both changed one place, and asks once it is complete', async () => {
    await overtaken('conflict', '/strong/conflict');
    await editor.clickLens('▶ Send', `PUT ${origin.url}`);
    await until('the page', async () => /changed/.test(await heading()));
    await button('Merge and retry').click();
    await button('Open the merge editor').waitFor();
    assert.match(await page().locator('.notice').innerText(), /^One place was changed by both/);
    await editor.shows('"body": "Mine."');
    await editor.screenshot('merge-conflict');
    await editor.acceptSide('Accept Yours');
    await button('Complete the merge').click();
    await until('the question', async () =>
      (await editor.notifications()).some((text) => /merge is complete/.test(text)),
    );
    await button(/^Send, if it is still/).waitFor();
    await button(/^Send, if it is still/).click();
    await until('the repaired page', async () => /Repaired: 204/.test(await heading()));
    const merged = { title: 'On merging', body: 'Mine.', version: 2 };
    assert.deepEqual(await stored('/strong/conflict'), merged);
    // The question was answered on the page; its toast would take the next Escape.
    await editor.command('Notifications: Clear All Notifications');
    await editor.focus('conflict.http');
  });

  it('marks the conflicts in the text where the merge editor is turned off', async () => {
    await editor.set({ 'git.mergeEditor': false });
    await overtaken('marked', '/strong/marked');
    await editor.clickLens('▶ Send', `PUT ${origin.url}`);
    await until('the page', async () => /changed/.test(await heading()));
    await button('Merge and retry').click();
    await button('Show the conflicts').waitFor();
    assert.match(await page().locator('.notice').innerText(), /between the conflict markers, and save/);
    await editor.shows('||||||| what you read');
    await editor.screenshot('merge-markers');
    const marked = JSON.stringify(JSON.parse(mine).title);
    await editor.focus('merged.json');
    await editor.page.keyboard.press('Control+a');
    await editor.paste(`{ "title": ${marked}, "body": "Ours.", "version": 2 }`);
    await editor.page.keyboard.press('Control+s');
    await button(/^Send, if it is still/).waitFor();
    await button(/^Send, if it is still/).click();
    await until('the repaired page', async () => /Repaired: 204/.test(await heading()));
    assert.equal(((await stored('/strong/marked')) as { body: string }).body, 'Ours.');
    await editor.command('Notifications: Clear All Notifications');
    await editor.set({ 'git.mergeEditor': true });
    await editor.focus('marked.http');
  });

  it('says that a lost update just happened, and merges theirs back in', async () => {
    await overtaken('lost', '/ignored/lost');
    await editor.clickLens('▶ Send', `GET ${origin.url}`);
    await editor.shows('Somebody else was here first.');
    await editor.focus('lost.http');
    await editor.clickLens('▶ Send', `PUT ${origin.url}`);
    await until('the page', async () => /A lost update just happened/.test(await heading()));
    assert.deepEqual(await stored('/ignored/lost'), JSON.parse(mine));
    await editor.screenshot('lost-update');
    await button('Merge and retry').click();
    await button(/^Send, if it is still/).click();
    await until('the repaired page', async () => /Repaired: 204/.test(await heading()));
    assert.deepEqual(await stored('/ignored/lost'), { ...JSON.parse(theirs), title: 'On merging' });
  });
});
