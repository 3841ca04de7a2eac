import { optional, type ParameterDoc, required } from './parameterDoc.ts';

/** A directive, documented: `# @name value` over a request. */
export interface DirectiveDoc {
  readonly name: string;
  readonly parameters: readonly ParameterDoc[];
  readonly summary: string;
}

/** The directives that are written most, ours and those of the clients whose files are read. */
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
  { name: 'note', parameters: [], summary: 'Asks before the request is sent.' },
  {
    name: 'timeout',
    parameters: [required('duration', 'A number with its unit, as `5 s` or `500 ms`.')],
    summary: 'How long to wait for this request.',
  },
  { name: 'no-redirect', parameters: [], summary: 'Shows a redirect instead of following it.' },
  { name: 'no-cookie-jar', parameters: [], summary: 'Neither sends nor keeps cookies.' },
  { name: 'no-log', parameters: [], summary: 'Keeps the request out of the log.' },
  { name: 'raw', parameters: [], summary: 'Sends the body byte for byte: no comment in it, no line end changed.' },
  { name: 'title', parameters: [required('text', 'Shown in the outline.')], summary: 'A title for the request.' },
  { name: 'description', parameters: [required('text', 'For readers.')], summary: 'Says what the request is for.' },
  { name: 'disabled', parameters: [], summary: 'Leaves the request out when all are sent.' },
  {
    name: 'import',
    parameters: [required('file', 'A path from this file.')],
    summary: 'Makes the requests and variables of another file known here.',
  },
];
