import { copyRequestAs } from './copyRequest.ts';
import { openHar, saveHar } from './harFiles.ts';
import { pasteCurl, pasteEdits } from './pasteCurl.ts';

/** What comes in from other tools and goes out to them: a bundle of its own, loaded when it is first asked for. */
export const interchange = { copyRequestAs, openHar, saveHar, pasteCurl, pasteEdits };
