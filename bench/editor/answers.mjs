/** What Precondition answers for a generated file, for the extension that has the answers ready. */
import { lensesOf } from '../../out/src/core/service/lens.js';
import { OutlineReader } from '../../out/src/core/service/outlineReader.js';
import { context, parseAndCheck } from '../ours.mjs';

const severities = ['error', 'warning', 'information', 'hint'];

/** [line, character] of an offset. */
function positions(text) {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return [low, offset - starts[low]];
  };
}

/** The answers as they go into JSON files, and the place of an offset. */
export function answersFor(text) {
  const { checker, problems } = parseAndCheck(text);
  const position = positions(text);
  const range = ({ start, end }) => [...position(start), ...position(end)];
  const lenses = lensesOf(checker.document, context);
  const outline = new OutlineReader().symbols(checker.document);
  return {
    position,
    lenses: { lines: lenses.map(({ start }) => position(start)[0]), titles: lenses.map(({ title }) => title) },
    diagnostics: problems.map(({ message, severity, code, url, ...span }) => ({
      range: range(span),
      message,
      severity: severities.indexOf(severity),
      code,
      url,
    })),
    outline: outline.map(({ name, detail, kind, selection, ...span }) => ({
      name,
      detail,
      kind,
      range: range(span),
      selection: range(selection),
    })),
  };
}
