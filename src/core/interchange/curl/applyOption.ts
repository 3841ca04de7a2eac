import { toBase64 } from '../../http/base64.ts';
import { formatHttpDate, readHttpDate } from '../../http/httpDate.ts';
import type { CurlDraft } from './curlDraft.ts';
import { keepOption } from './curlDraft.ts';
import type { CurlArgument } from './curlOptions.ts';
import { addData, addEncoded, addPiece } from './dataOptions.ts';
import { formPart, formString } from './formParts.ts';

type Apply = (draft: CurlDraft, value: string, written: string) => void;

/** About the terminal, or what a client of a `.http` file does anyway: nothing is lost without them. */
const passedOver = new Set(
  (
    'silent show-error verbose include fail fail-with-body fail-early no-buffer progress-bar no-progress-meter globoff ' +
    'http1.1 location disable no-keepalive tr-encoding trace-time styled-output no-styled-output ipv4 ipv6 path-as-is ' +
    'write-out stderr parallel remote-time create-dirs'
  ).split(' '),
);

/** Carries one option over to the draft; what has no counterpart is kept as a comment and reported. */
export function applyOption(draft: CurlDraft, { name, value, written }: CurlArgument): void {
  const apply = Object.hasOwn(options, name) ? options[name] : undefined;
  if (apply !== undefined) apply(draft, value, written);
  else if (!passedOver.has(name)) keepOption(draft, written);
}

const implied = (draft: CurlDraft, name: string, value: string) =>
  draft.fields.push({ field: [name, value], by: 'option' });

const options: Readonly<Record<string, Apply>> = {
  url: (draft, value) => draft.urls.push(value),
  request: (draft, value) => {
    draft.method = value;
  },
  header: addHeader,
  data: (draft, value, written) => addData(draft, value, written, 'taken-out'),
  'data-ascii': (draft, value, written) => addData(draft, value, written, 'taken-out'),
  'data-binary': (draft, value, written) => addData(draft, value, written, 'kept'),
  'data-raw': (draft, value) => addPiece(draft, { kind: 'text', text: value }, '&'),
  'data-urlencode': addEncoded,
  json: (draft, value, written) => {
    draft.contentType = 'application/json';
    if (!draft.fields.some(({ field }) => field[0] === 'Accept')) implied(draft, 'Accept', 'application/json');
    if (value.startsWith('@')) addData(draft, value, written, 'kept');
    else addPiece(draft, { kind: 'text', text: value }, '');
  },
  get: (draft) => {
    draft.query = 'data';
  },
  head: (draft) => {
    draft.head = 'yes';
  },
  user: (draft, value, written) => {
    if (value.includes(':')) draft.credentials = value;
    else keepOption(draft, written);
  },
  'oauth2-bearer': (draft, value) => implied(draft, 'Authorization', `Bearer ${value}`),
  basic: () => {},
  digest: (draft) => {
    draft.scheme = 'digest';
  },
  'aws-sigv4': (draft, value) => {
    draft.signing = value;
  },
  ntlm: challenge,
  negotiate: challenge,
  anyauth: challenge,
  // Our memory is the file in which curl keeps the tag.
  'etag-compare': (draft) => {
    draft.variables.push('$etag');
    implied(draft, 'If-None-Match', '{{$etag}}');
  },
  'etag-save': () => {},
  'user-agent': (draft, value) =>
    value === '' ? draft.removed.push('User-Agent') : implied(draft, 'User-Agent', value),
  referer: (draft, value) => implied(draft, 'Referer', value.replace(/;auto$/, '')),
  cookie: (draft, value, written) => (value.includes('=') ? draft.cookies.push(value) : keepOption(draft, written)),
  range: (draft, value) => implied(draft, 'Range', `bytes=${value}`),
  'time-cond': addTimeCondition,
  form: (draft, value, written) => addForm(draft, formPart(value), written),
  'form-string': (draft, value, written) => addForm(draft, formString(value), written),
  'upload-file': (draft, value, written) => {
    if (value === '-' || value === '.') keepOption(draft, written);
    else draft.upload = value;
  },
  compressed: (draft) => implied(draft, 'Accept-Encoding', 'deflate, gzip, br, zstd'),
  insecure: (draft) => draft.directives.push('no-reject-unauthorized'),
  output: (draft, value) => {
    if (!/^(?:\/dev\/null|nul|-)$/i.test(value)) draft.outputs.push(value);
  },
  'max-time': (draft, value, written) => addTimeout(draft, 'timeout', value, written),
  'connect-timeout': (draft, value, written) => addTimeout(draft, 'connection-timeout', value, written),
};

function challenge(draft: CurlDraft, _value: string, written: string): void {
  draft.scheme = 'other';
  keepOption(draft, written);
}

/** `Name: value`, `Name;` for an empty one, `Name:` to leave curl's own out, `@file`. */
function addHeader(draft: CurlDraft, value: string, written: string): void {
  const line = value.replaceAll(/[\r\n]+[ \t]*/g, ' ').trimEnd();
  const colon = line.indexOf(':');
  if (line.startsWith('@')) {
    keepOption(draft, written);
    return;
  }
  if (colon === -1 && line.endsWith(';')) return void draft.fields.push({ field: [line.slice(0, -1), ''], by: 'user' });
  if (colon === -1) {
    keepOption(draft, written);
    return;
  }
  const name = line.slice(0, colon).trim();
  const content = line.slice(colon + 1).trim();
  if (content === '') draft.removed.push(name);
  else draft.fields.push({ field: [name, content], by: 'user' });
}

function addForm(draft: CurlDraft, part: ReturnType<typeof formPart>, written: string): void {
  const readable = part !== undefined && (part.content.kind === 'text' || !/^-?$|,/.test(part.content.path));
  if (readable) draft.form.push(part);
  else keepOption(draft, written);
}

/** `-z DATE` asks for what changed since, `-z -DATE` for what did not. A file's date is not known here. */
function addTimeCondition(draft: CurlDraft, value: string, written: string): void {
  const unless = value.startsWith('-');
  const reading = readHttpDate(unless ? value.slice(1) : value, 0);
  if (reading.epoch === undefined) {
    keepOption(draft, written);
    return;
  }
  implied(draft, unless ? 'If-Unmodified-Since' : 'If-Modified-Since', formatHttpDate(reading.epoch));
}

function addTimeout(draft: CurlDraft, directive: string, seconds: string, written: string): void {
  const milliseconds = Math.round(Number(seconds) * 1000);
  if (milliseconds > 0 && Number.isFinite(milliseconds)) draft.directives.push(`${directive} ${milliseconds} ms`);
  else keepOption(draft, written);
}

/** `user:password` of `-u` as the field that it becomes, or that the sending computes; undefined where none can. */
export function credentialField({ scheme, signing }: CurlDraft, pair: string): string | undefined {
  if (signing !== undefined) return signed(signing, pair);
  switch (scheme) {
    case 'basic':
      return `Basic ${toBase64(new TextEncoder().encode(pair))}`;
    case 'digest':
      return `Digest ${pair}`;
    case 'other':
      return undefined;
  }
}

function signed(signing: string, pair: string): string {
  const [, , region = '', service = ''] = signing.split(':');
  const keys = pair.replace(':', ' ');
  return `AWS ${keys}${region === '' ? '' : ` region:${region}`}${service === '' ? '' : ` service:${service}`}`;
}
