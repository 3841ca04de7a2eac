import { parseEntityTag, weakMatch } from '../../http/entityTag.ts';
import type { OwnWrite } from '../memory/record.ts';
import { type Answer, writeBefore } from './answer.ts';
import type { ResponseFinding } from './responseFinding.ts';

/** What is wrong with the answer to a write, seen in it or in the first reading after it (RFC 9110 §9.3.4). */
export function aboutWrites(answer: Answer): readonly ResponseFinding[] {
  const write = writeBefore(answer);
  const found = write === undefined ? ofTheAnswer(answer) : (notApplied(answer, write) ?? foreign(answer, write));
  return found === undefined ? [] : [found];
}

/** Length and digest, as the usual package of Node's frameworks makes them of whatever is sent. */
const MADE_OF_THE_ANSWER = /^([0-9a-f]{1,8})-[A-Za-z0-9+/]{27}$/;

/** A tag that is the length of the answer's own content, and not of what was put. */
function ofTheAnswer({ method, status, tag, etag, response, exchange }: Answer): ResponseFinding | undefined {
  if (method !== 'PUT' || status < 200 || status > 299 || tag === undefined) return undefined;
  const length = MADE_OF_THE_ANSWER.exec(tag.opaque)?.[1];
  if (length === undefined || Number.parseInt(length, 16) !== response.body.length) return undefined;
  if (exchange.request.body?.length === response.body.length) return undefined;
  return { code: 'response-put-etag-foreign', field: 'ETag', facts: { tag: etag ?? '', by: 'answer' } };
}

function notApplied({ content }: Answer, write: OwnWrite): ResponseFinding | undefined {
  const { before, sent, method, status } = write;
  if (content === undefined || before === undefined || sent === undefined) return undefined;
  if (content !== before || content === sent) return undefined;
  return { code: 'response-write-not-applied', field: undefined, facts: { method, status } };
}

/** A validator in the answer to PUT is that of the new representation, stored as it was sent, or must not be there. */
function foreign({ content, tag }: Answer, write: OwnWrite): ResponseFinding | undefined {
  const answered = parseEntityTag(write.etag ?? '');
  if (answered === undefined || tag === undefined || content === undefined || write.sent === undefined)
    return undefined;
  const same = weakMatch(answered, tag);
  const kept = content === write.sent;
  // Another tag over other content may be somebody else's write.
  if (same === kept || (same && answered.weak)) return undefined;
  const facts = { tag: write.etag ?? '', by: kept ? 'tag' : 'content' } as const;
  return { code: 'response-put-etag-foreign', field: 'ETag', facts };
}
