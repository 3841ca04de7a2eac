/** What is measured of Precondition: the built core, called as the editor calls it. */
import { emptyMemory } from '../out/src/core/conditional/memory/memory.js';
import { Checker } from '../out/src/core/service/check/checker.js';
import { LensReader } from '../out/src/core/service/lensReader.js';
import { OutlineReader } from '../out/src/core/service/outlineReader.js';
import { parse, update } from '../out/src/core/syntax/parse.js';

const everything = Number.POSITIVE_INFINITY;
/** As in the editor: diagnostics shown, blocks judged at once, characters around the view that have lenses. */
const shown = 900;
const step = 128;
const aroundView = 4500;

const now = Date.UTC(2026, 10, 21, 12);
/** What a document is judged by, with so much known. */
export const contextOf = (memory) => ({
  memory,
  scope: {
    options: {},
    environment: { name: '', values: {} },
    answer: () => undefined,
    processVariable: () => undefined,
    now,
    random: () => 0.5,
  },
  environment: '',
  hashIdentity: (credentials) => credentials,
  now,
  severities: {},
  etagMaxAge: 600_000,
});

/** Nothing is known yet, as when a file is opened for the first time. */
export const context = contextOf(emptyMemory);

/** Reads the whole text and runs every check on every request. */
export function parseAndCheck(text) {
  const checker = new Checker(parse(text), context);
  checker.settle(0, everything);
  return { checker, problems: checker.problems(0, everything) };
}

/** An open file: `type` is a change event, taken to the end of what the editor shows of it. */
export function openFile(text) {
  const { checker } = parseAndCheck(text);
  const lenses = new LensReader();
  const outline = new OutlineReader();
  const type = (start, end, newText) => {
    const document = update(checker.document, [{ start, end, newText }]);
    checker.update(document);
    checker.settle(start, step);
    const problems = checker.problems(start, shown);
    const view = { start: Math.max(0, start - aroundView), end: start + aroundView };
    const around = lenses.read(document, context, view);
    const entries = outline.rows(document).length;
    return { settled: checker.settled, problems: problems.length, lenses: around.length, outline: entries };
  };
  type(0, 0, '');
  return { type, outline: () => outline.symbols(checker.document) };
}
