import assert from 'node:assert/strict';
import { catalogue } from '../../../src/core/conditional/explanation/causes/catalogue.ts';
import { type Facts, gatherFacts } from '../../../src/core/conditional/explanation/causes/facts.ts';
import { findingClause } from '../../../src/core/conditional/explanation/causes/findingClause.ts';
import { repairTitle } from '../../../src/core/conditional/explanation/causes/repairTitle.ts';
import { separatingProbe } from '../../../src/core/conditional/explanation/causes/separatingProbe.ts';
import type { CauseId } from '../../../src/core/conditional/explanation/explanation.ts';
import { probeTitles } from '../../../src/core/conditional/explanation/probe.ts';
import type { RankedCause } from '../../../src/core/conditional/explanation/rankCauses.ts';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import { exchange, recalled, remembering } from '../support/exchanges.ts';
import { recordedIn } from './recorded.ts';
import { fieldsOf } from './scenes.ts';
import { at, get, URL } from './stories.ts';

const causeTold = (id: CauseId): string => {
  const { title, effort, prior, repairs } = catalogue[id];
  return `${id}\n  ${title} (${effort}, ${prior})\n  → ${repairs.map((each) => `${each}: ${repairTitle(each)}`).join(', ')}`;
};

const german = get(0, fieldsOf('ETag: "v1" | Vary: Accept-Language'), 'one', fieldsOf('Accept-Language: de'));

/** The facts of a refused PUT, with this look-up; asked by somebody whose tag was read without credentials. */
function factsOf(fresh: Exchange | undefined, sent = ''): Facts {
  const last = exchange('PUT', URL, 412, [], { at: at(30), sent: [['If-Match', '"v1"'], ...fieldsOf(sent)] });
  const memory = remembering(german);
  const input = {
    exchange: last,
    fresh,
    memory,
    before: recalled(memory, URL),
    now: at(31),
    environment: '',
    identity: 'ann',
  };
  return gatherFacts(input, last.response ?? assert.fail('no answer'));
}

const situations: readonly (readonly [name: string, facts: Facts])[] = [
  ['looked up', factsOf(exchange('HEAD', URL, 200, fieldsOf('ETag: "v2" | Content-Length: 3'), { at: at(31) }))],
  [
    'looked up, longer',
    factsOf(exchange('HEAD', URL, 200, fieldsOf('ETag: "v2" | Content-Length: 4'), { at: at(31) })),
  ],
  ['read', factsOf(get(31, fieldsOf('ETag: "v2"'), 'two'))],
  ['refused too', factsOf(exchange('HEAD', URL, 412, [], { at: at(31) }))],
  ['refused too, as a browser', factsOf(exchange('HEAD', URL, 412, [], { at: at(31) }), 'User-Agent: Mozilla/5.0')],
  ['not looked up', factsOf(undefined)],
];

/** Which question is put where this is the likeliest cause, or the second likeliest. */
function probesTold(id: CauseId): string {
  const ranked = (cause: CauseId, standing: RankedCause['standing']): RankedCause => {
    const { title, effort, repairs } = catalogue[cause];
    const fixes = repairs.map((each) => ({ id: each, title: repairTitle(each) }));
    return {
      id: cause,
      title,
      effort,
      fixes,
      standing,
      likelihood: 'high',
      evidence: [],
      clause: findingClause(cause),
    };
  };
  const told = situations.map(([name, facts]) => {
    const asked = [
      separatingProbe(facts, [ranked(id, 'suggested')]),
      separatingProbe(facts, [ranked(id, 'proven')]),
      separatingProbe(facts, [ranked('missing', 'suggested'), ranked(id, 'suggested')]),
      separatingProbe(facts, [ranked('missing', 'suggested'), ranked('exists', 'suggested'), ranked(id, 'suggested')]),
      separatingProbe(facts, [
        ranked('weak-comparison', 'proven'),
        ranked('missing', 'suggested'),
        ranked(id, 'suggested'),
      ]),
    ];
    return `${name}: ${asked.map((kind) => kind ?? 'none').join(', ')}`;
  });
  return [`asked where it may be ${id}`, ...told].join('\n  ');
}

describe('the question that tells causes apart', () => {
  const ids = Object.keys(catalogue) as CauseId[];
  const recorded = recordedIn('probes.txt', () => ids.map(probesTold));
  for (const id of ids)
    it(`is asked where it may be ${id}`, () =>
      assert.equal(probesTold(id), recorded.get(`asked where it may be ${id}`)));
});

describe('the words of the catalogue', () => {
  const ids = Object.keys(catalogue) as CauseId[];
  const titles = Object.entries(probeTitles).map(([kind, title]) => `the probe ${kind}\n  ${title}`);
  const recorded = recordedIn('causes.txt', () => [...ids.map(causeTold), ...titles]);
  for (const id of ids) it(`of ${id}`, () => assert.equal(causeTold(id), recorded.get(id)));
  it('of the probes', () =>
    assert.deepEqual(
      titles,
      titles.map((told) => recorded.get(told.split('\n', 1)[0])),
    ));
});
