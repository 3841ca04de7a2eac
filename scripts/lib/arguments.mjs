import { parseArgs } from 'node:util';
import { Problem } from './problem.mjs';

/** `--only pure,wire --grep "weak tag"`, with names that exist. */
export function testArguments(args, names) {
  const { values } = parseArgs({ args, options: { only: { type: 'string' }, grep: { type: 'string' } } });
  const only = values.only?.split(',').map((name) => name.trim());
  const unknown = only?.filter((name) => !names.includes(name)) ?? [];
  if (unknown.length > 0) throw new Problem(`There is no suite ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  return { chosen: names.filter((name) => only?.includes(name) ?? true), grep: values.grep };
}
