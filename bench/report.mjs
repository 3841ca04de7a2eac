/** The measurements as tables and as the page that is kept. */
import { availableParallelism, totalmem } from 'node:os';

export const count = (number) => number.toLocaleString('en');
const ms = (value) => (value < 1 ? value.toFixed(3) : value < 100 ? value.toFixed(1) : count(Math.round(value)));
const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
export const times = (value) => `${value < 10 ? value.toFixed(1) : count(Math.round(value))}×`;
const none = '–';

export const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const nameOf = ({ requests, variables }) =>
  variables === 0 ? count(requests) : `${count(requests)} and ${count(variables)} variables`;

function parsing(measured) {
  const head = [
    'requests',
    'MB',
    '`split`',
    '`indexOf`',
    'ours',
    'the first time',
    'MB/s',
    'problems',
    '× `split`',
    'httpYac',
    'ratio',
  ];
  const rows = measured.map((each) => {
    const { length, whole, peerWhole } = each;
    const { split, scan, ours, first, problems } = whole;
    return [
      nameOf(each),
      megabytes(length),
      ms(split.cpu),
      ms(scan.cpu),
      `**${ms(ours.cpu)}**`,
      ms(first),
      count(Math.round(length / 1e3 / ours.cpu)),
      count(problems),
      times(ours.cpu / split.cpu),
      peerWhole === undefined ? none : ms(peerWhole.cpu),
      peerWhole === undefined ? none : `**${times(peerWhole.cpu / ours.cpu)}**`,
    ];
  });
  return table(head, rows);
}

function memory(measured) {
  // Of less, the collector's own noise would be measured.
  const large = measured.filter(({ requests }) => requests >= 10_000);
  const rows = large.map((each) => {
    const { length, whole, peerWhole } = each;
    return [
      nameOf(each),
      megabytes(length),
      megabytes(whole.bytes),
      times(whole.bytes / length),
      peerWhole === undefined ? none : megabytes(peerWhole.bytes),
    ];
  });
  return table(['requests', 'text, MB', 'ours besides the text, MB', '× text', 'httpYac, MB'], rows);
}

function typing(measured) {
  const head = [
    'requests',
    'p50 CPU',
    'p99 CPU',
    'p50',
    'p99',
    'first 400: p99 CPU',
    'whole outline',
    'httpYac, reading alone',
    'ratio',
  ];
  const rows = measured.map((each) => {
    const { keys, peerKeys } = each;
    return [
      nameOf(each),
      `**${ms(keys.cpu.p50)}**`,
      `**${ms(keys.cpu.p99)}**`,
      ms(keys.wall.p50),
      ms(keys.wall.p99),
      ms(keys.first.p99),
      ms(keys.outline),
      peerKeys === undefined ? none : ms(peerKeys.p50),
      peerKeys === undefined ? none : times(peerKeys.p50 / keys.cpu.p50),
    ];
  });
  return table(head, rows);
}

/** Whether a target is met, in words. */
function targets(measured) {
  const of = (requests, variables = 0) =>
    measured.find((each) => each.requests === requests && each.variables === variables);
  const middle = of(10_000);
  const large = of(100_000);
  const line = (what, value, met) => `- ${met ? 'Met' : '**Missed**'}: ${what}: ${value}.`;
  const ratio = middle.peerWhole.cpu / middle.whole.ours.cpu;
  const floor = middle.whole.ours.cpu / middle.whole.split.cpu;
  const growth = large.whole.ours.cpu / middle.whole.ours.cpu;
  const held = middle.whole.bytes / middle.length;
  const keys = [middle, of(10_000, 1000), large].map((each) => each.keys.cpu);
  return [
    line('10,000 requests read and checked at least 200× as fast as httpYac reads them', times(ratio), ratio >= 200),
    line('in at most 4× the time of `split`', times(floor), floor <= 4),
    line('100,000 requests in about ten times the time (at most 12×)', times(growth), growth <= 12),
    line('at most 2.5× the text kept', times(held), held <= 2.5),
    line(
      'a key at 10,000 requests, with 1,000 variables, and at 100,000: p50 at most 0.3 ms of CPU',
      keys.map(({ p50 }) => ms(p50)).join(', '),
      keys.every(({ p50 }) => p50 <= 0.3),
    ),
    line(
      'p99 at most 2 ms',
      keys.map(({ p99 }) => ms(p99)).join(', '),
      keys.every(({ p99 }) => p99 <= 2),
    ),
  ].join('\n');
}

/** What it was measured on. */
export const machine = () =>
  `${availableParallelism()} shared cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform}`;

/** The tables to print, and the page. */
export function report(measured) {
  const tables = [parsing(measured), memory(measured), typing(measured), targets(measured)].join('\n\n');
  const text = `# Measurements

Written by \`npm run bench\` (\`-- --all\` has httpYac read 100,000 requests too). Machine: ${machine()}. Times are
milliseconds of processor time, the collector's threads included, medians where nothing else is said; the ratios are of
one run and process.

The files are generated (\`generate.mjs\`): five header fields a request, half of the requests with a JSON body, two to
three references to variables in each, a quarter with a precondition, one in a hundred with a mistake in it.

## Reading a file and checking every request

Ours is \`parse\` and every check, to the list of problems; httpYac's is \`HttpFileStore.parse\`, which checks nothing.
The rounds that are measured follow as many that are not; the first time of all is told apart. \`split\` cuts the text
into lines, \`indexOf\` finds their ends: one pass over the text, and so the floor.

${parsing(measured)}

## What is kept of it

${memory(measured)}

## A key in the middle of the file

From the change event to problems (at most 900, those around the view), lenses around the view and the outline's
entries, all fresh: the processor time of the whole process, and the time on the clock. The keys go into a URL, a field,
a title, a body and an entity tag; 2,000 are measured after 2,000 others, and of the first 400 their worst is told
apart: while V8 still compiles what a key runs, its compiler's threads are most of what is counted. What the measuring
itself allocates is two numbers and a result a key. The whole outline is the list VS Code asks for at its own pace, a third of a second
after the last key at the earliest. httpYac reads the file again; its lenses and symbols come on top.

${typing(measured)}

## Targets

${targets(measured)}
`;
  return { tables, text };
}
