import { readCredentials } from '../../http/authorization.ts';
import { sameName } from '../../http/headerList.ts';
import type { Span } from '../../span.ts';
import type { ResolvedHeader } from '../../syntax/resolving/resolution.ts';
import { tokenField } from '../../syntax/values/question.ts';
import { removeHeaders, writeValue } from '../edits/fixes.ts';
import { rewriteValue } from '../edits/valueEdits.ts';
import type { Subject } from '../request/subject.ts';
import { isBasicPair } from './basicPair.ts';
import { editFix, type Finding, type FindingFix, finding, NO_FINDINGS, preferFirst } from './finding.ts';

/** What is wrong with the value of an `Authorization` field. */
export type AuthorizationFlaw =
  | 'empty'
  /** The credentials are missing, or a part of them. */
  | 'incomplete'
  /** A scheme that is not spoken here. */
  | 'unsupported'
  /** A colon after the scheme. */
  | 'colon'
  /** The scheme twice, where a variable brings it too. */
  | 'doubled'
  | 'quoted'
  /** More than one word, or characters that no token has. */
  | 'no-token'
  /** One word that is not Base64 of user and password. */
  | 'no-pair'
  /** A token without its scheme. */
  | 'bare';

/** Credentials in a form that no server can read; values that are not known yet are not judged. */
export function checkAuthorization(subject: Subject): readonly Finding[] {
  return subject.resolved.headers.flatMap((header) => {
    const { node, value } = header;
    if (!sameName(header.field[0], 'Authorization') || node.credentials !== undefined) return NO_FINDINGS;
    if (value.pieces.some(({ reference }) => reference?.lookup.kind === 'unresolved')) return NO_FINDINGS;
    const flaw = flawOf(value.text);
    if (flaw === undefined) return NO_FINDINGS;
    const place = node.value.end > node.value.start ? node.value : node.name;
    const { kind, scheme, wanted } = flaw;
    return [
      finding(
        'authorization-malformed',
        place,
        { flaw: kind, scheme, wanted },
        { fixes: fixes(subject, header, flaw) },
      ),
    ];
  });
}

interface Flaw {
  readonly kind: AuthorizationFlaw;
  readonly scheme: string;
  /** How it is written. */
  readonly wanted: string;
  /** The stretch of the value that should read otherwise, and how. */
  readonly mend?: Span & { readonly newText: string };
  /** The value to be put in its place. */
  readonly instead?: string;
}

function flawOf(value: string): Flaw | undefined {
  const text = value.trim();
  if (text === '') return { kind: 'empty', scheme: '', wanted: 'Bearer token', instead: `Bearer ${ask('Token')}` };
  if (tokenField(text) !== undefined) return undefined;
  const [, named = '', colon = ''] = /^(basic|bearer|digest|aws|token)(?:(\s*:\s*)|\s|$)/i.exec(text) ?? [];
  if (colon !== '') {
    const mend = { start: named.length, end: named.length + colon.length, newText: ' ' };
    return { kind: 'colon', scheme: named, wanted: `${named} …`, mend };
  }
  return ofScheme(text) ?? (/^bearer$/i.test(named) ? bearer(text) : bare(text));
}

function ofScheme(text: string): Flaw | undefined {
  const credentials = readCredentials(text);
  switch (credentials.kind) {
    case 'malformed': {
      const { scheme, wanted } = credentials;
      return { kind: 'incomplete', scheme, wanted, ...completed(scheme, text) };
    }
    case 'unsupported':
      return { kind: 'unsupported', scheme: credentials.scheme, wanted: '' };
    case 'as-written': {
      const word = /^basic\s+(\S+)$/i.exec(text)?.[1];
      if (word === undefined || isBasicPair(word)) return undefined;
      return {
        kind: 'no-pair',
        scheme: 'Basic',
        wanted: 'Basic user password',
        instead: `Basic ${word} ${ask('Password')}`,
      };
    }
    case 'basic':
    case 'digest':
    case 'aws':
      return undefined;
  }
}

/** A reference that has the user asked when the request is sent, so that no secret need stand in the file. */
const ask = (what: string) => `{{$password ${what}}}`;

/** What is there stays, and what is missing is asked for. */
function completed(scheme: 'Basic' | 'Digest' | 'AWS', text: string): Pick<Flaw, 'instead'> {
  const [, ...words] = text.split(/\s+/);
  const [first, ...more] = words;
  if (more.length > 0) return {};
  if (scheme === 'AWS') return { instead: `AWS ${first ?? ask('Access key')} ${ask('Secret key')}` };
  return { instead: `${scheme} ${first ?? '{{$input User}}'} ${ask('Password')}` };
}

function bearer(text: string): Flaw | undefined {
  const [, head = '', token = ''] = /^(\S+\s*)(.*)$/s.exec(text) ?? [];
  const flaw = { scheme: 'Bearer', wanted: 'Bearer token' };
  if (token === '') return { ...flaw, kind: 'incomplete', instead: `Bearer ${ask('Token')}` };
  const again = /^bearer\s+/i.exec(token)?.[0];
  if (again !== undefined) return { ...flaw, kind: 'doubled', mend: { start: 0, end: head.length, newText: '' } };
  if (/^(["']).*\1$/s.test(token)) {
    const mend = { start: head.length, end: text.length, newText: token.slice(1, -1) };
    return { ...flaw, kind: 'quoted', mend };
  }
  return /^[\w\-.~+/:]+=*$/.test(token) ? undefined : { ...flaw, kind: 'no-token' };
}

/** A JSON Web Token tells itself by its beginning; what else stands alone may be a key in an API's own form. */
function bare(text: string): Flaw | undefined {
  if (!/^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(text)) return undefined;
  return { kind: 'bare', scheme: 'Bearer', wanted: 'Bearer token', mend: { start: 0, end: 0, newText: 'Bearer ' } };
}

function fixes(subject: Subject, header: ResolvedHeader, { kind, mend, instead }: Flaw): readonly FindingFix[] {
  const { value } = header;
  const at = value.text.length - value.text.trimStart().length;
  const rewritten =
    mend === undefined
      ? undefined
      : rewriteValue(subject.document, value, { start: mend.start + at, end: mend.end + at }, mend.newText);
  const written = value.pieces.every(({ reference }) => reference === undefined);
  return preferFirst([
    ...editFix(titles[kind] ?? '', rewritten),
    ...(instead === undefined || !written
      ? []
      : editFix('Ask for it when the request is sent', [writeValue(header, instead)])),
    ...(kind === 'empty' ? removeHeaders(subject, [header]) : []),
  ]);
}

const titles: Partial<Record<AuthorizationFlaw, string>> = {
  colon: 'Remove the colon',
  doubled: 'Write the scheme once',
  quoted: 'Remove the quotes',
  bare: 'Put Bearer before it',
};
