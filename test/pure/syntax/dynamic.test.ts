import { equal, match } from 'node:assert/strict';
import { formatDate, offsetDate } from '../../../src/core/syntax/values/dateValue.ts';
import { noon, valueIn } from './reading.ts';

const processVariable = (name: string) => ({ HOME_URL: 'http://h', KEY: 'secret' })[name];
const dotenvVariable = (name: string) => ({ TOKEN: 't' })[name];
const value = (expression: string) =>
  valueIn('@which = KEY', expression, {
    processVariable,
    dotenvVariable,
    projectRoot: '/project',
    environment: { name: 'd', values: { s: 'shared', deep: '<{{$shared s}}>', round: '{{$shared round}}' } },
  });

const cases: readonly (readonly [string, string])[] = [
  ['$guid', '88888888-8888-4888-8888-888888888888'],
  ['$uuid', '88888888-8888-4888-8888-888888888888'],
  ['$random.uuid', '88888888-8888-4888-8888-888888888888'],
  ['$timestamp', '1795264215'],
  ['$timestamp ms', '1795264215250'],
  ['$timestamp -1 d', '1795177815'],
  ['$timestamp ms -1 d', '1795177815250'],
  ['$timestamp 2 h', '1795271415'],
  ['$isoTimestamp', '2026-11-21T12:30:15.250Z'],
  ['$date', '2026-11-21'],
  ['$datetime rfc1123', 'Sat, 21 Nov 2026 12:30:15 GMT'],
  ['$datetime rfc1123 -1 w', 'Sat, 14 Nov 2026 12:30:15 GMT'],
  ['$datetime iso8601', '2026-11-21T12:30:15.250Z'],
  ['$datetime iso8601 1 y', '2027-11-21T12:30:15.250Z'],
  ['$datetime iso8601 3 M', '2027-02-21T12:30:15.250Z'],
  ['$datetime iso8601 -1 Q', '2026-08-21T12:30:15.250Z'],
  ['$datetime iso8601 45 m', '2026-11-21T13:15:15.250Z'],
  ['$datetime iso8601 -15 s', '2026-11-21T12:30:00.250Z'],
  ['$datetime iso8601 750 ms', '2026-11-21T12:30:16.000Z'],
  ['$datetime "YYYY-MM-DD"', '2026-11-21'],
  ["$datetime 'DD.MM.YY [at] hh:mm A' 1 d", '22.11.26 at 12:30 PM'],
  [
    '$datetime "ddd D MMM YYYY, dddd MMMM H:m:s.SSS Z ZZ"',
    'Sat 21 Nov 2026, Saturday November 12:30:15.250 +00:00 +0000',
  ],
  ['$datetime "X x"', '1795264215 1795264215250'],
  ['$datetime', '!expression-invalid'],
  ['$datetime YYYY', '!expression-invalid'],
  ['$datetime iso8601 1', '!expression-invalid'],
  ['$datetime iso8601 1 x', '!expression-invalid'],
  ['$datetime iso8601 999999999999 y', '!expression-invalid'],
  ['$projectRoot', '/project'],
  ['$projectRoot x', '!expression-invalid'],
  ['$historyFolder', '/project/.idea/httpRequests'],
  ['$global.which', 'KEY'],
  ['$global.nowhere', '!undefined'],
  ['$randomInt', '500'],
  ['$randomInt 10 20', '15'],
  ['$randomInt -5 5', '0'],
  ['$randomInt 5 5', '!expression-invalid'],
  ['$randomInt 1', '!expression-invalid'],
  ['$randomInt a b', '!expression-invalid'],
  ['$random.integer', '500'],
  ['$random.integer(10, 20)', '15'],
  ['$random.float(1,2)', '1.5'],
  ['$random.alphabetic(4)', 'AAAA'],
  ['$random.alphanumeric(3)', 'FFF'],
  ['$random.hexadecimal(5)', '88888'],
  ['$random.email', 'nnnnnnnn@example.com'],
  ['$random.hexadecimal(99999999)', '!expression-invalid'],
  ['$random.hexadecimal(0)', '!expression-invalid'],
  ['$random.nothing', '!expression-invalid'],
  ['$processEnv HOME_URL', 'http://h'],
  ['$env HOME_URL', 'http://h'],
  ['$env.HOME_URL', 'http://h'],
  ['$processEnv %which', 'secret'],
  ['$processEnv NONE', '!undefined'],
  ['$processEnv', '!expression-invalid'],
  ['$processEnv %nothing', '!undefined'],
  ['$dotenv TOKEN', 't'],
  ['$dotenv NONE', '!undefined'],
  ['$shared s', 'shared'],
  ['$shared deep', '<shared>'],
  ['$shared round', '!cycle'],
  ['$shared x', '!undefined'],
  ['$nothing', '!expression-invalid'],
  ['$', '!expression-invalid'],
  ['%$datetime "H:m"', '12%3A30'],
];

describe('a dynamic variable', () => {
  for (const [expression, expected] of cases)
    it(`{{${expression}}} is ${expected}`, () => equal(value(expression), expected));
  it('$dotenv is unresolved where there is no such file', () => equal(valueIn('', '$dotenv TOKEN'), '!undefined'));
  it('$localDatetime is in the zone of this machine', () => {
    match(value('$localDatetime iso8601'), /^2026-11-2[12]T\d\d:\d\d:15\.250(?:Z|[+-]\d\d:\d\d)$/);
  });
});

describe('a date', () => {
  it('keeps the end of the month', () => {
    equal(offsetDate(Date.UTC(2024, 0, 31), 1, 'M'), Date.UTC(2024, 1, 29));
    equal(offsetDate(Date.UTC(2024, 1, 29), 1, 'y'), Date.UTC(2025, 1, 28));
    equal(offsetDate(Date.UTC(2024, 0, 15), -1, 'M'), Date.UTC(2023, 11, 15));
  });
  it('shows the offset of its zone', () => {
    equal(formatDate(noon, 'iso8601', 120), '2026-11-21T14:30:15.250+02:00');
    equal(formatDate(noon, 'rfc1123', -330), 'Sat, 21 Nov 2026 07:00:15 -0530');
    equal(formatDate(noon, 'h a', 720), '12 am');
  });
});
