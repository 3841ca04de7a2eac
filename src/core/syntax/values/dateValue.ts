/** The units that an offset may count in, as REST Client writes them: `M` is a month, `m` a minute. */
const unitLengths: Readonly<Record<string, number>> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
};
const unitMonths: Readonly<Record<string, number>> = { y: 12, Q: 3, M: 1 };

const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const monthNames = 'January February March April May June July August September October November December'.split(' ');

/**
 * The moment `amount` units from `epoch` (milliseconds), in UTC. Months keep the day where they can and end at
 * their last day otherwise. Undefined for an unknown unit or a moment outside of what a date can hold.
 */
export function offsetDate(epoch: number, amount: number, unit: string): number | undefined {
  const length = unitLengths[unit];
  const months = unitMonths[unit];
  if (length !== undefined) return valid(epoch + amount * length);
  return months === undefined ? undefined : valid(addMonths(epoch, amount * months));
}

function valid(epoch: number): number | undefined {
  return Number.isNaN(new Date(epoch).getTime()) ? undefined : epoch;
}

function addMonths(epoch: number, months: number): number {
  const date = new Date(epoch);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime();
}

/**
 * The moment as `rfc1123` (an IMF-fixdate in UTC, RFC 9110 §5.6.7), `iso8601`, or in a format of the usual
 * letters (`YYYY-MM-DD HH:mm:ss.SSS Z`, literals in brackets), seen from the zone that is `zone` minutes ahead of UTC.
 */
export function formatDate(epoch: number, format: string, zone: number): string {
  const local = new Date(epoch + zone * 60_000);
  if (format === 'rfc1123')
    return zone === 0 ? local.toUTCString() : `${local.toUTCString().slice(0, -3)}${offset(zone, '')}`;
  if (format === 'iso8601')
    return zone === 0 ? local.toISOString() : local.toISOString().slice(0, -1) + offset(zone, ':');
  return format.replaceAll(
    /\[([^\]]*)\]|Y{4}|Y{2}|M{1,4}|D{1,2}|d{3,4}|H{1,2}|h{1,2}|m{1,2}|s{1,2}|S{3}|A|a|Z{1,2}|X|x/g,
    (letters: string, literal: string | undefined) => literal ?? field(letters, local, epoch, zone),
  );
}

/** Minutes by which this machine's zone is ahead of UTC at the moment. */
export function localZone(epoch: number): number {
  return -new Date(epoch).getTimezoneOffset();
}

function field(letters: string, local: Date, epoch: number, zone: number): string {
  switch (letters) {
    case 'Z':
      return offset(zone, ':');
    case 'ZZ':
      return offset(zone, '');
    case 'X':
      return String(Math.floor(epoch / 1000));
    case 'x':
      return String(epoch);
    case 'A':
      return local.getUTCHours() < 12 ? 'AM' : 'PM';
    case 'a':
      return local.getUTCHours() < 12 ? 'am' : 'pm';
    default:
      return namedField(letters, local) ?? numericField(letters, local);
  }
}

function namedField(letters: string, local: Date): string | undefined {
  const day = dayNames[local.getUTCDay()] ?? '';
  const month = monthNames[local.getUTCMonth()] ?? '';
  return { dddd: day, ddd: day.slice(0, 3), MMMM: month, MMM: month.slice(0, 3) }[letters];
}

function numericField(letters: string, local: Date): string {
  const year = local.getUTCFullYear();
  if (letters === 'YY') return String(year % 100).padStart(2, '0');
  return String(partOf(letters.charAt(0), local, year)).padStart(letters.length, '0');
}

function partOf(letter: string, local: Date, year: number): number {
  const parts: Readonly<Record<string, number>> = {
    Y: year,
    M: local.getUTCMonth() + 1,
    D: local.getUTCDate(),
    H: local.getUTCHours(),
    h: local.getUTCHours() % 12 || 12,
    m: local.getUTCMinutes(),
    s: local.getUTCSeconds(),
    S: local.getUTCMilliseconds(),
  };
  return parts[letter] ?? 0;
}

function offset(zone: number, colon: string): string {
  const minutes = Math.abs(zone);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${zone < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${colon}${two(minutes % 60)}`;
}
