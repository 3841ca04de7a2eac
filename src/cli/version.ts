/** As in package.json; a test keeps the two together. */
export const VERSION = '0.1.0';

/** Below it undici does not load. */
export const OLDEST_NODE = '20.18.1';

/** One sentence when this Node is too old to run on, undefined otherwise. */
export function refuseNode(running: string): string | undefined {
  const [have, need] = [running, OLDEST_NODE].map((version) => version.split('.').map(Number));
  for (const [index, part] of (need ?? []).entries()) {
    const own = have?.[index] ?? 0;
    if (own > part) return undefined;
    if (own < part) return `precondition needs Node ${OLDEST_NODE} or newer; this is Node ${running}.`;
  }
  return undefined;
}
