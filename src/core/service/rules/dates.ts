import { formatHttpDate } from '../../http/httpDate.ts';
import { knownValue, removeHeaders, rewriteLine, useKnownValue, writeValue } from '../edits/fixes.ts';
import { removeLines } from '../edits/lineEdits.ts';
import { type ConditionLine, type ConditionName, conditionNames } from '../request/conditionLine.ts';
import { sourceSpan } from '../request/sourceMap.ts';
import { linesOf, type Subject } from '../request/subject.ts';
import { membersOf } from '../request/tagMembers.ts';
import type { DateField } from '../words/words.ts';
import { editFix, type Finding, type FindingFix, finding, NO_FINDINGS, preferFirst } from './finding.ts';

/** A clock may be off by this much before a date counts as later than now. Milliseconds. */
const tolerance = 60_000;

/** §2.2: what is wrong with dates, and fields on more lines than they may have. */
export function checkDates(subject: Subject): readonly Finding[] {
  const values = subject.lines.flatMap((line) => checkValue(subject, line));
  return subject.lines.length < 2 ? values : [...values, ...repeatedLines(subject)];
}

const dateField = ({ field }: ConditionLine): DateField =>
  field === 'If-Modified-Since' || field === 'If-Unmodified-Since' ? field : 'If-Range';

/** The value's place: the characters without the blanks a variable may have brought along. */
const valueSpan = ({ header, text }: ConditionLine) => sourceSpan(header.value, { start: 0, end: text.length });

function checkValue(subject: Subject, line: ConditionLine): readonly Finding[] {
  const { reading } = line;
  switch (reading.kind) {
    case 'bad-date':
      return [badDate(subject, line, reading)];
    case 'date-list':
      return [dateList(subject, line)];
    case 'date':
      return goodDate(subject, line, reading);
    case 'empty':
    case 'unresolved':
    case 'tags':
    case 'misplaced-date':
    case 'misplaced-tags':
      return NO_FINDINGS;
  }
}

function badDate(
  subject: Subject,
  line: ConditionLine,
  { flaw, epoch }: ConditionLine['reading'] & { kind: 'bad-date' },
) {
  const converted = epoch === undefined ? [] : writeDate(subject, line, epoch);
  const now = epoch === undefined ? writeDate(subject, line, subject.context.now, 'Use the time now') : [];
  const fixes = preferFirst([...asDynamicHttpDate(line), ...converted, ...useKnownValue(subject, line), ...now]);
  const field = dateField(line);
  const circumstance = field === 'If-Unmodified-Since' ? 'guard' : undefined;
  return finding(flaw, valueSpan(line), { sent: line.text.trim(), field }, { circumstance, fixes });
}

