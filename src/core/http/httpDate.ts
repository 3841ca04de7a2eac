import { type DateParts, epochOf, fullYear, MONTHS, nearestMoment, WEEKDAYS } from './dateParts.ts';
import { readLooseDate } from './looseDate.ts';

/** What is wrong with a text that is no HTTP-date; the ids are those of the rules. */
export type DateFlaw =
  | 'date-invalid'
  | 'date-iso8601'
  | 'date-epoch'
  | 'date-not-gmt'
  | 'date-out-of-range'
  | 'date-case-or-digits'
  | 'date-quoted'
  | 'date-trailing-text'
  | 'date-subsecond';

export type HttpDateForm = 'imf-fixdate' | 'rfc850' | 'asctime';

/** A text read as an HTTP-date (RFC 9110 §5.6.7). `epoch` is in milliseconds. */
export type HttpDateReading =
  | { readonly kind: 'date'; readonly epoch: number; readonly form: HttpDateForm; readonly flaw?: 'date-wrong-weekday' }
  /** No HTTP-date: recipients ignore the field. `epoch` is what was probably meant, if that can be told. */
  | { readonly kind: 'invalid'; readonly flaw: DateFlaw; readonly epoch: number | undefined };

const DAY = '(Sun|Mon|Tue|Wed|Thu|Fri|Sat)';
const MONTH = '(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const TIME = '(\\d\\d):(\\d\\d):(\\d\\d)';
const IMF_FIXDATE = new RegExp(`^${DAY}, (\\d\\d) ${MONTH} (\\d{4}) ${TIME} GMT$`);
const RFC850 = new RegExp(`^(Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day, (\\d\\d)-${MONTH}-(\\d\\d) ${TIME} GMT$`);
const ASCTIME = new RegExp(`^${DAY} ${MONTH} (\\d\\d| \\d) ${TIME} (\\d{4})$`);
const LONGEST = 33;

/** Reads a date. `now` (epoch ms) decides the century of a two-digit year and the unit of a bare number. */
export function readHttpDate(text: string, now: number): HttpDateReading {
  const strict = text.length <= LONGEST ? readStrict(text, now) : undefined;
  return strict ?? readLooseDate(text, now);
}

/** The date as an IMF-fixdate, the one form a sender may use (RFC 9110 §5.6.7); fractions of a second are dropped. */
export function formatHttpDate(epoch: number): string {
  return new Date(Math.floor(epoch / 1000) * 1000).toUTCString();
}

function readStrict(text: string, now: number): HttpDateReading | undefined {
  const imf = IMF_FIXDATE.exec(text);
  if (imf !== null) return reading('imf-fixdate', imf, { day: 2, month: 3, year: 4, time: 5 }, now);
  const rfc850 = RFC850.exec(text);
  if (rfc850 !== null) return reading('rfc850', rfc850, { day: 2, month: 3, year: 4, time: 5 }, now);
  const asctime = ASCTIME.exec(text);
  if (asctime !== null) return reading('asctime', asctime, { day: 3, month: 2, year: 7, time: 4 }, now);
  return undefined;
}

interface Places {
  readonly day: number;
  readonly month: number;
  readonly year: number;
  readonly time: number;
}

function reading(form: HttpDateForm, match: RegExpExecArray, at: Places, now: number): HttpDateReading {
  const year = Number(match[at.year]);
  const parts: DateParts = {
    year: form === 'rfc850' ? fullYear(year, now) : year,
    month: MONTHS.indexOf(match[at.month] ?? ''),
    day: Number(match[at.day]),
    hour: Number(match[at.time]),
    minute: Number(match[at.time + 1]),
    second: Number(match[at.time + 2]),
  };
  const epoch = epochOf(parts);
  if (epoch === undefined) return { kind: 'invalid', flaw: 'date-out-of-range', epoch: nearestMoment(parts) };
  const weekday = WEEKDAYS[new Date(epoch - (parts.second === 60 ? 1000 : 0)).getUTCDay()];
  if (weekday === match[1]?.slice(0, 3)) return { kind: 'date', epoch, form };
  return { kind: 'date', epoch, form, flaw: 'date-wrong-weekday' };
}
