import { toBase64 } from '../../core/http/base64.ts';
import { decodeBody } from '../../core/http/content/decodeBody.ts';
import type { HttpResponse } from '../../core/http/exchange.ts';

/** The content of a response as HAR holds it: text by its charset, anything else in base64. */
export function harContent(response: HttpResponse): { readonly text: string; readonly encoding?: 'base64' } {
  const decoded = decodeBody(response);
  switch (decoded.kind) {
    case 'none':
      return { text: '' };
    case 'text':
      return { text: decoded.text };
    case 'binary':
      return { text: toBase64(response.body), encoding: 'base64' };
  }
}
