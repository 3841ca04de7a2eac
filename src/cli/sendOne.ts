import type { Send } from '../core/http/exchange.ts';
import { expand } from '../core/syntax/expand.ts';
import type { PlacedRequest } from '../core/syntax/locate.ts';
import { resolveRequest } from '../core/syntax/resolve.ts';
import { createScope } from '../core/syntax/scope.ts';
import { checkAssertions } from '../exchange/assertions.ts';
import type { Ports, Prompts, RunLedger } from '../exchange/ports.ts';
import { isSafe } from '../exchange/safeMethod.ts';
import { type SentOutcome, sendRequest } from '../exchange/sendRequest.ts';
import type { Circumstances } from './circumstances.ts';
import type { Input } from './readInput.ts';
import { SEND_OPTIONS } from './sendOptions.ts';
import type { Sent, SentRequest } from './sent.ts';

/** What the requests of one run have in common. */
export interface Run {
  readonly input: Input;
  readonly circumstances: Circumstances;
  readonly lookUp: 'automatic' | 'never';
  readonly prompts: Prompts;
  readonly ledger: RunLedger;
  readonly send: Send;
}

/**
 * Sends the request in its turn. What changes something and went out before, because another request needed its
 * answer, is not sent a second time: what came of it then is judged now.
 */
export async function sendOne(run: Run, placed: PlacedRequest, signal: AbortSignal): Promise<Sent> {
  const earlier = run.ledger.outcome(run.input.document, placed.index);
  if (earlier !== undefined && !isSafe(earlier.exchange.request.method)) {
    return judged(run, placed, { ...earlier, dependencies: [] }, 'earlier');
  }
  const { circumstances, input, lookUp } = run;
  const { document } = input;
  const scope = circumstances.scope();
  const { environment } = circumstances;
  const sending = { document, request: placed.index, scope, environment, options: SEND_OPTIONS, lookUp };
  const outcome = await sendRequest(portsOf(run), sending, signal);
  if (outcome.kind === 'sent') return judged(run, placed, outcome, 'now');
  const { method, url, target } = resolveRequest(placed, createScope(document, scope));
  const { faults, dependencies } = outcome;
  return { kind: 'refused', placed, method, url: url ?? target, faults, dependencies };
}

function portsOf({ circumstances, prompts, ledger, send }: Run): Ports {
  const { memory, files, answers } = circumstances;
  const { hashIdentity } = memory;
  return { send, memory, files, answers, hashIdentity, clock: Date.now, prompts, run: ledger };
}

/** Assertions may speak of the answer that has just come, so they get a scope of their own. */
function judged(run: Run, placed: PlacedRequest, outcome: SentOutcome, when: SentRequest['when']): SentRequest {
  const after = createScope(run.input.document, run.circumstances.scope()).at(placed);
  const expandText = (text: string): string => expand({ text, start: 0, end: text.length }, after).text;
  const assertions = checkAssertions(placed.node.epilogue, outcome.exchange, expandText);
  return { kind: 'sent', placed, outcome, assertions, when };
}
