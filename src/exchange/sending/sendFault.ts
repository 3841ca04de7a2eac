import type { Span } from '../../core/span.ts';
import type { UnresolvedReason } from '../../core/syntax/resolving/resolution.ts';
import type { Question } from '../../core/syntax/values/question.ts';

/** Why a request is not sent. The codes are rule ids of the contract, so that a fault and a diagnostic agree. */
export type SendFaultCode =
  | 'request-missing'
  | 'request-line-invalid'
  | 'url-invalid'
  | 'protocol-unsupported'
  | 'header-name-invalid'
  | 'header-value-invalid'
  | 'header-managed'
  | 'variable-undefined'
  | 'variable-cycle'
  | 'request-not-sent-yet'
  | 'prompt-needed'
  | 'prompt-unanswered'
  | 'token-missing'
  | 'dependency-failed'
  | 'not-confirmed'
  | 'guard-unknown'
  | 'loop-empty'
  | 'body-file-missing';

/** A fault in words, at its place in the document. */
export interface SendFault extends Span {
  readonly code: SendFaultCode;
  readonly message: string;
}

/** A fault as data; `field` is the header field that holds it, if one does. Offsets are the document's. */
export type Refusal = Span &
  (
    | { readonly code: 'request-missing'; readonly number: number }
    | {
        readonly code: 'request-line-invalid' | 'header-name-invalid' | 'url-invalid' | 'protocol-unsupported';
        readonly subject: string;
      }
    | { readonly code: 'header-value-invalid'; readonly field: string; readonly character: string }
    | { readonly code: 'header-managed'; readonly field: string; readonly why: ManagedReason }
    | { readonly code: 'body-file-missing'; readonly path: string }
    | {
        readonly code: UnresolvedCode;
        readonly expression: string;
        readonly reason: UnresolvedReason;
        readonly field: string | undefined;
        readonly question?: Question;
      }
    | { readonly code: 'prompt-unanswered'; readonly text: string; readonly why: 'dismissed' | 'nobody-to-ask' }
    | { readonly code: 'token-missing'; readonly text: string; readonly why: string }
    | { readonly code: 'guard-unknown'; readonly field: string }
    | { readonly code: 'loop-empty' }
    | { readonly code: 'not-confirmed'; readonly why: 'dismissed' | 'nobody-to-ask' }
    | { readonly code: 'dependency-failed'; readonly request: string; readonly why: DependencyFailure }
  );

type UnresolvedCode = 'variable-undefined' | 'variable-cycle' | 'request-not-sent-yet' | 'prompt-needed';

/** Why the answer that a request depends on could not be had. */
export type DependencyFailure =
  /** It depends, over some steps, on the request that wants it. */
  | { readonly kind: 'circle'; readonly through: readonly string[] }
  /** It changes something, and the user did not agree to that. */
  | { readonly kind: 'not-agreed'; readonly method: string }
  /** It changes something and has gone out in this run already, without an answer that could be used. */
  | { readonly kind: 'once-sent'; readonly message: string }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'no-answer'; readonly message: string };

/** Why a field cannot be taken from the file: the client frames the message and holds the connection. */
export type ManagedReason =
  | { readonly kind: 'framing' }
  | { readonly kind: 'connection' }
  | { readonly kind: 'expect' }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'length'; readonly said: string; readonly bytes: number };

/** Every word that a refused send says: what stands there, and what to do. */
export function wordFault(refusal: Refusal): SendFault {
  return { code: refusal.code, message: wordsOf(refusal), start: refusal.start, end: refusal.end };
}

