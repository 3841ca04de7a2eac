/**
 * `npm run bench`: generated files of 100 to 100,000 requests, read and edited by Precondition and, in the same
 * process and right beside it, by httpYac; the floor is one pass over the text. Prints what it finds and writes
 * README.md beside this file. `--all` has httpYac read 100,000 requests too, which takes it minutes. `--editor`
 * measures in the real VS Code instead, beside an extension that has every answer ready; `--engine` the judgement of
 * one request; `--memory` the validator memory; `--transport` sending.
 */
import { build } from '../scripts/lib/build.mjs';
import { run } from '../scripts/lib/command.mjs';
import { ensureDependencies } from '../scripts/lib/dependencies.mjs';
import { inRoot, root } from '../scripts/lib/paths.mjs';
import { main } from '../scripts/lib/problem.mjs';
import { step } from '../scripts/lib/progress.mjs';
import { generate } from './generate.mjs';
import { measureKeys, measurePeerKeys } from './keys.mjs';
import { writePart } from './page.mjs';
import { measureParse, measurePeerParse } from './parsing.mjs';
import { report } from './report.mjs';

const files = [
  { requests: 100, variables: 0, rounds: 300, peerRounds: 10, peerKeys: 10 },
  { requests: 1000, variables: 0, rounds: 150, peerRounds: 6, peerKeys: 6 },
  { requests: 10_000, variables: 0, rounds: 60, peerRounds: 3, peerKeys: 2 },
  { requests: 10_000, variables: 1000, rounds: 30, peerRounds: 0, peerKeys: 0 },
  { requests: 100_000, variables: 0, rounds: 5, peerRounds: 0, peerKeys: 0 },
];

const compiler = inRoot('node_modules', 'typescript', 'bin', 'tsc');

const say = (line) => process.stdout.write(`${line}\n`);

async function measure(file, peer, ours, { all }) {
  const { requests, variables } = file;
  const text = generate(requests, variables);
  say(`${requests.toLocaleString('en')} requests, ${(text.length / 1e6).toFixed(2)} MB`);
  const whole = await measureParse(text, file.rounds, ours);
  const keys = measureKeys(text, ours);
  const rounds = all && requests === 100_000 ? 1 : file.peerRounds;
  const peerWhole = rounds === 0 ? undefined : await measurePeerParse(text, rounds, peer);
  const peerKeys = file.peerKeys === 0 ? undefined : await measurePeerKeys(text, file.peerKeys, peer);
  return { requests, variables, length: text.length, whole, keys, peerWhole, peerKeys };
}

async function engine() {
  const { measureEngine } = await import('./engine.mjs');
  const text = measureEngine();
  say(`\n${text}`);
  await writePart('engine', text);
}

async function memory() {
  await step('Compiling the storage', () => run(process.execPath, [compiler, '-b', 'src/storage'], { cwd: root }));
  const { measureMemory } = await import('./memory.mjs');
  const text = await measureMemory();
  say(`\n${text}`);
  await writePart('memory', text);
}

async function transport(flags) {
  await step('Compiling the exchange', () =>
    run(process.execPath, [compiler, '-b', 'src/transport', 'src/storage'], { cwd: root }),
  );
  await build('--any-size');
  const { measureTransport } = await import('./transport.mjs');
  const text = await measureTransport(flags);
  say(`\n${text}`);
  await writePart('transport', text);
}

await main(async (flags) => {
  await ensureDependencies();
  if (flags.includes('--editor')) return (await import('./editor/run.mjs')).measureInEditor(flags);
  await step('Compiling the core', () => run(process.execPath, [compiler, '-b', 'src/core'], { cwd: root }));
  if (flags.includes('--engine')) return engine();
  if (flags.includes('--memory')) return memory();
  if (flags.includes('--transport')) return transport(flags);
  const ours = await import('./ours.mjs');
  const { httpyac } = await import('./peer.mjs');
  const peer = httpyac();
  const measured = [];
  for (const file of files) measured.push(await measure(file, peer, ours, { all: flags.includes('--all') }));
  const page = report(measured);
  say(`\n${page.tables}`);
  await writePart('core', page.text);
});
