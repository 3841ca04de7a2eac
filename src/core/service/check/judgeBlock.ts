import { sameName } from '../../http/headerList.ts';
import type { Block, HttpDocument, RequestNode } from '../../syntax/ast.ts';
import type { PlacedRequest } from '../../syntax/locate.ts';
import { createScope, type Scope } from '../../syntax/values/scope.ts';
import { Subject } from '../request/subject.ts';
import type { Surroundings } from '../request/surroundings.ts';
import { checkBlock } from '../rules/blockLanguage.ts';
import { checkDefinitions } from '../rules/definitions.ts';
import type { Finding } from '../rules/finding.ts';
import type { Effect } from '../words/words.ts';
import { checkRequest } from './checkRequest.ts';
import { type Glance, glanceWith } from './glance.ts';

/** A pass over a document: what every block of it is checked with. */
export interface Pass {
  readonly document: HttpDocument;
  readonly scope: Scope;
  readonly surroundings: Surroundings;
  readonly glance: Glance;
}

/** A finding and which of the block's requests it concerns, if it concerns one. */
export interface Found {
  readonly finding: Finding;
  readonly request: number | undefined;
  readonly effect: Effect;
}

/** What there is to say of a block, relative to itself: nothing here depends on where it stands. */
export interface Judgement {
  readonly found: readonly Found[];
  /** Whether any definition may change it: a reference without a value is judged by all the names there are. */
  readonly unresolved: boolean;
  /** Whether a request's name may stand in a reference. */
  readonly asks: boolean;
  /** Whether it may depend on the whole of another request, which `$etag name` does. */
  readonly reachesOut: boolean;
}

/** Where a block stands: its offset, its number, and the number of its first request. */
export interface BlockPlace {
  readonly start: number;
  readonly blockIndex: number;
  readonly firstRequest: number;
}

/** Prepares a pass over the document, a later one of the same surroundings or a first one. */
export function newPass(document: HttpDocument, surroundings: Surroundings): Pass {
  const scope = createScope(document, surroundings.scope);
  return { document, scope, surroundings, glance: glanceWith(scope, surroundings) };
}

/** No edit is offered inside a shell's quotes, where it could undo them. */
const NO_FIXES: Finding['fixes'] = [];

/** Judges a block by every rule. */
export function judgeBlock(pass: Pass, block: Block, { start, blockIndex, firstRequest }: BlockPlace): Judgement {
  const found: Found[] = [];
  let unresolved = false;
  const { requests } = block;
  requests.forEach((node, request) => {
    const placed: PlacedRequest = { index: firstRequest + request, start, blockIndex, block, node };
    const subject = new Subject(pass.document, placed, pass.scope, pass.surroundings);
    for (const finding of checkRequest(subject)) {
      const shown = node.curl === undefined ? finding : { ...finding, fixes: NO_FIXES };
      found.push({ finding: shown, request, effect: subject.effect });
    }
    unresolved ||= takesHostVariable(node) || subject.resolved.faults.some(({ reason }) => reason !== undefined);
  });
  for (const finding of [...checkBlock(block), ...checkDefinitions(block, pass.scope, pass.surroundings)]) {
    const request = requests.findIndex((node) => holds(node, finding));
    found.push({ finding, request: request === -1 ? undefined : request, effect: 'none' });
  }
  return {
    found: found.filter((each) => !isSaidBetter(each.finding, found)),
    unresolved,
    asks: asks(block.text),
    reachesOut: reachesOut(block.text),
  };
}

/** Whether the server comes from the variable `host`, which nothing in the text refers to. */
const takesHostVariable = ({ target, headers }: RequestNode) =>
  /^(?:\/|\*$)/.test(target.text) && !headers.some(({ name }) => sameName(name.text, 'host'));

/** Whether the text may refer to an answer, by its dot, or to a dynamic value. */
export function asks(text: string): boolean {
  return /\{\{[^{}\r\n]*[.$]/.test(text);
}

/** Whether the text asks for the validators of another request or URL than its own. */
export function reachesOut(text: string): boolean {
  return /\$(?:etag|lastModified)[ \t]+[^\s}]/i.test(text);
}

const holds = (outer: { start: number; end: number }, { start, end }: Finding) =>
  start >= outer.start && end <= outer.end;

/** What is wrong with a tag and names the character that cannot be sent, with the cure. */
const onCharacters: ReadonlySet<string> = new Set(['etag-smart-quotes', 'etag-header-pasted', 'etag-illegal-char']);

/** A character that cannot be sent is not reported twice where it stands in a tag. */
function isSaidBetter(fault: Finding, found: readonly Found[]): boolean {
  if (fault.code !== 'header-value-invalid') return false;
  return found.some(({ finding }) => onCharacters.has(finding.code) && holds(finding, fault));
}
