import { textFingerprint } from '../../http/fingerprint.ts';
import type { DraftPart } from '../draftRequest.ts';

/** One `-F`. */
export interface FormPart {
  readonly name: string;
  readonly content: DraftPart;
  readonly type: string | undefined;
  readonly filename: string | undefined;
}

/** Reads `name=value`, `name=@path;type=…;filename=…` and `name=<path`; undefined when it is none. */
export function formPart(text: string): FormPart | undefined {
  const equals = text.indexOf('=');
  if (equals === -1) return undefined;
  const name = text.slice(0, equals);
  const mark = text.charAt(equals + 1);
  const marked = mark === '@' || mark === '<';
  const [first = '', ...rest] = withParameters(text.slice(equals + (marked ? 2 : 1)));
  const type = parameter(rest, 'type');
  const filename = parameter(rest, 'filename');
  if (!marked) return { name, content: { kind: 'text', text: first }, type, filename };
  const sent =
    mark === '@' ? (filename ?? first.slice(Math.max(first.lastIndexOf('/'), first.lastIndexOf('\\')) + 1)) : filename;
  const kind = mark === '@' ? (type ?? typeByName(first)) : type;
  return { name, content: { kind: 'file', path: first }, type: kind, filename: sent };
}

/** `--form-string`: nothing in the value has a meaning. */
export function formString(text: string): FormPart | undefined {
  const equals = text.indexOf('=');
  if (equals === -1) return undefined;
  const content = { kind: 'text', text: text.slice(equals + 1) } as const;
  return { name: text.slice(0, equals), content, type: undefined, filename: undefined };
}

const parameters =
  /;\s*(type|filename|headers|encoder)=("(?:[^"\\]|\\.)*"|[^;]*(?:;\s*(?!type=|filename=|headers=|encoder=)[\w-]+=[^;]*)*)/y;

/** The value, and its parameters as `name=value`. A value in quotes may hold semicolons. */
function withParameters(text: string): readonly string[] {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(text);
  const end = quoted?.[0].length ?? startOfParameters(text);
  const value = quoted === null ? text.slice(0, end) : unescaped(quoted[1] ?? '');
  const found = [value];
  parameters.lastIndex = end;
  for (let match = parameters.exec(text); match !== null; match = parameters.exec(text)) {
    found.push(`${match[1]}=${(match[2] ?? '').trim()}`);
  }
  return found;
}

function startOfParameters(text: string): number {
  const at = text.search(/;\s*(?:type|filename|headers|encoder)=/);
  return at === -1 ? text.length : at;
}

function parameter(found: readonly string[], name: string): string | undefined {
  const value = found.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);
  return value?.startsWith('"') ? unescaped(value.slice(1, -1)) : value;
}

const unescaped = (text: string): string => text.replaceAll(/\\(["\\])/g, '$1');

/** The few types that curl knows by a file's name. */
function typeByName(path: string): string {
  const types: Readonly<Record<string, string>> = {
    gif: 'image/gif',
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    png: 'image/png',
    svg: 'image/svg+xml',
    txt: 'text/plain',
    htm: 'text/html',
    html: 'text/html',
    pdf: 'application/pdf',
    xml: 'application/xml',
  };
  return types[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';
}

export interface FormBody {
  readonly contentType: string;
  readonly parts: readonly DraftPart[];
}

/** The parts as multipart content (RFC 7578), behind a boundary that none of them holds. */
export function formBody(parts: readonly FormPart[]): FormBody {
  const texts = parts.map(({ content }) => (content.kind === 'text' ? content.text : content.path)).join('\n');
  const boundary = `form-${(textFingerprint(texts) ?? 'boundary').replace(':', '-')}`;
  const body: DraftPart[] = [];
  for (const { name, content, type, filename } of parts) {
    const file = filename === undefined ? '' : `; filename="${inQuotes(filename)}"`;
    const lines = [
      `--${boundary}`,
      `Content-Disposition: form-data; name="${inQuotes(name)}"${file}`,
      ...(type === undefined ? [] : [`Content-Type: ${type}`]),
      '',
      content.kind === 'text' ? `${content.text}\n` : '',
    ];
    body.push({ kind: 'text', text: lines.join('\n') });
    if (content.kind === 'file') body.push(content, { kind: 'text', text: '\n' });
  }
  body.push({ kind: 'text', text: `--${boundary}--\n` });
  return { contentType: `multipart/form-data; boundary=${boundary}`, parts: body };
}

/** As browsers write names in a multipart header: line ends and quotes percent-encoded. */
function inQuotes(text: string): string {
  return text.replaceAll(/["\r\n]/g, (char) => encodeURIComponent(char));
}
