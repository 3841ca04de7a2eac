import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { sendRequest } from '../../../src/exchange/sending/sendRequest.ts';
import { signal, startWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

/** What whoever grants tokens is told of where each goes. */
async function origins(text: string, answers: Readonly<Record<string, string>> = {}): Promise<unknown[]> {
  const told: unknown[] = [];
  const ports = {
    ...world.ports,
    prompts: { ask: async ({ text: asked }: { readonly text: string }) => answers[asked] },
    tokens: {
      grant: async (_wish: unknown, _client: unknown, _signal: unknown, origin: string | undefined) => {
        told.push(origin);
        return { kind: 'none', why: 'enough was seen.' } as const;
      },
    },
  };
  const outcome = await sendRequest(ports, world.sending(text, 0), signal);
  assert.equal(outcome.kind, 'refused');
  return told;
}

describe('whoever grants a token is told where it goes', () => {
  for (const [what, text, wanted] of [
    ['as it stands in the URL', 'GET https://api.test/a\nAuthorization: Bearer {{$github}}\n', ['https://api.test']],
    ['by way of variables', '@h = b.test\nGET https://{{h}}:8443/a\nX-Any: {{$github}}\n', ['https://b.test:8443']],
    [
      'once what is asked of the user is known',
      'GET https://{{$prompt host}}/\nX-Any: {{$github}}\n',
      ['https://c.test'],
    ],
    ['also where it is in the query', 'GET https://d.test/?t={{$github}}\n', ['https://d.test']],
    ['but not where it is itself a part of that', 'GET https://{{$github}}.test/\n', [undefined]],
  ] as const) {
    it(what, async () => {
      assert.deepEqual(await origins(text, { host: 'c.test' }), wanted);
    });
  }

  it('and nobody is asked for one where the host stays unknown', async () => {
    assert.deepEqual(await origins('GET https://{{$prompt host}}/\nX-Any: {{$github}}\n'), []);
  });
});
