import { textFingerprint } from '../../http/fingerprint.ts';
import { combinedValue, fieldValues, type HeaderField, type HeaderList } from '../../http/headerList.ts';
import type { VariantKey } from './record.ts';

/** How well a record's variant fits a request: chosen by the same fields, or by fields the request leaves open. */
export type Fit = 'exact' | 'open' | 'none';

const MAX_VARY = 16;
const LONGEST_VALUE = 200;
/** Credentials take part through `identity`, a salted hash made outside; they are never kept, not even digested. */
const CREDENTIALS: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization']);
/** Fields that hold no secret, so their values may be kept as they are and shown. */
const HARMLESS =
  /^(?:accept|accept-[a-z-]+|content-type|depth|dnt|dpr|host|origin|prefer|range|save-data|sec-[a-z-]+|user-agent|viewport-width|x-forwarded-proto|x-requested-with)$/;
const CASELESS = /^accept(?:-|$)/;

/** Which variant a response showed, from its `Vary` and `Content-Encoding` and the fields of its request. */
export function variantOf(
  request: HeaderList,
  response: HeaderList,
  who: Pick<VariantKey, 'environment' | 'identity'>,
): VariantKey {
  const coding = codingOf(response);
  return {
    vary: varyNames(response).map((name): HeaderField => [name, selectingValue(request, name)]),
    // A coding that nobody asked for was not negotiated (RFC 9110 §12.5.3): it is the only form there is.
    coding: accepts(request, coding) ? coding : 'identity',
    environment: who.environment,
    identity: who.identity,
  };
}

/** Whether two keys name the same variant, for the same person in the same environment. */
export function sameVariant(a: VariantKey, b: VariantKey): boolean {
  return (
    sameOwner(a, b) &&
    a.coding === b.coding &&
    a.vary.length === b.vary.length &&
    a.vary.every(([name, value], index) => name === b.vary[index]?.[0] && value === b.vary[index]?.[1])
  );
}

/** Whether both were seen by the same person in the same environment. */
export function sameOwner(
  a: Pick<VariantKey, 'environment' | 'identity'>,
  b: Pick<VariantKey, 'environment' | 'identity'>,
): boolean {
  return a.environment === b.environment && a.identity === b.identity;
}

/** How well the variant fits a request with these fields (RFC 9111 §4.1). */
export function fitOf(key: VariantKey, headers: HeaderList): Fit {
  if (key.coding !== 'identity' && !accepts(headers, key.coding)) return 'none';
  let fit: Fit = 'exact';
  for (const [name, value] of key.vary) {
    const one = fitOfField(name, value, key.coding, headers);
    if (one === 'none') return 'none';
    if (one === 'open') fit = 'open';
  }
  return fit;
}

/** The request fields, in lower case, by which a variant was chosen and that have another value in this request. */
export function differingFields(key: VariantKey, headers: HeaderList): readonly string[] {
  return key.vary.flatMap(([name, value]) => (fitOfField(name, value, key.coding, headers) === 'none' ? [name] : []));
}

function fitOfField(name: string, value: string, coding: string, headers: HeaderList): Fit {
  // "A stored response with a Vary of * always fails to match": the best that can be said is that it may.
  if (name === '*') return 'open';
  const current = selectingValue(headers, name);
  if (current === value) return 'exact';
  if (name === 'accept-encoding') return coding === 'identity' && current === '' ? 'exact' : 'none';
  return current === '' ? 'open' : 'none';
}

/** The credentials that a response's `Vary` names, in lower case: `identity` stands for their values. */
export function credentialsVaried(response: HeaderList): readonly string[] {
  return [...new Set(namesIn(response).filter((name) => CREDENTIALS.has(name)))];
}

function namesIn(response: HeaderList): readonly string[] {
  const names = (combinedValue(response, 'Vary') ?? '').slice(0, 4096).split(',');
  return names.map((name) => name.trim().toLowerCase());
}

function varyNames(response: HeaderList): readonly string[] {
  const names = namesIn(response).filter((name) => name !== '' && !CREDENTIALS.has(name));
  if (names.includes('*')) return ['*'];
  return [...new Set(names)].sort().slice(0, MAX_VARY);
}

/** The value a field chooses by, in one spelling; empty when the request does not have the field. */
function selectingValue(headers: HeaderList, name: string): string {
  if (name === '*') return '';
  if (name === 'accept-encoding') return acceptedCodings(headers).join(', ');
  const value = (combinedValue(headers, name) ?? '').replace(/[ \t]*,[ \t]*/g, ', ').trim();
  const spelled = CASELESS.test(name) ? value.toLowerCase() : value;
  const keep = HARMLESS.test(name) && spelled.length <= LONGEST_VALUE;
  return keep || spelled === '' ? spelled : `#${textFingerprint(spelled) ?? spelled.length}`;
}

/** The codings asked for, sorted; none when only the plain form is wanted, whichever way that is said. */
function acceptedCodings(headers: HeaderList): readonly string[] {
  const values = fieldValues(headers, 'Accept-Encoding').flatMap((value) => value.slice(0, 4096).split(','));
  const named = values.map(acceptedCoding).filter((coding) => coding !== '' && coding !== 'identity');
  return [...new Set(named)].sort();
}

/** The coding of one member, empty when its weight of zero refuses it (RFC 9110 §12.4.2). */
function acceptedCoding(member: string): string {
  const [coding = '', ...parameters] = member.split(';').map((part) => part.trim().toLowerCase());
  return parameters.some((parameter) => /^q=0(?:\.0{0,3})?$/.test(parameter)) ? '' : coding;
}

function accepts(headers: HeaderList, coding: string): boolean {
  const accepted = acceptedCodings(headers);
  return accepted.includes('*') || coding.split(', ').every((each) => accepted.includes(each));
}

function codingOf(response: HeaderList): string {
  const codings = (combinedValue(response, 'Content-Encoding') ?? '')
    .slice(0, LONGEST_VALUE)
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  return codings.length === 0 ? 'identity' : codings.join(', ');
}
