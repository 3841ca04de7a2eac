import type { Vendor } from '../../conditional/vendors/vendor.ts';
import type { ResolvedHeader } from '../../syntax/resolving/resolution.ts';
import { removeHeaders } from '../edits/fixes.ts';
import { vendorFixes } from '../edits/vendorEdits.ts';
import type { ConditionLine } from '../request/conditionLine.ts';
import { headerNamed, type Subject } from '../request/subject.ts';
import { isStar, sentTags } from '../request/tagMembers.ts';
import { editFix, type Finding, finding, NO_FINDINGS, preferFirst } from './finding.ts';

/** §2.4: conditions on writes to APIs that have a form of their own. */
export function checkVendors(subject: Subject): readonly Finding[] {
  const { resource, effect, context, lines } = subject;
  if (effect !== 'write' || resource === undefined) return NO_FINDINGS;
  const generation = headerNamed(subject, 'x-goog-if-generation-match');
  if (lines.length === 0 && generation === undefined) return NO_FINDINGS;
  const vendor = context.vendorOf(resource);
  if (vendor === undefined) return NO_FINDINGS;
  return [
    ...lines.flatMap((line) => unsupported(subject, vendor, line)),
    ...severalAtOnce(subject, vendor),
    ...noInteger(vendor, generation),
  ];
}

function unsupported(subject: Subject, vendor: Vendor, line: ConditionLine): readonly Finding[] {
  const { field, header } = line;
  const why = whyUnsupported(vendor, line);
  if (why === undefined) return NO_FINDINGS;
  const fixes = preferFirst([...vendorFixes(subject, header), ...removeHeaders(subject, [header])]);
  const code = vendor.refusedOnWrites.includes(field) ? 'server-rejects-conditional' : 'vendor-precondition-misuse';
  if (code === 'vendor-precondition-misuse')
    return [finding(code, header.node, { vendor: vendor.name, why }, { fixes })];
  return [finding(code, header.node, { method: subject.method, evidence: `${vendor.name} ${why}` }, { fixes })];
}

function whyUnsupported(vendor: Vendor, line: ConditionLine): string | undefined {
  const { field } = line;
  if (vendor.refusedOnWrites.includes(field)) return 'answers 400 to such a condition on writes.';
  if (vendor.ignoredOnWrites.includes(field))
    return `${field} has no effect on writes, so nothing guards this one. ${ownForm(vendor)}`;
  const tagged = field === 'If-None-Match' && !isStar(line) && sentTags(line).length > 0;
  if (tagged && vendor.ifNoneMatchOnWrites === 'star')
    return 'writes take no other If-None-Match than *. To guard a change use If-Match.';
  return undefined;
}

/** How the API wants a version to be named. */
function ownForm({ carriers }: Vendor): string {
  const own = carriers.filter(({ name }) => name !== 'ETag').map(({ name }) => name);
  return own.length === 0 ? 'Use If-Match.' : `Its versions are told by ${own.join(' and ')}.`;
}

/** Azure evaluates several conditions on a write in a way of its own, and refuses most pairs. */
function severalAtOnce(subject: Subject, vendor: Vendor): readonly Finding[] {
  const fields = new Set(subject.lines.map(({ field }) => field));
  if (vendor.id !== 'azure-blob' || fields.size < 2) return NO_FINDINGS;
  const [first, ...others] = subject.lines;
  const extra = others.filter(({ field }) => field !== first?.field).map(({ header }) => header);
  const place = extra[0]?.node ?? subject.placed.node.requestLine;
  const why = 'several conditions on one write are not supported, or joined otherwise than RFC 9110 says. Keep one.';
  const fixes = preferFirst(removeHeaders(subject, extra));
  return [finding('vendor-precondition-misuse', place, { vendor: vendor.name, why }, { fixes })];
}

function noInteger(vendor: Vendor, header: ResolvedHeader | undefined): readonly Finding[] {
  if (header === undefined || vendor.id !== 'google-storage') return NO_FINDINGS;
  const unresolved = header.value.pieces.some(({ reference }) => reference?.lookup.kind === 'unresolved');
  if (unresolved || /^[ \t]*\d+[ \t]*$/.test(header.value.text)) return NO_FINDINGS;
  const digits = /^[ \t]*(?:W\/)?["']?(\d+)["']?[ \t]*$/.exec(header.value.text)?.[1];
  const { start, end } = header.node.value;
  const bare = digits === undefined ? [] : editFix(`Write ${digits}`, [{ start, end, newText: digits }]);
  const why = 'a generation is a whole number, without quotes; 0 means that nothing is there.';
  return [
    finding(
      'vendor-precondition-misuse',
      header.node.value,
      { vendor: vendor.name, why },
      { fixes: preferFirst(bare) },
    ),
  ];
}
