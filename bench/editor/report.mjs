/** What was measured in the real VS Code, as a table and as the part of the page that is kept. */
import { median } from '../measure.mjs';
import { count, machine, table, times } from '../report.mjs';

const ms = (value) => (value < 10 ? value.toFixed(1) : count(Math.round(value)));

const opening = (which, what) => (windows) => median(windows.map((each) => each[which][what]));
const typing = (what) => (windows) => median(windows.flatMap(({ typed }) => typed.map((key) => key[what])));

/** The rows: what, how it is taken from the windows, and how the two are compared. */
const rows = {
  asleep: ['open → lenses on the screen, the first file of the window', opening('asleep', 'lenses'), 'ratio'],
  awake: ['open → lenses on the screen, the extension awake', opening('awake', 'lenses'), 'ratio'],
  problems: ['open → all problems, the extension awake', opening('awake', 'problemsAfter'), 'ratio'],
  edited: ['key → the edit is done', typing('edited'), 'ratio'],
  lenses: ['key → lenses', typing('lenses'), 'ratio'],
  diagnostics: ['key → diagnostics event', typing('diagnostics'), 'ratio'],
  stall: ['longest stall of the extension host after a key', typing('stall'), 'difference'],
  cpu: ['processor time of the extension host for a key, all threads', typing('cpu'), 'difference'],
  handlers: ['listeners of the change in the extension host', typing('handlers'), 'difference'],
};

function compare(row, { ours, ideal }) {
  const [, take, kind] = rows[row];
  const pair = { ours: take(ours), ideal: take(ideal) };
  return { ...pair, ratio: pair.ours / pair.ideal, difference: pair.ours - pair.ideal, kind };
}

function figures(measured) {
  const head = [
    'ms',
    ...measured.flatMap(({ requests }) => [`${count(requests)}: ours`, 'do-nothing', 'ours against it']),
  ];
  const lines = Object.entries(rows).map(([row, [what]]) => [
    what,
    ...measured.flatMap((each) => {
      const { ours, ideal, ratio, difference, kind } = compare(row, each);
      const against = kind === 'ratio' ? times(ratio) : `${difference < 0 ? '−' : '+'}${ms(Math.abs(difference))}`;
      return [`**${ms(ours)}**`, ms(ideal), against];
    }),
  ]);
  return table(head, lines);
}

/** Whether each target is met, at each length. */
function targets(measured) {
  const line = (what, row, value, limit, shown) => {
    const values = measured.map((each) => value(compare(row, each)));
    const met = values.every((each) => each <= limit);
    return `- ${met ? 'Met' : '**Missed**'}: ${what}: ${values.map(shown).join(' and ')}.`;
  };
  const ratio = ({ ratio: own }) => own;
  const own = ({ difference }) => difference;
  const factor = (value) => `${value.toFixed(2)}×`;
  const milliseconds = (value) => `${ms(Math.max(0, value))} ms`;
  return [
    line('lenses after opening at most 1.3×, the first file of the window', 'asleep', ratio, 1.3, factor),
    line('lenses after opening at most 1.3×, the extension awake', 'awake', ratio, 1.3, factor),
    line('lenses after a key at most 1.3×', 'lenses', ratio, 1.3, factor),
    line('diagnostics event after a key at most 1.3×', 'diagnostics', ratio, 1.3, factor),
    line('our own share of the stall after a key at most 5 ms', 'stall', own, 5, milliseconds),
    line('our own listeners of the change at most 5 ms', 'handlers', own, 5, milliseconds),
  ].join('\n');
}

const counts = ({ requests, ours, ideal }) => {
  const of = ([{ awake, typed }]) => `${count(awake.problems)} problems and ${count(typed[0].lensCount)} lenses`;
  return `- ${count(requests)} requests: ${of(ours)} with ours, ${of(ideal)} with the other; ${ours.length} windows each, ${ours[0].typed.length} keys in each.`;
};

/** The table to print, and the part of the page. */
export function report(measured) {
  const found = [figures(measured), targets(measured)].join('\n\n');
  const largest = measured.at(-1);
  const text = `# In the real VS Code

Written by \`npm run bench -- --editor\`. Machine: ${machine()}; VS Code is its server build with Chromium before it, its
extension host on the Node it brings. The packaged extension is measured beside one that does nothing
(\`ideal/\`): same language, same colouring, and the same lenses (around the view, resolved when drawn), problems and outline,
all worked out before. Windows of the one and of the other take turns; every figure is a median. A third extension
(\`probe/\`) opens, types and measures in the same extension host; when lenses are on the screen is read off the page.

VS Code shows the first lenses of the file of ${count(largest.requests)} requests **${ms(compare('awake', largest).ours)} ms** after it is asked to open it, ${ms(compare('asleep', largest).ours)} ms when the
extension has to be loaded for it.

${figures(measured)}

"Key → lenses" and "→ diagnostics event" are asked for and heard by the probe, from the call of the edit on; 50 ms of the
latter are VS Code's own delay of the event.

${measured.map(counts).join('\n')}

## Targets

${targets(measured)}
`;
  return { tables: found, text };
}
