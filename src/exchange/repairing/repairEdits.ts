import { scanEntityTags } from '../../core/http/entityTagList.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import { firstValue } from '../../core/http/headerList.ts';
import { formatHttpDate, type HttpDateReading, readHttpDate } from '../../core/http/httpDate.ts';
import { type Edit, shift } from '../../core/span.ts';
import type { HttpDocument } from '../../core/syntax/ast.ts';
import type { Prepared } from '../sending/prepareRequest.ts';
import { comparesDates, type WrittenCondition, writtenConditions } from '../validators/conditionFields.ts';
import { freshValidator } from '../validators/freshValidator.ts';
import { validatorEdit } from '../validators/validatorEdit.ts';
import { lineRemoval } from './lineRemoval.ts';

/** Changes to the file that repair a request, in one sentence besides; or why none can. */
export type RepairEdits =
  | { readonly kind: 'edits'; readonly edits: readonly Edit[]; readonly summary: string }
  | { readonly kind: 'none'; readonly why: string };

const none = (why: string): RepairEdits => ({ kind: 'none', why });

/** Takes out the precondition at fault, or where that is not known, all of them. */
export function removeConditions(
  document: HttpDocument,
  { placed }: Prepared,
  culprit: string | undefined,
): RepairEdits {
  const all = placed.node.headers.filter(({ name }) => /^if(-|$)/i.test(name.text));
  const named = all.filter(({ name }) => name.text.toLowerCase() === culprit?.toLowerCase());
  const lines = named.length > 0 ? named : all;
  if (lines.length === 0) return none('The file holds no precondition of this request.');
  const edits = lines.map((line) => lineRemoval(document.text, shift(line, placed.start)));
  const names = [...new Set(lines.map(({ name }) => name.text))].join(' and ');
  return { kind: 'edits', edits, summary: `${names} was taken out; the next send is unguarded.` };
}

/** Adds the guard that the look-up allows: the tag, else the date, else that nothing is there yet. */
export function addCondition(document: HttpDocument, prepared: Prepared, fresh: Exchange): RepairEdits {
  const guard = guardFrom(fresh);
  return 'why' in guard ? none(guard.why) : insertField(document, prepared, `${guard.field}: ${guard.value}`);
}

type Guard = { readonly field: string; readonly value: string } | { readonly why: string };

function guardFrom(fresh: Exchange): Guard {
  const status = fresh.response?.status;
  if (status === 404 || status === 410) return { field: 'If-None-Match', value: '*' };
  const tag = freshValidator(fresh, 'If-Match', 'tag');
  if (tag.kind === 'validator') return { field: 'If-Match', value: tag.value };
  const date = freshValidator(fresh, 'If-Unmodified-Since', 'date');
  return date.kind === 'validator' ? { field: 'If-Unmodified-Since', value: date.value } : tag;
}

/** After the last field, or under the request line when there is none, in the document's own line ends. */
function insertField(document: HttpDocument, { placed }: Prepared, line: string): RepairEdits {
  const after = (placed.node.headers.at(-1) ?? placed.node.requestLine).end + placed.start;
  const lineEnd = document.text.includes('\r\n') ? '\r\n' : '\n';
  const edit = { start: after, end: after, newText: `${lineEnd}${line}` };
  return { kind: 'edits', edits: [edit], summary: `“${line}” was added.` };
}

/** Puts another guard in the place of the one that cannot hold. */
export function replaceCondition(
  document: HttpDocument,
  prepared: Prepared,
  from: 'If-Match' | 'If-None-Match',
  to: { readonly field: string; readonly value: string },
): RepairEdits {
  const { placed } = prepared;
  const written = writtenConditions(placed).find(({ field }) => field === from);
  if (written === undefined) return insertField(document, prepared, `${to.field}: ${to.value}`);
  const [first, ...others] = written.lines.map((line) => shift(line, placed.start));
  if (first === undefined) return none(`The request has no ${from}.`);
  const line = `${to.field}: ${to.value}`;
  const edits = [
    { start: first.start, end: first.end, newText: line },
    ...others.map((each) => lineRemoval(document.text, each)),
  ];
  return { kind: 'edits', edits, summary: `${from} became “${line}”.` };
}

/** The guard for a resource that exists after all. */
export function updateGuard(fresh: Exchange): Guard {
  const guard = guardFrom(fresh);
  return 'value' in guard && guard.value === '*' ? { why: 'The resource does not exist (any more).' } : guard;
}

/** Writes malformed tags and dates as they were probably meant, in the field or the variable that feeds it. */
export function fixSyntax(document: HttpDocument, prepared: Prepared, now: number): RepairEdits {
  const edits = writtenConditions(prepared.placed).flatMap((condition) =>
    fixCondition(document, prepared, condition, now),
  );
  if (edits.length === 0) return none('No field of this request holds a flaw that can be repaired for certain.');
  return { kind: 'edits', edits, summary: 'The field was rewritten in the form that the RFC asks for.' };
}

function fixCondition(
  document: HttpDocument,
  { placed, scope, resolved }: Prepared,
  condition: WrittenCondition,
  now: number,
): readonly Edit[] {
  return condition.lines.flatMap((line) => {
    const value = resolved.headers.find(({ node }) => node === line)?.field[1] ?? line.value.text;
    const repaired = comparesDates(condition) ? repairedDate(readHttpDate(value, now)) : repairedTags(value);
    if (repaired === undefined || repaired === value) return [];
    const written = validatorEdit({ document, scope }, shift(line.value, placed.start), repaired);
    return written.kind === 'edits' ? written.edits : [];
  });
}

function repairedDate(reading: HttpDateReading): string | undefined {
  return reading.epoch === undefined ? undefined : formatHttpDate(reading.epoch);
}

function repairedTags(value: string): string | undefined {
  const members = scanEntityTags(value);
  let text = '';
  let at = 0;
  for (const member of members) {
    const fixed = member.kind === 'malformed' ? member.repaired : member.text;
    if (fixed === undefined) return undefined;
    text += value.slice(at, member.start) + fixed;
    at = member.end;
  }
  return text + value.slice(at);
}

/** Has the reads of the resource ask for the identity coding, whose tag a write can use. */
export function identityCoding(reads: readonly Prepared[]): readonly Edit[] {
  return reads.flatMap(({ placed, request }) => {
    const node = placed.node.headers.find(({ name }) => name.text.toLowerCase() === 'accept-encoding');
    if (
      node === undefined ||
      placed.node.curl !== undefined ||
      firstValue(request.headers, 'Accept-Encoding') === 'identity'
    )
      return [];
    const { start, end } = shift(node.value, placed.start);
    return [{ start, end, newText: 'identity' }];
  });
}
