import type { Token } from '../../../span.ts';
import type { BodyPart, FilePart } from '../../ast.ts';
import { references } from '../../values/expand.ts';
import { type CurlArgument, part } from './curlCommand.ts';
import type { ShellWord } from './shellWords.ts';

/** The content that the arguments ask for, or the query after `-G`; offsets are the words'. */
export function curlContent(found: readonly CurlArgument[]): readonly BodyPart[] {
  return found
    .flatMap((argument) => {
      const piece = contentOf(argument);
      return piece === undefined ? [] : [piece];
    })
    .flatMap((piece, index) =>
      index === 0 || piece.joint === '' ? [piece.part] : [textAt(piece.part.start, piece.joint), piece.part],
    );
}

interface Piece {
  /** What stands between it and the content before. */
  readonly joint: '&' | '';
  readonly part: BodyPart;
}

function contentOf({ meaning, value }: CurlArgument): Piece | undefined {
  switch (meaning) {
    case 'data':
      return { joint: '&', part: value.text.startsWith('@') ? { ...fileOf(value), newlines: 'drop' } : textOf(value) };
    case 'data-raw':
      return { joint: '&', part: textOf(value) };
    case 'data-binary':
      return { joint: '&', part: value.text.startsWith('@') ? fileOf(value) : textOf(value) };
    case 'data-urlencode':
      return { joint: '&', part: textOf({ ...value, text: urlEncoded(value.text) }) };
    case 'json':
      return { joint: '', part: value.text.startsWith('@') ? fileOf(value) : textOf(value) };
    case 'upload':
      return { joint: '', part: { ...fileOf(value), path: plain(value) } };
    default:
      return undefined;
  }
}

/** `content`, `=content` or `name=content`; references stay for later. */
function urlEncoded(text: string): string {
  const equals = text.indexOf('=');
  const name = equals > 0 ? text.slice(0, equals + 1) : '';
  return name + encoded(text.slice(equals + 1));
}

function encoded(text: string): string {
  let result = '';
  let at = 0;
  for (const { start, end } of references(text)) {
    result += encodePlain(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return result + encodePlain(text.slice(at));
}

function encodePlain(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')).replaceAll(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function textAt(start: number, text: string): BodyPart {
  return { kind: 'text', start, end: start, text };
}

function textOf(word: ShellWord): BodyPart {
  return { kind: 'text', ...plain(word) };
}

function fileOf(word: ShellWord): FilePart {
  const { start, end } = word;
  return {
    kind: 'file',
    start,
    end,
    path: plain(part(word, 1, word.text.length)),
    variables: 'keep',
    encoding: undefined,
  };
}

function plain({ start, end, text }: Token): Token {
  return { start, end, text };
}

const lineEnd = '\r\n';

/** The parts of a `-F` form between their delimiters, and the boundary: one that no value holds. */
export function curlForm(found: readonly CurlArgument[]): { parts: readonly BodyPart[]; boundary: string } {
  const fields = found.filter(({ meaning }) => meaning === 'form' || meaning === 'form-string');
  const boundary = freeBoundary(fields);
  const parts = fields.flatMap((argument) => formField(argument, boundary));
  const last = fields.at(-1)?.end ?? 0;
  return { parts: [...parts, textAt(last, `--${boundary}--${lineEnd}`)], boundary };
}

function freeBoundary(fields: readonly CurlArgument[]): string {
  let boundary = 'form-boundary';
  for (let at = 0; fields.some(({ value }) => value.text.includes(boundary)); at += 1) boundary = `form-boundary-${at}`;
  return boundary;
}

/** `name=value`, `name=@path` to attach a file, `name=<path` to take the value from one; `;type=` and `;filename=`. */
function formField({ meaning, value: word }: CurlArgument, boundary: string): readonly BodyPart[] {
  const equals = Math.max(word.text.indexOf('='), 0);
  const name = word.text.slice(0, equals);
  const mark = meaning === 'form' ? word.text.charAt(equals + 1) : '';
  const file = mark === '@' || mark === '<';
  const from = file ? equals + 2 : equals + 1;
  const semicolon = meaning === 'form' ? word.text.indexOf(';', from) : -1;
  const to = semicolon === -1 ? word.text.length : semicolon;
  const content = part(word, from, to);
  const options = word.text.slice(to);
  const type = /;type=([^;]+(?:;charset=[^;]+)?)/.exec(options)?.[1];
  const given = /;filename=([^;]+)/.exec(options)?.[1];
  const filename = given ?? (mark === '@' ? content.text.split('/').at(-1) : undefined);
  const head = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}`,
    ...(type === undefined
      ? mark === '@'
        ? ['Content-Type: application/octet-stream']
        : []
      : [`Content-Type: ${type}`]),
  ];
  const body: BodyPart = file ? { ...fileOf(content), path: plain(content) } : textOf(content);
  return [textAt(word.start, `${head.join(lineEnd)}${lineEnd}${lineEnd}`), body, textAt(word.end, lineEnd)];
}
