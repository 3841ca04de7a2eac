import { performance } from 'node:perf_hooks';
import type { HttpResponse, Informational, SendOptions, Timings } from '../core/http/exchange.ts';
import { fieldValues, type HeaderList } from '../core/http/headerList.ts';
import type { Head, Line, Outgoing, Receiver } from './connection/line.ts';
import { announcedLength } from './content/announcedLength.ts';
import { Content, type Taken } from './content/content.ts';
import { Meter } from './content/meter.ts';
import { type Failure, failureOf, isDisconnect } from './failure.ts';

/** What came of one request on one connection. */
export interface Told {
  readonly response: HttpResponse | undefined;
  readonly failure: Failure | undefined;
  readonly informational: readonly Informational[];
  readonly timings: Omit<Timings, 'total'>;
  /** The connection had ended before it brought a single byte of an answer. */
  readonly unheard: boolean;
}

interface Ending extends Pick<Told, 'unheard' | 'timings'> {
  readonly taken: Taken | undefined;
  readonly broken: Failure | undefined;
  readonly trailers: HeaderList;
}

/** Informational responses that are told, and after how many nobody expects an answer any more. */
const INFORMATIONAL_KEPT = 100;
const INFORMATIONAL_AT_MOST = 10_000;

/** One request and its answer on an open connection: heard to the end, or as far as it comes. */
export class Conversation implements Receiver {
  readonly #line: Line;
  readonly #options: SendOptions;
  readonly #nameFile: (() => string) | undefined;
  readonly #begun = performance.now();
  readonly #informational: Informational[] = [];
  #informationalCount = 0;
  #head: Head | undefined;
  #content: Content | undefined;
  #meter: Meter | undefined;
  #timer: NodeJS.Timeout | undefined;
  #settle: (told: Told) => void = () => {};

  constructor(line: Line, options: SendOptions, nameFile: (() => string) | undefined) {
    this.#line = line;
    this.#options = options;
    this.#nameFile = nameFile;
  }

  /** Sends and listens. Never rejects. */
  hold(outgoing: Outgoing): Promise<Told> {
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#awaitHead();
      this.#line.send(outgoing, this);
    });
  }

  information(status: number, reason: string, headers: HeaderList): void {
    this.#informationalCount += 1;
    if (this.#informationalCount <= INFORMATIONAL_KEPT) this.#informational.push({ status, reason, headers });
    else if (this.#informationalCount > INFORMATIONAL_AT_MOST) {
      this.#line.interrupt({
        code: 'response-invalid',
        cause: `over ${INFORMATIONAL_AT_MOST} informational responses`,
      });
    }
  }

  head(head: Head, resume: () => void): void {
    const { status, headers } = head;
    const { bodyLimit, onPart, onProgress, bodyTimeout } = this.#options;
    clearTimeout(this.#timer);
    this.#head = head;
    this.#content = new Content({
      status,
      headers,
      limit: bodyLimit,
      nameFile: this.#nameFile,
      onPart: onPart && ((bytes) => onPart({ response: head, bytes })),
      resume,
      giveUp: (failure) => this.#line.interrupt(failure),
    });
    if (onProgress !== undefined) this.#meter = new Meter('receiving', announcedLength(headers), onProgress);
    // Somebody is watching the events as they come, and silence is nothing unusual between two of them.
    if (onPart !== undefined && isEventStream(headers)) return;
    const silent = { code: 'body-timeout', cause: 'timeout', after: bodyTimeout } as const;
    this.#timer = setTimeout(() => this.#line.interrupt(silent), bodyTimeout);
  }

  data(piece: Uint8Array): 'more' | 'wait' {
    const content = this.#content;
    if (content === undefined) return 'more';
    this.#timer?.refresh();
    const flow = content.add(piece);
    this.#meter?.at(content.bytes);
    return flow;
  }

  end(trailers: HeaderList): void {
    this.#finish(undefined, trailers, false);
  }

  fail(error: unknown): void {
    const unheard = this.#line.firstByte === undefined && isDisconnect(error);
    this.#finish(failureOf(error, this.#head === undefined ? 'waiting' : 'receiving'), [], unheard);
  }

  /** The time in which the request itself is still going out is not counted, as long as it does go out. */
  #awaitHead(): void {
    const { headersTimeout } = this.#options;
    const { isSending: began, sentSoFar: before } = this.#line;
    this.#timer = setTimeout(() => {
      if ((began || this.#line.isSending) && this.#line.sentSoFar > before) this.#awaitHead();
      else this.#line.interrupt({ code: 'headers-timeout', cause: 'timeout', after: headersTimeout });
    }, headersTimeout);
  }

  #finish(broken: Failure | undefined, trailers: HeaderList, unheard: boolean): void {
    clearTimeout(this.#timer);
    const timings = timingsOf(this.#line, this.#begun, this.#head === undefined ? undefined : performance.now());
    const tell = (taken: Taken | undefined): void => this.#tell({ taken, broken, trailers, unheard, timings });
    const taken = this.#content?.end();
    if (taken instanceof Promise) void taken.then(tell);
    else tell(taken);
  }

  #tell({ taken, broken, trailers, unheard, timings }: Ending): void {
    const failure = broken ?? taken?.failure;
    const response = this.#head && taken && this.#response(this.#head, taken, failure, trailers);
    this.#settle({ response, failure, informational: this.#informational, timings, unheard });
  }

  #response(head: Head, taken: Taken, failure: Failure | undefined, trailers: HeaderList): HttpResponse {
    // Spelled out: this is on the way of every answer, and spreading costs more than all the rest of it.
    const response = {
      status: head.status,
      reason: head.reason,
      httpVersion: head.httpVersion,
      headers: head.headers,
      body: taken.body,
      bodyBytes: this.#content?.bytes ?? 0,
      bodyFile: taken.bodyFile,
      complete: failure === undefined,
    };
    return trailers.length === 0 ? response : { ...response, trailers };
  }
}

function timingsOf({ marks, firstByte }: Line, begun: number, ended: number | undefined): Omit<Timings, 'total'> {
  const between = (from: number | undefined, to: number | undefined): number | undefined =>
    from === undefined || to === undefined ? undefined : Math.max(to - from, 0);
  return {
    dns: between(marks?.started, marks?.resolved),
    connect: between(marks?.resolved ?? marks?.started, marks?.connected),
    tls: between(marks?.connected, marks?.secured),
    firstByte: between(begun, firstByte),
    download: between(firstByte, ended),
  };
}

const isEventStream = (headers: HeaderList): boolean =>
  fieldValues(headers, 'Content-Type').some((type) => /^\s*text\/event-stream\b/i.test(type));
