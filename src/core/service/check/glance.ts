import { recognise } from '../../conditional/vendors/vendors.ts';
import { readHttpDate } from '../../http/httpDate.ts';
import type { PlainRequest } from '../../syntax/plainRequest.ts';
import { absoluteUrl } from '../../syntax/resolveUrl.ts';
import type { Scope } from '../../syntax/scope.ts';
import type { Surroundings } from '../request/surroundings.ts';
import { codingSuffix } from '../rules/codingSuffix.ts';

/** Whether the plain request, a block's whole text, is so plainly right that no rule has anything to say of it. */
export type Glance = (text: string, plain: PlainRequest) => boolean;

/** What a value may stand for without being looked at more closely. */
type ValueKind = 'origin' | 'tag' | 'word' | 'visible' | 'odd';

/** What is worked out once for all requests. */
interface Readings {
  kindOf(variable: string): ValueKind;
  isOrigin(text: string): boolean;
  isPast(date: string): boolean;
  isRead(target: string): boolean;
}

/**
 * Tells requests of which there is nothing to say, at a twentieth of the price of a check. What it is not sure of
 * is checked in full, so it need not know every rule, only be right where it says yes; a test compares the two.
 */
export function glanceWith(scope: Scope, context: Surroundings): Glance {
  const readings: Readings = {
    kindOf: remembering((variable) => valueKind(scope, variable)),
    isOrigin: remembering(isPlainOrigin),
    isRead: (target) => context.isReadInFile(target),
    isPast: remembering((date) => isPast(date, context.now)),
  };
  const empty = context.memory.resources.size === 0;
  if ((context.scope.defaultHeaders ?? []).length > 0) return () => false;
  return (text, plain) => {
    const method = text.slice(plain.line, plain.methodEnd);
    const conditional = plain.noteEnd > plain.noteStart;
    // What the memory knows is a question for the rules.
    if (!empty && (conditional || writes.test(method))) return false;
    const sound = conditional ? soundCondition(text, plain, method, readings) : method !== 'PUT';
    return sound && soundTarget(text, plain, readings) && soundReferences(text, plain, readings);
  };
}

function remembering<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

/** Of the APIs with preconditions of their own there is more to say. */
const isPlainOrigin = (text: string) =>
  absoluteUrl(text, undefined) !== undefined && recognise({ url: text }) === undefined;

const simpleTag = /^"[\w.:+-]+"$/;
/** A tag with nothing to say of it; one of a compressed form has. */
const isSimpleTag = (text: string) => simpleTag.test(text) && codingSuffix(text.slice(1, -1)) === undefined;
const safe = String.raw`[\w.~!$&'()*+,;=:@%/?-]`;
const base = new RegExp(String.raw`^https?://[a-z\d.-]+(?::\d{1,5})?(?:/${safe}*)?$`, 'i');

function valueKind(scope: Scope, name: string): ValueKind {
  const lookup = scope.lookUp(name);
  if (lookup.kind === 'unresolved' || lookup.moment !== undefined || lookup.value.length > 1000) return 'odd';
  const { value } = lookup;
  if (isSimpleTag(value)) return 'tag';
  if (/^[\w.~-]*$/.test(value)) return 'word';
  if (base.test(value) && isPlainOrigin(value)) return 'origin';
  return /^[\x20-\x7e]*$/.test(value) ? 'visible' : 'odd';
}

function isPast(text: string, now: number): boolean {
  const date = readHttpDate(text, now);
  return date.kind === 'date' && date.form === 'imf-fixdate' && date.flaw === undefined && date.epoch <= now;
}

const simpleReference = /\{\{[A-Za-z_]\w*\}\}/y;
const wholeReference = /^\{\{([A-Za-z_]\w*)\}\}$/;
const literalOrigin = /https?:\/\/[a-z\d.-]+(?::\d{1,5})?/iy;
const restOfTarget = new RegExp(String.raw`(?:[/?](?:${safe}|\{\{[A-Za-z_]\w*\}\})*)?`, 'y');
const writes = /^(?:PUT|PATCH|DELETE)$/;

function soundTarget(text: string, { methodEnd, targetEnd }: PlainRequest, readings: Readings): boolean {
  const start = methodEnd + 1;
  const braces = text.charCodeAt(start) === 0x7b;
  const host = endOf(braces ? simpleReference : literalOrigin, text, start);
  if (host === -1 || endOf(restOfTarget, text, host) !== targetEnd) return false;
  return braces
    ? readings.kindOf(text.slice(start + 2, host - 2)) === 'origin'
    : readings.isOrigin(text.slice(start, host));
}

/** Every reference has a value that any field can carry; one further on in the target, a value that fits a path. */
function soundReferences(text: string, { methodEnd, targetEnd }: PlainRequest, { kindOf }: Readings): boolean {
  for (let at = text.indexOf('{{'); at !== -1; ) {
    const end = endOf(simpleReference, text, at);
    if (end === -1) return false;
    const kind = kindOf(text.slice(at + 2, end - 2));
    if (kind === 'odd' || (at > methodEnd + 1 && at < targetEnd && kind !== 'word')) return false;
    at = text.indexOf('{{', end);
  }
  return true;
}

function soundCondition(text: string, plain: PlainRequest, method: string, readings: Readings): boolean {
  const colon = text.indexOf(':', plain.noteStart);
  const value = text.slice(colon + 1, plain.noteEnd).trim();
  const variable = wholeReference.exec(value)?.[1];
  const holdsTag = variable !== undefined && readings.kindOf(variable) === 'tag';
  switch (text.slice(plain.noteStart, colon).toLowerCase()) {
    case 'if-match':
      return writes.test(method) && (holdsTag || (isSimpleTag(value) && !readings.isRead(targetOf(text, plain))));
    case 'if-none-match':
      return method === 'PUT' ? value === '*' : method === 'GET' && holdsTag;
    case 'if-modified-since':
      return method === 'GET' && readings.isPast(value);
    default:
      return false;
  }
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

const targetOf = (text: string, { methodEnd, targetEnd }: PlainRequest) => text.slice(methodEnd + 1, targetEnd);
