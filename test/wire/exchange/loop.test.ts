import assert from 'node:assert/strict';
import type { Ports } from '../../../src/exchange/ports.ts';
import { type Outcome, sendRequest } from '../../../src/exchange/sending/sendRequest.ts';
import { signal, startWorld, statusOf, type World } from './world.ts';

let world: World;

beforeEach(async () => {
  world = await startWorld();
});

afterEach(() => world.close());

const send = (text: string, more: Partial<Ports> = {}, abort = signal): Promise<Outcome> =>
  sendRequest({ ...world.ports, ...more }, world.sending(text), abort);
const paths = () => world.sent.map(({ url }) => url.slice(world.url.length));

describe('a request with # @loop', () => {
  it('goes out so many times, and each pass is told', async () => {
    const outcome = await world.send(`# @loop for 3\nGET ${world.url}/strong/{{$index}}\n`);
    assert.deepEqual(paths(), ['/strong/0', '/strong/1', '/strong/2']);
    assert.deepEqual(outcome.earlierPasses?.map(statusOf), [404, 200]);
    assert.equal(statusOf(outcome), 404);
  });

  it('goes over a list, and each answer has a name of its own', async () => {
    const text = `@ids = ["1","2"]\n# @name read\n# @loop for id of ids\nGET ${world.url}/strong/{{id}}\n`;
    await world.send(text);
    assert.deepEqual(paths(), ['/strong/1', '/strong/2']);
    assert.deepEqual([...world.answers.keys()].sort(), ['read', 'read0', 'read1']);
  });

  it('is sent once where only a script could tell how often', async () => {
    await world.send(`# @loop while true\nGET ${world.url}/strong/1\n`);
    assert.equal(world.sent.length, 1);
  });

  it('is not sent when there is nothing to go over', async () => {
    const outcome = await send(`# @loop for 0\nGET ${world.url}/strong/1\n`);
    assert.equal(outcome.kind === 'refused' && outcome.faults[0]?.code, 'loop-empty');
    assert.deepEqual(world.sent, []);
  });

  it('ends when the network fails', async () => {
    await send('# @loop for 5\nGET http://127.0.0.1:1/\n');
    assert.equal(world.sent.length, 1);
  });

  it('ends when it is cancelled', async () => {
    const controller = new AbortController();
    const sending = { ...world.ports, wait: async () => controller.abort() };
    await send(`# @loop for 5\n# @sleep 10\nGET ${world.url}/strong/1\n`, sending, controller.signal);
    assert.equal(world.sent.length, 1);
  });

  it('asks once for all passes', async () => {
    let asked = 0;
    const prompts = {
      ask: async () => {
        asked += 1;
        return String(asked);
      },
    };
    await send(`# @prompt n\n# @loop for 3\nGET ${world.url}/strong/{{n}}\n`, { prompts });
    assert.deepEqual([asked, paths()], [1, ['/strong/1', '/strong/1', '/strong/1']]);
  });

  it('sends what it depends on once', async () => {
    const text = `# @loop for 2\nGET ${world.url}/strong/1\nX: {{read.response.status}}\n\n###\n# @name read\nGET ${world.url}/strong/2\n`;
    await world.send(text);
    assert.deepEqual(paths(), ['/strong/2', '/strong/1', '/strong/1']);
  });
});

describe('a request with # @sleep', () => {
  const rows: readonly (readonly [text: string, waited: number | undefined])[] = [
    ['# @sleep 25', 25],
    ['# @sleep 2 s', 2000],
    ['@t = 30\n# @sleep {{t}}', 30],
    ['# @sleep soon', undefined],
  ];

  for (const [text, expected] of rows) {
    it(`waits ${expected ?? 'not'} after “${text.replace('\n', ' ⏎ ')}”`, async () => {
      const waited: number[] = [];
      const wait = async (time: number) => void waited.push(time);
      await send(`${text}\nGET ${world.url}/strong/1\n`, { wait });
      assert.deepEqual(waited, expected === undefined ? [] : [expected]);
    });
  }
});
