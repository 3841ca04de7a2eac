import type { Exchange, Hop } from '../../../core/http/exchange.ts';
import type { HeaderList } from '../../../core/http/headerList.ts';
import { formatBytes } from '../../../core/http/quantity.ts';
import { HIDDEN, isSecretField, withoutSecrets, withoutUrlSecrets } from '../../../core/http/secret.ts';
import type { Wire } from '../../../core/http/wire.ts';
import { byteString, hexDump, visibleText } from './visibleBytes.ts';

/** Whether credentials are shown, and what else is one: the values of secret variables. */
export interface WireView {
  readonly secrets: 'hidden' | 'shown';
  readonly values: readonly string[];
}

/**
 * What went over the connection, both ways, as a document: heads and text as they are with each control visible,
 * other content in hexadecimal. Secret fields, secrets in URLs and secret values are covered unless they are to be
 * shown, wherever they turn up again.
 */
export function wireText(exchange: Exchange, view: WireView): string {
  const { wire, connection } = exchange;
  const values = view.secrets === 'shown' ? [] : secretValues(exchange, view.values);
  const earlier = exchange.hops.flatMap((hop) => hopLines(hop, view, values));
  const last = wire === undefined ? ['# Nothing of it was recorded.'] : [...wireLines(wire, view, values)];
  const peer = connection === undefined ? [] : [`# ${connectionLine(exchange)}`];
  return [...peer, ...legend(exchange, view), '#', ...earlier, ...last].join('\n');
}

function connectionLine({ connection, response }: Exchange): string {
  const parts = [
    `Over ${connection?.reused === true ? 'a kept' : 'a new'} connection to ${connection?.peer ?? ''}`,
    ...(connection?.proxy === undefined ? [] : [`by the proxy ${connection.proxy}`]),
    ...(connection?.tls === undefined ? [] : [`${connection.tls.version}, ${connection.tls.cipher}`]),
    ...(response === undefined ? [] : [`HTTP/${response.httpVersion}`]),
  ];
  return parts.join(' · ');
}

function legend({ wire }: Exchange, { secrets }: WireView): readonly string[] {
  return [
    wire?.form === 'fields'
      ? '# HTTP/2 packs fields into binary frames: here they are in their order, one a line, with the content behind them.'
      : '# Every byte as it went: ↵ is CRLF, ↓ a lone LF, ‹ff› a byte that is no text.',
    secrets === 'hidden'
      ? `# ${HIDDEN} stands for a secret.`
      : '# Secrets are shown. Close this document before you share the screen.',
  ];
}

function hopLines({ kind, wire, status, url }: Hop, view: WireView, values: readonly string[]): readonly string[] {
  if (wire === undefined) return [];
  const from = `${status} from ${withoutUrlSecrets(url)}`;
  const told = kind === 'challenge' ? `${from}, answered with credentials` : `Redirected by ${from}`;
  return [`# ${told}`, '#', ...wireLines(wire, view, values), '#'];
}

function* wireLines(wire: Wire, view: WireView, values: readonly string[]): Iterable<string> {
  yield `# → sent, ${amount(wire.sent.length, wire.sentBytes)}`;
  yield direction(byteString(wire.sent), view, values);
  yield '#';
  yield `# ← received, ${amount(wire.received.length, wire.receivedBytes)}`;
  yield direction(byteString(wire.received), view, values);
}

const amount = (kept: number, all: number): string =>
  kept < all ? `${formatBytes(all)}, of which the first ${formatBytes(kept)} are kept` : formatBytes(all);

/** Content that goes on beyond this in hexadecimal is cut: nobody reads on. */
const mostHex = 64 * 1024;

function direction(bytes: string, view: WireView, values: readonly string[]): string {
  if (bytes === '') return '(nothing)';
  const end = headEnd(bytes);
  const head = view.secrets === 'shown' ? bytes.slice(0, end) : coveredHead(bytes.slice(0, end));
  const content = covered(bytes.slice(end), values);
  const shownHead = visibleText(covered(head, values));
  if (!isBinary(content)) return withoutLastBreak(shownHead + visibleText(content));
  const cut = content.length > mostHex ? `\n(${formatBytes(content.length - mostHex)} more)` : '';
  return `${shownHead}${hexDump(content.slice(0, mostHex))}${cut}`;
}

/** Where the last head ends: those of informational answers come before it. */
function headEnd(bytes: string): number {
  let from = 0;
  for (;;) {
    const blank = bytes.indexOf('\r\n\r\n', from);
    if (blank === -1) return bytes.length;
    const informational = /^(?:HTTP\/\S+ |:status: )1\d\d/.test(bytes.slice(from, from + 24));
    from = blank + 4;
    if (!informational) return from;
  }
}

/** The next line begins a new one anyway. */
const withoutLastBreak = (text: string): string => (text.endsWith('\n') ? text.slice(0, -1) : text);

const isBinary = (content: string): boolean => /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(content.slice(0, 1024));

/** The head with the values of secret fields covered, folded lines and all, and the secrets in URLs. */
function coveredHead(head: string): string {
  let secret: 'yes' | 'no' = 'no';
  const lines = head.split('\r\n').map((line) => {
    const [, name, space = '', value = ''] = /^(:?[^\s:]+):([ \t]*)(.*)$/s.exec(line) ?? [];
    if (name === undefined) return /^[ \t]/.test(line) && secret === 'yes' ? ` ${mark}` : withoutUrlSecrets(line);
    secret = isSecretField(name) ? 'yes' : 'no';
    const [[, shown] = ['', '']]: HeaderList = withoutSecrets([
      [name, name === ':path' ? withoutUrlSecrets(value) : value],
    ]);
    return `${name}:${space}${shown}`;
  });
  return lines.join('\r\n').replaceAll(HIDDEN, mark);
}

const utf8 = (text: string): string => byteString(new TextEncoder().encode(text));
const mark = utf8(HIDDEN);

function covered(bytes: string, values: readonly string[]): string {
  return values.reduce((text, value) => text.replaceAll(value, mark), bytes);
}

/** Shorter ones would cover half of what is no secret. */
const shortest = 6;

/** As bytes, the longest first: what secret fields held may come back in a content, and so may secret variables. */
function secretValues({ request, response, hops }: Exchange, given: readonly string[]): readonly string[] {
  const fields = [
    request.headers,
    response?.headers ?? [],
    ...hops.flatMap(({ sent = [], headers = [] }) => [sent, headers]),
  ];
  const held = fields.flatMap((list) =>
    list.filter(([name]) => isSecretField(name)).flatMap(([, value]) => [value, value.replace(/^\S+\s+/, '')]),
  );
  const all = [...given.map(utf8), ...held].filter((value) => value.length >= shortest);
  return [...new Set(all)].sort((one, other) => other.length - one.length).slice(0, 100);
}
