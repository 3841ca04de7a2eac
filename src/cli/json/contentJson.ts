import { decodeBody } from '../../core/http/content/decodeBody.ts';
import type { HttpResponse } from '../../core/http/exchange.ts';
import { BODY_LIMIT } from '../sendOptions.ts';

/** The content as text where it is text, else in base64; `bodyTruncated` where it was longer than what is kept. */
export function contentJson(response: HttpResponse) {
  const cut = response.body.length < BODY_LIMIT ? {} : { bodyTruncated: true };
  const decoded = decodeBody(response);
  switch (decoded.kind) {
    case 'none':
      return { body: '' };
    case 'text':
      return { body: decoded.text, ...cut };
    case 'binary':
      return { body: Buffer.from(response.body).toString('base64'), bodyEncoding: 'base64', ...cut };
  }
}
