import type { VendorGuard } from '../../conditional/vendors/vendor.ts';
import type { ResolvedHeader } from '../../syntax/resolving/resolution.ts';
import { headerNamed, type Subject } from '../request/subject.ts';
import { knownGuards } from '../request/versions.ts';
import { type BlockEdit, editFix, type FindingFix } from '../rules/finding.ts';
import { removeHeaders, replaceHeader } from './fixes.ts';
import { setMember } from './jsonEdits.ts';
import { addHeaders } from './lineEdits.ts';

/**
 * The versions known of the resource as conditions in its API's own form, the best first; in the place of a line
 * where one is given. A guard that the request has already gives none.
 */
export function vendorFixes(subject: Subject, replaced?: ResolvedHeader): readonly FindingFix[] {
  if (subject.placed.node.curl !== undefined) return [];
  return knownGuards(subject).flatMap((guard) => editFix(guard.title, editsFor(subject, guard, replaced)));
}

function editsFor(
  subject: Subject,
  { put }: VendorGuard,
  replaced: ResolvedHeader | undefined,
): readonly BlockEdit[] | undefined {
  if (put.kind === 'field') return fieldEdits(subject, put, replaced);
  const own = put.kind === 'query' ? queryEdit(subject, put.parameters) : bodyEdit(subject, put.path, put.value);
  if (own === undefined || replaced === undefined) return own && [own];
  const [removal] = removeHeaders(subject, [replaced]);
  return removal?.kind === 'edit' ? [own, ...removal.edits] : undefined;
}

type FieldPut = Extract<VendorGuard['put'], { readonly kind: 'field' }>;

function fieldEdits(
  subject: Subject,
  { name, value }: FieldPut,
  replaced: ResolvedHeader | undefined,
): readonly BlockEdit[] | undefined {
  const there = headerNamed(subject, name.toLowerCase());
  if (replaced !== undefined && (there === undefined || there === replaced))
    return replaceHeader(replaced, name, value);
  if (there !== undefined) return undefined;
  return [addHeaders(subject.placed.block.text, subject.placed.node, [`${name}: ${value}`])];
}

function queryEdit(
  { placed }: Subject,
  parameters: readonly (readonly [name: string, value: string])[],
): BlockEdit | undefined {
  const { text, end } = placed.node.target;
  if (text.includes('#') || parameters.some(([name]) => text.includes(`${name}=`))) return undefined;
  const added = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return { start: end, end, newText: `${text.includes('?') ? '&' : '?'}${added}` };
}

function bodyEdit({ placed }: Subject, path: readonly string[], value: string): BlockEdit | undefined {
  const [part, ...more] = placed.node.body.parts;
  if (part?.kind !== 'text' || more.length > 0) return undefined;
  const edit = setMember(part.text, path, value);
  return edit && { start: part.start + edit.start, end: part.start + edit.end, newText: edit.newText };
}
