import type { UnresolvedReason } from '../../syntax/resolving/resolution.ts';
import { shown } from './shown.ts';
import type { Effect, TagField, Words } from './words.ts';

/** When and by which request of ours something was seen, in words: `09:41:12` and `GET #read`. */
export interface Seen {
  readonly at: string;
  readonly by: string;
}

/** A tag in a condition. */
interface SentTag {
  readonly sent: string;
  readonly field: TagField;
  readonly effect: Effect;
  readonly method: string;
}

interface Predicted {
  readonly because: string;
}

interface SeenOnMethod {
  readonly method: string;
  readonly seen: Seen;
}

/** What the messages that compare the file with the validator memory are made of. */
export interface MemoryFacts {
  'etag-stale-known': SentTag & { readonly known: string; readonly seen: Seen };
  'etag-own-write-stale': SentTag & { readonly write: Seen; readonly answer: string | undefined };
  'etag-of-other-url': SentTag & { readonly url: string };
  'etag-unknown': { readonly sent: string };
  'etag-old': { readonly sent: string; readonly age: string };
  'ius-predicts-412': Predicted;
  'im-predicts-412': Predicted;
  'inm-predicts-304': Predicted;
  'ims-predicts-304': Predicted;
  'write-unconditional': { readonly method: string; readonly validator: string; readonly seen: Seen };
  'create-unconditional': { readonly resource: 'missing' | 'never-seen' };
  'inm-star-exists': SeenOnMethod;
  'im-on-missing': SeenOnMethod;
  'server-no-etag': { readonly seen: Seen };
  'etag-variable-unresolved': {
    readonly expression: string;
    readonly field: string;
    readonly reason: UnresolvedReason;
  };
  'etag-variable-quotes': {
    readonly reference: string;
    readonly value: string;
    readonly quotes: 'doubled' | 'missing';
  };
}

/** What the server does with a condition on a tag that is no longer, or never was, the resource's. */
function outcome({ field, effect, method }: SentTag): string {
  switch (field) {
    case 'If-Match':
      return `This ${method} would be refused with 412.`;
    case 'If-None-Match':
      return effect === 'write' ? 'It prevents nothing.' : 'All content would be sent (200).';
    case 'If-Range':
      return 'All content would be sent instead of the range.';
  }
}

const saw = ({ at, by }: Seen) => `${by} saw it at ${at}`;

const afterWrite = (answer: string | undefined) =>
  answer === undefined
    ? 'The answer named no new tag, so read the resource again.'
    : `The answer named ${shown(answer)}.`;

/** Why a reference has no value, and what to do. */
export function unresolved(expression: string, reason: UnresolvedReason): string {
  const reference = `{{${shown(expression)}}}`;
  switch (reason) {
    case 'undefined':
      return `${reference} has no value. Define it with "@name = value" or in the environment.`;
    case 'cycle':
      return `${reference} leads back to itself. Break the circle of definitions.`;
    case 'too-deep':
      return `${reference} goes through too many variables, or grows too long. Define it more directly.`;
    case 'request-not-sent':
      return `${reference} needs an answer that has not come yet. Sending this sends the request it names first.`;
    case 'request-unknown':
      return `${reference} names a request that this file does not have. Name one with "# @name".`;
    case 'field-absent':
      return `${reference}: the answer has no such header field. Look at it for one that it has.`;
    case 'path-absent':
      return `${reference}: the answer's content has nothing at this path. Correct the path.`;
    case 'not-asked':
      return `${reference} is asked for when the request is sent.`;
    case 'validator-unknown':
      return `${reference}: no such validator is known of that resource. Read it once, or refresh the ETag.`;
    case 'expression-invalid':
      return `${reference} cannot be read. Write a variable's name, or name.response.headers.etag.`;
  }
}

/** What needs something to be there is answered 404 before any condition is looked at (RFC 9110 §13.2.1). */
function onMissing(method: string): string {
  if (method === 'GET' || method === 'HEAD' || method === 'DELETE') return `This ${method} would be answered 404.`;
  const refused = `This ${method} would be refused with 412.`;
  return method === 'PUT' ? `${refused} To create, use If-None-Match: *.` : refused;
}

export const memoryWords: Words<MemoryFacts> = {
  'etag-stale-known': (facts) =>
    `${shown(facts.sent)} was replaced by ${shown(facts.known)} (${saw(facts.seen)}). ${outcome(facts)}`,
  'etag-own-write-stale': (facts) =>
    `${shown(facts.sent)} is from before your own ${facts.write.by} at ${facts.write.at}, which changed the resource. ${afterWrite(facts.answer)} ${outcome(facts)}`,
  'etag-of-other-url': (facts) =>
    `${shown(facts.sent)} was only ever seen at ${shown(facts.url)}. Tags belong to one URL: an equal one elsewhere means nothing. ${outcome(facts)}`,
  'etag-unknown': ({ sent }) =>
    `${shown(sent)} was never seen at this URL, although others were. Refresh it unless you know better.`,
  'etag-old': ({ sent, age }) =>
    `${shown(sent)} was last seen ${age}. The resource may have changed since; refresh the tag before writing.`,
  'ius-predicts-412': ({ because }) => `Predicted: 412. ${because}`,
  'im-predicts-412': ({ because }) => `Predicted: 412. ${because}`,
  'inm-predicts-304': ({ because }) => `Predicted: 304. ${because}`,
  'ims-predicts-304': ({ because }) => `Predicted: 304. ${because}`,
  'write-unconditional': ({ method, validator, seen }) =>
    `Nothing stops this ${method} from overwriting a change made since ${seen.at}, when ${seen.by} saw ${shown(validator)}. Add the condition.`,
  'create-unconditional': ({ resource }) =>
    `${resource === 'missing' ? 'There was nothing at this URL' : 'Nothing is known of this URL'}. If somebody creates it meanwhile, this PUT overwrites it; If-None-Match: * only creates.`,
  'inm-star-exists': ({ method, seen }) =>
    `The resource exists: ${seen.by} saw it at ${seen.at}. With If-None-Match: * this ${method} would be refused with 412.`,
  'im-on-missing': ({ method, seen }) =>
    `There was nothing at this URL: ${seen.by} saw that at ${seen.at}. ${onMissing(method)}`,
  'server-no-etag': ({ seen }) =>
    `The resource has no entity tag (${saw(seen)}), so this If-Match never holds and the answer is 412.`,
  'etag-variable-unresolved': ({ expression, field, reason }) =>
    reason === 'request-not-sent'
      ? `${unresolved(expression, reason)}`
      : `${unresolved(expression, reason)} Until it has a value this is not sent: ${field} would match nothing.`,
  'etag-variable-quotes': ({ reference, value, quotes }) =>
    quotes === 'doubled'
      ? `${shown(reference)} is ${shown(value)}, which brings its own quotes; here they are doubled, and the tag matches nothing.`
      : `${shown(reference)} is ${shown(value)}, a bare version; a tag has quotes, so this matches nothing.`,
};
