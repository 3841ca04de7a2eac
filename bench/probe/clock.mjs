import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds since 1970 with a fraction: the window's page tells the same. */
export const now = () => performance.timeOrigin + performance.now();

const spell = 250;

/** Waits until the extension host has had next to nothing to do for a while. */
export async function quiet() {
  for (let calm = 0; calm < 3; ) {
    const before = performance.eventLoopUtilization();
    await wait(spell);
    calm = performance.eventLoopUtilization(before).active < spell / 25 ? calm + 1 : 0;
  }
}
