import type { HeaderField, HeaderList } from '../../core/http/headerList.ts';

/** Longer than any 100 has reason to be. */
const LONGEST = 64 * 1024;

/**
 * Takes `100 Continue` out of the beginning of an answer. A client has to live with one that it did not ask for
 * (RFC 9110 §15.2), and undici ends the connection instead.
 */
export class ContinueFilter {
  readonly #found: (reason: string, headers: HeaderList) => void;
  #held: Buffer | undefined;
  #passing: 'yes' | 'no' = 'no';

  constructor(found: (reason: string, headers: HeaderList) => void) {
    this.#found = found;
  }

  /** What is left for the parser; undefined while it is not yet known what it will be. */
  pass(chunk: Buffer): Buffer | undefined {
    if (this.#passing === 'yes') return chunk;
    let rest = this.#held === undefined ? chunk : Buffer.concat([this.#held, chunk]);
    this.#held = undefined;
    for (;;) {
      const kind = kindOf(rest);
      if (kind === 'other') {
        this.#passing = 'yes';
        return rest;
      }
      const end = kind === 'open' ? -1 : rest.indexOf('\r\n\r\n');
      if (end === -1 && rest.length <= LONGEST) {
        this.#held = rest;
        return undefined;
      }
      if (end === -1) {
        this.#passing = 'yes';
        return rest;
      }
      this.#tell(rest.subarray(0, end).toString('latin1'));
      rest = rest.subarray(end + 4);
      if (rest.length === 0) return undefined;
    }
  }

  #tell(head: string): void {
    const [statusLine = '', ...lines] = head.split('\r\n');
    const headers = lines.flatMap((line): HeaderField[] => {
      const colon = line.indexOf(':');
      return colon <= 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()]];
    });
    this.#found(statusLine.slice('HTTP/1.1 100 '.length), headers);
  }
}

const START = 'HTTP/1.x 100';

/** Whether the bytes begin a 100, do not, or are too few to tell. */
function kindOf(bytes: Buffer): 'continue' | 'other' | 'open' {
  const length = Math.min(bytes.length, START.length);
  for (let at = 0; at < length; at += 1) {
    if (START[at] !== 'x' && bytes[at] !== START.charCodeAt(at)) return 'other';
  }
  return length === START.length ? 'continue' : 'open';
}
