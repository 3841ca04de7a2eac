/**
 * How a file is meant where the clients disagree and no reading serves both. `standard` is ours and REST Client's;
 * `jetbrains` has the environment win over the file, and takes ` #` in a value for the beginning of a comment.
 */
export type Dialect = 'standard' | 'jetbrains';

/** The value of an `@name = value` line as the dialect means it; an entity tag may hold a `#` in any. */
export function definedValue(value: string, dialect: Dialect | undefined): string {
  if (dialect !== 'jetbrains' || !value.includes('#')) return value;
  let quoted = false;
  for (let at = 0; at < value.length; at += 1) {
    if (value[at] === '"') quoted = !quoted;
    else if (!quoted && value[at] === '#' && (at === 0 || value[at - 1] === ' ' || value[at - 1] === '\t')) {
      return value.slice(0, at).trimEnd();
    }
  }
  return value;
}
