import assert from 'node:assert/strict';
import { emptyMemory, recall, remember } from '../../src/core/conditional/memory/memory.ts';
import type { Memory } from '../../src/core/conditional/memory/record.ts';
import { type Prediction, predict } from '../../src/core/conditional/predict.ts';
import type { Trait } from '../../src/core/conditional/traits/traits.ts';
import { traitsExpected } from '../../src/core/conditional/traits/traitsExpected.ts';
import type { Exchange } from '../../src/core/http/exchange.ts';
import { resourceKey } from '../../src/core/http/resource.ts';
import type { Observation, Outcome } from './observe.ts';
import type { Scenario } from './scenario.ts';

/** What a subject answers to each method without any condition: the gate of RFC 9110 §13.2.1 needs it. */
export type Bare = ReadonlyMap<string, Outcome>;

/** The key of a bare request: its method, the state it meets and whether it asks for a range. */
export const bareKey = ({ method, exists, fields }: Scenario): string =>
  `${method} ${exists}${/^Range:/.test(fields) ? ' range' : ''}`;

const remembered = (memory: Memory, exchange: Exchange, now: number): Memory =>
  remember(memory, exchange, { environment: '', identity: '', request: undefined, now });

/** What the product remembers of the observations: the reads before each question, the question and its answer. */
export function taught(observations: readonly Observation[], before: Memory = emptyMemory): Memory {
  return observations.reduce(
    (memory, { reads, exchange, asked }) =>
      [...reads, exchange].reduce((so, each) => remembered(so, each, asked.now), memory),
    before,
  );
}

/** The traits that the product takes the server to have, for a request like this one. */
export function traitsFor(memory: Memory, { asked }: Observation): readonly Trait[] {
  return traitsExpected(memory, keyOf(asked.url), asked.method, asked.now);
}

const keyOf = (url: string) => resourceKey(url) ?? assert.fail(url);

/**
 * What should come of the question, as the product foretells it from its memory and the reads right before: within
 * the gate of §13.2.1, since whatever would be refused anyway is refused so. Undefined where the product leaves it
 * open. `known` is what was learned of the server; without it the specification alone speaks.
 */
export function foretell(observation: Observation, bare: Outcome | undefined, known?: Memory): Outcome | undefined {
  if (bare !== undefined && /^(?:status|unwritten)/.test(bare)) return bare;
  const { asked, reads } = observation;
  const { method, headers, url, now } = asked;
  const memory = reads.reduce((so, each) => remembered(so, each, now), known ?? emptyMemory);
  const recollection = recall(memory, { resource: keyOf(url), headers, environment: '', identity: '' });
  const traits = known === undefined ? [] : traitsFor(memory, observation);
  return outcomeOf(predict({ method, headers, url }, recollection, now, traits), observation, bare);
}

function outcomeOf(
  { verdict, status }: Prediction,
  { asked }: Observation,
  bare: Outcome | undefined,
): Outcome | undefined {
  if (status !== undefined) return `status-${status}`;
  switch (verdict) {
    case 'undetermined':
      return undefined;
    case 'perform':
      // A Range without a condition on it is served as it would be served bare.
      return bare === 'perform-range' && !asked.headers.some(([name]) => name === 'If-Range') ? bare : 'perform';
    case 'perform-range':
      return bare;
    case 'not-modified':
    case 'precondition-failed':
      return verdict;
  }
}
