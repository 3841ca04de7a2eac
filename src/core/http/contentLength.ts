import type { HttpRequest } from './exchange.ts';

/** The bytes of a request's content, held or streamed; 0 where it has none. */
export function contentLength({ body, stream }: Pick<HttpRequest, 'body' | 'stream'>): number {
  return stream?.length ?? body?.length ?? 0;
}
