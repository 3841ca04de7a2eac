import { photographOpenEditors } from '../support/editorPage.ts';

/** For every test of this folder: a failure leaves the picture of its window in out/screenshots/failed/. */
afterEach(async function () {
  if (this.currentTest?.state === 'failed') await photographOpenEditors(this.currentTest.title);
});
