import { type DateParts, epochOf, fullYear, MONTHS, nearestMoment, WEEKDAYS } from './dateParts.ts';
import type { DateFlaw, HttpDateReading } from './httpDate.ts';

/** Longer texts are no dates, and are not searched for one. */
const LONGEST = 120;

const QUOTES = /^(?:\\?["'`\u2018-\u201f])(.*?)(?:\\?["'`\u2018-\u201f])$/;
const EPOCH = /^\d{9,13}$/;
const ISO = /^(\d{4})-?(\d\d)-?(\d\d)(?:[Tt ](\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d{1,9})?)?[ ]?(Z|z|[+-]\d\d:?\d\d)?$/;
const TIME = /^(\d{1,2}):(\d\d)(?::(\d\d))?(\.\d{1,9})?$/;
const LIKE_ASCTIME = /^[A-Za-z]{3,9}\s+[A-Za-z]{3,9}\s+\d{1,2}\s+\d{1,2}:\d\d:\d\d\s+\d{4}$/;
const OFFSET = /^(?:GMT|UTC|UT)?([+-])(\d\d?)(?::?(\d\d))?$/i;

/** Hours east of Greenwich of the zone names people paste. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ['gmt', 0],
  ['utc', 0],
  ['ut', 0],
  ['z', 0],
  ['wet', 0],
  ['west', 1],
  ['bst', 1],
  ['cet', 1],
  ['cest', 2],
  ['eet', 2],
  ['eest', 3],
  ['msk', 3],
  ['est', -5],
  ['edt', -4],
  ['cst', -6],
  ['cdt', -5],
  ['mst', -7],
  ['mdt', -6],
  ['pst', -8],
  ['pdt', -7],
]);

/** Names what is wrong with a text that is none of the three HTTP-date forms, and what it probably means. */
export function readLooseDate(text: string, now: number): HttpDateReading {
  const trimmed = text.length > 4 * LONGEST ? '' : text.trim();
  const semicolon = trimmed.indexOf(';');
  // What old browsers sent: the date, then the length of what they held.
  if (semicolon > 0) return within(trimmed.slice(0, semicolon), now, 'date-trailing-text');
  if (trimmed.length > LONGEST) return invalid('date-invalid', undefined);
  const quoted = QUOTES.exec(trimmed)?.[1];
  if (quoted !== undefined) return within(quoted, now, 'date-quoted');
  if (EPOCH.test(trimmed)) return invalid('date-epoch', epochNumber(Number(trimmed), now));
  const iso = ISO.exec(trimmed);
  if (iso !== null) return readIso(iso, /^\d+$/.test(trimmed) ? 'digits' : 'date');
  return readWords(trimmed, now);
}

function invalid(flaw: DateFlaw, epoch: number | undefined): HttpDateReading {
  return { kind: 'invalid', flaw, epoch };
}

/** The flaw is the wrapping when a date is inside, else there is no date at all. */
function within(inner: string, now: number, flaw: DateFlaw): HttpDateReading {
  const found = readPlain(inner.trim(), now);
  return found === undefined ? invalid('date-invalid', undefined) : invalid(flaw, found);
}

function readPlain(text: string, now: number): number | undefined {
  if (text.length > LONGEST) return undefined;
  if (EPOCH.test(text)) return epochNumber(Number(text), now);
  const iso = ISO.exec(text);
  return iso === null ? readWords(text, now).epoch : isoEpoch(iso);
}

/** Seconds or milliseconds: whichever reading lies nearer to now. */
function epochNumber(number: number, now: number): number {
  return Math.abs(number - now) < Math.abs(number * 1000 - now) ? number : number * 1000;
}

/** Eight digits are a date only where there is such a day. */
function readIso(match: RegExpExecArray, written: 'digits' | 'date'): HttpDateReading {
  const epoch = isoEpoch(match);
  return invalid(written === 'digits' && epoch === undefined ? 'date-invalid' : 'date-iso8601', epoch);
}

function isoEpoch(match: RegExpExecArray): number | undefined {
  const parts: DateParts = {
    year: Number(match[1]),
    month: Number(match[2]) - 1,
    day: Number(match[3]),
    hour: Number(match[4] ?? 0),
    minute: Number(match[5] ?? 0),
    second: Number(match[6] ?? 0),
  };
  const epoch = epochOf(parts);
  return epoch === undefined ? undefined : epoch - (offsetOf(match[7] ?? 'Z') ?? 0);
}

/** Milliseconds east of Greenwich, or undefined when the word is no zone. */
function offsetOf(word: string): number | undefined {
  const signed = OFFSET.exec(word);
  if (signed === null) {
    const hours = ZONES.get(word.toLowerCase());
    return hours === undefined ? undefined : hours * 3_600_000;
  }
  const minutes = Number(signed[2]) * 60 + Number(signed[3] ?? 0);
  return (signed[1] === '-' ? -minutes : minutes) * 60_000;
}

interface Words {
  month: number | undefined;
  numbers: string[];
  time: RegExpExecArray | undefined;
  zone: string | undefined;
  rest: string[];
}

/** Reads weekday, month, day, year, time and zone in whatever order and case they stand. */
function readWords(text: string, now: number): HttpDateReading {
  const words = sortWords(text);
  const parts = partsOf(words, now);
  if (parts === undefined) return invalid('date-invalid', undefined);
  const epoch = epochOf(parts);
  if (epoch === undefined) return invalid('date-out-of-range', nearestMoment(parts));
  const offset = words.zone === undefined ? 0 : offsetOf(words.zone);
  const meant = offset === undefined ? undefined : epoch - offset;
  return invalid(flawOf(words, text), meant);
}

function flawOf(words: Words, text: string): DateFlaw {
  if (words.time?.[4] !== undefined) return 'date-subsecond';
  // asctime names no zone, and is in GMT all the same.
  if (LIKE_ASCTIME.test(text)) return 'date-case-or-digits';
  if (words.zone === undefined && words.rest.some((word) => /^gmt\b/i.test(word))) return 'date-trailing-text';
  if (words.zone?.toLowerCase() !== 'gmt') return 'date-not-gmt';
  return words.rest.length > 0 ? 'date-trailing-text' : 'date-case-or-digits';
}

function sortWords(text: string): Words {
  const words: Words = { month: undefined, numbers: [], time: undefined, zone: undefined, rest: [] };
  for (const [index, word] of splitWords(text).entries()) {
    // `Mo,` or `Lun.`: a weekday in another language.
    if (index > 0 || !/^\p{L}{2,10}\.?$/u.test(word) || monthOf(word) !== undefined) sortWord(words, word);
  }
  return words;
}

/** The words between blanks and commas; `06-Nov-94` is three, `+0200` stays one. */
function splitWords(text: string): readonly string[] {
  return text.split(/[\s,]+/).flatMap((word) => {
    const dashed = /^(\d{1,2})-([A-Za-z]{3,9})-(\d{2,4})$/.exec(word);
    return dashed === null ? word : dashed.slice(1);
  });
}

function sortWord(words: Words, word: string): void {
  if (word === '' || isWeekday(word)) return;
  const time = words.time === undefined ? TIME.exec(word) : null;
  const month = monthOf(word);
  if (time !== null) words.time = time;
  else if (month !== undefined && words.month === undefined) words.month = month;
  else if (/^\d{1,4}$/.test(word) && words.numbers.length < 2) words.numbers.push(word);
  else if (words.time !== undefined && words.zone === undefined && isZone(word)) words.zone = word;
  else words.rest.push(word);
}

function isZone(word: string): boolean {
  return offsetOf(word) !== undefined || /^[A-Za-z]{1,5}$/.test(word);
}

function monthOf(word: string): number | undefined {
  if (!/^[A-Za-z]{3,9}\.?$/.test(word)) return undefined;
  const index = MONTHS.findIndex((month) => word.toLowerCase().startsWith(month.toLowerCase()));
  return index < 0 ? undefined : index;
}

function isWeekday(word: string): boolean {
  return /^[A-Za-z]{3,9}\.?$/.test(word) && WEEKDAYS.some((day) => word.toLowerCase().startsWith(day.toLowerCase()));
}

function partsOf(words: Words, now: number): DateParts | undefined {
  const [first, second] = words.numbers;
  if (words.month === undefined || words.time === undefined || first === undefined || second === undefined)
    return undefined;
  // A day has one or two digits; `2026 21` can only be year and day.
  const [day, year] = first.length > 2 ? [second, first] : [first, second];
  return {
    year: year.length <= 2 ? fullYear(Number(year), now) : Number(year),
    month: words.month,
    day: Number(day),
    hour: Number(words.time[1]),
    minute: Number(words.time[2]),
    second: Number(words.time[3] ?? 0),
  };
}
