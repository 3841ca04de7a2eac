import { formatEntityTag, parseEntityTag } from '../../http/entityTag.ts';
import type { TagMember } from '../../http/entityTagList.ts';
import type { ResolvedHeader } from '../../syntax/resolving/resolution.ts';
import type { ConditionLine, ConditionName } from '../request/conditionLine.ts';
import { knownDate, knownStrongTag, knownTag } from '../request/knowledge.ts';
import { has, linesOf, type Subject } from '../request/subject.ts';
import { type BlockEdit, editFix, type FindingFix } from '../rules/finding.ts';
import { shown } from '../words/shown.ts';
import { addHeaders, removeLines, renameHeader } from './lineEdits.ts';
import { rewriteValue } from './valueEdits.ts';

/** What a field of this request could carry by what is known: the tag, or for a date field the date. */
export function knownValue({ known }: Subject, field: ConditionName): string | undefined {
  switch (field) {
    case 'If-Match':
    case 'If-Range':
      return knownStrongTag(known);
    case 'If-None-Match': {
      const tag = knownTag(known);
      return tag === undefined ? undefined : formatEntityTag(tag);
    }
    case 'If-Modified-Since':
    case 'If-Unmodified-Since':
      return knownDate(known);
  }
}

/** Puts the known tag in the place of a member, unless the list holds it already. */
export function useKnownTag(subject: Subject, line: ConditionLine, member: TagMember): readonly FindingFix[] {
  const tag = knownValue(subject, line.field);
  const { reading } = line;
  if (tag === undefined || (reading.kind === 'tags' && reading.members.some(({ text }) => text === tag))) return [];
  return editFix(`Use ${shown(tag)} (known)`, rewriteValue(subject.document, line.header.value, member, tag));
}

/** Puts what is known in the place of the whole value, in the header line itself, unless the field has other lines. */
export function useKnownValue(subject: Subject, { field, header }: ConditionLine): readonly FindingFix[] {
  const value = isOnlyLine(subject, field) ? knownValue(subject, field) : undefined;
  return value === undefined ? [] : editFix(`Use ${shown(value)} (known)`, [writeValue(header, value)]);
}

/** Gives the member the text that was probably meant. */
export function repairMember(
  { document }: Subject,
  { header }: ConditionLine,
  member: TagMember,
  repaired: string | undefined,
): readonly FindingFix[] {
  if (repaired === undefined) return [];
  return editFix(`Write ${shown(repaired)}`, rewriteValue(document, header.value, member, repaired));
}

/** Gives the whole value another text, through the references it may come from. */
export function rewriteLine(
  { document }: Subject,
  { header, text }: ConditionLine,
  newText: string,
  title = `Write ${shown(newText)}`,
): readonly FindingFix[] {
  return editFix(title, rewriteValue(document, header.value, { start: 0, end: text.length }, newText));
}

/** Takes one member out of its list with the comma that parts it, or the line when the list has no other. */
export function removeMember(
  subject: Subject,
  line: ConditionLine,
  members: readonly TagMember[],
  member: TagMember,
  title: string,
): readonly FindingFix[] {
  const index = members.indexOf(member);
  const next = members[index + 1];
  const previous = members[index - 1];
  if (next === undefined && previous === undefined) return removeHeaders(subject, [line.header], title);
  const stretch =
    next === undefined
      ? { start: previous?.end ?? 0, end: line.text.length }
      : { start: member.start, end: next.start };
  return editFix(title, rewriteValue(subject.document, line.header.value, stretch, ''));
}

/** Takes header lines out, whole, with their line breaks. */
export function removeHeaders(
  { placed }: Subject,
  headers: readonly ResolvedHeader[],
  title = `Remove ${headers[0]?.field[0] ?? ''}`,
): readonly FindingFix[] {
  return editFix(
    title,
    removeLines(
      placed.block.text,
      headers.map(({ node }) => node),
    ),
  );
}

/** Several fixes as one; none when one of them is not to be had. */
export function together(title: string, parts: readonly (readonly FindingFix[])[]): readonly FindingFix[] {
  const edits = parts.map(([fix]) => (fix?.kind === 'edit' ? fix.edits : undefined));
  return edits.includes(undefined)
    ? []
    : editFix(
        title,
        edits.flatMap((each) => each ?? []),
      );
}

/** Gives a header line another name, unless the request would then contradict itself. */
export function renameTo(
  subject: Subject,
  { node }: ResolvedHeader,
  name: ConditionName,
  further: readonly BlockEdit[] = [],
): readonly FindingFix[] {
  return canTake(subject, name, node.name.text)
    ? editFix(`Rename to ${name}`, [renameHeader(node, name), ...further])
    : [];
}

const opposite: Partial<Record<ConditionName, ConditionName>> = {
  'If-Match': 'If-None-Match',
  'If-None-Match': 'If-Match',
};

/** Whether a line of that name would stand alone; `except` names the line that turns into it. */
export function canTake(subject: Subject, name: ConditionName, except?: string): boolean {
  const other = opposite[name];
  if (has(subject, name)) return false;
  if (other === undefined) return true;
  return linesOf(subject, other).length <= (except?.toLowerCase() === other.toLowerCase() ? 1 : 0);
}

/** Whether the field stands on one line, so that what is written there is its whole value. */
export function isOnlyLine(subject: Subject, field: ConditionName): boolean {
  return linesOf(subject, field).length === 1;
}

/** Turns a line into another field with another value. */
export function replaceHeader({ node }: ResolvedHeader, name: string, value: string): readonly BlockEdit[] {
  return [renameHeader(node, name), writeValue({ node }, value)];
}

/** Adds a header line to the request. */
export function addHeader(subject: Subject, name: ConditionName | 'Range', value: string): readonly FindingFix[] {
  return addField(subject, name, value);
}

/** The same for any field. */
export function addField({ placed }: Subject, name: string, value: string): readonly FindingFix[] {
  const line = `${name}: ${value}`;
  return editFix(`Add ${shown(line)}`, [addHeaders(placed.block.text, placed.node, [line])]);
}

/** Puts the text in the value's place, a blank before it where the line has none. */
export function writeValue({ node }: Pick<ResolvedHeader, 'node'>, newText: string): BlockEdit {
  const { start, end } = node.value;
  const touching = start === end && start === node.end;
  return { start, end, newText: touching ? ` ${newText}` : newText };
}

/** The guards that what is known allows for a write: the tag, or else the date when it is a strong one. */
export function guards(subject: Subject, date: string | undefined): readonly FindingFix[] {
  const tag = knownStrongTag(subject.known);
  return [
    ...(tag === undefined ? [] : addHeader(subject, 'If-Match', tag)),
    ...(date === undefined ? [] : addHeader(subject, 'If-Unmodified-Since', date)),
  ];
}

/** Whether a text is a tag by the grammar, and whether it is weak. */
export function strengthOf(text: string): 'strong' | 'weak' | 'none' {
  const tag = parseEntityTag(text);
  if (tag === undefined) return 'none';
  return tag.weak ? 'weak' : 'strong';
}
