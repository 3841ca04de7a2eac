const MONTHS = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const DAYS = 'Mon|Tue|Wed|Thu|Fri|Sat|Sun';
const LONG_DAYS = 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday';
const TIME = '(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)';

/** The three forms that a recipient must accept (RFC 9110 §5.6.7). */
const FORMS = [
  new RegExp(`^(?:${DAYS}), (?<day>\\d\\d) (?<month>${MONTHS}) (?<year>\\d{4}) ${TIME} GMT$`),
  new RegExp(`^(?:${LONG_DAYS}), (?<day>\\d\\d)-(?<month>${MONTHS})-(?<year>\\d\\d) ${TIME} GMT$`),
  new RegExp(`^(?:${DAYS}) (?<month>${MONTHS}) (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`),
];

/** Epoch milliseconds of an HTTP-date, or undefined for anything else, which a server ignores. */
export function readDate(text: string, now: number): number | undefined {
  const groups = FORMS.map((form) => form.exec(text)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return undefined;
  const number = (name: string): number => Number(groups[name]);
  const month = MONTHS.split('|').indexOf(groups['month'] ?? '');
  const year = fullYear(groups['year'] ?? '', now);
  if (number('hour') > 23 || number('minute') > 59 || number('second') > 60) return undefined;
  const epoch = Date.UTC(year, month, number('day'), number('hour'), number('minute'), number('second'));
  return new Date(Date.UTC(year, month, number('day'))).getUTCMonth() === month ? epoch : undefined;
}

/** A two-digit year that seems more than fifty years ahead is of the past century (§5.6.7). */
function fullYear(digits: string, now: number): number {
  if (digits.length === 4) return Number(digits);
  const thisYear = new Date(now).getUTCFullYear();
  const year = Math.floor(thisYear / 100) * 100 + Number(digits);
  return year > thisYear + 50 ? year - 100 : year;
}

/** IMF-fixdate, the one form to send. */
export function writeDate(epoch: number): string {
  return new Date(epoch).toUTCString();
}
