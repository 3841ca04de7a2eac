import type { Exchange } from '../../../core/http/exchange.ts';
import type { HeaderField, HeaderList } from '../../../core/http/headerList.ts';
import { byteString } from './visibleBytes.ts';

/**
 * The header fields that went out besides those written in the file, read from what went over the connection: host,
 * connection, a length, and what settings, credentials and the cookie jar add. Values are as sent.
 */
export function addedFields({ wire, request }: Exchange, written: readonly string[] | undefined): HeaderList {
  if (wire === undefined) return [];
  const own = new Set((written ?? request.headers.map(([name]) => name)).map((name) => name.toLowerCase()));
  return sentFields(byteString(wire.sent)).filter(([name]) => !own.has(name.toLowerCase()));
}

/** The fields of the head; HTTP/2's own, `:method` and its like, are none. */
function sentFields(sent: string): HeaderList {
  const end = sent.indexOf('\r\n\r\n');
  const lines = (end === -1 ? sent : sent.slice(0, end)).split('\r\n');
  return lines.flatMap((line): readonly HeaderField[] => {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    return colon > 0 && !name.includes(' ') ? [[name, line.slice(colon + 1).trim()]] : [];
  });
}
