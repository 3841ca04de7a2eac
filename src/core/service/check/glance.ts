import { recognise } from '../../conditional/vendors/vendors.ts';
import { readHttpDate } from '../../http/httpDate.ts';
import { AS_DATE, AS_TAG, ELSEWHERE, IN_PATH, ORIGIN, roleBits } from '../../syntax/document/scan/references.ts';
import type { Scan } from '../../syntax/document/scan/tables.ts';
import { formCount, formIn, formNumber, type RequestForm, SIMPLE } from '../../syntax/document/scan/traits.ts';
import { absoluteUrl } from '../../syntax/resolving/resolveUrl.ts';
import type { Scope } from '../../syntax/values/scope.ts';
import type { Surroundings } from '../request/surroundings.ts';
import { codingSuffix } from '../rules/codingSuffix.ts';

/** Whether the block of that number in the scan is so plainly right that no rule has anything to say of it. */
export type Glance = (scan: Scan, block: number) => boolean;

/** What a name stands for, as far as it need not be looked at more closely. */
type Kind = 'odd' | 'visible' | 'word' | 'tag' | 'origin' | 'past';
/** By number from 1; 0 is what has not been looked at. */
const allKinds: readonly Kind[] = ['odd', 'visible', 'word', 'tag', 'origin', 'past'];
const numberOf = (kind: Kind): number => allKinds.indexOf(kind) + 1;

/** By role: the numbers of the kinds that nothing is to be said of there, as bits. */
const fitting = Uint8Array.from({ length: 1 << roleBits });
fitting[ELSEWHERE] = bits('visible', 'word', 'tag', 'origin');
fitting[IN_PATH] = bits('word');
fitting[ORIGIN] = bits('origin');
fitting[AS_TAG] = bits('tag');
fitting[AS_DATE] = bits('past');

function bits(...fit: readonly Kind[]): number {
  return fit.reduce((sum, kind) => sum | (1 << numberOf(kind)), 0);
}

const NOT_SOUND = 0;
const SOUND = 1;
const UNLESS_READ = 2;

/**
 * Tells requests of which there is nothing to say from what the scanner noted of them, without a look at the text.
 * What it is not sure of is checked in full, so it need not know every rule, only be right where it says yes. What it
 * goes by are `noticedFields.ts`, which says which fields it is not sure of, and `isSound`; tests compare the two ways.
 */
export function glanceWith(scope: Scope, context: Surroundings): Glance {
  if ((context.scope.defaultHeaders ?? []).length > 0) return () => false;
  const sound = context.memory.resources.size === 0 ? soundWhenNothingIsKnown : soundWhateverIsKnown;
  const kinds = kindsByScan(scope, context.now);
  return (scan, block) => {
    const traits = scan.traits[block] ?? 0;
    const form = sound[formIn(traits)];
    if ((traits & SIMPLE) === 0 || form === NOT_SOUND) return false;
    // A tag typed into a write could be kept fresh by a GET of the same file.
    if (form === UNLESS_READ && context.mayBeReadInFile(scan.targets[block] ?? 0)) return false;
    return referencesFit(scan, block, kinds);
  };
}

function referencesFit(scan: Scan, block: number, { of, kind }: ReturnType<typeof kindsByScan>): boolean {
  const known = of(scan);
  const end = scan.firstReferences[block + 1] ?? 0;
  for (let at = scan.firstReferences[block] ?? 0; at < end; at += 1) {
    const reference = scan.references[at] ?? 0;
    const name = reference >> roleBits;
    const fit = fitting[reference & ((1 << roleBits) - 1)] ?? 0;
    if ((fit & (1 << (known[name] || kind(scan, name)))) === 0) return false;
  }
  return true;
}

const writes: ReadonlySet<string> = new Set(['PUT', 'PATCH', 'DELETE']);

/** Whether nothing is to be said of such a request as long as nothing is known of its resource. */
function isSound({ method, condition }: RequestForm): boolean {
  if (condition === undefined) return method !== 'PUT';
  const { field, value } = condition;
  switch (field) {
    case 'if-match':
      return writes.has(method) && (value === 'tag' || value === 'reference');
    case 'if-none-match':
      return method === 'PUT' ? value === '*' : method === 'GET' && value === 'reference';
    case 'if-modified-since':
      return method === 'GET' && value === 'other';
  }
}

/** Whether it makes no difference to the request what the memory knows: that is a question for the rules. */
function isIndifferent({ method, condition }: RequestForm): boolean {
  return condition === undefined && !writes.has(method) && method !== 'POST';
}

const everyForm = Array.from({ length: formCount }, (_, number) => formNumber(number));

/** By the number of the form, while the memory is empty. */
const soundWhenNothingIsKnown = Uint8Array.from(everyForm, (form) => {
  if (form === undefined || !isSound(form)) return NOT_SOUND;
  return form.condition?.value === 'tag' ? UNLESS_READ : SOUND;
});

/** The same while it is not. */
const soundWhateverIsKnown = Uint8Array.from(everyForm, (form, number) =>
  form !== undefined && isIndifferent(form) ? (soundWhenNothingIsKnown[number] ?? NOT_SOUND) : NOT_SOUND,
);

/** The kinds of a scan's names, looked up once each. */
function kindsByScan(scope: Scope, now: number) {
  const all = new Map<Scan, Uint8Array>();
  let last: Scan | undefined;
  let known: Uint8Array = new Uint8Array(0);
  const of = (scan: Scan): Uint8Array => {
    if (scan === last) return known;
    last = scan;
    known = all.get(scan) ?? new Uint8Array(scan.names.length);
    all.set(scan, known);
    return known;
  };
  const kind = (scan: Scan, name: number): number => {
    const found = numberOf(kindOf(scan.names[name] ?? '', scope, now));
    of(scan)[name] = found;
    return found;
  };
  return { of, kind };
}

/** Names of variables are plain words, so nothing else is taken for one. */
function kindOf(name: string, scope: Scope, now: number): Kind {
  if (name.includes('://')) return isPlainOrigin(name) ? 'origin' : 'odd';
  return /^\w+$/.test(name) ? valueKind(scope, name) : isPast(name, now) ? 'past' : 'odd';
}

/** Of the APIs with preconditions of their own there is more to say. */
const isPlainOrigin = (text: string) =>
  absoluteUrl(text, undefined) !== undefined && recognise({ url: text }) === undefined;

/** A tag with nothing to say of it; one of a compressed form has. */
const isPlainTag = (text: string) => /^"[\w.:+-]+"$/.test(text) && codingSuffix(text.slice(1, -1)) === undefined;

const safe = String.raw`[\w.~!$&'()*+,;=:@%/?-]`;
const base = new RegExp(String.raw`^https?://[a-z\d.-]+(?::\d{1,5})?(?:/${safe}*)?$`, 'i');

function valueKind(scope: Scope, name: string): Kind {
  const lookup = scope.lookUp(name);
  if (lookup.kind === 'unresolved' || lookup.moment !== undefined || lookup.value.length > 1000) return 'odd';
  const { value } = lookup;
  if (isPlainTag(value)) return 'tag';
  if (/^[\w.~-]*$/.test(value)) return 'word';
  if (base.test(value) && isPlainOrigin(value)) return 'origin';
  return /^[\x20-\x7e]*$/.test(value) ? 'visible' : 'odd';
}

function isPast(text: string, now: number): boolean {
  const date = readHttpDate(text, now);
  return date.kind === 'date' && date.form === 'imf-fixdate' && date.flaw === undefined && date.epoch <= now;
}
