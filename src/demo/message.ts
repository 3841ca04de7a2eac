import type { HeaderList } from '../core/http/headerList.ts';

/** A request as the demo origin sees it. */
export interface DemoRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: HeaderList;
  readonly content: Uint8Array;
}

/** What the demo origin answers; `Date`, `Content-Length` and the connection's own fields are added on the way out. */
export interface Answer {
  readonly status: number;
  readonly headers: HeaderList;
  readonly content: Uint8Array | undefined;
}

/** An answer without content, such as 204. */
export function bare(status: number, headers: HeaderList): Answer {
  return { status, headers, content: undefined };
}

/** The value as readable JSON, in UTF-8. */
export function encodeJson(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, undefined, 2)}\n`);
}

/** A refusal with its reason as problem details (RFC 9457). */
export function refusal(status: number, title: string, detail: string, headers: HeaderList): Answer {
  return {
    status,
    headers: [['Content-Type', 'application/problem+json'], ...headers],
    content: encodeJson({ title, status, detail }),
  };
}
