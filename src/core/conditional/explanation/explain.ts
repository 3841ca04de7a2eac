import { describeTransportError } from '../../http/describeTransportError.ts';
import type { Exchange } from '../../http/exchange.ts';
import { resourceKey } from '../../http/resource.ts';
import type { Trace, Verdict } from '../evaluation/trace.ts';
import { type Recollection, recall } from '../memory/memory.ts';
import type { Memory } from '../memory/record.ts';
import { predict } from '../predict.ts';
import { cacheCauses } from './causes/cacheCauses.ts';
import { changeCauses } from './causes/changeCauses.ts';
import { dateCauses } from './causes/dateCauses.ts';
import { existenceCauses } from './causes/existenceCauses.ts';
import { type Facts, gatherFacts } from './causes/facts.ts';
import type { Family, Finding } from './causes/finding.ts';
import { missed304, never304, reusedTag, wrong304 } from './causes/freshnessCauses.ts';
import { ignoredCauses } from './causes/ignoredCauses.ts';
import { lockCauses } from './causes/lockCauses.ts';
import { nodeCauses } from './causes/nodeCauses.ts';
import { probeCauses, refuted } from './causes/probeCauses.ts';
import { refusalCauses } from './causes/refusalCauses.ts';
import { requestCauses } from './causes/requestCauses.ts';
import { separatingProbe } from './causes/separatingProbe.ts';
import { supportCauses } from './causes/supportCauses.ts';
import { syntaxCauses } from './causes/syntaxCauses.ts';
import { variantCauses } from './causes/variantCauses.ts';
import { weaknessCauses } from './causes/weaknessCauses.ts';
import { deviationOf, doubtOf, overtakenPrediction } from './deviation.ts';
import type { Cause, Deviation, Explanation } from './explanation.ts';
import { type ProbeKind, type ProbeMade, probeTitles } from './probe.ts';
import { type RankedCause, rankCauses } from './rankCauses.ts';
import { explainStopped } from './stoppedRedirect.ts';
import { summarize } from './summarize.ts';
import { unknownsOf } from './unknownsOf.ts';

/** An exchange to explain, with all that may speak to it. `now` is epoch ms. */
export interface ExplainInput {
  readonly exchange: Exchange;
  /** What was known before the exchange. */
  readonly before: Recollection;
  /** The safe look-up sent after the failure, if one was. */
  readonly fresh: Exchange | undefined;
  readonly memory: Memory;
  readonly now: number;
  readonly environment: string;
  readonly identity: string;
  /** Exchanges from before this one, failed ones too, where the caller has them. */
  readonly earlier?: readonly Exchange[];
  /** The probes that were made to tell causes apart. */
  readonly probes?: readonly ProbeMade[];
}

/** In the order in which a proven cause is the answer: what was asked for it first, a change by others last. */
const FAMILIES: readonly Family[] = [
  probeCauses,
  requestCauses,
  syntaxCauses,
  existenceCauses,
  weaknessCauses,
  variantCauses,
  dateCauses,
  supportCauses,
  cacheCauses,
  nodeCauses,
  changeCauses,
];

/**
 * Why the server answered as it did: the conditions judged by the best knowledge of the state, the one that
 * decided, and the causes with their evidence. Works for every exchange; the interesting ones are a 412, a 428, a
 * 304, and any with a `deviation`.
 */
export function explain(input: ExplainInput): Explanation {
  const { response, stopped } = input.exchange;
  if (response === undefined) return withoutAnswer(input);
  if (stopped !== undefined) return explainStopped(input, stopped);
  const facts = gatherFacts(withContent(ofAnsweringUrl(input)), response);
  const deviation = deviationOf(facts);
  const causes = causesOf(facts, deviation);
  const probe = separatingProbe(facts, causes);
  return {
    status: response.status,
    verdict: verdictOf(facts.trace, response.status),
    culprit: causes[0]?.id === 'ius-with-im' ? 'If-Unmodified-Since' : facts.culprit,
    confidence: confidenceOf(facts, causes, deviation),
    summary: summarize(facts, causes, deviation),
    steps: facts.trace.steps,
    causes: causes.map((cause, index) => plain(cause, index === 0 ? probe : undefined)),
    unknowns: unknownsOf(facts, causes),
    deviation: deviation ?? overtakenPrediction(facts, causes[0]),
    ...(probe && { probe }),
  };
}

/** A look-up that read the content tells all that one by HEAD does, and more. */
function withContent(input: ExplainInput): ExplainInput {
  const [content] = input.probes?.find(({ kind }) => kind === 'content')?.exchanges ?? [];
  return content === undefined || content.error !== undefined ? input : { ...input, fresh: content };
}

