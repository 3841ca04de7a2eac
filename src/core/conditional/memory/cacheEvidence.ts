import { firstValue, type HeaderList } from '../../http/headerList.ts';
import { shown } from '../wording.ts';

/** Fields by which caches say that they answered themselves. */
const HITS: readonly (readonly [name: string, hit: RegExp])[] = [
  ['X-Cache', /\bhit\b/i],
  ['CF-Cache-Status', /^(?:hit|stale|updating)/i],
  ['Cache-Status', /;[ \t]{0,8}hit\b/i],
  ['X-Drupal-Cache', /^hit/i],
  ['X-Varnish', /^\d+ \d+/],
];

/** What in a response says that a cache gave it, as `Age: 3, X-Cache: HIT`; undefined when nothing does. */
export function cacheEvidence(headers: HeaderList): string | undefined {
  const found: string[] = [];
  const age = firstValue(headers, 'Age');
  if (age !== undefined && Number(age) > 0) found.push(`Age: ${shown(age)}`);
  for (const [name, hit] of HITS) {
    const value = firstValue(headers, name)?.slice(0, 200);
    if (value !== undefined && hit.test(value)) found.push(`${name}: ${shown(value)}`);
  }
  return found.length === 0 ? undefined : found.join(', ');
}

/** What says that the response passed through somebody else's hands, as `Via: 1.1 proxy`. */
export function intermediaryEvidence(headers: HeaderList): string | undefined {
  const names = ['Via', 'X-Served-By', 'CF-Ray', 'X-Amz-Cf-Id', 'X-Fastly-Request-ID', 'X-Akamai-Transformed'];
  const found = names.flatMap((name) => {
    const value = firstValue(headers, name);
    return value === undefined ? [] : [`${name}: ${shown(value)}`];
  });
  return found.length === 0 ? undefined : found.join(', ');
}
