import type { DateFacts } from '../words/dateWords.ts';
import { entry, type Manual } from './manualEntry.ts';

const ignored =
  'A value that is no HTTP-date makes the server ignore the whole field. If-Unmodified-Since then guards nothing, which is why this is an error there; If-Modified-Since only costs a full answer.';
const form = 'Write it like `Sun, 06 Nov 1994 08:49:37 GMT`, or take the known Last-Modified.';

/** §2.2: dates, and repeated lines. */
export const datesManual: Manual<DateFacts> = {
  'date-invalid': entry(`${ignored} nginx and lighttpd were seen to answer 412 instead.`, form),
  'date-iso8601': entry(
    `ISO 8601 is the form of JSON and of most programming languages, and not that of HTTP. ${ignored} Three servers written in JavaScript understand it by accident; eight others do not.`,
    'Convert it to an HTTP-date in GMT.',
  ),
  'date-epoch': entry(
    `Seconds or milliseconds since 1970 are no HTTP-date. ${ignored}`,
    'Convert the number to an HTTP-date.',
  ),
  'date-not-gmt': entry(
    `HTTP knows one zone, and its name is GMT. \`UTC\`, \`Z\`, \`CET\` or \`+0200\` make the value invalid. ${ignored}`,
    'Convert the moment to GMT.',
  ),
  'date-wrong-weekday': entry(
    'The weekday does not fall on that date. Most servers read over it, Varnish does not, and it mostly shows that the date was changed by hand.',
    'Correct the weekday.',
  ),
  'date-out-of-range': entry(
    `There is no such day or time. ${ignored}`,
    'Correct it; the nearest moment that exists is offered.',
  ),
  'date-case-or-digits': entry(
    `The form is fixed to the character: capitals, one space, two digits for the day, four for the year, a comma after the weekday. ${ignored}`,
    'Reformat the date.',
  ),
  'date-obsolete-format': entry(
    'Servers still have to understand the two older forms, of RFC 850 and of C’s asctime. Clients must not send them: a two-digit year has to be guessed at.',
    'Reformat the date with a four-digit year and GMT.',
  ),
  'date-quoted': entry(`Tags have quotes, dates have none. ${ignored}`, 'Strip the quotes.'),
  'date-trailing-text': entry(
    `Old browsers sent \`; length=…\` behind the date. It is part of no HTTP-date. ${ignored}`,
    'Keep the date alone.',
  ),
  'date-subsecond': entry(
    'HTTP-dates have whole seconds. A fraction makes the value invalid; and where it is cut off, a condition may fail on the very file it was taken from.',
    'Drop the fraction.',
  ),
  'date-in-future': entry(
    'Every change so far is older than a date in the future, so If-Unmodified-Since by it guards nothing. If-Modified-Since by it is ignored by nginx, Apache and Varnish, and answered 304 by others whatever changed. It mostly comes from a clock that is ahead of the server’s.',
    'Send the Last-Modified that the server sent, not a time of your own.',
  ),
  'duplicate-singleton': entry(
    'A date field and If-Range take one value. With two, on two lines or in a list, servers must ignore the field; nginx answers 400, most read one of them and do not say which.',
    'Keep one.',
  ),
  'duplicate-tag-lines': entry(
    'Two lines of the same field count as one list, says RFC 9110. nginx answers 400 all the same, and Caddy, Go, lighttpd, Varnish and Radicale read one of the lines only.',
    'Merge them into one list on one line.',
  ),
};
