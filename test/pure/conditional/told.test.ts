import assert from 'node:assert/strict';
import type { Cause, Explanation } from '../../../src/core/conditional/explanation/explanation.ts';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { explained, type Story } from '../support/exchanges.ts';
import { recordedIn } from './recorded.ts';
import { type Scene, scenes } from './scenes.ts';
import { type Staged, stories } from './stories.ts';

function causeLines({ likelihood, id, effort, title, evidence, fixes }: Cause): readonly string[] {
  return [
    `${likelihood}: ${id}, ${effort}. ${title}.`,
    ...evidence.map((sentence) => `  ${sentence}`),
    ...fixes.map((fix) => `  → ${fix.id}: ${fix.title}`),
  ];
}

function linesOf(explanation: Explanation): readonly string[] {
  const { status, verdict, culprit, confidence, summary, steps, causes, unknowns, deviation, probe } = explanation;
  return [
    `${status} ${confidence}, ${verdict} by ${culprit ?? 'no field'}. ${summary}`,
    ...steps.map(({ rule, field, result, because }) => `§${rule} ${field} ${result}: ${because}`),
    ...causes.flatMap(causeLines),
    ...unknowns.map((sentence) => `? ${sentence}`),
    ...(deviation === undefined ? [] : [`not ${deviation.expected} (${deviation.blame}): ${deviation.why}`]),
    ...(probe === undefined ? [] : [`probe: ${probe}`]),
  ];
}

function shortly({ confidence, culprit, summary, causes, deviation, probe }: Explanation): string {
  const named = causes.map(({ id, likelihood, evidence }) => `${id} ${likelihood} ${evidence.length}`).join(', ');
  return [confidence, culprit ?? 'no field', named, deviation?.blame ?? 'foretold', probe ?? 'no probe', summary].join(
    '; ',
  );
}

const withFields = (exchange: Exchange, change: (fields: HeaderList) => HeaderList): Exchange =>
  exchange.response === undefined
    ? exchange
    : { ...exchange, response: { ...exchange.response, headers: change(exchange.response.headers) } };
const without = (name: string) => (fields: HeaderList) => fields.filter(([other]) => other !== name);
const asked = (exchange: Exchange, method: string): Exchange => ({
  ...exchange,
  request: { ...exchange.request, method },
});

/** What the same story would be with less known, or a little otherwise. */
const turns: readonly (readonly [name: string, turn: (story: Story) => Story | undefined])[] = [
  ['without the look-up', ({ fresh: _, ...story }) => story],
  ['with nothing remembered', (story) => ({ ...story, past: [] })],
  ['asked with GET', (story) => ({ ...story, exchange: asked(story.exchange, 'GET') })],
  ['asked with DELETE', (story) => ({ ...story, exchange: asked(story.exchange, 'DELETE') })],
  [
    'looked up through a cache',
    ({ fresh, ...story }) => fresh && { ...story, fresh: withFields(fresh, (fields) => [...fields, ['Age', '9']]) },
  ],
  [
    'looked up without a date',
    ({ fresh, ...story }) => fresh && { ...story, fresh: withFields(fresh, without('Last-Modified')) },
  ],
  [
    'looked up without a tag',
    ({ fresh, ...story }) => fresh && { ...story, fresh: withFields(fresh, without('ETag')) },
  ],
  [
    'the answer naming a tag',
    (story) => ({ ...story, exchange: withFields(story.exchange, (fields) => [...fields, ['ETag', '"v2"']]) }),
  ],
];

function telling(story: Staged): string {
  const others = turns.flatMap(([name, turn]) => {
    const other = turn(story);
    return other === undefined ? [] : [`${name}: ${shortly(explained(other))}`];
  });
  return [story.name, ...linesOf(explained(story)), ...others].join('\n  ');
}

/** What is told of a situation, in one line but for the steps. */
function briefly({ confidence, culprit, summary, causes, unknowns, deviation, probe }: Explanation): string {
  return [
    `${confidence}, ${culprit ?? 'no field'}. ${summary}`,
    ...causes.map(
      ({ id, likelihood, evidence, fixes }) =>
        `${id} ${likelihood}: ${evidence.join(' ')} → ${fixes.map((fix) => fix.id).join(', ')}`,
    ),
    `${unknowns.length} unknown`,
    ...(deviation === undefined ? [] : [`not ${deviation.expected} (${deviation.blame}): ${deviation.why}`]),
    ...(probe === undefined ? [] : [`probe ${probe}`]),
  ].join(' | ');
}

/** The situations of a scene, those together of which the same is told. */
function sceneTold({ name, situations }: Scene): string {
  const told = new Map<string, string[]>();
  for (const [situation, story] of situations) {
    const text = briefly(explained(story));
    told.set(text, [...(told.get(text) ?? []), situation]);
  }
  return [name, ...[...told].flatMap(([text, which]) => [`${which.join('; ')}:`, `  ${text}`])].join('\n  ');
}

describe('a story told word for word', () => {
  const recorded = recordedIn('explanations.txt', () => stories.map(telling));
  for (const story of stories) it(story.name, () => assert.equal(telling(story), recorded.get(story.name)));

  it('is recorded for each story, and for none that is gone', () =>
    assert.deepEqual(
      [...recorded.keys()],
      stories.map(({ name }) => name),
    ));
});

describe('what is told of', () => {
  const recorded = recordedIn('answers.txt', () => scenes.map(sceneTold));
  for (const scene of scenes) it(scene.name, () => assert.equal(sceneTold(scene), recorded.get(scene.name)));

  it('each scene is recorded, and none that is gone', () =>
    assert.deepEqual(
      [...recorded.keys()],
      scenes.map(({ name }) => name),
    ));
});
