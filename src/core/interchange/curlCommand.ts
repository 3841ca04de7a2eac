import { toBase64 } from '../http/base64.ts';
import type { HttpRequest } from '../http/exchange.ts';
import { type HeaderField, sameName } from '../http/headerList.ts';
import { textOf } from './bodyText.ts';
import { type ComputedCredentials, computedCredentials, signingScope, withoutAuthorization } from './credentials.ts';
import { type Octets, quote } from './shell/quote.ts';
import type { Shell } from './shell/shell.ts';

/** The file that content goes through which no argument can hold. */
export const contentFile = 'content.bin';

/** A command, and what has to be known of it, one sentence each. */
export interface CurlCommand {
  readonly text: string;
  readonly remarks: readonly string[];
}

/**
 * The request as a curl command of the shell: fields in their order with duplicates, content as its bytes. curl adds
 * `Accept` and `User-Agent` of its own; its default `Content-Type` is kept from changing what the request says.
 */
export function curlCommand(request: HttpRequest, shell: Shell): CurlCommand {
  const content = contentOf(request, shell);
  const login = loginOf(request);
  const quoted = (argument: string, octets: Octets = 'utf-8') => quote(shell, argument, octets);
  const options = [
    [...methodOption(request), ...globOption(request), '--url', quoted(request.url)].join(' '),
    ...(request.target === undefined ? [] : [`--request-target ${quoted(request.target)}`]),
    ...login.options.map(([option, value]) => (value === undefined ? option : `${option} ${quoted(value)}`)),
    ...fieldsOf(request, login).map((field) => `-H ${quoted(fieldArgument(field), 'latin-1')}`),
    ...content.options.map(([option, value]) => `${option} ${quoted(value)}`),
  ];
  const program = shell === 'powershell' ? 'curl.exe' : 'curl';
  const text = `${program} ${options.join(` ${continuation[shell]}\n  `)}`;
  return { text: framed(shell, content.before, text), remarks: [...login.remarks, ...content.remarks] };
}

const continuation: Readonly<Record<Shell, string>> = { bash: '\\', cmd: '^', powershell: '`' };

/** A command that reads its content from standard input stands after a pipe. */
function framed(shell: Shell, before: string, command: string): string {
  if (shell !== 'powershell') return before + command;
  // In a block of its own, for the setting would change every later command of the session.
  const legacy = command.includes('\\"') ? "$PSNativeCommandArgumentPassing = 'Legacy'; " : '';
  return legacy === '' ? before + command : `& { ${legacy}${before}${command} }`;
}

function methodOption({ method, body }: HttpRequest): readonly string[] {
  if (method === 'HEAD' && body === undefined) return ['--head'];
  const implied = body === undefined ? 'GET' : 'POST';
  return method === implied ? [] : ['-X', method];
}

/** curl makes several URLs of brackets and braces unless it is told not to. */
function globOption({ url }: HttpRequest): readonly string[] {
  return /[[\]{}]/.test(url) ? ['--globoff'] : [];
}

/** What curl counts itself is left out; without a type of its own, content is sent without one. */
function fieldsOf({ headers, body }: HttpRequest, { computed, fields }: Login): readonly HeaderField[] {
  const all = computed === 'yes' ? [...withoutAuthorization(headers), ...fields] : headers;
  const own = all.filter(([name]) => !sameName(name, 'Content-Length'));
  const typed = body === undefined || own.some(([name]) => sameName(name, 'Content-Type'));
  return typed ? own : [...own, removal];
}

/** What curl is told to compute, and what it is to say besides. */
interface Login {
  readonly computed: 'yes' | 'no';
  readonly options: readonly (readonly [option: string, value?: string])[];
  readonly fields: readonly HeaderField[];
  readonly remarks: readonly string[];
}

/** Credentials that are no field yet are computed by curl. Its options follow, so that no shell splits them. */
function loginOf(request: HttpRequest): Login {
  const credentials = computedCredentials(request);
  if (credentials === undefined) return { computed: 'no', options: [], fields: [], remarks: [] };
  if (credentials.kind === 'malformed') {
    const remarks = [`Authorization is not of the form ${credentials.wanted}, and stands in the command as it is.`];
    return { computed: 'no', options: [], fields: [], remarks };
  }
  return { computed: 'yes', fields: [], remarks: [], ...computedBy(credentials, new URL(request.url).hostname) };
}

function computedBy(
  credentials: Exclude<ComputedCredentials, { kind: 'malformed' }>,
  host: string,
): Pick<Login, 'options'> & Partial<Login> {
  switch (credentials.kind) {
    case 'digest':
      return { options: [['--digest'], ['--user', `${credentials.user}:${credentials.password}`]] };
    case 'unsupported':
      return {
        options: [[`--${credentials.scheme.toLowerCase()}`], ['--user', `${credentials.user}:${credentials.password}`]],
      };
    case 'aws': {
      const { accessKey, secretKey, token } = credentials;
      const { region, service } = signingScope(host, credentials);
      return {
        options: [
          ['--aws-sigv4', `aws:amz:${region}:${service}`],
          ['--user', `${accessKey}:${secretKey}`],
        ],
        fields: token === undefined ? [] : [['X-Amz-Security-Token', token]],
        remarks: ['curl signs it from version 7.75 on, for S3 from version 8 on.'],
      };
    }
  }
}

const removal: HeaderField = ['Content-Type:', ''];

function fieldArgument(field: HeaderField): string {
  const [name, value] = field;
  if (field === removal) return name;
  return value === '' ? `${name};` : `${name}: ${value}`;
}

interface Content {
  readonly options: readonly (readonly [option: string, value: string])[];
  readonly before: string;
  readonly remarks: readonly string[];
}

/** Text is an argument, where the shell can hold it; anything else goes through standard input or a file. */
function contentOf({ body }: HttpRequest, shell: Shell): Content {
  if (body === undefined) return { options: [], before: '', remarks: [] };
  const text = textOf(body);
  if (text !== undefined && fits(text, shell)) {
    const option = /[\r\n]/.test(text) && !text.startsWith('@') ? '--data-binary' : '--data-raw';
    return { options: [[option, text]], before: '', remarks: [] };
  }
  return throughFile(toBase64(body), shell);
}

/** No argument holds a NUL; `cmd` has only one kind of line end, and 8191 characters in all. */
function fits(text: string, shell: Shell): boolean {
  if (text.includes('\0')) return false;
  return shell === 'cmd' ? !text.includes('\r') && text.length < 4000 : text.length < 100_000;
}

function throughFile(base64: string, shell: Shell): Content {
  switch (shell) {
    case 'bash':
      return { options: [['--data-binary', '@-']], before: `printf %s '${base64}' | base64 -d | `, remarks: [] };
    case 'powershell':
      return {
        options: [['--data-binary', `@${contentFile}`]],
        before: `[IO.File]::WriteAllBytes("$PWD/${contentFile}", [Convert]::FromBase64String('${base64}')); `,
        remarks: [`The content goes through a file, ${contentFile}, in the current folder.`],
      };
    case 'cmd':
      return {
        options: [['--data-binary', `@${contentFile}`]],
        before: '',
        remarks: [`cmd cannot hold this content: save it as ${contentFile} in the folder where you run the command.`],
      };
  }
}
