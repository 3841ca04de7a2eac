import type { HttpResponse } from '../../../core/http/exchange.ts';
import { firstValue } from '../../../core/http/headerList.ts';

/** The head of a saved response, as a `.http` file takes it: status line, fields as they came, a blank line. */
export function savedHead({ httpVersion, status, reason, headers }: HttpResponse): string {
  const line = `HTTP/${httpVersion} ${status}${reason === '' ? '' : ` ${reason}`}`;
  return `${[line, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n')}\n\n`;
}

const endings: Readonly<Record<string, string>> = {
  'application/json': 'json',
  'application/pdf': 'pdf',
  'application/xml': 'xml',
  'application/zip': 'zip',
  'application/javascript': 'js',
  'image/avif': 'avif',
  'image/bmp': 'bmp',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'image/webp': 'webp',
  'image/x-icon': 'ico',
  'image/vnd.microsoft.icon': 'ico',
  'text/css': 'css',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/javascript': 'js',
  'text/markdown': 'md',
  'text/plain': 'txt',
  'text/xml': 'xml',
};

/** The media type without its parameters, in lower case; empty where none was named. */
export function mediaTypeOf({ headers }: Pick<HttpResponse, 'headers'>): string {
  return ((firstValue(headers, 'Content-Type') ?? '').split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** The usual ending of a file of this media type, without the dot; `bin` for one that is not known. */
export function endingOf(mediaType: string): string {
  const known = endings[mediaType];
  if (known !== undefined) return known;
  const suffix = /\+(json|xml|zip)$/.exec(mediaType)?.[1];
  return suffix ?? (mediaType.startsWith('text/') ? 'txt' : 'bin');
}

/**
 * A name for the file of a content: the one that Content-Disposition gives (RFC 6266), else the last segment of the
 * URL, with the ending that its media type has. Only a name, never a path, whatever the server says.
 */
export function suggestedName(url: string, response: Pick<HttpResponse, 'headers'>): string {
  const given = safeName(dispositionName(firstValue(response.headers, 'Content-Disposition') ?? ''));
  if (given !== '') return given;
  const segment = safeName(decoded((URL.canParse(url) ? new URL(url).pathname : '').split('/').at(-1) ?? ''));
  const base = segment === '' ? 'response' : segment;
  return /\.[A-Za-z0-9]{1,8}$/.test(base) ? base : `${base}.${endingOf(mediaTypeOf(response))}`;
}

function dispositionName(value: string): string {
  const extended = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(value)?.[1];
  if (extended !== undefined) return decoded(extended);
  const quoted = /;\s*filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(value)?.[1];
  return quoted?.replace(/\\(.)/g, '$1') ?? /;\s*filename\s*=\s*([^;"\s]+)/i.exec(value)?.[1] ?? '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** What no file system takes amiss: no separators, no controls, no dot at the begin, not too long. */
function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return last
    .replace(/[\x00-\x1f\x7f<>:"|?*\p{Cf}]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(-100);
}
