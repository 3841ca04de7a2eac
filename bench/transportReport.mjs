/** What sending took, as a section of the page. */
import { machine, table, times } from './report.mjs';

const names = {
  undici: 'undici `request`, content as text',
  send: 'our `Send`: the exchange with its timings and bytes on the wire',
  engine: 'with memory and prediction (the engine)',
  document: 'from the document to the outcome, 200',
  explained: 'from the document to the outcome, 304 with its explanation',
  kept: 'the 200 with its history kept, and what changed since the send before',
  many: 'the 200, in a file of 10,000 requests',
  httpyac: 'httpYac `send`, its file read before',
};

const ms = (value) => (value < 10 ? value.toFixed(3) : value.toFixed(0));
const ratio = (value) => `${value.toFixed(2)}×`;
const mebibytes = (bytes) => (bytes / 2 ** 20).toFixed(0);
const line = (what, value, met) => `- ${met ? 'Met' : '**Missed**'}: ${what}: ${value}.`;

function targets({ sent, first, download }) {
  const engine = sent.engine.p50 / sent.undici.p50;
  const peer = sent.httpyac.p50 / sent.engine.p50;
  const slower = Math.max(sent.document.p50, sent.explained.p50);
  const keeping = sent.kept.p50 - sent.document.p50;
  const took = download.ours.took / download.undici.took;
  return [
    line('the engine takes at most 1.1× undici `request`', ratio(engine), engine <= 1.1),
    line('and is at least 10× as fast as httpYac', times(peer), peer >= 10),
    line('from document to outcome at most 0.45 ms', ms(slower), slower <= 0.45),
    line('in a file of 10,000 requests at most 0.5 ms', ms(sent.many.p50), sent.many.p50 <= 0.5),
    line('keeping the history holds up the answer by at most 0.5 ms', ms(keeping), keeping <= 0.5),
    line('the first send of a window at most 60 ms', ms(first.whole), first.whole <= 60),
    line('a download takes at most 1.15× the time of undici', ratio(took), took <= 1.15),
    line('and lets the process grow by at most 64 MiB', mebibytes(download.ours.grown), download.ours.grown <= 2 ** 26),
  ].join('\n');
}

export function transportReport(measured) {
  const { sent, first, download, turns, peerEvery } = measured;
  const rows = Object.entries(names).map(([key, name]) => {
    const { p50, p99 } = sent[key];
    return [name, `**${ms(p50)}**`, ms(p99), ratio(p50 / sent.undici.p50)];
  });
  const loads = ['undici', 'ours'].map((who) => {
    const { took, best, grown } = download[who];
    return [who === 'ours' ? 'our `Send`' : 'undici `dispatch` to a file', ms(took), ms(best), mebibytes(grown)];
  });
  return `## Sending

Written by \`npm run bench -- --transport\` (\`--size 128\` downloads so many MiB). Machine: ${machine()}. One thousand
bytes of JSON over a kept connection on the loopback interface, milliseconds on the clock: ${turns.toLocaleString('en')} sends of each, one of
each in turn, httpYac's in every ${peerEvery}th turn.

${table(['', 'p50', 'p99', '× undici'], rows)}

The first send of a fresh process: ${ms(first.whole)} ms, of which loading the bundle takes ${ms(first.load)} (medians of 9).

A download of ${download.size} MiB to disk, three of each in turn, each in a process of its own:

${table(['', 'median, ms', 'best, ms', 'process grown by at most, MiB'], loads)}

${targets(measured)}
`;
}
