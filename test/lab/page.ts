import type { Conformance, Judged } from './conformance.ts';
import { keptResults } from './results.ts';
import type { Told } from './story.ts';

interface Column {
  readonly title: string;
  readonly concerns: (judged: Judged) => boolean;
}

const asks = (methods: RegExp, fields: RegExp) => (judged: Judged) =>
  methods.test(judged.scenario.method) && fields.test(judged.scenario.fields);
const reads = /^(?:GET|HEAD)$/;
const writes = /^(?:PUT|DELETE)$/;
/** The columns are of requests with one condition each; what comes of several stands among the traits. */
const alone = (name: string) => new RegExp(`^${name}:[^|]*$`);

const columns: readonly Column[] = [
  { title: 'If-None-Match on reads', concerns: asks(reads, alone('If-None-Match')) },
  { title: 'If-Modified-Since', concerns: asks(reads, alone('If-Modified-Since')) },
  { title: 'If-Match on reads', concerns: asks(reads, alone('If-Match')) },
  { title: 'If-Unmodified-Since on reads', concerns: asks(reads, alone('If-Unmodified-Since')) },
  { title: 'If-Range', concerns: asks(reads, /If-Range/) },
  { title: 'If-Match on writes', concerns: asks(writes, alone('If-Match')) },
  { title: 'If-None-Match on writes', concerns: asks(writes, alone('If-None-Match')) },
  { title: 'If-Unmodified-Since on writes', concerns: asks(writes, alone('If-Unmodified-Since')) },
];

const isRight = ({ specified, observed }: Judged): boolean => specified === undefined || specified === observed;
/** A condition that was false, and the write was carried out. */
const isLost = ({ scenario, specified, observed }: Judged): boolean =>
  writes.test(scenario.method) && specified === 'precondition-failed' && /^(?:perform|written)/.test(observed);

/** The server refuses the method, whatever the condition. */
const isRefused = ({ observed, specified }: Judged): boolean => /^status-4/.test(observed) && specified === observed;

function cell(judged: readonly Judged[], { concerns }: Column): string {
  const asked = judged.filter((each) => each.scenario.exists === 'there' && concerns(each));
  if (asked.length === 0 || asked.every(isRefused)) return 'refused';
  const decided = asked.filter(({ specified }) => specified !== 'perform');
  const right = asked.filter(isRight).length;
  if (right === asked.length) return '✓';
  const heeded = decided.some(({ observed }) => observed === 'precondition-failed' || observed === 'not-modified');
  return heeded || asked.some(({ observed }) => observed === 'perform-range')
    ? `${right} of ${asked.length}`
    : 'ignored';
}

const share = (count: number, of: number): string => `${((100 * count) / of).toFixed(1).replace(/\.0$/, '')} %`;

interface Rates {
  readonly all: number;
  readonly before: number;
  readonly after: number;
  readonly lost: number;
}

function ratesOf(judged: readonly Judged[]): Rates {
  return {
    all: judged.length,
    before: judged.filter(({ specified, observed }) => specified === observed).length,
    after: judged.filter(({ foretold, observed }) => foretold === observed).length,
    lost: judged.filter(isLost).length,
  };
}

