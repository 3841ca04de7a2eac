/** What servers put at the end of a tag when they compress. */
const SUFFIXES: readonly string[] = ['--gzip', '-gzip', ';gzip', ':gzip', '-br', '-zstd', '-deflate'];

/** The mark of a content coding at the end of an opaque-tag, as `-gzip`; undefined when it has none. */
export function codingSuffix(opaque: string): string | undefined {
  return SUFFIXES.find((suffix) => opaque.length > suffix.length && opaque.endsWith(suffix));
}
