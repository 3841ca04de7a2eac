import { pathToFileURL } from 'node:url';
import type { Problem, Severity } from '../core/service/problem.ts';
import type { LinePositions, Range } from './linePositions.ts';
import type { Linted } from './lintCommand.ts';
import { VERSION } from './version.ts';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** SARIF 2.1.0: one run, one rule for each code that was found, paths relative to the working folder. */
export function sarif(linted: readonly Linted[]) {
  const problems = linted.flatMap((file) => file.problems);
  const rules = [...new Map(problems.map((problem) => [problem.code, problem])).values()];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'precondition', version: VERSION, rules: rules.map(rule) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { FOLDER: { uri: `${pathToFileURL(process.cwd()).href}/` } },
        results: linted.flatMap(({ input, problems: found }) =>
          found.map((problem) => result(problem, input.file, input.positions)),
        ),
      },
    ],
  };
}

function rule({ code, rfc, url }: Problem) {
  return { id: code, helpUri: url, shortDescription: { text: `${code} (${rfc})` } };
}

function result(problem: Problem, file: string, positions: LinePositions) {
  return {
    ruleId: problem.code,
    level: LEVELS[problem.severity],
    message: { text: problem.message },
    locations: [{ physicalLocation: place(file, positions.range(problem)) }],
    relatedLocations: problem.related.map((related, id) => ({
      id,
      message: { text: related.message },
      physicalLocation: place(file, positions.range(related)),
    })),
  };
}

/** SARIF counts lines and columns from 1. */
function place(file: string, { start, end }: Range) {
  return {
    artifactLocation: artifact(file),
    region: {
      startLine: start.line + 1,
      startColumn: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    },
  };
}

function artifact(file: string) {
  if (file === '-') return { uri: 'stdin' };
  const from = `${pathToFileURL(process.cwd()).href}/`;
  const { href } = pathToFileURL(file);
  return href.startsWith(from) ? { uri: href.slice(from.length), uriBaseId: 'FOLDER' } : { uri: href };
}
