import { firstValue } from '../../http/headerList.ts';
import { shown } from '../wording.ts';
import type { Clue, GuardedRequest, Vendor, VendorGuard, VendorScene, VersionFound } from './vendor.ts';

/** A host that is the API's own, or ends so. */
export function hostClue({ url }: VendorScene, pattern: RegExp): readonly Clue[] {
  return pattern.test(url.hostname) ? [{ weight: 'sure', what: `the host is ${url.hostname}` }] : [];
}

/** A field of the answer; with a pattern, one whose value fits it. */
export function fieldClue(
  { received }: VendorScene,
  weight: Clue['weight'],
  name: string,
  pattern = /^/,
): readonly Clue[] {
  const value = firstValue(received, name);
  return value !== undefined && pattern.test(value.slice(0, 500))
    ? [{ weight, what: `the answer has ${name}: ${shown(value)}` }]
    : [];
}

/** What the content is like, when the condition holds. */
export function bodyClue(holds: unknown, weight: Clue['weight'], what: string): readonly Clue[] {
  return holds === undefined || holds === false ? [] : [{ weight, what }];
}

/** A version, where there is one. Longer texts are none. */
export function version(name: string, value: string | undefined, url?: string): readonly VersionFound[] {
  if (value === undefined || value === '' || value.length > 1024) return [];
  return [{ name, value, ...(url === undefined ? {} : { url }) }];
}

/** The URL of a link beside what was asked, undefined when it is none. */
export function linked(link: string | undefined, { url }: VendorScene): string | undefined {
  return link !== undefined && link !== '' && URL.canParse(link, url.href) ? new URL(link, url.href).href : undefined;
}

/** A member of the collection that was asked, by its name in the path. */
export function member({ url }: VendorScene, name: string | undefined): string | undefined {
  if (name === undefined || name === '') return undefined;
  return `${url.origin}${url.pathname.replace(/\/$/, '')}/${encodeURIComponent(name)}`;
}

/** The URL without the query parameters of these names. */
export function withoutParameters(url: URL, names: RegExp): URL {
  const plain = new URL(url.href);
  const kept = plain.search.slice(1).split('&');
  plain.search = kept.filter((parameter) => !names.test(parameter.split('=', 1)[0] ?? '')).join('&');
  return plain;
}

/** The version in If-Match, as it is. */
export function ifMatch(value: string, name: string): VendorGuard {
  return {
    title: `Send the known ${name} in If-Match`,
    put: { kind: 'field', name: 'If-Match', value },
    replaces: ['If-Match', 'If-Unmodified-Since'],
  };
}

/** Whether the method changes what is there; a POST makes something new. */
export function isUpdate({ method }: GuardedRequest): boolean {
  return method === 'PUT' || method === 'PATCH' || method === 'DELETE' || method === 'MERGE';
}

/** Guards an update by the version of that name in If-Match. */
export function guardedByIfMatch(name: string): Vendor['guards'] {
  return (request, known) => {
    const value = known.get(name);
    return value === undefined || !isUpdate(request) ? [] : [ifMatch(value, name)];
  };
}

/** The text between tags of that name, the nearest first; entities undone. */
export function elementText(xml: string, name: string): string | undefined {
  const open = new RegExp(`<(?:[A-Za-z0-9_-]{1,32}:)?${name}(?:\\s[^<>]{0,500})?>([^<]{0,4096})</`).exec(xml);
  return open?.[1] === undefined ? undefined : withoutEntities(open[1].trim());
}

/** The texts of every element of that name, up to ten thousand. */
export function elements(xml: string, name: string): readonly string[] {
  const parts = xml.split(new RegExp(`<(?:[A-Za-z0-9_-]{1,32}:)?${name}(?:\\s[^<>]{0,500})?>`)).slice(1, 10_001);
  return parts.map((part) => part.split(new RegExp(`</(?:[A-Za-z0-9_-]{1,32}:)?${name}>`), 1)[0] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  '#34': '"',
  '#x22': '"',
};

function withoutEntities(text: string): string {
  return text.replace(/&([a-z]{2,4}|#34|#x22);/gi, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole);
}
