import type { SendOptions } from '../core/http/exchange.ts';

/** Bytes of content kept in memory; more is received, counted and left out. */
export const BODY_LIMIT = 64 * 1024 * 1024;

/** The bounds of every send; a request's own directives narrow them. */
export const SEND_OPTIONS: SendOptions = {
  connectTimeout: 30_000,
  headersTimeout: 30_000,
  bodyTimeout: 30_000,
  redirects: 'follow',
  maxRedirects: 10,
  bodyLimit: BODY_LIMIT,
  tls: 'verify',
};
