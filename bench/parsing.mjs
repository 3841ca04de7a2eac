import { median, retained, timed, timedAsync } from './measure.mjs';

/** One pass over the text: its lines as strings, and only where they end. */
const split = (text) => text.split('\n').length;

function scan(text) {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

const medians = (rounds) => ({
  wall: median(rounds.map(({ wall }) => wall)),
  cpu: median(rounds.map(({ cpu }) => cpu)),
});

/**
 * Reads and checks the whole text again and again, each time between two passes over it. As many rounds go before
 * unmeasured: what V8 takes to compile shows in the first time, which is told apart.
 */
export async function measureParse(text, rounds, { parseAndCheck }) {
  const first = timed(() => parseAndCheck(text));
  for (let round = 0; round < rounds; round += 1) {
    split(text);
    parseAndCheck(text);
  }
  const [splits, scans, whole] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    splits.push(timed(() => split(text)));
    whole.push(timed(() => parseAndCheck(text)));
    scans.push(timed(() => scan(text)));
  }
  const { bytes } = await retained(() => parseAndCheck(text));
  const { problems } = first.result;
  return {
    first: first.wall,
    split: medians(splits),
    scan: medians(scans),
    ours: medians(whole),
    bytes,
    problems: problems.length,
  };
}

/** httpYac reads the text; it checks nothing. */
export async function measurePeerParse(text, rounds, peer) {
  const whole = [];
  if (rounds > 1) await peer.parse(text);
  for (let round = 0; round < rounds; round += 1) whole.push(await timedAsync(() => peer.parse(text)));
  const { bytes } = await retained(() => peer.parse(text));
  return { ...medians(whole), bytes, rounds };
}
