import { median, percentile, timed, timedAsync } from './measure.mjs';

/** Keys while V8 still compiles what they run, and keys afterwards. */
const warmUp = 2000;
const keys = 2000;
/** The first of all, which are told apart. */
const firstKeys = 400;

/** Places in the middle of the file where somebody may be typing. */
export function places(text) {
  const middle = text.indexOf('### Read', text.length / 2);
  const after = (what) => text.indexOf(what, middle) + what.length;
  return [after('page='), after('X-Request-Id: r'), after('### Wr'), after('"customer": "'), after('If-Match: "v')];
}

/** Types a character in the middle, takes it back, and so on, place after place. */
export function measureKeys(text, { openFile }) {
  const file = openFile(text);
  const where = places(text);
  const first = [];
  const taken = [];
  let last;
  for (let key = 0; key < warmUp + keys; key += 1) {
    const at = where[(key >> 1) % where.length];
    const newText = key % 2 === 0 ? 'x' : '';
    const each = timed(() => file.type(at, at + (key % 2), newText));
    if (!each.result.settled) throw new Error('A key left something to be judged.');
    if (key < firstKeys) first.push(each.cpu);
    if (key >= warmUp) taken.push(each);
    last = each.result;
  }
  const cpu = taken.map((each) => each.cpu);
  const wall = taken.map((each) => each.wall);
  const outline = timed(() => file.outline());
  return {
    first: { p50: median(first), p99: percentile(first, 0.99) },
    cpu: { p50: median(cpu), p99: percentile(cpu, 0.99) },
    wall: { p50: median(wall), p99: percentile(wall, 0.99) },
    outline: outline.wall,
    shown: last,
  };
}

/** The same change to httpYac's file; it has no diagnostics, lenses or symbols in its package, so this is reading alone. */
export async function measurePeerKeys(text, count, peer) {
  const file = await peer.open(text);
  const [at] = places(text);
  const taken = [];
  for (let key = 0; key < count; key += 1) {
    const edited = key % 2 === 0 ? `${text.slice(0, at)}x${text.slice(at)}` : text;
    taken.push(await timedAsync(() => file.type(edited)));
  }
  const cpu = taken.map((each) => each.cpu);
  return { p50: median(cpu), worst: Math.max(...cpu), wall: median(taken.map((each) => each.wall)), count };
}
