import { firstValue, type HeaderField, type HeaderList } from '../../core/http/headerList.ts';
import type { Outgoing } from './line.ts';

/** Fields that speak of one HTTP/1.1 connection, which HTTP/2 forbids (RFC 9113 §8.2.2). */
const OF_THE_CONNECTION = new Set([
  'connection',
  'host',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);

/** Lists of these may be joined to one line without a change of meaning (RFC 9110 §5.3), which Node asks for. */
const JOINED = new Set(['if-match', 'if-none-match']);

/**
 * The fields of a request as HTTP/2 carries them: the request line as pseudo fields, names in lower case, and no
 * field of the connection (RFC 9113 §8.3.1).
 */
export function requestFields({ method, target, headers, content }: Outgoing, origin: string): HeaderList {
  const { protocol, host } = new URL(origin);
  const fields: HeaderField[] = [
    [':method', method],
    [':scheme', protocol.slice(0, -1)],
    [':authority', firstValue(headers, 'Host') ?? host],
    [':path', target.startsWith('/') ? target : '*'],
  ];
  for (const [written, value] of headers) {
    const name = written.toLowerCase();
    if (OF_THE_CONNECTION.has(name) || (name === 'te' && value !== 'trailers')) continue;
    const earlier = JOINED.has(name) ? fields.findIndex(([other]) => other === name) : -1;
    if (earlier === -1) fields.push([name, value]);
    else fields[earlier] = [name, `${fields[earlier]?.[1]}, ${value}`];
  }
  const length = content?.length;
  if (length !== undefined && firstValue(headers, 'Content-Length') === undefined) {
    fields.push(['content-length', String(length)]);
  }
  return fields;
}
