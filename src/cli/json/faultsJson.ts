import type { SendFault } from '../../exchange/sending/sendFault.ts';
import type { LinePositions } from '../linePositions.ts';

/** What keeps a request from being sent, with its place. */
export function faultsJson(faults: readonly SendFault[], positions: LinePositions) {
  return faults.map((fault) => ({ code: fault.code, message: fault.message, range: positions.range(fault) }));
}