/** After a redirect another resource answered than the one that memory was asked for: what is known of that one counts. */
function ofAnsweringUrl(input: ExplainInput): ExplainInput {
  const asked = input.before.resource?.resource;
  const { url, headers } = input.exchange.request;
  const resource = resourceKey(url);
  if (asked === undefined || resource === undefined || asked === resource) return input;
  const { memory, environment, identity } = input;
  return { ...input, before: recall(memory, { resource, headers, environment, identity }) };
}

/** The causes of a refusal, or of an answer that went against the conditions. */
function causesOf(facts: Facts, deviation: Deviation | undefined): readonly RankedCause[] {
  const { status } = facts.response;
  if (status === 412 || status === 428) return rankCauses(findingsOf(facts));
  const found =
    status >= 400
      ? [...lockCauses(facts), ...probeCauses(facts), ...refusalCauses(facts)]
      : answeredCauses(facts, deviation);
  return found.length === 0 ? [] : rankCauses(found);
}

/** Of a 2xx or a 304: the condition was not heeded, or it asked for something else than it seems to. */
function answeredCauses(facts: Facts, deviation: Deviation | undefined): readonly Finding[] {
  if (deviation?.expected === 'precondition-failed') return ignoredCauses(facts);
  if (facts.response.status === 304) return [...reusedTag(facts), ...wrong304(facts)];
  if (deviation?.expected === 'not-modified') return missed304(facts);
  if (deviation === undefined) return never304(facts);
  return requestCauses(facts);
}

/**
 * Once a cause is proven the rest is noise, but for what is proven too; and then nobody else need have written, and
 * that the content is the same is no news.
 */
function findingsOf(facts: Facts): readonly Finding[] {
  const found: Finding[] = [];
  const against = refuted(facts);
  for (const each of FAMILIES.flatMap((family) => family(facts))) {
    const finding = against.has(each.id) ? contradicted(each) : each;
    const settled = found.some(({ standing }) => standing === 'proven');
    if (!settled || (finding.standing === 'proven' && !LAST.has(finding.id))) found.push(finding);
  }
  return found;
}

const LAST: ReadonlySet<Finding['id']> = new Set(['changed-by-other', 'background-change']);

function contradicted(finding: Finding): Finding {
  const { standing } = finding;
  return standing === 'proven'
    ? finding
    : { ...finding, standing: { ...standing, contradicting: standing.contradicting + 1 } };
}

/** The rank decides the words; it is no part of the explanation. The probe is offered right after the first repair. */
function plain({ standing: _standing, clause: _clause, ...cause }: RankedCause, probe: ProbeKind | undefined): Cause {
  if (probe === undefined) return cause;
  const [first, ...others] = cause.fixes;
  const asking = { id: 'probe-server', title: probeTitles[probe] } as const;
  return {
    ...cause,
    fixes: first === undefined || first.id === 'export-report' ? [asking, ...cause.fixes] : [first, asking, ...others],
  };
}

/** Where the state left the verdict open, the answer itself has given it. */
function verdictOf({ verdict }: Trace, status: number): Verdict {
  if (verdict !== 'undetermined') return verdict;
  if (status === 412) return 'precondition-failed';
  return status === 304 ? 'not-modified' : verdict;
}

function confidenceOf(
  facts: Facts,
  causes: readonly RankedCause[],
  deviation: Deviation | undefined,
): Explanation['confidence'] {
  if (facts.response.status === 304) {
    return facts.trace.verdict === 'not-modified' ? 'certain' : deviation === undefined ? 'likely' : 'unexplained';
  }
  const standing = causes[0]?.standing ?? (deviation === undefined ? 'proven' : 'suggested');
  if (standing === 'none') return 'unexplained';
  if (standing === 'suggested') return 'likely';
  const carriedOut = facts.response.status < 300;
  return carriedOut && deviation !== undefined && doubtOf(facts) === 'memory' ? 'likely' : 'certain';
}

function withoutAnswer({ exchange, before, now }: ExplainInput): Explanation {
  const { verdict, steps } = predict(exchange.request, before, now);
  const { error } = exchange;
  return {
    status: 0,
    verdict,
    culprit: undefined,
    confidence: 'unexplained',
    summary: error === undefined ? 'No answer came.' : describeTransportError(error),
    steps,
    causes: [],
    unknowns: ['No answer came, so whether the request was carried out is not known.'],
    deviation: undefined,
  };
}
