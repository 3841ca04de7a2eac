import { emptyMemory, remember } from '../../../src/core/conditional/memory/memory.ts';
import type { Memory } from '../../../src/core/conditional/memory/record.ts';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { check, type ServiceContext } from '../../../src/core/service/languageService.ts';
import type { Fix, Problem } from '../../../src/core/service/problem.ts';
import { applyEdits } from '../../../src/core/span.ts';
import type { Imports } from '../../../src/core/syntax/imports.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { knownValidators } from '../../../src/exchange/validators/knownValidators.ts';

/** Saturday, 21 November 2026, 09:41:20 UTC: the now of every test. */
export const now = Date.UTC(2026, 10, 21, 9, 41, 20);
export const host = 'http://x.test';

/** An exchange that took place some seconds before now, under a name the file gives its request. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: HeaderList;
  readonly sent: HeaderList;
  readonly ago: number;
  readonly name: string | undefined;
  /** The content sent, and the content that came. */
  readonly content: string | undefined;
  readonly body: string | undefined;
  /** Whether the connection broke before the content came. */
  readonly cut: 'yes' | undefined;
}

type Told = Partial<Pick<Seen, 'ago' | 'name' | 'sent' | 'status' | 'content' | 'body' | 'cut'>>;

/** An answer to GET; the `Date` is the moment itself. */
export function got(path: string, headers: HeaderList, told: Told = {}): Seen {
  return seen('GET', path, headers, 200, told);
}

/** A write of ours that succeeded. */
export function wrote(method: string, path: string, headers: HeaderList, told: Told = {}): Seen {
  return seen(method, path, headers, 204, told);
}

function seen(method: string, path: string, headers: HeaderList, status: number, told: Told): Seen {
  const ago = told.ago ?? 8;
  const date = new Date(now - ago * 1000).toUTCString();
  const dated: HeaderList = headers.some(([name]) => name === 'Date') ? headers : [...headers, ['Date', date]];
  const { sent = [], name, content, body, cut } = told;
  return { method, path, status: told.status ?? status, headers: dated, sent, ago, name, content, body, cut };
}

/** Any other exchange. */
export function did(method: string, path: string, status: number, headers: HeaderList, told: Told = {}): Seen {
  return seen(method, path, headers, status, told);
}

export function exchangeOf({ method, path, status, headers, sent, ago, ...told }: Seen, content = '{}'): Exchange {
  const at = now - ago * 1000;
  const body = told.body ?? content;
  const brought = told.content === undefined ? undefined : new TextEncoder().encode(told.content);
  return {
    request: { method, url: `${host}${path}`, headers: sent, body: brought },
    response: {
      status,
      reason: '',
      httpVersion: '1.1',
      headers,
      body: new TextEncoder().encode(body),
      bodyBytes: body.length,
      bodyFile: undefined,
      complete: told.cut === undefined,
    },
    error: undefined,
    hops: [],
    timings: { dns: undefined, connect: undefined, tls: undefined, firstByte: undefined, total: 1 },
    startedAt: at,
    endedAt: at,
  };
}

/** What is remembered after the exchanges, in their order. */
export function memoryOf(story: readonly Seen[]): Memory {
  return story.reduce(
    (memory, each) =>
      remember(memory, exchangeOf(each), {
        environment: '',
        identity: '',
        request: each.name,
        now: now - each.ago * 1000,
      }),
    emptyMemory,
  );
}

/** The answers of named requests, for `{{name.response…}}`. */
export type Answers = Readonly<Record<string, Exchange>>;

export interface World {
  readonly imports?: Imports;
  readonly story?: readonly Seen[];
  readonly answers?: Answers;
  readonly environment?: Readonly<Record<string, string>>;
  readonly context?: Partial<ServiceContext>;
}

export function contextOf({
  story = [],
  answers = {},
  environment = {},
  imports,
  context = {},
}: World = {}): ServiceContext {
  const memory = memoryOf(story);
  const hashIdentity = (credentials: string) => `#${credentials.length}`;
  return {
    memory,
    scope: {
      options: {},
      imports,
      environment: { name: 'test', values: environment },
      answer: (request) => answers[request],
      processVariable: () => undefined,
      validators: knownValidators({ memory: { read: () => memory }, hashIdentity }, ''),
      now,
      random: () => 0.5,
    },
    environment: '',
    hashIdentity,
    now,
    severities: {},
    etagMaxAge: 600_000,
    ...context,
  };
}

/** The problems of a text; `«` and `»` marks are no part of it. */
export function problemsOf(marked: string, world: World = {}): readonly Problem[] {
  return check(parse(unmarked(marked).text), contextOf(world));
}

export function codesOf(marked: string, world: World = {}): readonly string[] {
  return problemsOf(marked, world).map(({ code }) => code);
}

/** The text without its marks, and the stretch they marked. */
export function unmarked(marked: string): { text: string; start: number; end: number } {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  return { text: marked.replace('«', '').replace('»', ''), start, end: Math.max(end, start) };
}

/** The text after an offline fix. */
export function fixed(text: string, fix: Fix): string {
  return fix.kind === 'edit' ? applyEdits(text, fix.edits) : text;
}
