import { cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds since 1970 with a fraction: the window's page tells the same. */
export const now = () => performance.timeOrigin + performance.now();

const spell = 250;

/** Milliseconds to wait at most until the extension host is quiet. */
const longest = 20_000;

/** Waits, but not for ever, until the extension host has had next to nothing to do for a while. */
export async function quiet() {
  const deadline = Date.now() + longest;
  for (let calm = 0; calm < 3 && Date.now() < deadline; ) {
    const before = performance.eventLoopUtilization();
    await wait(spell);
    calm = performance.eventLoopUtilization(before).active < spell / 25 ? calm + 1 : 0;
  }
}

function processorTimes() {
  let idle = 0;
  let all = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    all += times.user + times.nice + times.sys + times.irq + times.idle;
  }
  return { idle, all };
}

/**
 * Waits, but not for ever, until the processors are idle half of the time: what others do on the machine at the same
 * time would be measured too.
 */
export async function calm(patience) {
  const deadline = Date.now() + patience;
  for (let idle = 0; idle < 0.5 && Date.now() < deadline; ) {
    const before = processorTimes();
    await wait(spell);
    const after = processorTimes();
    idle = (after.idle - before.idle) / (after.all - before.all);
  }
}
