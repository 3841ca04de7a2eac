import { shown } from './shown.ts';
import type { DateField, Words } from './words.ts';

/** A date that no server needs to understand, as it would be sent. */
interface Dated {
  readonly sent: string;
  readonly field: DateField;
}

/** What the messages on HTTP-dates and on repeated lines are made of. */
export interface DateFacts {
  'date-invalid': Dated;
  'date-iso8601': Dated;
  'date-epoch': Dated;
  'date-not-gmt': Dated;
  'date-wrong-weekday': Dated & { readonly right: string };
  'date-out-of-range': Dated;
  'date-case-or-digits': Dated;
  'date-obsolete-format': Dated;
  'date-quoted': Dated;
  'date-trailing-text': Dated;
  'date-subsecond': Dated;
  'date-in-future': Dated & { readonly clock: 'server' | 'own' };
  'duplicate-singleton': { readonly field: DateField; readonly as: 'lines' | 'list' };
  'duplicate-tag-lines': { readonly field: 'If-Match' | 'If-None-Match' };
}

/** What a value that is no HTTP-date does to the condition (RFC 9110 §13.1.3, §13.1.4, §13.1.5). */
function unread(field: DateField): string {
  switch (field) {
    case 'If-Modified-Since':
      return 'Servers must ignore it then, and all content is sent again.';
    case 'If-Unmodified-Since':
      return 'Servers must ignore it then, and nothing guards this request.';
    case 'If-Range':
      return 'It matches nothing then, and all content is sent instead of the range.';
  }
}

function beyondNow(field: DateField): string {
  switch (field) {
    case 'If-Modified-Since':
      return 'Some servers ignore such a date, others answer 304 whatever changed.';
    case 'If-Unmodified-Since':
      return 'Every change so far is older, so it guards nothing.';
    case 'If-Range':
      return 'It equals no Last-Modified, and all content is sent instead of the range.';
  }
}

export const dateWords: Words<DateFacts> = {
  'date-invalid': ({ sent, field }) =>
    `${shown(sent)} is no HTTP-date. ${unread(field)} Write it like "Sun, 06 Nov 1994 08:49:37 GMT".`,
  'date-iso8601': ({ sent, field }) => `${shown(sent)} is an ISO 8601 date, which HTTP does not use. ${unread(field)}`,
  'date-epoch': ({ sent, field }) =>
    `${shown(sent)} counts seconds or milliseconds since 1970, which HTTP does not use. ${unread(field)}`,
  'date-not-gmt': ({ sent, field }) => `${shown(sent)} is not in GMT, the only zone an HTTP-date has. ${unread(field)}`,
  'date-wrong-weekday': ({ sent, right }) =>
    `${shown(sent)} names a weekday on which that date does not fall: it is a ${right}. Most servers read over it; not all.`,
  'date-out-of-range': ({ sent, field }) => `${shown(sent)} is a time that does not exist. ${unread(field)}`,
  'date-case-or-digits': ({ sent, field }) =>
    `${shown(sent)} is nearly an HTTP-date, but its form is fixed: case, commas, two-digit day, four-digit year. ${unread(field)}`,
  'date-obsolete-format': ({ sent }) =>
    `${shown(sent)} is in an obsolete form. Servers still have to read it; clients have to send the form with GMT and a four-digit year.`,
  'date-quoted': ({ sent, field }) =>
    `${shown(sent)} stands in quotes, which are part of no HTTP-date. ${unread(field)}`,
  'date-trailing-text': ({ sent, field }) =>
    `${shown(sent)} goes on after the date. ${unread(field)} Keep the date alone.`,
  'date-subsecond': ({ sent }) =>
    `${shown(sent)} has a fraction of a second, and HTTP-dates have whole seconds. Servers ignore it, or round and then refuse your own version.`,
  'date-in-future': ({ sent, field, clock }) =>
    `${shown(sent)} is later than ${clock === 'server' ? "the server's clock" : 'now'}. ${beyondNow(field)} Use the Last-Modified that the server sent.`,
  'duplicate-singleton': ({ field, as }) =>
    `${as === 'lines' ? `${field} stands on more than one line` : `${field} holds more than one date`}, and it takes one value. Servers ignore it, read one of them, or answer 400. Keep one.`,
  'duplicate-tag-lines': ({ field }) =>
    `A second ${field} line. It counts as one list with the first, but some servers refuse it and others read one line only. Merge them.`,
};
