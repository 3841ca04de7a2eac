import { got } from '../world.ts';
import { type Example, example, request } from './example.ts';

const good = 'Sat, 21 Nov 2026 08:00:00 GMT';
const since = (value: string) => request('GET', `If-Modified-Since: ${value}`);
const unless = (value: string) => request('PUT', `If-Unmodified-Since: ${value}`);

/** §2.2 */
export const dateExamples: readonly Example[] = [
  example('date-invalid', since('«yesterday»'), since(good)),
  example('date-iso8601', unless('«2026-11-21T08:00:00Z»'), unless(good)),
  example('date-epoch', since('«1795248000»'), since(good)),
  example('date-not-gmt', since('«Sat, 21 Nov 2026 09:00:00 +0100»'), since(good)),
  example('date-iso8601', since('«2026-11-20T09:41:20Z»'), since('{{$datetime iso8601 -1 d}}')),
  example('date-epoch', since('«1795254080»'), since('{{$timestamp}}')),
  example('date-wrong-weekday', since('«Sun, 21 Nov 2026 08:00:00 GMT»'), since(good)),
  example('date-out-of-range', since('«Tue, 31 Feb 2026 08:00:00 GMT»'), since(good)),
  example('date-case-or-digits', since('«sat, 21 nov 2026 08:00:00 GMT»'), since(good)),
  example('date-obsolete-format', since('«Saturday, 21-Nov-26 08:00:00 GMT»'), since(good)),
  example('date-obsolete-format', since('«Sat Nov 21 08:00:00 2026»'), since(good)),
  example('date-quoted', since(`«"${good}"»`), since(good)),
  example('date-trailing-text', since(`«${good}; length=12»`), since(good)),
  example('date-subsecond', since('«Sat, 21 Nov 2026 08:00:00.123 GMT»'), since(good)),
  example('date-in-future', since('«Sat, 21 Nov 2026 09:43:00 GMT»'), since('Sat, 21 Nov 2026 09:42:00 GMT')),
  example(
    'date-in-future',
    since('«Sat, 21 Nov 2026 09:43:00 GMT»'),
    since('Sat, 21 Nov 2026 09:43:00 GMT'),
    {},
    { story: [got('/1', [['Date', 'Sat, 21 Nov 2026 09:45:00 GMT']])] },
  ),
  example(
    'date-iso8601',
    request('GET', 'Range: bytes=0-', 'If-Range: «2026-11-21T08:00:00Z»'),
    request('GET', 'Range: bytes=0-', 'If-Range: "2026-11-21T08:00:00Z"'),
  ),
  example(
    'duplicate-singleton',
    request('GET', `If-Modified-Since: ${good}`, `«If-Modified-Since: ${good}»`),
    request('GET', `If-Modified-Since: ${good}`),
  ),
  example('duplicate-singleton', since(`«${good}, ${good}»`), since(good)),
  example(
    'duplicate-tag-lines',
    request('PUT', 'If-Match: "a"', '«If-Match: "b"»'),
    request('PUT', 'If-Match: "a", "b"'),
  ),
];
