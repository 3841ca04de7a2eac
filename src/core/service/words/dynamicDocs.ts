import { optional, type ParameterDoc, required } from './parameterDoc.ts';

/** A dynamic variable, documented: `{{$name arguments}}`. */
export interface DynamicDoc {
  readonly name: string;
  readonly parameters: readonly ParameterDoc[];
  readonly summary: string;
  readonly example: string | undefined;
}

const offset = [
  optional('offset', 'A whole number, as `-1`.'),
  optional('unit', '`ms`, `s`, `m`, `h`, `d`, `w`, `M`, `Q` or `y`.'),
];
const format = required('format', '`rfc1123`, `iso8601`, or a pattern in quotes such as `"YYYY-MM-DD"`.');
const resource = optional('request or URL', 'The name of a request, a URL or a path; this request without it.');
const scopes = optional('scopes', 'What the token has to allow, with blanks between.');
const question = required('text', 'What to ask.');

const doc = (
  name: string,
  summary: string,
  parameters: readonly ParameterDoc[] = [],
  example?: string,
): DynamicDoc => ({
  name,
  parameters,
  summary,
  example,
});

/** The dynamic variables, those of conditional requests first. */
export const dynamicDocs: readonly DynamicDoc[] = [
  doc('$etag', 'The newest `ETag` known of a URL, quotes and `W/` included.', [resource], '$etag read'),
  doc('$lastModified', 'The newest `Last-Modified` known of a URL.', [resource], '$lastModified read'),
  doc('$uuid', 'A random UUID.'),
  doc('$guid', 'A random UUID.'),
  doc('$timestamp', 'Seconds since 1970; with `ms` milliseconds.', offset, '$timestamp -1 h'),
  doc('$isoTimestamp', 'The time as ISO 8601, in UTC.', offset),
  doc('$date', 'The date as `YYYY-MM-DD`, in UTC.', offset),
  doc(
    '$datetime',
    'The time in UTC; `rfc1123` is the form of HTTP-dates.',
    [format, ...offset],
    '$datetime rfc1123 -1 d',
  ),
  doc('$localDatetime', 'The time in this zone. Its `rfc1123` is no HTTP-date, which is always in GMT.', [
    format,
    ...offset,
  ]),
  doc('$randomInt', 'A random whole number, from `min` up to but without `max`.', [
    optional('min', 'The least, 0 without it.'),
    optional('max', 'One more than the greatest, 1000 without it.'),
  ]),
  doc('$random.integer', 'A random whole number.', [], '$random.integer(1, 10)'),
  doc('$random.float', 'A random number.', [], '$random.float(0, 1)'),
  doc('$random.alphabetic', 'Random letters.', [], '$random.alphabetic(10)'),
  doc('$random.alphanumeric', 'Random letters and digits.', [], '$random.alphanumeric(10)'),
  doc('$random.hexadecimal', 'Random hexadecimal digits.', [], '$random.hexadecimal(16)'),
  doc('$random.email', 'A random mail address.'),
  doc('$random.uuid', 'A random UUID.'),
  doc('$processEnv', 'A variable of the process.', [
    required('name', 'Its name; `%x` takes the name from the variable x.'),
  ]),
  doc('$dotenv', 'A variable of the `.env` file.', [
    required('name', 'Its name; `%x` takes the name from the variable x.'),
  ]),
  doc('$projectRoot', 'The folder of the project, without a slash at its end.'),
  doc('$historyFolder', 'Where the JetBrains client keeps the answers of the project.'),
  doc('$shared', 'A variable that all environments share.', [required('name', 'Its name.')]),
  doc('$prompt', 'Asks for the value when the request is sent.', [question]),
  doc('$input', 'Asks for the value when the request is sent.', [question], '$input Which article? $value: 1'),
  doc('$password', 'Asks for a secret when the request is sent, and shows none of it.', [question]),
  doc(
    '$auth.token',
    'The access token of an OAuth 2 client that the environment describes under `Security.Auth` in `http-client.env.json`. It is got when the request is sent, and kept as a secret until it runs out.',
    [],
    '$auth.token("id")',
  ),
  doc('$auth.idToken', 'The ID token of such a client (OpenID Connect).', [], '$auth.idToken("id")'),
  doc('$github', 'A token of the GitHub account that the editor is signed in to.', [scopes], '$github repo'),
  doc(
    '$microsoft',
    'A token of the Microsoft account that the editor is signed in to.',
    [scopes],
    '$microsoft User.Read',
  ),
  doc('$pick', 'Lets choose among values.', [question], '$pick Which? $value: a,b'),
];
