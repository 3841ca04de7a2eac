import { setTimeout } from 'node:timers/promises';
import type { Send, SendOptions } from '../core/http/exchange.ts';
import { isSafeMethod } from '../core/http/method.ts';
import type { PlacedRequest } from '../core/syntax/locate.ts';
import { resolveRequest } from '../core/syntax/resolving/resolve.ts';
import { expand } from '../core/syntax/values/expand.ts';
import { createScope } from '../core/syntax/values/scope.ts';
import { checkAssertions } from '../exchange/answers/assertions.ts';
import type { BodyStore, Ports, Prompts, RunLedger, Tokens, Watcher } from '../exchange/ports.ts';
import { describePause } from '../exchange/retry/describePause.ts';
import { type SentOutcome, sendRequest } from '../exchange/sending/sendRequest.ts';
import type { Circumstances } from './circumstances.ts';
import type { Input } from './readInput.ts';
import { labelOf, type Sent, type SentRequest } from './sent.ts';

/** What the requests of one run have in common. */
export interface Run {
  readonly input: Input;
  readonly circumstances: Circumstances;
  readonly lookUp: 'automatic' | 'never';
  readonly prompts: Prompts;
  readonly tokens: (send: Send, options: SendOptions) => Tokens;
  readonly ledger: RunLedger;
  readonly bodies?: BodyStore | undefined;
  readonly send: Send;
  readonly options: SendOptions;
  /** Says a line to the person who waits. */
  readonly tell: (line: string) => void;
}

/**
 * Sends the request in its turn. What changes something and went out before, because another request needed its
 * answer, is not sent a second time: what came of it then is judged now. A loop gives one for each of its passes.
 */
export async function sendOne(run: Run, placed: PlacedRequest, signal: AbortSignal): Promise<readonly Sent[]> {
  const earlier = run.ledger.outcome(run.input.document, placed.index);
  if (earlier !== undefined && !isSafeMethod(earlier.exchange.request.method)) {
    return [judged(run, placed, { ...earlier, dependencies: [] }, { when: 'earlier', pass: 0 })];
  }
  const { circumstances, input, lookUp } = run;
  const { document } = input;
  const scope = circumstances.scope();
  const { environment } = circumstances;
  const sending = { document, request: placed.index, scope, environment, options: run.options, lookUp };
  const outcome = await sendRequest({ ...portsOf(run), watcher: watching(run, placed) }, sending, signal);
  const passes = (outcome.earlierPasses ?? []).map((each, pass) => judged(run, placed, each, { when: 'now', pass }));
  if (outcome.kind === 'sent') return [...passes, judged(run, placed, outcome, { when: 'now', pass: passes.length })];
  const { method, url, target } = resolveRequest(placed, createScope(document, scope));
  const { faults, dependencies } = outcome;
  return [...passes, { kind: 'refused', placed, method, url: url ?? target, faults, dependencies }];
}

/** What is waited for is told as it begins: a pause may be long. */
function watching({ tell }: Run, placed: PlacedRequest): Watcher {
  return {
    pause: (pause) => {
      if (pause !== undefined) tell(`${labelOf(placed)}: ${describePause(pause, Date.now())}`);
    },
  };
}

function portsOf({ circumstances, prompts, tokens: tokensFor, options, ledger, send, bodies }: Run): Ports {
  const { memory, files, answers } = circumstances;
  const { hashIdentity } = memory;
  const tokens = tokensFor(send, options);
  const kept = bodies === undefined ? {} : { bodies };
  return { send, memory, files, answers, hashIdentity, clock: Date.now, wait, prompts, tokens, run: ledger, ...kept };
}

/** Ctrl+C ends a wait as it ends a send. */
const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  setTimeout(milliseconds, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });

/** Assertions may speak of the answer that has just come, so they get a scope of their own. */
function judged(
  run: Run,
  placed: PlacedRequest,
  outcome: SentOutcome,
  { when, pass }: { readonly when: SentRequest['when']; readonly pass: number },
): SentRequest {
  const after = createScope(run.input.document, { ...run.circumstances.scope(), pass }).at(placed);
  const expandText = (text: string): string => expand({ text, start: 0, end: text.length }, after).text;
  const assertions = checkAssertions(placed.node.epilogue, outcome.exchange, expandText);
  return { kind: 'sent', placed, outcome, assertions, when };
}
