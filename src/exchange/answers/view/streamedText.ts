import { encodingOf } from '../../../core/http/content/readText.ts';
import type { HttpResponse } from '../../../core/http/exchange.ts';
import { firstValue } from '../../../core/http/headerList.ts';
import type { Part } from '../../../core/http/progress.ts';
import { formatBytes } from '../../../core/http/quantity.ts';
import { mediaTypeOf } from './savedResponse.ts';

/**
 * When content is shown that is still coming: events at once, other text of unknown length when it takes a while,
 * anything else when it is whole.
 */
export function shownWhileComing({ status, headers }: Part['response']): 'at-once' | 'after-a-while' | 'at-its-end' {
  if (status < 200 || status > 299) return 'at-its-end';
  const type = mediaTypeOf({ headers });
  if (type === 'text/event-stream') return 'at-once';
  const isText = /^text\/|[/+](?:json|xml|x-ndjson|ndjson|jsonl|json-seq)$/.test(type);
  return isText && firstValue(headers, 'Content-Length') === undefined ? 'after-a-while' : 'at-its-end';
}

/** What every platform's TextDecoder can. */
interface Decoder {
  decode(bytes: Uint8Array, options: { readonly stream: boolean }): string;
}

/** A response that is still coming, as the text of a document. Each byte is read once. */
export class StreamedText {
  readonly #head: string;
  readonly #fields: string;
  readonly #contentType: string;
  #decoder: Decoder | undefined;
  readonly #limit: number;
  readonly #pieces: string[] = [];
  #bytes = 0;

  /** `limit` is the number of bytes shown at most. */
  constructor(response: Part['response'], limit: number) {
    this.#head = statusLine(response);
    this.#fields = response.headers.map(([name, value]) => `${name}: ${value}\n`).join('');
    this.#contentType = firstValue(response.headers, 'Content-Type') ?? '';
    this.#limit = limit;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(bytes: Uint8Array): void {
    const room = this.#limit - this.#bytes;
    this.#bytes += bytes.length;
    this.#decoder ??= new TextDecoder(encodingOf(bytes, this.#contentType));
    if (room > 0) this.#pieces.push(this.#decoder.decode(bytes.subarray(0, room), { stream: true }));
  }

  /** All there is so far. */
  text(): string {
    const cut = this.#bytes > this.#limit ? `; the first ${formatBytes(this.#limit)} are shown` : '';
    const note = `# The response is still open: this is what has come so far${cut}. Cancel ends it and keeps what is here.`;
    return `${this.#head} · still open · ${formatBytes(this.#bytes)}\n${note}\n${this.#fields}\n${this.#content()}`;
  }

  /** Pieces that are read often are kept as one. */
  #content(): string {
    const content = this.#pieces.join('');
    this.#pieces.length = 0;
    this.#pieces.push(content);
    return content;
  }
}

function statusLine({ httpVersion, status, reason }: Pick<HttpResponse, 'httpVersion' | 'status' | 'reason'>): string {
  return `HTTP/${httpVersion} ${status}${reason === '' ? '' : ` ${reason}`}`;
}
