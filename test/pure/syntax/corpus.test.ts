import { deepEqual, ok } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CorpusReading, corpusFiles, corpusFolder, readCorpus } from '../../support/corpus.ts';

const expectation = (file: string) => join(corpusFolder, `${file}.json`);

/** One line for the tree and one for the wire, so that a review reads them side by side. */
function written({ requests, variables, faults }: CorpusReading): string {
  const entries = requests.map(
    ({ title, tree, wire }) =>
      `{"title": ${JSON.stringify(title)},\n  "tree": ${JSON.stringify(tree)},\n  "wire": ${JSON.stringify(wire)}}`,
  );
  const list = (items: readonly string[]) => items.map((item) => `\n  ${JSON.stringify(item)}`).join(',');
  return `{"requests": [\n${entries.join(',\n')}\n],\n"variables": [${list(variables)}],\n"faults": [${list(faults)}]}\n`;
}

describe('the corpus', () => {
  // With RECORD_CORPUS the present reading is written down, to be reviewed line by line before it counts.
  const record = process.env['RECORD_CORPUS'] !== undefined;
  let count = 0;

  for (const file of corpusFiles()) {
    it(`${file} is read and resolved as expected`, async () => {
      const reading = await readCorpus(file);
      count += reading.requests.length;
      if (record) writeFileSync(expectation(file), written(reading));
      ok(existsSync(expectation(file)), 'it has no expectation');
      const expected: CorpusReading = JSON.parse(readFileSync(expectation(file), 'utf8'));
      for (const [index, request] of reading.requests.entries()) deepEqual(request, expected.requests[index]);
      deepEqual(reading, expected);
    });
  }

  it('has no expectation without a file', () => {
    const named = readdirSync(corpusFolder).filter((name) => /\.(?:http|md|adoc)\.json$/.test(name));
    deepEqual(
      named.sort(),
      corpusFiles()
        .map((file) => `${file}.json`)
        .sort(),
    );
  });

  it('holds at least 250 requests', () => ok(count >= 250, `it holds ${count}`));
});
