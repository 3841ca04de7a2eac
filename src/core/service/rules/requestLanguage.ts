import { directiveKey } from '../../syntax/block/directives.ts';
import { isKnownMethod } from '../../syntax/block/knownMethod.ts';
import { isOtherProtocol } from '../../syntax/block/notRun.ts';
import type { ResolvedHeader } from '../../syntax/resolving/resolution.ts';
import { removeHeaders } from '../edits/fixes.ts';
import type { Subject } from '../request/subject.ts';
import { knownDirectives, knownFamilies } from './directiveNames.ts';
import { editFix, type Finding, finding, NO_FINDINGS, preferFirst } from './finding.ts';
import { nearest } from './nearest.ts';

/** Language rules that need the request resolved: its URL, method, header fields the client writes, directives. */
export function checkRequestLanguage(subject: Subject): readonly Finding[] {
  return [...url(subject), ...method(subject), ...fields(subject), ...managed(subject), ...directives(subject)];
}

/** What a variable brought into a field that it cannot carry; what the file itself holds, the parser has found. */
function fields({ resolved, placed }: Subject): readonly Finding[] {
  return resolved.faults.flatMap((fault) => {
    const { code, start, subject: line } = fault;
    if (code !== 'header-name-invalid' && code !== 'header-value-invalid') return NO_FINDINGS;
    if (placed.block.faults.some((known) => known.code === code && known.start === start)) return NO_FINDINGS;
    if (code === 'header-name-invalid') return [finding(code, fault, { line })];
    const header = resolved.headers.find(({ node }) => start >= node.start && start <= node.end);
    const character = notInValue.exec(header?.value.text ?? '')?.[0] ?? '';
    return [finding(code, fault, { character })];
  });
}

/** RFC 9110 §5.5: visible characters, obs-text, space and tab, one octet each. */
const notInValue = /[^\t\x20-\x7e\x80-\xff]/u;

function url({ resolved, placed }: Subject): readonly Finding[] {
  return resolved.faults.flatMap((fault) => {
    if (fault.code !== 'url-invalid' || isOtherProtocol(placed.node.method?.text ?? '')) return NO_FINDINGS;
    const { text } = placed.node.target;
    // Without a target the request line is at fault, and has a finding of its own.
    if (text === '') return NO_FINDINGS;
    const fixes = preferFirst(withScheme(text, fault.start));
    return [finding('url-invalid', fault, { target: fault.subject }, { fixes })];
  });
}

/** A scheme that is nearly http or https, or one with too few slashes. */
function withScheme(target: string, start: number) {
  const written = /^([a-z]{2,8}):\/{0,3}(?=[^/\s])/i.exec(target);
  if (written === null) return [];
  const scheme = nearest((written[1] ?? '').toLowerCase(), ['https', 'http'], 2);
  if (scheme === undefined || URL.canParse(`${scheme}://${target.slice(written[0].length)}`) === false) return [];
  return editFix(`Write ${scheme}://`, [{ start, end: start + written[0].length, newText: `${scheme}://` }]);
}

const usualMethods = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PROPFIND',
  'QUERY',
];

function method({ method: sent, placed }: Subject): readonly Finding[] {
  const token = placed.node.method;
  if (token === undefined || isKnownMethod(sent) || isOtherProtocol(sent) || token.text.includes('{{'))
    return NO_FINDINGS;
  const meant = nearest(sent.toUpperCase(), usualMethods, sent.length > 3 ? 2 : 1);
  const edit = { start: token.start, end: token.end, newText: meant ?? '' };
  const fixes = meant === undefined ? [] : preferFirst(editFix(`Use ${meant}`, [edit]));
  return [finding('method-unknown', token, { method: sent, meant }, { fixes })];
}

/** Fields that frame the message or steer the connection, which the client does itself. */
const ofTheClient: ReadonlySet<string> = new Set([
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'upgrade',
  'expect',
  'proxy-connection',
]);

function managed(subject: Subject): readonly Finding[] {
  let host: ResolvedHeader | undefined;
  return subject.resolved.headers.flatMap((header) => {
    const name = header.field[0].toLowerCase();
    const repeated = name === 'host' && host !== undefined;
    if (name === 'host') host ??= header;
    if (!repeated && !ofTheClient.has(name)) return NO_FINDINGS;
    const details = { fixes: preferFirst(removeHeaders(subject, [header])), tag: 'unnecessary' } as const;
    const facts = { name: header.field[0], why: repeated ? 'repeated' : 'client' } as const;
    return [finding('header-managed', header.node, facts, details)];
  });
}

function directives({ placed: { node } }: Subject): readonly Finding[] {
  return node.directives.flatMap(({ name }) => {
    const key = directiveKey(name.text);
    if (knownDirectives.includes(key) || knownFamilies.some((family) => key.startsWith(family))) return NO_FINDINGS;
    const meant = nearest(key, knownDirectives, key.length > 4 ? 2 : 1);
    const edit = { start: name.start, end: name.end, newText: meant ?? '' };
    const fixes = meant === undefined ? [] : preferFirst(editFix(`Use @${meant}`, [edit]));
    return [finding('directive-unknown', name, { name: name.text, meant }, { fixes })];
  });
}
