import { type DecodedBody, decodeBody } from '../../core/http/content/decodeBody.ts';
import { describeTransportError } from '../../core/http/describeTransportError.ts';
import type { Exchange, Hop, HttpResponse } from '../../core/http/exchange.ts';
import { firstValue } from '../../core/http/headerList.ts';
import { formatBytes, formatMilliseconds } from '../../core/http/quantity.ts';
import { withoutSecrets } from '../../core/http/secret.ts';
import { withoutUserinfo } from '../../core/syntax/resolving/resolveUrl.ts';
import { exchangeNotes } from '../sending/exchangeNotes.ts';
import { describeSave, type Save } from './saveAnswer.ts';
import { addedFields } from './view/addedFields.ts';
import { type LaidOut, laidOut } from './view/laidOut.ts';
import { byteString, hexDump } from './view/visibleBytes.ts';

/** The response as a read-only document. Offsets are UTF-16. */
export interface ResponseText {
  readonly text: string;
  /** The VS Code language id of the content; `plaintext` when there is none or it is binary. */
  readonly bodyLanguage: string;
  /** Where the content begins; the text's length when there is none. */
  readonly bodyStart: number;
  /** The line of each header field, counted from 0, by its name in lower case; of a repeated one the first. */
  readonly fieldLines: ReadonlyMap<string, number>;
  /** Whether there is more of the content than is shown for now. */
  readonly follows: LaidOut['follows'];
}

/** What is known besides of how the answer came about. */
export interface ResponseCircumstances {
  /** Sentences to begin with. */
  readonly told?: readonly string[];
  readonly saves?: readonly Save[];
  /** The names of the fields that the file has; what went out besides is shown as added. */
  readonly written?: readonly string[] | undefined;
  /** How many characters of a long content to show for now. */
  readonly length?: number;
}

/**
 * The response to read: status line with time and size, notes as `#` lines, header fields as they came, a blank
 * line, the content. JSON and XML are laid out without changing a token; everything else stands as it came.
 */
export function responseText(exchange: Exchange, circumstances: ResponseCircumstances = {}): ResponseText {
  const { response } = exchange;
  const { told = [], saves = [], written, length = Number.POSITIVE_INFINITY } = circumstances;
  const decoded = response === undefined ? undefined : decodeBody(response);
  const lines =
    response === undefined
      ? failureLines(exchange)
      : headLines(exchange, response, [...assumedOf(decoded), ...addedLine(exchange, written)]);
  const content = response === undefined || decoded === undefined ? undefined : contentOf(response, decoded, length);
  const [first = '', ...more] = lines;
  const head = `${[first, ...[...told, ...saves.map(describeSave)].map(note), ...more].join('\n')}\n`;
  const fieldLines = linesOfFields(response, lines.length + told.length + saves.length);
  const { text = '', language = 'plaintext', follows = 'nothing' } = content ?? {};
  const start = content === undefined ? head : `${head}\n`;
  const rest = follows === 'nothing' ? '' : `\n${note('The rest is on its way.')}`;
  return { text: start + text + rest, bodyLanguage: language, bodyStart: start.length, fieldLines, follows };
}

const assumedOf = (decoded: DecodedBody | undefined): readonly string[] =>
  decoded?.kind === 'text' && decoded.assumed !== undefined ? [note(decoded.assumed)] : [];

/** What went out that the file does not say: nothing is sent that cannot be seen. */
function addedLine(exchange: Exchange, written: readonly string[] | undefined): readonly string[] {
  const added = withoutSecrets(addedFields(exchange, written));
  if (added.length === 0) return [];
  return [note(`Sent besides what the file says: ${added.map(([name, value]) => `${name}: ${value}`).join(' · ')}`)];
}

/** The fields are the last lines of the head. */
function linesOfFields(response: HttpResponse | undefined, headLength: number): ReadonlyMap<string, number> {
  const fields = response?.headers ?? [];
  const first = headLength - fields.length;
  return new Map(fields.map(([name], at) => [name.toLowerCase(), first + at] as const).reverse());
}