function wordsOf(refusal: Refusal): string {
  switch (refusal.code) {
    case 'request-missing':
      return `The file has no request number ${refusal.number}.`;
    case 'request-line-invalid':
      return `“${refusal.subject}” is no request line. Write a method and a URL, such as GET https://example.org/.`;
    case 'protocol-unsupported':
      return `“${refusal.subject}” is no request of HTTP. Only HTTP requests can be sent.`;
    case 'url-invalid':
      return `“${refusal.subject}” is no absolute http or https URL, so there is nowhere to send this.`;
    case 'header-name-invalid':
      return `“${refusal.subject}” is no header field name. A name holds letters, digits and hyphens, then a colon.`;
    case 'header-value-invalid':
      return `${refusal.field} holds ${nameCharacter(refusal.character)}, which no header field can carry. Remove or encode it.`;
    case 'header-managed':
      return wordManaged(refusal.field, refusal.why);
    case 'body-file-missing':
      return `The content is to come from “${refusal.path}”, and there is no such file beside this one.`;
    case 'variable-undefined':
    case 'variable-cycle':
    case 'request-not-sent-yet':
    case 'prompt-needed':
      return wordUnresolved(refusal.expression, refusal.reason, refusal.field);
    case 'prompt-unanswered':
      return wordUnanswered(refusal.text, refusal.why);
    case 'token-missing':
      return `No token for “${refusal.text}”, so nothing was sent: ${refusal.why}`;
    case 'guard-unknown':
      return `No validator of this resource is known for ${refusal.field}. Read it once, or refresh the ETag.`;
    case 'loop-empty':
      return '“# @loop” has nothing to go over, so nothing was sent. Give it a number above 0 or a list with members.';
    case 'not-confirmed':
      return refusal.why === 'dismissed'
        ? 'Not confirmed, so nothing was sent. “# @note” asks before this request goes out.'
        : '“# @note” asks before this request goes out, and there is nobody to ask here.';
    case 'dependency-failed':
      return wordDependency(refusal.request, refusal.why);
  }
}

function wordUnanswered(text: string, why: 'dismissed' | 'nobody-to-ask'): string {
  return why === 'dismissed'
    ? `“${text}” was not answered, so nothing was sent. Send again to answer it.`
    : `“${text}” has to be answered, and there is nobody to ask here. Give the value as a variable.`;
}

function wordDependency(request: string, why: DependencyFailure): string {
  switch (why.kind) {
    case 'circle':
      return `“${request}” needs its own answer (${why.through.join(' → ')}). Break the circle.`;
    case 'not-agreed':
      return `This needs the answer to “${request}”, a ${why.method}, which changes something and is not sent unasked. Send it first.`;
    case 'once-sent':
      return `This needs the answer to “${request}”, which was sent in this run and is not sent twice: ${why.message} “# @forceRef ${request}” sends it anew.`;
    case 'refused':
      return `This needs the answer to “${request}”, which could not be sent: ${why.message}`;
    case 'no-answer':
      return `This needs the answer to “${request}”, and none came: ${why.message}`;
  }
}

function nameCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const visible = /\p{C}|\p{Z}/u.test(character) ? '' : `“${character}” `;
  return `the character ${visible}(U+${code})`;
}

function wordManaged(field: string, why: ManagedReason): string {
  switch (why.kind) {
    case 'framing':
      return `${field} is written by the client, which frames the content itself. Remove the line.`;
    case 'connection':
      return `${field} concerns the connection, which the client keeps; only “Connection: close” can be asked for. Remove the line.`;
    case 'expect':
      return 'Expect is not supported: the content is sent at once. Remove the line.';
    case 'repeated':
      return `${field} stands twice, and a request has one. Keep one line.`;
    case 'length':
      return `Content-Length says ${why.said} and the content has ${why.bytes} bytes. Remove the line; the client counts.`;
  }
}

const isCondition = (field: string | undefined) => field !== undefined && /^if(-|$)/i.test(field);

function wordUnresolved(expression: string, reason: UnresolvedReason, field: string | undefined): string {
  const reference = `{{${expression}}}`;
  const place = field === undefined ? '' : ` in ${field}`;
  const effect = isCondition(field) ? ' The condition would match nothing, so nothing was sent.' : '';
  switch (reason) {
    case 'undefined':
      return `${reference}${place} has no value.${effect} Define it with “@name = value” or in the environment.`;
    case 'cycle':
      return `${reference}${place} leads back to itself.${effect} Break the circle of definitions.`;
    case 'too-deep':
      return `${reference}${place} leads through too many definitions.${effect} Shorten the chain.`;
    case 'request-not-sent':
      return `${reference}${place} needs an answer that has not come yet.${effect} Send the request it names first.`;
    case 'request-unknown':
      return `${reference}${place} names a request that this file does not have.${effect} Name one with “# @name”.`;
    case 'field-absent':
      return `${reference}${place}: that answer has no such header field.${effect} Look at the answer for one it has.`;
    case 'path-absent':
      return `${reference}${place}: that answer's content has nothing at this path.${effect} Correct the path.`;
    case 'not-asked':
      return `${reference}${place} is asked for at each send, and was not answered.${effect} Send again to answer it.`;
    case 'validator-unknown':
      return `${reference}${place}: no such validator is known of that resource.${effect} Read it once, or refresh the ETag.`;
    case 'expression-invalid':
      return `${reference}${place} cannot be read.${effect} Write a variable or name.response.headers.etag.`;
  }
}
