import { type Bare, bareKey, foretell, learn } from './foretell.ts';
import { type Hands, type Observation, observe } from './observe.ts';
import { davScenarios, type Scenario, scenarios } from './scenario.ts';
import type { Subject } from './subject.ts';
import type { Trait } from './traits.ts';

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
  /** How many of the second round were foretold right from those questions of the first that are not like them. */
  readonly fromOthers: number;
}

/** Learns from the first round and judges the second by it. */
export function judge(subject: Subject, first: Round, second: Round): Conformance {
  const traits = learn(first.observations, first.bare);
  const judged = second.observations.map((observation) => judgeOne(observation, second.bare, traits));
  const tag = second.observations.find(({ asked }) => asked.current.exists === true)?.asked.current.etag;
  return {
    id: subject.id,
    name: subject.name,
    version: subject.version,
    tags: tag?.kind !== 'known' ? 'none' : tag.value.weak ? 'weak' : 'strong',
    traits: traits.map((trait) => taught(trait, traits, first)),
    judged,
    fromOthers: rightFromOthers(first, second),
  };
}

/** Learns from every other question only and foretells the rest, both ways: a trait must carry over to be right. */
function rightFromOthers(first: Round, second: Round): number {
  const half = ({ observations }: Round, rest: number) => observations.filter((_, index) => index % 2 === rest);
  return [0, 1].reduce((count, rest) => {
    const traits = learn(half(first, 1 - rest), first.bare);
    const foretold = half(second, rest).map((each) => judgeOne(each, second.bare, traits));
    return count + foretold.filter((each) => each.foretold === each.observed).length;
  }, 0);
}

function judgeOne({ asked, scenario, outcome, status }: Observation, bare: Bare, traits: readonly Trait[]): Judged {
  const plain = bare.get(bareKey(scenario));
  const { method, exists, fields } = scenario;
  return {
    request: `${method} ${exists === 'there' ? '' : '(nothing there) '}${fields} → ${status}`,
    scenario,
    observed: outcome,
    specified: foretell(asked, plain, []),
    foretold: foretell(asked, plain, traits),
  };
}

/** The trait with a request that would be foretold wrongly without it. */
function taught(trait: Trait, traits: readonly Trait[], { observations, bare }: Round): TaughtTrait {
  const others = traits.filter((each) => each !== trait);
  const shown = observations.find((each) => {
    const plain = bare.get(bareKey(each.scenario));
    return foretell(each.asked, plain, traits) === each.outcome && foretell(each.asked, plain, others) !== each.outcome;
  });
  const evidence = shown === undefined ? '' : judgeOne(shown, bare, traits).request;
  return { id: trait.id, says: trait.says, evidence };
}