/** A moment that is made anew for each send, with its format and how far it is moved. */
const dynamicDate =
  /^\{\{\s*\$(?:localDatetime|datetime|timestamp|isoTimestamp)\b\s*(?:rfc1123|iso8601|"[^"]*"|'[^']*')?([^}"']*)\}\}$/;

/** The same moment as an HTTP-date: `$datetime rfc1123` is in GMT, `$localDatetime` is not. */
function asDynamicHttpDate({ header }: ConditionLine): readonly FindingFix[] {
  const moved = dynamicDate.exec(header.node.value.text)?.[1]?.trim();
  if (moved === undefined) return [];
  const newText = `{{$datetime rfc1123${moved === '' ? '' : ` ${moved}`}}}`;
  return editFix(`Write ${newText}`, [writeValue(header, newText)]);
}

function writeDate(subject: Subject, line: ConditionLine, epoch: number, title?: string): readonly FindingFix[] {
  const date = formatHttpDate(epoch);
  return rewriteLine(subject, line, date, title ?? `Write ${date}`);
}

/** Of two dates on one line the first is kept. */
function dateList(subject: Subject, line: ConditionLine): Finding {
  const comma = line.text.search(/GMT[ \t]*,/i) + 3;
  const first = line.text.slice(0, comma).trim();
  const fixes = preferFirst(rewriteLine(subject, line, first, 'Keep the first date'));
  return finding('duplicate-singleton', valueSpan(line), { field: dateField(line), as: 'list' }, { fixes });
}

/** One code at most: a weekday that does not fit says more than an old form, and both more than the moment. */
function goodDate(subject: Subject, line: ConditionLine, reading: ConditionLine['reading'] & { kind: 'date' }) {
  const { epoch, form, flaw } = reading;
  const place = valueSpan(line);
  const facts = { sent: line.text.trim(), field: dateField(line) };
  const fixes = preferFirst(writeDate(subject, line, epoch));
  if (flaw !== undefined) return [finding(flaw, place, { ...facts, right: weekday(epoch) }, { fixes })];
  if (form !== 'imf-fixdate') return [finding('date-obsolete-format', place, facts, { fixes })];
  return inFuture(subject, line, epoch);
}

const weekday = (epoch: number) =>
  ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'][new Date(epoch).getUTCDay()] ?? '';

function inFuture(subject: Subject, line: ConditionLine, epoch: number): readonly Finding[] {
  const { now } = subject.context;
  const ahead = serverAhead(subject);
  if (epoch <= now + (ahead ?? 0) + tolerance) return NO_FINDINGS;
  const current = writeDate(subject, line, now + (ahead ?? 0), 'Use the time now');
  const known = knownValue(subject, line.field);
  const fixes = preferFirst(known === undefined ? current : useKnownValue(subject, line));
  const facts = {
    sent: line.text.trim(),
    field: dateField(line),
    clock: ahead === undefined ? 'own' : 'server',
  } as const;
  return [finding('date-in-future', valueSpan(line), facts, { fixes })];
}

/** Milliseconds by which the server's clock was ahead of ours when it last answered. */
function serverAhead({ known }: Subject): number | undefined {
  const { date } = known.current;
  return date === undefined || known.best === undefined ? undefined : date - known.best.seenAt;
}

function repeatedLines(subject: Subject): readonly Finding[] {
  return conditionNames.flatMap((field) => {
    const [first, ...others] = linesOf(subject, field);
    if (first === undefined || others.length === 0) return NO_FINDINGS;
    return field === 'If-Match' || field === 'If-None-Match'
      ? repeatedTags(subject, field, first, others)
      : [repeatedDate(subject, field, first, others)];
  });
}

const firstLine = (line: ConditionLine) =>
  [{ kind: 'span', message: 'The first line stands here.', span: line.header.node }] as const;

function repeatedDate(
  subject: Subject,
  field: DateField,
  first: ConditionLine,
  others: readonly ConditionLine[],
): Finding {
  const all = [first, ...others].map(({ header }) => header);
  const fixes = preferFirst([
    ...removeHeaders(subject, all.slice(1), 'Keep the first line'),
    ...removeHeaders(subject, all.slice(0, -1), 'Keep the last line'),
  ]);
  const place = others[0]?.header.node ?? first.header.node;
  return finding('duplicate-singleton', place, { field, as: 'lines' }, { fixes, related: firstLine(first) });
}

/** Legal, since the lines count as one list (RFC 9110 §5.3), unless a `*` is among them: that has a rule of its own. */
function repeatedTags(
  subject: Subject,
  field: ConditionName & ('If-Match' | 'If-None-Match'),
  first: ConditionLine,
  others: readonly ConditionLine[],
): readonly Finding[] {
  const all = [first, ...others];
  if (all.some((line) => membersOf(line).some(({ kind }) => kind === 'star'))) return NO_FINDINGS;
  const place = others[0]?.header.node ?? first.header.node;
  const mergeable = all.every(({ reading }) => reading.kind === 'tags' || reading.kind === 'empty');
  const fixes = preferFirst(mergeable ? merge(subject, first, others) : []);
  return [finding('duplicate-tag-lines', place, { field }, { fixes, related: firstLine(first) })];
}

/** The members as they are written in the file, references included, each once, on the first line. */
function merge(subject: Subject, first: ConditionLine, others: readonly ConditionLine[]): readonly FindingFix[] {
  const written = [first, ...others].map(({ header }) => header.node.value.text).filter((value) => value !== '');
  const edits = [
    writeValue(first.header, [...new Set(written)].join(', ')),
    ...removeLines(
      subject.placed.block.text,
      others.map(({ header }) => header.node),
    ),
  ];
  return editFix('Merge into one list', edits);
}
