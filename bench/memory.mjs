/**
 * `npm run bench -- --memory`: what the validator memory costs when it knows ten thousand resources. Learning from an
 * answer, recalling for a request, saving a change, and reading it all again, on the built core and real files.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyMemory, recall, remember } from '../out/src/core/conditional/memory/memory.js';
import { storeMemory } from '../out/src/core/conditional/memory/storedMemory.js';
import { traitsOf } from '../out/src/core/conditional/traits/traits.js';
import { MemoryFolder } from '../out/src/storage/memoryFolder.js';
import { median, timed, timedAsync } from './measure.mjs';
import { machine, table } from './report.mjs';

const now = Date.UTC(2026, 10, 21, 12);
const counts = [500, 10_000];
const rounds = 15;
const who = { environment: '', identity: 'a1b2c3d4e5f60718' };

const urlOf = (index) =>
  `https://api${index % 20}.example.com/v1/collections/${index % 97}/articles/${index}?view=full`;

/** An answer as an API gives it. */
function answer(index, version) {
  const headers = [
    ['Content-Type', 'application/json'],
    ['ETag', `"${index.toString(36)}-${version}"`],
    ['Last-Modified', 'Sat, 21 Nov 2026 08:00:00 GMT'],
    ['Date', 'Sat, 21 Nov 2026 11:59:00 GMT'],
    ['Vary', 'Accept, Accept-Encoding'],
  ];
  const body = new TextEncoder().encode(`{"id":${index},"version":${version},"text":"${'x'.repeat(400)}"}`);
  const response = { status: 200, reason: 'OK', httpVersion: '1.1', headers, body, bodyBytes: body.length };
  const request = { method: 'GET', url: urlOf(index), headers: [['Accept', 'application/json']], body: undefined };
  const times = { timings: { total: 1 }, startedAt: now, endedAt: now };
  return {
    request,
    response: { ...response, bodyFile: undefined, complete: true },
    error: undefined,
    hops: [],
    ...times,
  };
}

const learn = (memory, index, version) =>
  remember(memory, answer(index, version), { ...who, request: 'read', now: now + version * 1000 });

/** Three versions seen of each resource, as after some days of work. */
function filled(count) {
  const parts = [];
  for (let index = 0; index < count; index += 1) {
    const own = [1, 2, 3].reduce((so, version) => learn(so, index, version), emptyMemory);
    parts.push([...own.resources]);
  }
  const origins = learn(learn(emptyMemory, 1, 1), 2, 1).origins;
  return { resources: new Map(parts.flat()), origins };
}

const medianOf = (work) => median(Array.from({ length: rounds }, (_, round) => timed(() => work(round)).cpu));

function sizeOf(folder) {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

async function measureCount(count) {
  const memory = filled(count);
  const folder = mkdtempSync(join(tmpdir(), 'precondition-bench-'));
  const open = () =>
    new MemoryFolder(folder, (trouble) => {
      throw new Error(JSON.stringify(trouble));
    });
  const saving = open();
  saving.save(memory);
  const first = timed(() => saving.flush()).cpu;
  const learning = medianOf((round) => learn(memory, 7, 10 + round));
  const wanted = { resource: [...memory.resources.keys()][7], headers: [['Accept', 'application/json']], ...who };
  const recalling = medianOf(() => {
    for (let each = 0; each < 1000; each += 1) recall(memory, wanted);
  });
  const traits = medianOf(() => {
    for (let each = 0; each < 1000; each += 1) traitsOf(memory, wanted.resource, 'PUT', now);
  });
  let latest = memory;
  const change = medianOf((round) => {
    latest = learn(latest, round * 31, 10 + round);
    saving.save(latest);
    saving.flush();
  });
  const whole = medianOf(() => JSON.stringify(storeMemory(latest)));
  const bytes = sizeOf(folder);
  const loads = [];
  for (let round = 0; round < 5; round += 1) {
    const { cpu, result: loaded } = await timedAsync(() => open().load());
    loads.push(cpu);
    if (loaded.resources.size !== latest.resources.size) throw new Error('not everything came back');
  }
  rmSync(folder, { recursive: true });
  return { count, bytes, learning, recalling, traits, change, whole, first, load: median(loads) };
}

/** The measurements as a part of the page. */
export async function measureMemory() {
  const measured = [];
  for (const count of counts) measured.push(await measureCount(count));
  const ms = (value) => `${value.toFixed(value < 1 ? 3 : 1)} ms`;
  const rows = [
    ['learn from one answer', ({ learning }) => ms(learning)],
    ['recall for one request', ({ recalling }) => `${recalling.toFixed(2)} µs`],
    ['traits of one server', ({ traits }) => `${traits.toFixed(2)} µs`],
    ['learn and save one change', ({ change }) => ms(change)],
    ['the whole as one JSON text, for comparison', ({ whole }) => ms(whole)],
    ['first save of everything', ({ first: each }) => ms(each)],
    ['read everything, in the background', ({ load }) => ms(load)],
    ['on disk', ({ bytes }) => `${(bytes / 1e6).toFixed(2)} MB`],
  ];
  const lines = rows.map(([name, of]) => [name, ...measured.map(of)]);
  const head = ['', ...counts.map((count) => `${count.toLocaleString('en')} resources`)];
  return `## The memory

Machine: ${machine()}. Processor time. Every resource has been seen in three versions. The memory is kept in 64 files, and a change writes the
one it is in; activation reads nothing, the files are read in the background after it. Medians of ${rounds}.
\`npm run bench -- --memory\`.

${table(head, lines)}
`;
}
