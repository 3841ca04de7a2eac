/** The parts of a date as written: month from 0, year in full, second up to 60. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** As HTTP-dates abbreviate them, from Sunday. */
export const WEEKDAYS: readonly string[] = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
/** As HTTP-dates abbreviate them, from January. */
export const MONTHS: readonly string[] = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];

/** The moment the parts name, in epoch ms, or undefined when there is none such. A leap second is allowed. */
export function epochOf(parts: DateParts): number | undefined {
  const { year, month, day, hour, minute, second } = parts;
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const midnight = new Date(0);
  // setUTCFullYear, because Date.UTC takes the years 0 to 99 for 1900 to 1999.
  midnight.setUTCFullYear(year, month, day);
  if (midnight.getUTCMonth() !== month || midnight.getUTCDate() !== day) return undefined;
  return midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** The year a two-digit one stands for: not more than 50 years ahead of now (RFC 9110 §5.6.7). */
export function fullYear(twoDigits: number, now: number): number {
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + twoDigits;
  return year > thisYear + 50 ? year - 100 : year;
}

/** The existing moment nearest to parts out of range: the month's last day, 24:00 as the next midnight. */
export function nearestMoment(parts: DateParts): number | undefined {
  const lastDay = new Date(Date.UTC(2000 + (parts.year % 400), parts.month + 1, 0)).getUTCDate();
  const clamped = { ...parts, day: Math.min(Math.max(parts.day, 1), lastDay) };
  if (parts.hour === 24 && parts.minute === 0 && parts.second === 0) {
    const midnight = epochOf({ ...clamped, hour: 0 });
    return midnight === undefined ? undefined : midnight + 86_400_000;
  }
  return epochOf({
    ...clamped,
    hour: Math.min(parts.hour, 23),
    minute: Math.min(parts.minute, 59),
    second: Math.min(parts.second, 59),
  });
}
