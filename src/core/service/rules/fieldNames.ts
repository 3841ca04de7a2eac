import { fieldDoc } from '../../http/fields.ts';
import { formatHttpDate } from '../../http/httpDate.ts';
import type { ResolvedHeader } from '../../syntax/resolving/resolution.ts';
import { removeHeaders, renameTo, strengthOf, writeValue } from '../edits/fixes.ts';
import { addHeaders, afterBreak, lineEnd } from '../edits/lineEdits.ts';
import { rewriteValue } from '../edits/valueEdits.ts';
import { type ConditionName, conditionField, conditionNames, readConditionLine } from '../request/conditionLine.ts';
import type { Subject } from '../request/subject.ts';
import { type BlockEdit, editFix, type Finding, finding, NO_FINDINGS, preferFirst } from './finding.ts';
import { nearest } from './nearest.ts';

/** §2.1: preconditions under a wrong name, or where they are no header field at all. */
export function checkFieldNames(subject: Subject): readonly Finding[] {
  return [...subject.resolved.headers.flatMap((header) => checkName(subject, header)), ...slippedIntoContent(subject)];
}

function checkName(subject: Subject, header: ResolvedHeader): readonly Finding[] {
  const { name } = header.node;
  if (subject.conditional === 'no' && isDescription(name.text)) return [description(subject, header)];
  const meant = meantBy(name.text);
  if (meant === undefined) return NO_FINDINGS;
  // To remove the line is to give the guard up: an offer, never the fix to prefer.
  const renamed = preferFirst(renameTo(subject, header, meant, repairs(subject, header, meant)));
  const fixes = [...renamed, ...removeHeaders(subject, [header])];
  return [finding('conditional-misspelled', name, { written: name.text, meant }, { fixes })];
}

/** Under its right name the value is judged for the first time; what can be mended in it is mended along. */
function repairs({ document, context }: Subject, header: ResolvedHeader, field: ConditionName): readonly BlockEdit[] {
  const { reading } = readConditionLine(field, header, context.now);
  if (reading.kind === 'bad-date' && reading.epoch !== undefined)
    return [writeValue(header, formatHttpDate(reading.epoch))];
  if (reading.kind !== 'tags') return [];
  return reading.members.flatMap((member) => {
    if (member.kind !== 'malformed' || member.repaired === undefined) return [];
    return rewriteValue(document, header.value, member, member.repaired) ?? [];
  });
}

/** Names people write for the field, too far from it for the edit distance. */
const shortened: ReadonlyMap<string, ConditionName> = new Map([
  ['ifmodified', 'If-Modified-Since'],
  ['ifunmodified', 'If-Unmodified-Since'],
  ['ifnone', 'If-None-Match'],
  ['ifnomatch', 'If-None-Match'],
]);

const squeezed: ReadonlyMap<string, ConditionName> = new Map(
  conditionNames.map((name) => [name.toLowerCase().replaceAll('-', ''), name]),
);

/** The precondition that an unknown name is probably meant to be: separators and case aside, two slips away at most. */
function meantBy(name: string): ConditionName | undefined {
  if (name.length < 5 || name.length > 24) return undefined;
  // Nearly every name stops here: a slip leaves at least one of the first two letters in its place.
  if (!/^[^a-z0-9]*(?:[if]|[a-z0-9][^a-z0-9]*f)/i.test(name)) return undefined;
  const letters = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (conditionField(name) !== undefined || fieldDoc(name) !== undefined) return undefined;
  const exact = squeezed.get(letters) ?? shortened.get(letters);
  if (exact !== undefined) return exact;
  const found = nearest(letters, [...squeezed.keys()], letters.startsWith('if') ? 2 : 1);
  return found === undefined ? undefined : squeezed.get(found);
}

const isDescription = (name: string) => /^(?:etag|last-modified)$/i.test(name);

/** A validator describes a representation in a response; in a request without conditions it is probably meant as one. */
function description(subject: Subject, header: ResolvedHeader): Finding {
  const { name } = header.node;
  const isTag = name.text.length === 4;
  const guard = subject.effect === 'write';
  const [tagInstead, dateInstead] = guard
    ? (['If-Match', 'If-Unmodified-Since'] as const)
    : (['If-None-Match', 'If-Modified-Since'] as const);
  const instead = isTag ? tagInstead : dateInstead;
  const strength = header.value.text === '"*"' ? 'none' : strengthOf(header.value.text);
  const holds = !isTag || strength === 'strong' || (strength === 'weak' && !guard);
  const renamed = holds ? renameTo(subject, header, instead, isTag ? [] : repairs(subject, header, instead)) : [];
  const fixes = preferFirst([...renamed, ...removeHeaders(subject, [header])]);
  return finding('etag-as-request-header', name, { field: name.text, instead }, { fixes });
}

/** How many of the content's first lines are looked at. */
const firstLines = 5;

/** A line of the content that looks like a precondition: a blank line too many stands before it. */
function slippedIntoContent({ placed }: Subject): readonly Finding[] {
  const { node, block } = placed;
  if (node.body.kind === 'none') return NO_FINDINGS;
  const { text } = block;
  const findings: Finding[] = [];
  let at = node.body.start;
  for (let line = 0; line < firstLines && at < node.body.end; line += 1) {
    const end = lineEnd(text, at);
    const field = fieldOn(text, at, end);
    if (field !== undefined) {
      const moved = text.slice(at, end).trim();
      const edits = [addHeaders(text, node, [moved]), { start: at, end: afterBreak(text, end), newText: '' }];
      const fixes = preferFirst(editFix('Move it up to the header fields', edits));
      findings.push(finding('conditional-after-blank-line', { start: at, end }, { field }, { fixes }));
    }
    at = afterBreak(text, end);
    if (at === end) break;
  }
  return findings;
}

function fieldOn(text: string, start: number, end: number): ConditionName | undefined {
  const colon = text.indexOf(':', start);
  return colon < 0 || colon > end || colon - start > 24 ? undefined : conditionField(text.slice(start, colon).trim());
}
