/** A request as the lab sends it, before the values of the moment are known. */
export interface Scenario {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE' | 'OPTIONS';
  readonly exists: 'there' | 'missing';
  /** Field lines, parted by ` | `, with `{…}` for what is known only at the server. */
  readonly fields: string;
}

/** Lists of tags, each a value of If-Match or If-None-Match. */
const tagValues: readonly string[] = [
  '{tag}',
  '{stale}',
  '{toggled}',
  '*',
  '{stale}, {tag}',
  '{tag}, {stale}',
  '{stale}, "other"',
  '{tag},',
  '"*"',
  '{opaque}',
  "'{opaque}'",
  'w/{strong}',
  '\\"{opaque}\\"',
];

const dateValues: readonly string[] = [
  '{modified}',
  '{before}',
  '{after}',
  '{tomorrow}',
  '{rfc850}',
  '{asctime}',
  '{iso}',
  '{epoch}',
  'yesterday',
];

const reads = ['GET', 'HEAD'] as const;
const writes = ['PUT', 'DELETE'] as const;

const each = (names: readonly string[], values: readonly string[]): readonly string[] =>
  names.flatMap((name) => values.map((value) => `${name}: ${value}`));

const combined: readonly string[] = [
  'If-Match: {stale} | If-Match: {tag}',
  'If-Match: {tag} | If-Match: {stale}',
  'If-Match: {tag} | If-Unmodified-Since: {before}',
  'If-Match: {stale} | If-Unmodified-Since: {after}',
  'If-Match: {tag} | If-None-Match: {tag}',
  'If-Match: {tag} | If-None-Match: {stale}',
];

const onReads: readonly string[] = [
  ...each(['If-None-Match', 'If-Match'], tagValues),
  ...each(['If-Modified-Since', 'If-Unmodified-Since'], dateValues),
  ...combined,
  'If-None-Match: {stale} | If-None-Match: {tag}',
  'If-None-Match: {tag} | If-None-Match: {stale}',
  'If-None-Match: {tag} | If-Modified-Since: {before}',
  'If-None-Match: {tag} | If-Modified-Since: {modified}',
  'If-None-Match: {stale} | If-Modified-Since: {modified}',
  'If-None-Match: {tag} | Cache-Control: no-cache',
  'If-Modified-Since: {modified} | Cache-Control: no-cache',
  'If-Modified-Since: {modified} | If-Unmodified-Since: {before}',
];

const onGet: readonly string[] = [
  ...each(
    ['Range: bytes=2-5 | If-Range'],
    ['{tag}', '{stale}', '{toggled}', '{modified}', '{before}', '{after}', '*', '{stale}, {tag}', '{opaque}'],
  ),
  'If-Range: {tag}',
  'Range: bytes=2-5 | If-None-Match: {tag}',
  'Range: bytes=2-5 | If-None-Match: {toggled}',
  'Range: bytes=2-5 | If-Match: {tag}',
  'Range: bytes=2-5 | If-Match: {stale}',
];

const onWrites: readonly string[] = [
  ...each(['If-Match'], tagValues),
  ...each(['If-Unmodified-Since'], dateValues),
  ...each(['If-None-Match'], ['{tag}', '{stale}', '{toggled}', '*', '{stale}, {tag}']),
  ...combined,
  'If-Modified-Since: {modified}',
  'If-Match:',
];

const onMissing: readonly string[] = [
  'If-Match: {stale}',
  'If-Match: *',
  'If-None-Match: *',
  'If-None-Match: {stale}',
  'If-Unmodified-Since: {modified}',
  'If-Modified-Since: {modified}',
];

const on = (methods: readonly Scenario['method'][], exists: Scenario['exists'], lines: readonly string[]) =>
  methods.flatMap((method) => lines.map((fields): Scenario => ({ method, exists, fields })));

/** Every method with every kind of condition, each in the states that matter to it. */
export const scenarios: readonly Scenario[] = [
  ...on(reads, 'there', onReads),
  ...on(['GET'], 'there', onGet),
  ...on(writes, 'there', onWrites),
  ...on([...reads, ...writes], 'missing', onMissing),
  ...on(['OPTIONS'], 'there', ['If-Match: {stale}', 'If-None-Match: {tag}', 'If-Unmodified-Since: {before}']),
];

/** WebDAV's own field, for servers that keep it. */
export const davScenarios: readonly Scenario[] = on(writes, 'there', [
  'If: ([{tag}])',
  'If: ([{stale}])',
  'If: (Not [{stale}])',
  'If: (Not [{tag}])',
  'If: ([{stale}]) ([{tag}])',
  'If: <{url}> ([{tag}])',
  'If: (<DAV:no-lock>)',
  'If: (Not <DAV:no-lock>)',
]);
