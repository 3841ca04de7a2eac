import { optional, type ParameterDoc, required } from './parameterDoc.ts';

/** A directive, documented: `# @name value` over a request. */
export interface DirectiveDoc {
  readonly name: string;
  readonly parameters: readonly ParameterDoc[];
  readonly summary: string;
}

/** The directives that do something here. Those of other clients are known, but not offered. */
export const directiveDocs: readonly DirectiveDoc[] = [
  {
    name: 'name',
    parameters: [required('name', 'Letters, digits, hyphens; other requests refer to it.')],
    summary: 'Names the request. Others then use its answer: `{{name.response.headers.ETag}}`.',
  },
  {
    name: 'ref',
    parameters: [required('request', 'The name of another request.')],
    summary: 'Sends that request first, unless its answer is there already.',
  },
  {
    name: 'forceRef',
    parameters: [required('request', 'The name of another request.')],
    summary: 'Sends that request first, each time.',
  },
  {
    name: 'prompt',
    parameters: [
      required('variable', 'The name of the variable that the answer goes into.'),
      optional('description', 'What to ask.'),
    ],
    summary: 'Asks for a value when the request is sent.',
  },
  {
    name: 'secret',
    parameters: [
      required('variable', 'The name of the variable that the answer goes into.'),
      optional('description', 'What to ask.'),
    ],
    summary: 'Asks for a secret when the request is sent, and shows none of it.',
  },
  {
    name: 'timeout',
    parameters: [required('duration', 'A number with its unit, as `5 s` or `500 ms`.')],
    summary: 'How long to wait for the answer to this request, and between two pieces of it.',
  },
  {
    name: 'connection-timeout',
    parameters: [required('duration', 'A number with its unit, as `5 s` or `500 ms`.')],
    summary: 'How long to wait for the connection.',
  },
  {
    name: 'loop',
    parameters: [
      required(
        'for',
        '`for 3`, or `for item of list`: a variable that holds `a, b, c` or a JSON array, or the list itself.',
      ),
    ],
    summary:
      'Sends the request so many times, or once for each member. `{{$index}}` counts from 0, `{{item}}` is the member.',
  },
  {
    name: 'sleep',
    parameters: [required('duration', 'Milliseconds, or with a unit, as `5 s`.')],
    summary: 'Waits before the request goes out.',
  },
  {
    name: 'retry',
    parameters: [required('number', 'How often at most, up to 10.')],
    summary:
      'Sends the request again where it failed for a while: after a growing pause, or what `Retry-After` says. Idempotent methods alone; a guarded write whose answer was lost is looked at first.',
  },
  { name: 'use-http2', parameters: [], summary: 'Speaks HTTP/2 where the server does.' },
  {
    name: 'proxy',
    parameters: [required('URL', '`http://`, `https://` or `socks5://`, with `user:password@` where it asks.')],
    summary: 'Sends this request through that proxy. A PAC file is not read: name the proxy itself.',
  },
  { name: 'no-proxy', parameters: [], summary: 'Goes past the proxy.' },
  {
    name: 'no-reject-unauthorized',
    parameters: [],
    summary:
      'Accepts any certificate for this request. Anybody could answer in the server’s name; the response says so.',
  },
  { name: 'disabled', parameters: [], summary: 'Leaves the request out when the whole file is sent.' },
  {
    name: 'note',
    parameters: [optional('text', 'What to say when asking.')],
    summary: 'Asks for your confirmation before the request goes out.',
  },
  {
    name: 'title',
    parameters: [required('text', 'For readers.')],
    summary: 'Says what the request is, where it has no name.',
  },
  {
    name: 'injectVariables',
    parameters: [],
    summary: 'Replaces variables in the files of the content, as `<@ file` does.',
  },
  { name: 'noResponseView', parameters: [], summary: 'Shows the outcome over the request, and opens no answer.' },
  { name: 'no-redirect', parameters: [], summary: 'Shows a redirect instead of following it.' },
  { name: 'raw', parameters: [], summary: 'Sends the body byte for byte: no comment in it, no line end changed.' },
  { name: 'description', parameters: [required('text', 'For readers.')], summary: 'Says what the request is for.' },
];
