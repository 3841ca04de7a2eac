import { parseArgs } from 'node:util';
import { Problem } from './problem.mjs';

const options = { only: { type: 'string' }, grep: { type: 'string' }, launcher: { type: 'string', default: 'server' } };

function known(what, name, names) {
  if (!names.includes(name)) throw new Problem(`There is no ${what} ${name}; there are ${names.join(', ')}.`);
  return name;
}

/**
 * `--only pure,wire --grep "weak tag" --launcher desktop`, with names that exist. Suites on demand run only when
 * they are named.
 */
export function testArguments(args, { suites, onDemand = [], launchers }) {
  const { values } = parseArgs({ args, options });
  const all = [...suites, ...onDemand];
  const only = values.only?.split(',').map((name) => known('suite', name.trim(), all)) ?? suites;
  return {
    chosen: all.filter((name) => only.includes(name)),
    grep: values.grep,
    launcher: known('launcher', values.launcher, launchers),
  };
}
