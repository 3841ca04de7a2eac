import { deepEqual } from 'node:assert/strict';
import { links, references, rename, semanticTokens } from '../../../src/core/service/languageService.ts';
import { applyEdits } from '../../../src/core/span.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { caretIn, labelsAt } from './caret.ts';
import { codesOf, contextOf } from './world.ts';

const file = 'import ./base.http\n\n### all\nrun #read\nrun ./more.http\n\n### read\nGET http://h.test/\n';
const imports = { files: [{ path: 'base.http', document: parse('### far\nGET http://h.test/\n') }], flaws: new Map() };

describe('the lines import and run', () => {
  it('are no faults of the file', () => deepEqual(codesOf(file), []));

  it('lead to their files', () =>
    deepEqual(
      links(parse(file), contextOf()).flatMap(({ target }) => (target.kind === 'file' ? [target.path] : [])),
      ['./base.http', './more.http'],
    ));

  it('are known where no request follows them', () => {
    const missing = { files: [], flaws: new Map([['./base.http', 'missing' as const]]) };
    deepEqual(codesOf(file, { imports: missing }), ['import-missing']);
  });

  it('offer the requests of this file and of those that it imports', () =>
    deepEqual(labelsAt('run #¦\n\n### read\nGET http://h.test/\n', { imports }), ['read', 'far']));

  it('are coloured as undefined where no file has the request', () => {
    const text = 'run #far\nrun #lost\nrun #GET http://h.test/\n\n### read\n# @ref far\nGET http://h.test/\n';
    const found = semanticTokens(parse(text), { start: 0, end: text.length }, contextOf({ imports }));
    const undefinedOnes = found.filter(({ modifiers }) => modifiers.includes('undefined'));
    deepEqual(
      undefinedOnes.map(({ start, end }) => text.slice(start, end)),
      ['lost'],
    );
  });

  it('are renamed with the request that they name', () => {
    const { document, offset } = caretIn(file.replace('### read', '### re¦ad'));
    deepEqual(references(document, offset).length, 2);
    const renamed = rename(document, offset, 'fetch', contextOf());
    const text = renamed.kind === 'refused' ? renamed.why : applyEdits(file, renamed.edits);
    deepEqual(text, file.replaceAll('read', 'fetch'));
  });
});
