/** What mutation testing found, as a page and as a list. */
import { readFile } from 'node:fs/promises';
import { inRoot } from '../lib/paths.mjs';

const isNoticed = ({ status }) => status === 'Killed' || status === 'Timeout';
/** Some changes make no program that runs, and say nothing of the tests. */
const counts = ({ status }) => isNoticed({ status }) || status === 'Survived' || status === 'NoCoverage';

/** Whether the change counts, and nobody noticed it. */
export const isOpen = (mutant) => counts(mutant) && !isNoticed(mutant);

function tally(mutants) {
  const all = mutants.filter(counts);
  const noticed = all.filter(isNoticed).length;
  const unseen = all.filter(({ status }) => status === 'NoCoverage').length;
  return { all: all.length, noticed, survived: all.length - noticed - unseen, unseen };
}

const percent = (noticed, all) => (all === 0 ? '–' : `${((100 * noticed) / all).toFixed(1)} %`);

/** `92.8 % of 69` */
export function score(mutants) {
  const { all, noticed } = tally(mutants);
  return `${percent(noticed, all)} of ${all}`;
}

const row = (cells) => `| ${cells.join(' | ')} |`;

function rowOf(name, mutants) {
  const { all, noticed, survived, unseen } = tally(mutants);
  return row([name, all, noticed, survived, unseen, percent(noticed, all)]);
}

/** The page of what is known now; `missing` are the files that were not measured yet. */
export function mutationPage(results, missing) {
  const rooms = [...new Set(results.map(({ room }) => room))];
  const head = [row(['', 'changes', 'noticed', 'survived', 'come by no test', 'score']), row(Array(6).fill('---'))];
  const parts = rooms.map((room) => {
    const own = results.filter((each) => each.room === room && tally(each.mutants).all > 0);
    const rows = own.map(({ file, mutants, older }) =>
      rowOf(`\`${file.replace(`src/core/${room}/`, '')}\`${older ? ' \\*' : ''}`, mutants),
    );
    const sum = rowOf(
      '**all**',
      own.flatMap(({ mutants }) => mutants),
    );
    const open = missing.filter((file) => file.startsWith(`src/core/${room}/`));
    const names = open.map((file) => `\`${file.replace(`src/core/${room}/`, '')}\``).join(', ');
    const still = open.length === 0 ? [] : ['', `Not measured yet: ${names}.`];
    return [`## core/${room}`, '', ...head, ...rows, sum, ...still].join('\n');
  });
  return `# Do the tests notice?

Written by \`npm run mutation\`: Stryker changes these rooms in every small way that it knows, one change at a time, and
the pure tests of the room are asked whether they notice. \`npm run mutation -- <name> --survivors\` prints the changes of
a file that nobody noticed. Sentences for people count like everything else; only the documentation of header
fields (http/fieldCatalogue) is left out.
A file with a star has changed since it was measured, or a test that noticed one of its changes has. A file of types
alone is not listed, for it has nothing to change. The tests are asked nearest and quickest first, properties with 150
examples; a change that went unnoticed for a second of work (in some files a quarter of one) counts as survived, and tests of how long
something takes are not asked. So a score may be too low, and never too high.

${parts.join('\n\n')}
`;
}

/** The changes of a file that no test noticed, each under its line. */
export async function survivorsOf({ file, mutants }) {
  const lines = (await readFile(inRoot(file), 'utf8')).split('\n');
  const open = mutants.filter(isOpen).sort((one, other) => one.line - other.line);
  const told = open.map(
    ({ line, status, mutatorName, replacement }) =>
      `  ${line}: ${lines[line - 1]?.trim()}\n      ${status} ${mutatorName}: ${String(replacement).replaceAll(/\s+/g, ' ').slice(0, 120)}`,
  );
  return [`${file}: ${score(mutants)}`, ...told].join('\n');
}
