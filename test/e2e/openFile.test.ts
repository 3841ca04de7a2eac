import assert from 'node:assert/strict';
import { type EditorPage, openEditor } from '../support/editorPage.ts';

const story = `GET http://127.0.0.1:8412/strong/1

###
PUT http://127.0.0.1:8412/strong/1
If-Match: v3
Content-Type: application/json

{"title": "changed"}
`;

describe('a .http file in the packaged extension', () => {
  let editor: EditorPage;
  before(async () => {
    editor = await openEditor({ files: { 'story.http': story } });
  });
  after(() => editor?.close());

  it('opens with a lens over each request', async () => {
    await editor.openFile('story.http');
    await editor.shows('If-Match: v3');
    await editor.lens('Send', 'PUT http');
    await editor.screenshot('opened');
  });

  it('says that a tag without quotes is none, and quotes it', async () => {
    const problems = await editor.problems();
    assert.ok(problems.length > 0);
    await editor.focus('story.http');
    const [fix] = await editor.quickFixes('v3');
    assert.ok(fix);
    await editor.quickFix('v3', fix);
    await editor.shows('If-Match: "v');
    assert.match(await editor.save('story.http'), /If-Match: "v/);
  });

  it('explains a header field where the pointer rests', async () => {
    assert.notEqual(await editor.hoverText('If-Match'), '');
  });

  it('follows the theme', async () => {
    await editor.setTheme('light');
    await editor.screenshot('light');
    await editor.setTheme('dark');
  });
});
