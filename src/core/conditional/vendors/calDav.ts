import { firstValue } from '../../http/headerList.ts';
import { elements, elementText, fieldClue, linked, version } from './clues.ts';
import type { Vendor, VendorScene, VersionFound } from './vendor.ts';

const SCHEDULE = 'Schedule-Tag';

function versions(scene: VendorScene): readonly VersionFound[] {
  const own = version(SCHEDULE, firstValue(scene.received, SCHEDULE));
  if (!/<(?:[A-Za-z0-9_-]{1,32}:)?multistatus[\s>]/.test(scene.text.slice(0, 2000))) return own;
  const members = elements(scene.text, 'response').flatMap((part) => {
    const url = linked(elementText(part, 'href'), scene);
    if (url === undefined) return [];
    return [
      ...version('ETag', elementText(part, 'getetag'), url),
      ...version(SCHEDULE, elementText(part, 'schedule-tag'), url),
    ];
  });
  return [...own, ...members];
}

/**
 * CalDAV and CardDAV (RFC 4791, 6352). The Schedule-Tag of an event stays the same while only attendees' answers
 * come in, so that a guard by it is not broken by them (RFC 6638 §3.2.10).
 */
export const calDav: Vendor = {
  id: 'caldav',
  name: 'CalDAV',
  docs: 'https://www.rfc-editor.org/rfc/rfc6638#section-3.2.10',
  carriers: [
    { name: SCHEDULE, place: 'field', sentAs: 'field' },
    { name: 'ETag', place: 'field', sentAs: 'field' },
  ],
  weakAllowedInIfMatch: 'no',
  unquotedAllowedInIfMatch: 'no',
  ignoredOnWrites: [],
  refusedOnWrites: [],
  ifNoneMatchOnWrites: 'star',
  mismatch: 412,
  clues: (scene) => [
    ...fieldClue(scene, 'sure', 'DAV', /\b(?:calendar-access|addressbook|calendar-schedule)\b/),
    ...fieldClue(scene, 'sure', SCHEDULE),
    ...fieldClue(scene, 'hint', 'Content-Type', /^text\/(?:calendar|vcard)\b/i),
    ...fieldClue(scene, 'hint', 'DAV'),
  ],
  versions,
  guards: ({ method }, known) => {
    const value = known.get(SCHEDULE);
    if (value === undefined || (method !== 'PUT' && method !== 'DELETE')) return [];
    const put = { kind: 'field', name: 'If-Schedule-Tag-Match', value } as const;
    return [{ title: 'Send the known Schedule-Tag in If-Schedule-Tag-Match', put, replaces: ['If-Match'] }];
  },
};
