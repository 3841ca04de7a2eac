import { applyEdits, type Edit, type Span } from '../../span.ts';
import type { HttpDocument } from '../../syntax/ast.ts';
import { importedRequest } from '../../syntax/imports.ts';
import { parse } from '../../syntax/parse.ts';
import type { Lookup } from '../../syntax/resolving/resolution.ts';
import { createScope } from '../../syntax/values/scope.ts';
import type { ServiceContext } from '../serviceContext.ts';
import { listed, shown } from '../words/shown.ts';
import { allMentions, isDefined, type Mention, mentionAt, sameThing } from './mentions.ts';
import { type NameIndex, nameIndex } from './nameIndex.ts';
import type { NameKind } from './namesIn.ts';

/** One sentence that says why there is nothing to rename. */
export interface RenameRefused {
  readonly kind: 'refused';
  readonly why: string;
}

/** The name under the caret, which can be changed. */
export interface RenameTarget extends Span {
  readonly kind: 'name';
  readonly text: string;
}

export interface Renamed {
  readonly kind: 'edits';
  readonly edits: readonly Edit[];
  /** Whose name it is, and the name before: what is kept under it goes with the new one. */
  readonly of: NameKind;
  readonly from: string;
}

/** Whether the name under the caret can be changed here, and if not, why. */
export function renameTargetAt(
  document: HttpDocument,
  offset: number,
  context: ServiceContext,
): RenameTarget | RenameRefused {
  const index = nameIndex(document);
  const asked = mentionAt(document, offset, index);
  if (asked === undefined) return refused(nothingHere(document, offset));
  const { start, end, text } = asked;
  return isDefined(asked, index) ? { kind: 'name', start, end, text } : refused(whyNot(document, asked, context));
}

/**
 * Gives the variable or the request under the caret another name, wherever the document names it. Refused when the
 * name cannot be written, is taken, or would make a reference mean something else.
 */
export function renameAt(
  document: HttpDocument,
  offset: number,
  newName: string,
  context: ServiceContext,
): Renamed | RenameRefused {
  const target = renameTargetAt(document, offset, context);
  if (target.kind === 'refused') return target;
  const index = nameIndex(document);
  const asked = mentionAt(document, offset, index);
  if (asked === undefined) return refused(nothingHere(document, offset));
  const { kind: of, text: from } = asked;
  if (newName === from) return { kind: 'edits', edits: [], of, from };
  const flaw = flawOf(newName, asked, index);
  if (flaw !== undefined) return refused(flaw);
  const mentions = allMentions(document, index);
  const edits = mentions
    .filter((each) => sameThing(each, asked))
    .map(({ start, end }) => ({ start, end, newText: newName }));
  if (!meansTheSame(mentions, asked, newName, applyEdits(document.text, edits)))
    return refused(`With the name ${quoted(newName)} some lines of this file would mean something else.`);
  return { kind: 'edits', edits, of, from };
}

const refused = (why: string): RenameRefused => ({ kind: 'refused', why });
const quoted = (text: string) => `“${shown(text)}”`;

function nothingHere(document: HttpDocument, offset: number): string {
  const around = document.text.slice(Math.max(0, offset - 200), offset + 200);
  const before = around.slice(0, Math.min(offset, 200));
  const opened = before.slice(before.lastIndexOf('{{') + 2);
  if (before.includes('{{') && !opened.includes('}}') && opened.trimStart().startsWith('$'))
    return 'Variables that begin with $ are built in and keep their names.';
  return 'Only variables and the names of requests can be renamed.';
}

/** A name that the file uses and does not define. */
function whyNot(document: HttpDocument, { kind, text, expression }: Mention, context: ServiceContext): string {
  const other = kind === 'request' ? importedRequest(context.scope.imports, text)?.path : undefined;
  if (other !== undefined) return `${quoted(text)} is a request of ${shown(other)}, so it has to be renamed there.`;
  if (kind === 'request') return `No request of this file is called ${quoted(text)}.`;
  return fromElsewhere(text, createScope(document, context.scope).lookUp(expression));
}

function fromElsewhere(name: string, lookup: Lookup): string {
  if (lookup.kind === 'value' && lookup.origin.kind === 'environment')
    return `${quoted(name)} comes from the environment, so it has to be renamed where the environment is defined.`;
  if (lookup.kind === 'value' && lookup.origin.kind === 'import')
    return `${quoted(name)} is defined in ${shown(lookup.origin.path)}, so it has to be renamed there.`;
  return `${quoted(name)} is not defined in this file.`;
}

const marks: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/[\r\n]/, 'a line break'],
  [/[{}]/, 'a brace'],
];
const marksOfVariables: readonly (readonly [pattern: RegExp, words: string])[] = [
  ...marks,
  [/[^\S\r\n]/, 'white space'],
  [/=/, 'an equals sign'],
];

function flawOf(newName: string, { kind }: Mention, { variables, requests }: NameIndex): string | undefined {
  if (newName.trim() === '') return 'A name needs at least one character.';
  if (newName !== newName.trim()) return 'A name neither begins nor ends with white space.';
  if (/^[$%]/.test(newName)) return `A name does not begin with ${newName.charAt(0)}, which has a meaning of its own.`;
  const found = (kind === 'variable' ? marksOfVariables : marks).filter(([pattern]) => pattern.test(newName));
  if (found.length > 0) return `The name of a ${kind} cannot hold ${listed(found.map(([, words]) => words))}.`;
  const taken = kind === 'variable' ? variables : requests;
  return taken.has(newName) ? `Another ${kind} of this file is called ${quoted(newName)} already.` : undefined;
}

/** Whether the new text names the same things in the same order, the renamed one by its new name. */
function meansTheSame(before: readonly Mention[], asked: Mention, newName: string, newText: string): boolean {
  const renamed = parse(newText);
  const after = allMentions(renamed, nameIndex(renamed));
  return (
    after.length === before.length &&
    after.every(({ kind, role, text }, at) => {
      const old = before[at];
      if (old === undefined || kind !== old.kind || role !== old.role) return false;
      return text === (sameThing(old, asked) ? newName : old.text);
    })
  );
}
