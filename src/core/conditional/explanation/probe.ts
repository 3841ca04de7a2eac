import type { Exchange } from '../../http/exchange.ts';
import { type HeaderField, type HeaderList, sameName } from '../../http/headerList.ts';
import type { Sighting } from '../memory/record.ts';

/** The safe questions by which causes are told apart. Each costs one request but `repeat`, which costs three. */
export type ProbeKind =
  | 'content'
  | 'compressed'
  | 'repeat'
  | 'other-fields'
  | 'anonymous'
  | 'past-cache'
  | 'browser'
  | 'locks';

/** A probe that was made, and what came back. */
export interface ProbeMade {
  readonly kind: ProbeKind;
  readonly exchanges: readonly Exchange[];
}

/** One request of a probe. It carries no precondition and changes nothing. */
export interface ProbeRequest {
  readonly method: 'GET' | 'HEAD' | 'PROPFIND';
  readonly url: string;
  readonly headers: HeaderList;
  readonly body: string | undefined;
}

/** What a probe does, for its button. */
export const probeTitles: Readonly<Record<ProbeKind, string>> = {
  content: 'Read the content (1 request)',
  compressed: 'Ask for the compressed form (1 request)',
  repeat: 'Ask three times more (3 requests)',
  'other-fields': 'Ask as it was read then (1 request)',
  anonymous: 'Ask without credentials (1 request)',
  'past-cache': 'Ask past the cache (1 request)',
  browser: 'Ask as a browser does (1 request)',
  locks: 'Ask for the locks (1 request)',
};

/** What a probe starts from: the look-up of the resource, whose answer is known already. */
export interface ProbeSubject {
  readonly url: string;
  /** The fields of the look-up: no preconditions, no content, the plain coding. */
  readonly headers: HeaderList;
  /** `GET` where the server does not answer HEAD. */
  readonly method: 'GET' | 'HEAD';
  /** The last time that the tag sent was seen. */
  readonly sighting: Sighting | undefined;
  /** A number of this moment, which makes a URL that no cache has. */
  readonly nonce: number;
}

const REPEATED = 3;
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36';
const LOCKS = '<?xml version="1.0"?><propfind xmlns="DAV:"><prop><lockdiscovery/></prop></propfind>';

/** The requests of a probe, in their order. */
export function probeRequests(
  kind: ProbeKind,
  { url, headers, method, sighting, nonce }: ProbeSubject,
): readonly ProbeRequest[] {
  const look = (fields: HeaderList, at = url): ProbeRequest => ({ method, url: at, headers: fields, body: undefined });
  switch (kind) {
    case 'content':
      return [{ ...look(headers), method: 'GET' }];
    case 'compressed':
      return [look(withField(headers, ['Accept-Encoding', 'gzip']))];
    case 'repeat':
      return Array.from({ length: REPEATED }, () => look(headers));
    case 'other-fields':
      return [look((sighting?.vary ?? []).reduce(withField, headers))];
    case 'anonymous':
      return [look(headers.filter(([name]) => !/^(?:authorization|cookie)$/i.test(name)))];
    case 'past-cache':
      return [look(headers, `${url}${url.includes('?') ? '&' : '?'}precondition-probe=${nonce}`)];
    case 'browser':
      return [look(withField(headers, ['User-Agent', BROWSER]))];
    case 'locks': {
      const fields: HeaderList = [
        ['Depth', '0'],
        ['Content-Type', 'application/xml'],
      ];
      return [{ method: 'PROPFIND', url, headers: [...headers, ...fields], body: LOCKS }];
    }
  }
}

/** The field in place of those of its name; without a value the name is left out. */
function withField(headers: HeaderList, [name, value]: HeaderField): HeaderList {
  const others = headers.filter(([other]) => !sameName(other, name));
  return value === '' ? others : [...others, [name, value]];
}
