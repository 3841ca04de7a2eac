import type { Block, HttpDocument } from '../../syntax/ast.ts';
import { documentRequests, type PlacedRequest } from '../../syntax/locate.ts';
import { createScope, type Scope } from '../../syntax/scope.ts';
import type { Problem } from '../problem.ts';
import { readSubject } from '../request/subject.ts';
import { type Surroundings, surroundingsOf } from '../request/surroundings.ts';
import { checkBlock } from '../rules/blockLanguage.ts';
import type { Finding } from '../rules/finding.ts';
import type { ServiceContext } from '../serviceContext.ts';
import type { Effect } from '../words/words.ts';
import { checkNames } from './checkNames.ts';
import { checkRequest } from './checkRequest.ts';
import { placeFinding } from './placeFinding.ts';

/** A pass over a document: what every block of it is checked with. */
interface Pass {
  readonly document: HttpDocument;
  readonly scope: Scope;
  readonly surroundings: Surroundings;
}

/** A finding and the request it concerns, if it concerns one. */
interface Found {
  readonly finding: Finding;
  readonly placed: PlacedRequest | undefined;
  readonly effect: Effect;
}

/** Every problem of the document, in the order of the text. */
export function checkDocument(document: HttpDocument, context: ServiceContext): readonly Problem[] {
  const pass = { document, scope: createScope(document, context.scope), surroundings: surroundingsOf(context) };
  const requests = documentRequests(document);
  const { severities } = context;
  const problems: Problem[] = [];
  const add = ({ finding, placed, effect }: Found, start: number) => {
    const place = { document, requests, severities, start, request: placed?.index, effect };
    const problem = placeFinding(finding, place);
    if (problem !== undefined) problems.push(problem);
  };
  let next = 0;
  for (const { start, block } of document.blocks) {
    const own = requests.slice(next, next + block.requests.length);
    next += own.length;
    for (const found of checkOneBlock(pass, block, own)) add(found, start);
  }
  for (const { placed, finding } of checkNames(requests)) add({ finding, placed, effect: 'none' }, placed.start);
  return problems.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** No edit is offered inside a shell's quotes, where it could undo them. */
const NO_FIXES: Finding['fixes'] = [];

/** A block relative to itself: nothing here depends on where it stands. */
function checkOneBlock(pass: Pass, block: Block, requests: readonly PlacedRequest[]): readonly Found[] {
  const found: Found[] = [];
  for (const placed of requests) {
    const subject = readSubject(pass.document, placed, pass.scope, pass.surroundings);
    for (const finding of checkRequest(subject)) {
      const shown = placed.node.curl === undefined ? finding : { ...finding, fixes: NO_FIXES };
      found.push({ finding: shown, placed, effect: subject.effect });
    }
  }
  for (const finding of checkBlock(block)) {
    found.push({ finding, placed: requests.find(({ node }) => holds(node, finding)), effect: 'none' });
  }
  return found.filter((each) => !isSaidBetter(each.finding, found));
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
