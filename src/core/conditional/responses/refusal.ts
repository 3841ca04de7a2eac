import { firstValue } from '../../http/headerList.ts';
import type { Answer } from './answer.ts';
import type { ResponseFinding } from './responseFinding.ts';

/** What is wrong with a 412. */
export function aboutRefusal(answer: Answer): readonly ResponseFinding[] {
  if (answer.status !== 412) return [];
  const unasked: readonly ResponseFinding[] = isConditional(answer)
    ? []
    : [{ code: 'response-412-without-condition', field: undefined, facts: {} }];
  return [...unasked, ...brokenFraming(answer)];
}

/** Fields by which APIs take conditions of their own. */
const CONDITION = /^(?:if$|if-|x-goog-if-|x-ms-if-|x-ms-lease-id$|x-amz-copy-source-if-|cf-copy-destination-if-)/i;

function isConditional({ conditions, exchange, method }: Answer): boolean {
  const { headers, url } = exchange.request;
  if (conditions.length > 0 || headers.some(([name]) => CONDITION.test(name))) return true;
  // RFC 4918 §9.8.5, §9.9.4: what stands at the destination is not to be replaced.
  const moves = method === 'COPY' || method === 'MOVE';
  if (moves && /^[ \t]*f[ \t]*$/i.test(firstValue(headers, 'Overwrite') ?? '')) return true;
  return /[?&]if_?[a-z_]+=/i.test(url.slice(0, 8192));
}

/** The length of the content that a 200 would have had, and none of it comes: the client waits, then breaks off. */
function brokenFraming({ response, method, exchange }: Answer): readonly ResponseFinding[] {
  const announced = firstValue(response.headers, 'Content-Length')?.trim() ?? '';
  const cut = !response.complete || exchange.error !== undefined;
  if (method === 'HEAD' || !cut || response.bodyBytes > 0 || !/^0*[1-9]\d{0,17}$/.test(announced)) return [];
  return [{ code: 'response-412-broken-framing', field: 'Content-Length', facts: { announced } }];
}
