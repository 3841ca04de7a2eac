import type { DirectiveNode, RequestNode } from '../../syntax/ast.ts';
import { directiveKey } from '../../syntax/block/directives.ts';
import { loopLine, mostPasses, passesOf } from '../../syntax/resolving/loop.ts';
import type { Subject } from '../request/subject.ts';
import { knownFamilies } from './directiveNames.ts';
import { type Finding, finding, NO_FINDINGS } from './finding.ts';

/** Why a directive that is known is not carried out. */
export type NotRun =
  /** Its argument is an expression of a script. */
  | 'script'
  /** It concerns what another client shows or keeps. */
  | 'display'
  /** It changes how another client sends. */
  | 'sending'
  /** `# @loop` over what is no number and no list. */
  | 'no-list'
  | 'too-many';

const display =
  'nolog nostreaminglog save extension language openwith verbose debug keepstreaming jq responseref usepreset';
const sending =
  'noautoencoding noauth noclientcert ratelimit jwt postredirectget forceregiondelimiter accept httpversion ' +
  'useoscredentials nogqlparsing';
/** Kulala's, which hand values to and from programs and files. */
const programs = 'stdincmd stdincmdpre envstdincmd envstdincmdpre envjsonkey filetovariable';

const reasons: ReadonlyMap<string, NotRun> = new Map([
  ...display.split(' ').map((key) => [key, 'display'] as const),
  ...`${sending} ${programs}`.split(' ').map((key) => [key, 'sending'] as const),
]);

/** Directives that mean something and that nothing is done about: said, so that nobody counts on them. */
export function checkDirectivesNotRun({ placed: { node }, scope }: Subject): readonly Finding[] {
  return node.directives.flatMap((directive) => {
    const why = reasonOf(directive, node, scope.lookUp);
    if (why === undefined) return NO_FINDINGS;
    const facts = { name: directive.name.text, why, most: mostPasses };
    return [finding('directive-not-run', directive.name, facts)];
  });
}

function reasonOf(
  { name, value }: DirectiveNode,
  { directives }: RequestNode,
  lookUp: Subject['scope']['lookUp'],
): NotRun | undefined {
  const key = directiveKey(name.text);
  if (key === 'loop') return loopReason(directives, lookUp);
  if (key === 'disabled') return /^(?:|true|false|0|1)$/i.test(value.text) ? undefined : 'script';
  if (/^kulala(?:prompt|secret)$/.test(key)) return undefined;
  return reasons.get(key) ?? (knownFamilies.some((family) => key.startsWith(family)) ? 'sending' : undefined);
}

function loopReason(directives: RequestNode['directives'], lookUp: Subject['scope']['lookUp']): NotRun | undefined {
  const line = loopLine(directives);
  if (line === undefined) return undefined;
  const passes = passesOf(line, lookUp);
  return passes.kind === 'none' ? passes.why : undefined;
}
