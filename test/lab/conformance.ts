import { bendings } from '../../src/core/conditional/bending/bend.ts';
import type { Memory } from '../../src/core/conditional/memory/record.ts';
import { type TraitId, traitIds } from '../../src/core/conditional/traits/traitId.ts';
import { type Bare, bareKey, foretell, taught, traitsFor } from './foretell.ts';
import { type Hands, type Observation, observe } from './observe.ts';
import { davScenarios, type Scenario, scenarios } from './scenario.ts';
import type { Subject } from './subject.ts';
import { traitWords } from './traitWords.ts';

/** Everything that one server answered in one round, and what it answers without conditions. */
export interface Round {
  readonly bare: Bare;
  readonly observations: readonly Observation[];
}

/** Asks the server every question once. */
export async function askAll(hands: Hands, subject: Subject, round: number): Promise<Round> {
  const bare = new Map<string, Observation['outcome']>();
  const observations: Observation[] = [];
  for (const scenario of [...scenarios, ...(subject.dav === 'yes' ? davScenarios : [])]) {
    const key = bareKey(scenario);
    if (!bare.has(key)) bare.set(key, (await observe(hands, subject, unconditional(scenario), round)).outcome);
    observations.push(await observe(hands, subject, scenario, round));
  }
  return { bare, observations };
}

const unconditional = (scenario: Scenario): Scenario => ({
  ...scenario,
  fields: /^Range:/.test(scenario.fields) ? 'Range: bytes=2-5' : 'X-Condition: none',
});

/** One answer, with what the specification says and what was said once the server was known. */
export interface Judged {
  readonly request: string;
  readonly scenario: Scenario;
  readonly observed: string;
  /** Undefined where the specification leaves it open. */
  readonly specified: string | undefined;
  readonly foretold: string | undefined;
}

export interface TaughtTrait {
  readonly id: string;
  readonly says: string;
  readonly on: readonly string[];
  /** A request that showed it, and its answer. */
  readonly evidence: string;
}

/** What the lab found out about one server. */
export interface Conformance {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly tags: 'strong' | 'weak' | 'none';
  readonly traits: readonly TaughtTrait[];
  /** The second round, which nothing was learned from. */
  readonly judged: readonly Judged[];
  /** The same round, each question foretold from those of the first that are not like it. */
  readonly fromOthers: readonly Judged[];
}

/**
 * How many parts the questions are dealt into, each foretold from what the other parts taught. With eleven, the same
 * condition on GET and on HEAD, or on PUT and on DELETE, falls into different ones.
 */
const parts = 11;

/** Has the product learn from the first round and judges the second by it. */
export function judge(subject: Subject, first: Round, second: Round): Conformance {
  const memory = taught(first.observations);
  const judged = second.observations.map((observation) => judgeOne(observation, second.bare, memory));
  const tag = second.observations.find(({ asked }) => asked.current.exists === true)?.asked.current.etag;
  return {
    id: subject.id,
    name: subject.name,
    version: subject.version,
    tags: tag?.kind !== 'known' ? 'none' : tag.value.weak ? 'weak' : 'strong',
    traits: traitsIn(first, memory),
    judged,
    fromOthers: fromOthers(first, second),
  };
}

/** The second round, each question foretold from what questions that are not like it taught in the first. */
function fromOthers(first: Round, second: Round): readonly Judged[] {
  return Array.from({ length: parts }, (_, part) => part).flatMap((part) => {
    const isOwn = (_: Observation, index: number) => index % parts === part;
    const memory = taught(first.observations.filter((each, index) => !isOwn(each, index)));
    return second.observations.filter(isOwn).map((each) => judgeOne(each, second.bare, memory));
  });
}

function judgeOne(observation: Observation, bare: Bare, memory: Memory): Judged {
  const { scenario, outcome, status } = observation;
  const plain = bare.get(bareKey(scenario));
  const { method, exists, fields } = scenario;
  return {
    request: `${method} ${exists === 'there' ? '' : '(nothing there) '}${fields} → ${status}`,
    scenario,
    observed: outcome,
    specified: foretell(observation, plain),
    foretold: foretell(observation, plain, memory),
  };
}

/** What it looks like when the lab puts files back between questions, behind the server's back. */
const broughtAbout: ReadonlySet<TraitId> = new Set([
  'tags-flap',
  'not-discriminating',
  'transforms-put',
  'write-not-applied',
]);

/** The traits of all methods, each with a question that showed it. */
function traitsIn({ observations, bare }: Round, memory: Memory): readonly TaughtTrait[] {
  const last = new Map(observations.map((each) => [each.asked.method, each]));
  const found = [...last.values()].flatMap((each) => traitsFor(memory, each));
  return traitIds.flatMap((id) => {
    if (broughtAbout.has(id)) return [];
    const own = found.filter((trait) => trait.id === id);
    if (own.length === 0) return [];
    const moments = new Set(own.flatMap(({ evidence }) => evidence.map(({ at }) => at)));
    const shown = observations.find(({ asked }) => moments.has(asked.now));
    const asked = shown === undefined ? '' : judgeOne(shown, bare, memory).request;
    const evidence = bendings.some((each) => each.id === id) ? asked : 'any answer';
    return [{ id, says: traitWords[id], on: [...new Set(own.map(({ method }) => method))], evidence }];
  });
}