const row = (cells: readonly string[]): string => `| ${cells.map((each) => each.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

function conformanceTable(found: readonly Conformance[]): string {
  const head = ['server', 'tags', ...columns.map(({ title }) => title)];
  return table(
    head,
    found.map(({ name, tags, judged }) => [name, tags, ...columns.map((column) => cell(judged, column))]),
  );
}

function rateTable(found: readonly Conformance[]): string {
  const rowOf = (name: string, judged: readonly Judged[], fromOthers: readonly Judged[]) => {
    const { all, before, after, lost } = ratesOf(judged);
    const others = ratesOf(fromOthers).after;
    return [name, String(all), share(before, all), share(others, all), share(after, all), String(lost)];
  };
  const head = [
    'server',
    'requests',
    'as RFC 9110 says',
    'foretold from other requests',
    'foretold from the same requests',
    'writes past a false condition',
  ];
  return table(head, [
    ...found.map(({ name, judged, fromOthers }) => rowOf(name, judged, fromOthers)),
    rowOf(
      'all',
      found.flatMap(({ judged }) => judged),
      found.flatMap(({ fromOthers }) => fromOthers),
    ),
  ]);
}

function stagedTable(told: readonly Told[]): string {
  const stories = [...new Set(told.map(({ story }) => story))];
  const rows = stories.map((story) => {
    const own = told.filter((each) => each.story === story);
    const asked = own.some(({ probes }) => probes > 0) ? ', once asked' : '';
    const places = own.map(({ server, first, cause }) => `${server} ${first === cause ? '✓' : `✗ ${first}`}`);
    return [story, `\`${own[0]?.cause}\`${asked}`, places.join(', ')];
  });
  return table(['what was staged', 'true cause', 'named first at'], rows);
}

const right = (told: readonly Told[]): number => told.filter(({ first, cause }) => first === cause).length;

function traitsOf({ name, version, traits }: Conformance): string {
  const lines = traits.map(
    ({ id, on, says, evidence }) =>
      `- \`${id}\`${on.includes('*') ? '' : ` on ${on.join(', ')}`}: ${says}. Seen at ${
        evidence === 'any answer' ? evidence : `\`${evidence}\``
      }.`,
  );
  const none = '- None: every answer was the one of RFC 9110.';
  return [`### ${name}`, '', `Version ${version}.`, '', ...(lines.length === 0 ? [none] : lines)].join('\n');
}

/** The tables as the terminal shows them. */
export async function labTables(): Promise<string> {
  const found = await keptResults<Conformance>('conformance');
  const told = (await keptResults<readonly Told[]>('staged')).flat();
  return [
    conformanceTable(found),
    rateTable(found),
    stagedTable(told),
    `The true cause came first in ${right(told)} of ${told.length} staged refusals.`,
  ].join('\n\n');
}

/** docs/servers.md: what the lab found, with the versions it found it in. */
export async function serversPage(): Promise<string> {
  const found = await keptResults<Conformance>('conformance');
  const told = (await keptResults<readonly Told[]>('staged')).flat();
  return `# What real servers do with conditional requests

Written by \`npm run lab\`, which starts these servers on the loopback interface, owns what they store, and sends
every kind of condition through Precondition's own transport. Each answer is held against Precondition's evaluation
of RFC 9110 §13.2.2. The frameworks run a plain handler that compares nothing itself.

## Conformance

Requests with one condition each, to a resource that exists. ✓ is as RFC 9110 says, \`ignored\` is never heeded,
\`n of m\` is right in n cases, \`refused\` is a method that the server does not allow.

${conformanceTable(found)}

## How well they are foretold

Before it knows a server, Precondition foretells what the specification says; the lab fails when that is wrong in any
case that no trait of the server accounts for. Each question is then asked in two rounds, through what the product
remembers of the exchanges: the first round teaches it, the second is foretold. Once from other requests only, dealt
into eleven parts of which ten teach and one is foretold; once from all of the first round. The catalogue of departures
was made from these servers; another server may have others. A write past a false condition is an update that was lost
although the client asked for it to be stopped.

${rateTable(found)}

## Refusals, and the cause that is named first

Staged with files changed behind the server's back, and sent as a user sends them. The true cause came first in
${right(told)} of ${told.length}; where it says *once asked*, after the one question that the explanation offers to ask.

${stagedTable(told)}

## Traits

Where a server departs from RFC 9110, with a request that shows it. \`{tag}\` is the tag that a read showed, in
\`{toggled}\` with \`W/\` put before it or taken away, \`{stale}\` another; \`{modified}\` is the modification date,
\`{before}\` and \`{after}\` lie before and after it.

${found.map(traitsOf).join('\n\n')}
`;
}
