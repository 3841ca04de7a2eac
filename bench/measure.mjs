/** Clocks and statistics of the benchmark. */

/** The element that this share of the numbers does not exceed. */
export function percentile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const median = (numbers) => percentile(numbers, 0.5);

/** Milliseconds of processor time that this process has had, its own and the collector's threads. */
function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What the work took: `wall` and `cpu` in milliseconds, and what it returned. */
export function timed(work) {
  const cpu = processorTime();
  const wall = performance.now();
  const result = work();
  return { wall: performance.now() - wall, cpu: processorTime() - cpu, result };
}

/** The same for work that is awaited. */
export async function timedAsync(work) {
  const cpu = processorTime();
  const wall = performance.now();
  const result = await work();
  return { wall: performance.now() - wall, cpu: processorTime() - cpu, result };
}

/** Bytes, those of typed arrays among them, that are still there after the collector has been through. */
export function heap() {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Bytes that the value which `make` returns keeps alive. */
export async function retained(make) {
  const before = heap();
  const held = await make();
  const bytes = heap() - before;
  return { bytes, held };
}