function failureLines(exchange: Exchange): readonly string[] {
  const { error, hops, timings } = exchange;
  const told = error === undefined ? [] : [note(describeTransportError(error))];
  return [`No response · ${formatMilliseconds(timings.total)}`, ...hops.flatMap(hopLines), ...told];
}

function headLines(exchange: Exchange, response: HttpResponse, more: readonly string[]): readonly string[] {
  const fields = response.headers.map(([name, value]) => `${name}: ${value}`);
  const trailers = (response.trailers ?? []).map(([name, value]) => note(`After the content: ${name}: ${value}`));
  const hops = exchange.hops.flatMap(hopLines);
  return [statusLine(exchange, response), ...hops, ...notes(exchange, response), ...more, ...trailers, ...fields];
}

function statusLine({ timings }: Exchange, { httpVersion, status, reason, bodyBytes }: HttpResponse): string {
  const start = `HTTP/${httpVersion} ${status}${reason === '' ? '' : ` ${reason}`}`;
  return `${start} · ${formatMilliseconds(timings.total)} · ${formatBytes(bodyBytes)}`;
}

/** A redirect that was followed or a challenge that was answered, and under it the fields of that answer. */
function hopLines({ kind, status, url, droppedFields, headers = [] }: Hop): readonly string[] {
  const dropped = droppedFields.length === 0 ? '' : `; not carried on: ${droppedFields.join(', ')}`;
  const fields = withoutSecrets(headers).map(([name, value]) => note(`  ${name}: ${value}`));
  const from = `${status} from ${withoutUserinfo(url)}`;
  const told = kind === 'challenge' ? `${from}, answered with credentials` : `Redirected by ${from}${dropped}`;
  return [note(told), ...fields];
}

function notes(exchange: Exchange, response: HttpResponse): readonly string[] {
  return [...exchangeNotes(exchange).map(note), ...shortfalls(exchange, response)];
}

/** Everything by which the content below is not the whole content. */
function shortfalls({ error }: Exchange, response: HttpResponse): readonly string[] {
  const lines: string[] = [];
  // That it may have reached the server is no question where the answer has begun.
  if (error?.code === 'cancelled') lines.push('Cancelled: what had come until then is kept.');
  else if (error !== undefined) lines.push(describeTransportError(error));
  if (!response.complete) lines.push(`The content is incomplete: ${announced(response)}`);
  if (response.bodyFile !== undefined)
    lines.push(`The content is larger than shown here; all of it is in ${response.bodyFile}`);
  return lines.map(note);
}

function announced({ bodyBytes, headers }: HttpResponse): string {
  const length = firstValue(headers, 'Content-Length');
  const expected = length === undefined ? '' : ` of ${formatBytes(Number(length))}`;
  return `${formatBytes(bodyBytes)}${expected} arrived.`;
}

function contentOf(response: HttpResponse, decoded: DecodedBody, length: number): LaidOut | undefined {
  switch (decoded.kind) {
    case 'none':
      return undefined;
    case 'binary':
      return { text: binaryLines(decoded.mediaType, response), language: 'plaintext', follows: 'nothing' };
    case 'text': {
      const isCut = !response.complete || response.bodyFile !== undefined;
      return laidOut(decoded, isCut ? 'cut' : 'whole', length);
    }
  }
}

/** Eight a line: a response stands beside its request, in half of the window. */
const hexShown = 256;

function binaryLines(mediaType: string, { body }: HttpResponse): string {
  const kind = `${formatBytes(body.length)} of ${mediaType === '' ? 'binary content' : mediaType}, not shown as text`;
  const begin = body.length > hexShown ? `; its first ${hexShown} B:` : ':';
  return `${note(`${kind}${begin}`)}\n${hexDump(byteString(body.subarray(0, hexShown)), 8)}`;
}

const note = (sentence: string) => `# ${sentence}`;
